import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestServer {
  /** http://127.0.0.1:<port> */
  readonly url: string;
  close(): Promise<void>;
}

/** Answers HTTP on a free port of this machine. An answer of null cuts the connection. */
export async function serve(answer: (request: Request) => Promise<Response | null>): Promise<TestServer> {
  const server = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = [];
    try {
      for await (const part of incoming) parts.push(part);
    } catch {
      return; // The sender broke off.
    }
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    const body = parts.length > 0 ? { body: Buffer.concat(parts) } : {};
    const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
      method: incoming.method ?? 'GET',
      headers,
      ...body,
    });
    const response = await answer(request);
    if (response === null) {
      incoming.socket.destroy();
      return;
    }
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A URL of this machine where nothing listens. */
export async function closedUrl(): Promise<string> {
  const server = await serve(() => Promise.resolve(null));
  await server.close();
  return server.url;
}
