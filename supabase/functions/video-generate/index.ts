import { handleGenerate } from './handler.ts';

Deno.serve((request) => handleGenerate(request, Deno.env.toObject()));
