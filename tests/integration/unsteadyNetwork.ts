import { createServer, type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';

/** The way from a client to a server, which a test can break. */
export interface UnsteadyNetwork {
  /** The server's address as the client sees it. */
  readonly url: string;
  /** Requests and sockets that came through so far, by their paths. */
  readonly seen: readonly string[];
  /** Nothing comes through, and what stood is broken. */
  down(): void;
  up(): void;
  /** Breaks the sockets that stand; new ones come through. */
  dropSockets(): void;
  /** Requests come through and sockets do not. */
  blockSockets(): void;
  /** The next answer from such a path does not come back, although the server has done its work. */
  loseAnswer(path: string): void;
  close(): Promise<void>;
}

/** An answer that somebody else than the server gives. */
export interface Interjection {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * Puts a breakable network before the server at `target`.
 *
 * @param interject May answer a request in the server's place; null lets it through.
 */
export async function unsteadyNetwork(
  target: string,
  interject: (incoming: IncomingMessage) => Promise<Interjection | null> = async () => null,
): Promise<UnsteadyNetwork> {
  const { host, hostname, port } = new URL(target);
  const state = { requests: true, sockets: true, losing: '' };
  const sockets = new Set<Socket>();
  const seen: string[] = [];
  const headersOf = (incoming: IncomingMessage) => ({ ...incoming.headers, host });

  const server = createServer(async (incoming, answer) => {
    if (!state.requests) {
      incoming.socket.destroy();
      return;
    }
    seen.push(`${incoming.method} ${incoming.url}`);
    const instead = await interject(incoming);
    if (instead !== null) {
      const { status, headers = { 'content-type': 'application/json' }, body } = instead;
      answer.writeHead(status, headers).end(body === undefined ? '' : JSON.stringify(body));
      return;
    }
    const { method = 'GET', url = '/' } = incoming;
    const onward = request({ hostname, port, method, path: url, headers: headersOf(incoming) }, (response) => {
      if (state.losing !== '' && url.includes(state.losing)) {
        state.losing = '';
        incoming.socket.destroy();
        return;
      }
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => incoming.socket.destroy());
    incoming.pipe(onward);
  });
  server.on('upgrade', (incoming, socket: Socket, head) => {
    if (!state.requests || !state.sockets) {
      socket.destroy();
      return;
    }
    seen.push(`SOCKET ${incoming.url}`);
    const onward = connect(Number(port), hostname, () => {
      const headers = Object.entries(headersOf(incoming)).map(([name, value]) => `${name}: ${String(value)}\r\n`);
      onward.write(`GET ${incoming.url} HTTP/1.1\r\n${headers.join('')}\r\n`);
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const end of [socket, onward]) {
      sockets.add(end);
      end.on('error', () => {});
      end.on('close', () => {
        sockets.delete(end);
        socket.destroy();
        onward.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  const dropSockets = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen,
    dropSockets,
    down() {
      state.requests = false;
      dropSockets();
      server.closeAllConnections();
    },
    up() {
      state.requests = true;
      state.sockets = true;
    },
    blockSockets() {
      state.sockets = false;
      dropSockets();
    },
    loseAnswer(path) {
      state.losing = path;
    },
    async close() {
      dropSockets();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
