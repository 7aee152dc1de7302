import { createHmac, createPublicKey } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { verifyUser } from '../functions/_shared/jwt.ts';
import { serve, type TestServer } from './serve.ts';

const USER = '7f1b1c0e-9a0f-4d2c-8c44-1f2d3e4a5b6c';
const ISSUER = 'https://project.supabase.co/auth/v1';
const NOW = Date.parse('2026-03-10T12:00:00Z');
const seconds = NOW / 1000;
const CLAIMS: JWTPayload = {
  sub: USER,
  aud: 'authenticated',
  role: 'authenticated',
  iss: ISSUER,
  exp: seconds + 3600,
};

const es256 = await generateKeyPair('ES256', { extractable: true });
const rs256 = await generateKeyPair('RS256', { extractable: true });
const stranger = await generateKeyPair('ES256');
const KEYS = [
  { ...(await exportJWK(es256.publicKey)), kid: 'ec', alg: 'ES256', use: 'sig' },
  { ...(await exportJWK(rs256.publicKey)), kid: 'rsa', alg: 'RS256', use: 'sig' },
  { kty: 'oct', kid: 'shared', alg: 'HS256', k: Buffer.from('a shared secret in the set').toString('base64url') },
];
const ENV = { SUPABASE_URL: 'https://project.supabase.co', SUPABASE_JWKS: JSON.stringify({ keys: KEYS }) };

const without = (name: string): JWTPayload =>
  Object.fromEntries(Object.entries(CLAIMS).filter(([claim]) => claim !== name));
const sign = (claims: JWTPayload = CLAIMS, header = { alg: 'ES256', kid: 'ec' }, key = es256.privateKey) =>
  new SignJWT(claims).setProtectedHeader(header).sign(key);
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
function hmac(header: object, secret: string | Buffer, claims = CLAIMS): string {
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
async function verify(token: string, env: Record<string, string> = ENV): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const result = await verifyUser(new Request('https://f.example/', { headers }), env, NOW);
  return result.ok ? result.userId : result.reason;
}

describe('lets in', () => {
  test('ES256 and RS256, by key id or without one', async () => {
    expect(await verify(await sign())).toBe(USER);
    expect(await verify(await sign(CLAIMS, { alg: 'RS256', kid: 'rsa' }, rs256.privateKey))).toBe(USER);
    expect(await verify(await new SignJWT(CLAIMS).setProtectedHeader({ alg: 'ES256' }).sign(es256.privateKey))).toBe(
      USER,
    );
  });

  test('a key set without a wrapper', async () => {
    expect(await verify(await sign(), { ...ENV, SUPABASE_JWKS: JSON.stringify(KEYS) })).toBe(USER);
  });

  test('HS256 only where the project still has a secret', async () => {
    const token = hmac({ alg: 'HS256' }, 'the project secret');
    expect(await verify(token)).toBe('algorithm');
    expect(await verify(token, { ...ENV, SUPABASE_JWT_SECRET: 'the project secret' })).toBe(USER);
    expect(await verify(token, { ...ENV, SUPABASE_JWT_SECRET: 'another' })).toBe('signature');
  });

  test('several audiences, and another issuer where one is named', async () => {
    expect(await verify(await sign({ ...CLAIMS, aud: ['other', 'authenticated'] }))).toBe(USER);
    const custom = await sign({ ...CLAIMS, iss: 'https://auth.studio.example/auth/v1' });
    expect(await verify(custom)).toBe('claims');
    expect(await verify(custom, { ...ENV, JWT_ISSUER: 'https://x.example, https://auth.studio.example/auth/v1' })).toBe(
      USER,
    );
  });
});

