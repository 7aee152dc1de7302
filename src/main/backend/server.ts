import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody } from './readBody.ts';
import { TokenError } from './tokens.ts';
import { gatewayError, WireError } from './wireError.ts';

/** Answers every path that begins with `prefix`. */
export interface Route {
  readonly prefix: string;
  /** Bytes of body that are read at most. */
  readonly bodyLimit: number;
  /** Answers OPTIONS and sets the CORS headers by itself. */
  readonly ownCors?: boolean;
  answer(request: Request): Promise<Response>;
}

export interface LoopbackServer {
  /** http://127.0.0.1:<port> */
  readonly url: string;
  readonly http: Server;
  /** Until then every request is answered with 503. */
  serve(routes: readonly Route[], onError: (error: unknown) => void): void;
  close(): Promise<void>;
}

/** How long open requests may still take when the server closes, in milliseconds. */
const CLOSE_LIMIT = 2_000;

/** Listens on a free port of 127.0.0.1 and nowhere else. */
export async function listenOnLoopback(): Promise<LoopbackServer> {
  // Clients keep their connections; one that the server closes first could meet a request on its way.
  const http = createServer({ keepAliveTimeout: 60_000 });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${portOf(http.address())}`;
  let routes: readonly Route[] = [];
  let report: (error: unknown) => void = () => {};
  http.on('request', (message, response) => {
    answer(url, routes, message, report)
      .then((answered) => write(message, response, answered))
      .catch((error: unknown) => {
        report(error);
        response.destroy();
      });
  });
  return {
    url,
    http,
    serve(newRoutes, onError) {
      routes = newRoutes;
      report = onError;
    },
    close: () => closeGently(http),
  };
}

/** Lets what is being answered come to its end, for a while. */
function closeGently(http: Server): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => http.closeIdleConnections(), 20);
    const limit = setTimeout(() => http.closeAllConnections(), CLOSE_LIMIT);
    http.close(() => {
      clearInterval(idle);
      clearTimeout(limit);
      resolve();
    });
  });
}

/** Whether the request names this server. Another name means a web page that had its own name point here. */
export function isOurHost(url: string, message: IncomingMessage): boolean {
  const { host, port } = new URL(url);
  return message.headers.host === host || message.headers.host === `localhost:${port}`;
}

async function answer(
  url: string,
  routes: readonly Route[],
  message: IncomingMessage,
  report: (error: unknown) => void,
): Promise<Response> {
  try {
    if (!isOurHost(url, message)) throw gatewayError(403, 'This server answers only under its own address.');
    const target = new URL(message.url ?? '/', url);
    const route = routes.find((one) => target.pathname.startsWith(one.prefix));
    if (!route) throw gatewayError(routes.length > 0 ? 404 : 503, 'no Route matched with those values');
    if (message.method === 'OPTIONS' && !route.ownCors) return withCors(new Response(null, { status: 204 }), message);
    const response = await route.answer(await toRequest(target, message, route.bodyLimit));
    return route.ownCors ? response : withCors(response, message);
  } catch (error) {
    return withCors(errorResponse(error, report), message);
  }
}

async function toRequest(target: URL, message: IncomingMessage, bodyLimit: number): Promise<Request> {
  const method = message.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  if (method === 'GET' || method === 'HEAD') return new Request(target, { method, headers });
  return new Request(target, { method, headers, body: await readBody(message, bodyLimit) });
}

function errorResponse(error: unknown, report: (error: unknown) => void): Response {
  if (error instanceof WireError) return Response.json(error.body, { status: error.status, headers: error.headers });
  if (error instanceof TokenError) return Response.json({ code: 401, message: error.message }, { status: 401 });
  report(error);
  return Response.json({ code: 500, message: 'The embedded backend failed; its log says why.' }, { status: 500 });
}

function withCors(response: Response, message: IncomingMessage): Response {
  const headers = new Headers(response.headers);
  headers.set('access-control-allow-origin', '*');
  headers.set('access-control-expose-headers', 'content-range, x-client-info');
  if (message.method === 'OPTIONS') {
    headers.set('access-control-allow-methods', 'GET, HEAD, POST, PATCH, DELETE, OPTIONS');
    headers.set('access-control-allow-headers', message.headers['access-control-request-headers'] ?? '*');
  }
  return new Response(response.body, { status: response.status, headers });
}

async function write(message: IncomingMessage, response: ServerResponse, answered: Response): Promise<void> {
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  if (answered.body) for await (const chunk of answered.body) response.write(chunk);
  response.end();
  // What was not read of a body that is too long must not be taken for the next request.
  if (!message.complete) message.socket.destroySoon();
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return address.port;
}
