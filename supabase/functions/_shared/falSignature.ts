import { fieldsOf, parseJson, readCapped } from './http.ts';
import { sha256Hex } from './token.ts';

/** How old a callback may be, and how far ahead of us its clock, in milliseconds. */
const LEEWAY = 300_000;
const FRESH = 3600_000;
const fetched = new Map<string, { readonly keys: readonly string[]; readonly at: number }>();

/**
 * Whether fal signed a callback (docs.fal.ai, webhooks): Ed25519 over the request's id, the user's id, the time in
 * seconds and the body's SHA-256 in hexadecimal, with a line feed between them. `keys` are the public keys' `x`.
 */
export async function isFalSignature(
  headers: Headers,
  body: Uint8Array<ArrayBuffer>,
  keys: readonly string[],
  now: number,
): Promise<boolean> {
  const part = (name: string) => headers.get(`x-fal-webhook-${name}`) ?? '';
  const [time, signature] = [part('timestamp'), bytesOf(part('signature'))];
  if (!/^\d{1,12}$/.test(time) || Math.abs(Number(time) * 1000 - now) > LEEWAY || signature === null) return false;
  const lines = [part('request-id'), part('user-id'), time, await sha256Hex(body)];
  const message = new TextEncoder().encode(lines.join('\n'));
  for (const x of keys) {
    const key = await importKey(x);
    if (key !== null && (await crypto.subtle.verify('Ed25519', key, signature, message))) return true;
  }
  return false;
}

/** The `x` of fal's public keys, kept for an hour; the old ones while the new cannot be read, none if there are none. */
export async function falKeys(url: string, now = Date.now()): Promise<readonly string[]> {
  const known = fetched.get(url);
  if (known !== undefined && now - known.at < FRESH) return known.keys;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    const bytes = await readCapped(response, 65_536);
    const keys = bytes === null || !response.ok ? [] : keysOf(parseJson(bytes));
    if (keys.length === 0) return known?.keys ?? [];
    fetched.set(url, { keys, at: now });
    return keys;
  } catch {
    return known?.keys ?? [];
  }
}

function keysOf(set: unknown): readonly string[] {
  const keys = fieldsOf(set).get('keys');
  return (Array.isArray(keys) ? keys : []).flatMap((key: unknown) => {
    const fields = fieldsOf(key);
    const x = fields.get('x');
    return fields.get('kty') === 'OKP' && fields.get('crv') === 'Ed25519' && typeof x === 'string' ? [x] : [];
  });
}

async function importKey(x: string): Promise<CryptoKey | null> {
  try {
    return await crypto.subtle.importKey('jwk', { kty: 'OKP', crv: 'Ed25519', x }, 'Ed25519', false, ['verify']);
  } catch {
    return null;
  }
}

/** 64 bytes out of hexadecimal digits, null if they are not. */
function bytesOf(hex: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[0-9a-f]{128}$/i.test(hex)) return null;
  return Uint8Array.from({ length: 64 }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16));
}
