import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymousClient, localClient, startTestBackend, strangerClient, type TestBackend } from './backendFixture.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend.dispose());

function refresh(token: string): Promise<Response> {
  return fetch(`${backend.url}/auth/v1/token?grant_type=refresh_token`, {
    method: 'POST',
    headers: { apikey: backend.publishableKey },
    body: JSON.stringify({ refresh_token: token }),
  });
}

test('the account of the application signs in', async () => {
  const { client, userId } = await localClient(backend);
  expect((await client.auth.getUser()).data.user).toMatchObject({ id: userId, role: 'authenticated' });
  const { data } = await client.auth.getClaims();
  expect(data?.claims).toMatchObject({ sub: userId, aud: 'authenticated', role: 'authenticated' });
  const file = await stat(join(backend.dataFolder, 'account.json'));
  expect(file.mode & 0o777).toBe(0o600);
});

test('sign up, sign out, sign in again', async () => {
  const { client, userId, credentials } = await strangerClient(backend);
  await client.auth.signOut();
  expect((await client.auth.getSession()).data.session).toBeNull();
  const { data } = await client.auth.signInWithPassword({ ...credentials, email: credentials.email.toUpperCase() });
  expect(data.user?.id).toBe(userId);
});

test('what is refused, and how', async () => {
  const { credentials } = await strangerClient(backend);
  const { auth } = anonymousClient(backend);
  const codes = [
    (await auth.signUp(credentials)).error,
    (await auth.signUp({ email: 'short@example.org', password: 'short' })).error,
    (await auth.signUp({ email: 'no address', password: 'long enough' })).error,
    (await auth.signInWithPassword({ ...credentials, password: 'a wrong one' })).error,
    (await auth.signInWithPassword({ email: 'nobody@example.org', password: 'whatever' })).error,
    (await auth.signInAnonymously()).error,
    (await auth.refreshSession({ refresh_token: 'unknown' })).error,
    (await auth.exchangeCodeForSession('a code').catch((error: unknown) => ({ error }))).error,
  ];
  expect(codes.map((error) => (error instanceof Error && 'code' in error ? error.code : null))).toEqual([
    'user_already_exists',
    'weak_password',
    'validation_failed',
    'invalid_credentials',
    'invalid_credentials',
    'anonymous_provider_disabled',
    'refresh_token_not_found',
    expect.stringMatching(/pkce|flow_state/),
  ]);
});

test('a refresh token is used up, but not lost with a lost answer', async () => {
  const { client } = await strangerClient(backend);
  const first = (await client.auth.getSession()).data.session;
  const { data } = await client.auth.refreshSession();
  expect(data.session?.refresh_token).not.toBe(first?.refresh_token);
  // The same token again, as after an answer that did not arrive: good for ten seconds.
  expect((await refresh(first?.refresh_token ?? '')).status).toBe(200);
});

test('a signed-out session ends at once, others of the user go on', async () => {
  const { client: one, credentials } = await strangerClient(backend);
  const other = anonymousClient(backend);
  await other.auth.signInWithPassword(credentials);
  const session = (await one.auth.getSession()).data.session;
  await one.auth.signOut({ scope: 'local' });
  expect((await refresh(session?.refresh_token ?? '')).status).toBe(400);
  const headers = { apikey: backend.publishableKey, authorization: `Bearer ${session?.access_token}` };
  const user = await fetch(`${backend.url}/auth/v1/user`, { headers });
  expect([user.status, (await user.json()).error_code]).toEqual([403, 'session_not_found']);
  expect((await other.auth.getUser()).error).toBeNull();
  await other.auth.signOut();
});

test('the rest of the surface', async () => {
  const get = async (path: string) => (await fetch(`${backend.url}/auth/v1/${path}`)).json();
  expect(await get('health')).toMatchObject({ name: 'GoTrue' });
  expect(await get('settings')).toMatchObject({ external: { email: true } });
  const { keys } = await get('.well-known/jwks.json');
  expect(keys).toHaveLength(1);
  expect(keys[0]).toMatchObject({ kty: 'EC', alg: 'ES256', use: 'sig' });
  expect(await get('nothing')).toMatchObject({ error_code: 'not_found' });
  const bad = await fetch(`${backend.url}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: backend.publishableKey },
    body: '[',
  });
  expect([bad.status, (await bad.json()).error_code]).toEqual([400, 'bad_json']);
});
