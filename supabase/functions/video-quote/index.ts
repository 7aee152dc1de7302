import { handleQuote } from './handler.ts';

Deno.serve((request) => handleQuote(request, Deno.env.toObject()));
