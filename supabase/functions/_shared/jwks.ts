import type { Env } from './env.ts';
import { projectUrl, setting } from './env.ts';
import { fieldsOf, parseJson, readCapped } from './http.ts';

export type Algorithm = 'ES256' | 'RS256';
interface Fetched {
  readonly keys: readonly unknown[];
  readonly at: number;
}

const FRESH_MS = 10 * 60_000;
const RETRY_MS = 30_000;
const fetched = new Map<string, Fetched>();

/**
 * The project's public keys that could have signed: of the algorithm's kind, and of that id if the token names one.
 * Keys come from SUPABASE_JWKS and, where it lacks one, from the project's JWKS address (kept for ten minutes; an
 * unknown id asks again at most every 30 s). A symmetric key in the set is never returned, so that no token can be
 * checked against a public value as if it were a secret.
 */
export async function publicKeys(env: Env, algorithm: Algorithm, keyId: string | undefined): Promise<CryptoKey[]> {
  const inline = matching(inlineKeys(env), algorithm, keyId);
  return inline.length > 0 ? importAll(inline) : importAll(await fetchedKeys(env, algorithm, keyId));
}

function inlineKeys(env: Env): readonly unknown[] {
  const text = setting(env, 'SUPABASE_JWKS');
  return text === undefined ? [] : keysOf(parseJson(new TextEncoder().encode(text)));
}

async function fetchedKeys(env: Env, algorithm: Algorithm, keyId: string | undefined): Promise<ImportableKey[]> {
  const url = `${projectUrl(env)}/auth/v1/.well-known/jwks.json`;
  const known = fetched.get(url);
  const age = known === undefined ? Number.POSITIVE_INFINITY : Date.now() - known.at;
  const hits = matching(known?.keys ?? [], algorithm, keyId);
  if (age < RETRY_MS || (age < FRESH_MS && hits.length > 0)) return hits;
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    const body = await readCapped(response, 65_536);
    if (!response.ok || body === null) return hits;
    const keys = keysOf(parseJson(body));
    fetched.set(url, { keys, at: Date.now() });
    return matching(keys, algorithm, keyId);
  } catch {
    return hits;
  }
}

/** Both {"keys": [...]} and a bare array are in use. */
function keysOf(set: unknown): readonly unknown[] {
  const keys = Array.isArray(set) ? set : fieldsOf(set).get('keys');
  return Array.isArray(keys) ? keys : [];
}

interface ImportableKey {
  readonly jwk: JsonWebKey;
  readonly algorithm: Algorithm;
}

function matching(keys: readonly unknown[], algorithm: Algorithm, keyId: string | undefined): ImportableKey[] {
  return keys.flatMap((key) => {
    const fields = fieldsOf(key);
    if (keyId !== undefined && fields.get('kid') !== keyId) return [];
    const jwk = algorithm === 'ES256' ? parts(fields, 'EC', 'x', 'y') : parts(fields, 'RSA', 'n', 'e');
    if (jwk === null || (algorithm === 'ES256' && fields.get('crv') !== 'P-256')) return [];
    return [{ algorithm, jwk: algorithm === 'ES256' ? { ...jwk, crv: 'P-256' } : jwk }];
  });
}

/** Only what makes up the public key: `alg`, `use` and `key_ops` of a foreign set must not steer the import. */
function parts(fields: ReadonlyMap<string, unknown>, kty: 'EC' | 'RSA', one: string, two: string): JsonWebKey | null {
  const [first, second] = [fields.get(one), fields.get(two)];
  if (fields.get('kty') !== kty || typeof first !== 'string' || typeof second !== 'string') return null;
  return { kty, [one]: first, [two]: second };
}

async function importAll(keys: readonly ImportableKey[]): Promise<CryptoKey[]> {
  const imported = await Promise.allSettled(
    keys.map(({ algorithm, jwk }) =>
      crypto.subtle.importKey(
        'jwk',
        jwk,
        algorithm === 'ES256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
        false,
        ['verify'],
      ),
    ),
  );
  return imported.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
