import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://bundle';

/**
 * What the page may do: run our scripts and show our pictures and those it made itself. It has no way to the network;
 * whatever comes from there comes through main.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * The file that a URL of our scheme stands for: one that really lies under `root`, links resolved, and is a regular
 * file; null for everything else. The path is decoded once, and names that mean something else on some system are
 * refused rather than interpreted.
 */
export async function resolveAsset(root: string, url: string): Promise<string | null> {
  const names = namesIn(url);
  if (names === null) return null;
  try {
    const home = await realpath(root);
    const file = await realpath(join(home, ...names));
    return file.startsWith(home + sep) && (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}

/** The page's own files, to GET and HEAD. */
export function createAssetHandler(root: string): (request: Request) => Promise<Response> {
  return async ({ method, url }) => {
    if (method !== 'GET' && method !== 'HEAD') return refuse(405);
    const file = await resolveAsset(root, url);
    if (file === null) return refuse(404);
    const bytes = await readFile(file);
    const headers = {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'content-length': `${bytes.length}`,
      ...HEADERS,
    };
    return new Response(method === 'HEAD' ? null : bytes, { headers });
  };
}

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers: HEADERS });
}

function namesIn(url: string): readonly string[] | null {
  const parsed = URL.parse(url);
  if (parsed === null || `${parsed.protocol}//${parsed.host}` !== APP_ORIGIN || parsed.username !== '') return null;
  try {
    const names = decodeURIComponent(parsed.pathname).slice(1).split('/');
    if (names.length === 1 && names[0] === '') return ['index.html'];
    return names.every(isPlainName) ? names : null;
  } catch {
    return null;
  }
}

/** No way up, no separators and drives of Windows, no control characters. */
function isPlainName(name: string): boolean {
  const control = [...name].some((character) => character < ' ');
  return name !== '' && name !== '.' && name !== '..' && !/[\\:]/.test(name) && !control;
}
