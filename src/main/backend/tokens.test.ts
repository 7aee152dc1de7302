import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSigningKey, type SigningKey } from './signingKey.ts';
import { createTokens, TokenError, type TokenFault, type Tokens } from './tokens.ts';

const USER = { id: '9b0d8f2e-6c0f-4f0e-8a54-0d6f8f3f1c11', email: 'a@example.org' };
let folder = '';
let key: SigningKey;
let tokens: Tokens;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-tokens-'));
  key = await loadSigningKey(folder);
  tokens = createTokens(key, 'us');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function faultOf(token: string): Promise<TokenFault | null> {
  return tokens.verify(token).then(
    () => null,
    (error: unknown) => (error instanceof TokenError ? error.fault : null),
  );
}

test('a token of ours gives its claims back', async () => {
  const token = await tokens.sign(USER, 'a-session', 60);
  expect(await tokens.verify(token)).toMatchObject({ sub: USER.id, role: 'authenticated', session_id: 'a-session' });
});

test('the key stays the same, readable by its owner only', async () => {
  const token = await tokens.sign(USER, 'a-session', 60);
  const later = createTokens(await loadSigningKey(folder), 'us');
  expect((await later.verify(token)).sub).toBe(USER.id);
  expect((await stat(join(folder, 'signing-key.json'))).mode & 0o777).toBe(0o600);
});

test('a key file that cannot be read is replaced', async () => {
  const other = await mkdtemp(join(tmpdir(), 'celkiln-tokens-'));
  await writeFile(join(other, 'signing-key.json'), '{');
  await loadSigningKey(other);
  expect(JSON.parse(await readFile(join(other, 'signing-key.json'), 'utf8'))).toHaveProperty('d');
  await rm(other, { recursive: true });
});

test('the public keys hold no private part', () => {
  expect(JSON.stringify(tokens.jwks)).not.toContain('"d"');
});

test('tokens that are not good', async () => {
  const good = await tokens.sign(USER, 'a-session', 60);
  const [head = '', body = '', tail = ''] = good.split('.');
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: USER.id, role: 'authenticated' };
  const signed = (change: (token: SignJWT) => SignJWT, payload = {}) =>
    change(
      new SignJWT({ ...claims, ...payload })
        .setProtectedHeader({ alg: 'ES256' })
        .setAudience('authenticated')
        .setIssuer('us')
        .setExpirationTime('1h'),
    ).sign(key.privateKey);

  expect(await faultOf(await tokens.sign(USER, 'a-session', -1))).toBe('expired');
  expect(await faultOf('nonsense')).toBe('malformed');
  expect(await faultOf(`${head}.${encode({ ...claims, role: 'service_role' })}.${tail}`)).toBe('forged');
  expect(await faultOf(`${encode({ alg: 'none' })}.${body}.`)).not.toBeNull();
  expect(await faultOf(await signed((token) => token.setIssuer('them')))).toBe('forged');
  expect(await faultOf(await signed((token) => token.setAudience('others')))).toBe('forged');
  expect(await faultOf(await signed((token) => token, { role: 'service_role' }))).toBe('forged');
  const hmac = new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).setIssuer('us').setAudience('authenticated');
  const asSecret = Buffer.from(JSON.stringify(key.publicJwk));
  expect(await faultOf(await hmac.setExpirationTime('1h').sign(asSecret))).toBe('forged');
});