describe('keeps out', () => {
  test.each([
    ['a key of another', () => sign(CLAIMS, { alg: 'ES256', kid: 'ec' }, stranger.privateKey), 'signature'],
    ['an unknown key id', () => sign(CLAIMS, { alg: 'ES256', kid: 'nobody' }), 'signature'],
    ['alg none', () => `${part({ alg: 'none' })}.${part(CLAIMS)}.`, 'algorithm'],
    ['alg None', () => `${part({ alg: 'None' })}.${part(CLAIMS)}.`, 'algorithm'],
    ['an empty signature', async () => (await sign()).replace(/[^.]+$/, ''), 'signature'],
    ['a signature of zeros', async () => (await sign()).replace(/[^.]+$/, 'A'.repeat(86)), 'signature'],
    [
      'other claims under the same signature',
      async () =>
        (await sign()).replace(/\.[^.]+\./, `.${part({ ...CLAIMS, sub: '00000000-0000-4000-8000-000000000000' })}.`),
      'signature',
    ],
    ['two parts', async () => (await sign()).split('.').slice(0, 2).join('.'), 'malformed'],
    ['four parts', async () => `${await sign()}.x`, 'malformed'],
    ['no base64', () => 'a!.b!.c!', 'malformed'],
    ['no JSON', () => 'YQ.YQ.YQ', 'malformed'],
    ['a critical header', () => hmac({ alg: 'ES256', crit: ['exp'] }, 'x'), 'malformed'],
    ['a very long token', () => 'a'.repeat(10_000), 'malformed'],
    ['expired', () => sign({ ...CLAIMS, exp: seconds - 31 }), 'expired'],
    ['no expiry', () => sign(without('exp')), 'expired'],
    ['not yet valid', () => sign({ ...CLAIMS, nbf: seconds + 31 }), 'expired'],
    ['another audience', () => sign({ ...CLAIMS, aud: 'anon' }), 'claims'],
    ['another issuer', () => sign({ ...CLAIMS, iss: 'https://evil.supabase.co/auth/v1' }), 'claims'],
    ['no issuer', () => sign(without('iss')), 'claims'],
    ['the role of the service', () => sign({ ...CLAIMS, role: 'service_role' }), 'claims'],
    ['the role anon', () => sign({ ...CLAIMS, role: 'anon' }), 'claims'],
    ['no user', () => sign(without('sub')), 'claims'],
    ['a user that is no uuid', () => sign({ ...CLAIMS, sub: 'admin' }), 'claims'],
  ])('%s', async (_, make, reason) => {
    expect(await verify(await make())).toBe(reason);
  });

  test('a public key taken for a shared secret (algorithm confusion)', async () => {
    const pem = createPublicKey({ key: KEYS[1] ?? {}, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    for (const secret of [
      pem,
      JSON.stringify(KEYS[0]),
      String(Reflect.get(Object(KEYS[0]), 'x')),
      'a shared secret in the set',
      '',
    ]) {
      for (const kid of ['ec', 'rsa', 'shared']) {
        expect(await verify(hmac({ alg: 'HS256', kid }, secret))).toBe('algorithm');
        expect(await verify(hmac({ alg: 'ES256', kid }, secret))).toBe('signature');
      }
    }
  });

  test('a clock half a minute off is forgiven', async () => {
    expect(await verify(await sign({ ...CLAIMS, exp: seconds - 29, nbf: seconds + 29 }))).toBe(USER);
  });

  test.each([undefined, 'Basic abc', 'Bearer', 'Bearer '])('without a bearer token: %s', async (authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    const result = await verifyUser(new Request('https://f.example/', { headers }), ENV, NOW);
    expect(result).toEqual({ ok: false, reason: 'missing' });
  });
});

describe('the project’s own address of its keys', () => {
  let project: TestServer;
  let keys: object[];
  let asked = 0;
  beforeAll(async () => {
    project = await serve(async () => {
      asked += 1;
      return Response.json({ keys });
    });
  });
  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: NOW }));
  afterAll(async () => {
    vi.useRealTimers();
    await project.close();
  });

  test('is asked once in ten minutes, and again for a key that was added', async () => {
    const env = { SUPABASE_URL: project.url, JWT_ISSUER: ISSUER };
    keys = KEYS.slice(0, 1);
    expect([await verify(await sign(), env), await verify(await sign(), env), asked]).toEqual([USER, USER, 1]);
    const rotated = await sign(CLAIMS, { alg: 'RS256', kid: 'rsa' }, rs256.privateKey);
    keys = KEYS;
    expect([await verify(rotated, env), asked]).toEqual(['signature', 1]);
    vi.setSystemTime(NOW + 31_000);
    expect([await verify(rotated, env), asked]).toEqual([USER, 2]);
    vi.setSystemTime(NOW + 31_000 + 10 * 60_000);
    expect([await verify(rotated, env), asked]).toEqual([USER, 3]);
  });

  test('may be out of reach: the keys that are known still count, and unknown ones do not', async () => {
    await project.close();
    const env = { SUPABASE_URL: project.url, JWT_ISSUER: ISSUER };
    vi.setSystemTime(NOW + 3_600_000);
    expect(await verify(await sign(), env)).toBe(USER);
    expect(await verify(await sign(CLAIMS, { alg: 'ES256', kid: 'new' }), env)).toBe('signature');
  });
});
