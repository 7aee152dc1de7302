import { handleStatus } from './handler.ts';

Deno.serve((request) => handleStatus(request, Deno.env.toObject()));
