import type { Env } from './env.ts';
import { listSetting, projectUrl, setting } from './env.ts';
import { fieldsOf, parseJson } from './http.ts';
import { publicKeys } from './jwks.ts';
import { isUuid } from './token.ts';

export type Verification =
  | { readonly ok: true; readonly userId: string }
  | { readonly ok: false; readonly reason: VerificationFailure };
export type VerificationFailure = 'missing' | 'malformed' | 'algorithm' | 'signature' | 'expired' | 'claims';

/** How far the clocks of two machines may be apart, in seconds. */
const SKEW = 30;
const LONGEST_TOKEN = 8192;

interface Parts {
  readonly header: ReadonlyMap<string, unknown>;
  readonly claims: ReadonlyMap<string, unknown>;
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/**
 * Who sent the request, by the bearer token's own signature (RFC 7515, 7519, 8725). The gateway's check is not relied
 * on: it lets a request through that brings nothing but an API key.
 */
export async function verifyUser(request: Request, env: Env, now = Date.now()): Promise<Verification> {
  const token = /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token === undefined) return { ok: false, reason: 'missing' };
  const parts = token.length > LONGEST_TOKEN ? null : split(token);
  if (parts === null) return { ok: false, reason: 'malformed' };
  const signature = await checkSignature(parts, env);
  if (signature !== 'valid') return { ok: false, reason: signature };
  return checkClaims(parts.claims, env, now / 1000);
}

function split(token: string): Parts | null {
  const [head, body, tail, ...rest] = token.split('.');
  if (head === undefined || body === undefined || tail === undefined || rest.length > 0) return null;
  const [headBytes, bodyBytes, signature] = [fromBase64Url(head), fromBase64Url(body), fromBase64Url(tail)];
  if (headBytes === null || bodyBytes === null || signature === null) return null;
  const [header, claims] = [fieldsOf(parseJson(headBytes)), fieldsOf(parseJson(bodyBytes))];
  if (header.size === 0 || claims.size === 0 || header.has('crit')) return null;
  return { header, claims, signed: new TextEncoder().encode(`${head}.${body}`), signature };
}

async function checkSignature(parts: Parts, env: Env): Promise<'valid' | 'algorithm' | 'signature'> {
  const algorithm = parts.header.get('alg');
  if (algorithm === 'HS256') return checkSharedSecret(parts, env);
  if (algorithm !== 'ES256' && algorithm !== 'RS256') return 'algorithm';
  const keyId = parts.header.get('kid');
  const how = algorithm === 'ES256' ? { name: 'ECDSA', hash: 'SHA-256' } : { name: 'RSASSA-PKCS1-v1_5' };
  for (const key of await publicKeys(env, algorithm, typeof keyId === 'string' ? keyId : undefined)) {
    if (await crypto.subtle.verify(how, key, parts.signature, parts.signed)) return 'valid';
  }
  return 'signature';
}

/** Only with the project's own JWT secret, and only where one is set: a public key is never taken for it. */
async function checkSharedSecret(parts: Parts, env: Env): Promise<'valid' | 'algorithm' | 'signature'> {
  const secret = setting(env, 'SUPABASE_JWT_SECRET');
  if (secret === undefined) return 'algorithm';
  const bytes = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  return (await crypto.subtle.verify('HMAC', key, parts.signature, parts.signed)) ? 'valid' : 'signature';
}

function checkClaims(claims: ReadonlyMap<string, unknown>, env: Env, now: number): Verification {
  const [expires, notBefore, userId] = [claims.get('exp'), claims.get('nbf'), claims.get('sub')];
  if (typeof expires !== 'number' || expires + SKEW <= now) return { ok: false, reason: 'expired' };
  if (notBefore !== undefined && (typeof notBefore !== 'number' || notBefore - SKEW > now)) {
    return { ok: false, reason: 'expired' };
  }
  const audience = claims.get('aud');
  const meant = audience === 'authenticated' || (Array.isArray(audience) && audience.includes('authenticated'));
  const issuer = claims.get('iss');
  const trusted = typeof issuer === 'string' && issuers(env).includes(issuer);
  if (!meant || !trusted || claims.get('role') !== 'authenticated' || !isUuid(userId)) {
    return { ok: false, reason: 'claims' };
  }
  return { ok: true, userId };
}

function issuers(env: Env): readonly string[] {
  const named = listSetting(env, 'JWT_ISSUER');
  return named.length > 0 ? named : [`${projectUrl(env)}/auth/v1`];
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}
