import { createServer } from 'node:http';
import { CloudError } from './cloudError.ts';

/** Where the system's browser comes back to after somebody signed in there. */
export interface Landing {
  /** To be named to the project as the address to go to. */
  readonly address: string;
  /** The whole address that the browser came with. */
  readonly arrival: Promise<URL>;
  close(): void;
}

/** The deep link; electron-builder.yml and the project's settings name the same. */
export const DEEP_LINK = 'celkiln://auth/callback';

/** Deep links as the system hands them over. */
export interface DeepLinks {
  /** The next one is waited for. */
  open(): Landing;
  /** Takes an address in. */
  arrive(address: URL): void;
  /** Hears of those that nobody waits for; of one that came before it listened, too. */
  onUnawaited(listener: (address: URL) => void): void;
}

/** The deep link among the words of a command line, if there is one. */
export function deepLinkIn(words: readonly string[]): URL | null {
  const link = words.find((word) => word.length <= 4096 && word.startsWith(`${DEEP_LINK}?`));
  return link === undefined ? null : URL.parse(link);
}

export function createDeepLinks(): DeepLinks {
  let land: ((address: URL) => void) | null = null;
  let listen: ((address: URL) => void) | null = null;
  let early: URL | null = null;
  return {
    open() {
      const { promise: arrival, resolve } = Promise.withResolvers<URL>();
      land = resolve;
      return {
        address: DEEP_LINK,
        arrival,
        close() {
          if (land === resolve) land = null;
        },
      };
    },
    arrive(address) {
      const take = land ?? listen;
      if (take) take(address);
      else early = address;
    },
    onUnawaited(listener) {
      listen = listener;
      if (early) listener(early);
      early = null;
    },
  };
}

/** What the browser shows then; the page asks for nothing from anywhere. */
const FAREWELL =
  '<!doctype html><meta charset="utf-8"><title>Celkiln</title><p>You can close this page and go back to Celkiln.' +
  '<p lang="ko">이 페이지를 닫고 Celkiln으로 돌아가세요.';

/** For development, where the system knows no link of ours: a page on this computer, on a port of its own. */
export async function openLoopback(): Promise<Landing> {
  const { promise: arrival, resolve } = Promise.withResolvers<URL>();
  const server = createServer((request, response) => {
    const url = URL.parse(request.url ?? '', 'http://127.0.0.1');
    const ours = request.method === 'GET' && url?.pathname === '/auth/callback';
    response
      .writeHead(ours ? 200 : 404, { 'content-type': 'text/html', connection: 'close' })
      .end(ours ? FAREWELL : '');
    if (ours) resolve(url);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const place = server.address();
  const port = typeof place === 'object' ? place?.port : 0;
  server.unref();
  return { address: `http://127.0.0.1:${port}/auth/callback`, arrival, close: () => void server.close() };
}

/** The code that a browser came back with. @throws CloudError with what the project said instead */
export function codeIn({ searchParams }: URL): string {
  const code = searchParams.get('code');
  if (code !== null && /^[\w-]{1,200}$/.test(code)) return code;
  const words = searchParams.get('error_description') ?? searchParams.get('error') ?? 'It came back without a code.';
  throw new CloudError('sign_in_refused', words.slice(0, 300));
}
