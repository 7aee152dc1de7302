import { handleReconcile } from './handler.ts';

Deno.serve((request) => handleReconcile(request, Deno.env.toObject()));
