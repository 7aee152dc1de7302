import { readFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { schemeOf } from '../mappedUrls.ts';
import { protocol } from './protocol.ts';

/** https://www.electronjs.org/docs/latest/api/net: fetch that also knows file: and the application's own schemes. */
export const net = {
  async fetch(input: string | Request, options: RequestInit = {}): Promise<Response> {
    const url = typeof input === 'string' ? input : input.url;
    if (schemeOf(url) === 'file') return new Response(await readFile(fileURLToPath(url)));
    return (await protocol.respond(schemeOf(url), new Request(input, options))) ?? fetch(input, options);
  },

  isOnline(): boolean {
    return Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal));
  },

  get online(): boolean {
    return net.isOnline();
  },
};
