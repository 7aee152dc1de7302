import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCloud } from '../../src/main/cloud/cloud.ts';
import type { CloudClient } from '../../src/main/cloud/cloudClient.ts';
import { createDeepLinks, openLoopback } from '../../src/main/cloud/landing.ts';
import { memorySecrets, type Secrets } from '../../src/main/cloud/secrets.ts';
import { createMemoryKeeper, createSettings } from '../../src/main/settings.ts';
import { type AuthServer, createAuthServer } from './authServer.ts';
import { startTestBackend, type TestBackend } from './backendFixture.ts';
import { type Interjection, type UnsteadyNetwork, unsteadyNetwork } from './unsteadyNetwork.ts';

/** The embedded backend plays a hosted project, with an auth server before it that knows more ways in. */
let backend: TestBackend;
let auth: AuthServer;
let network: UnsteadyNetwork;
let secrets: Secrets;
let opened: string[];
let interjections: Map<string, Interjection>;
const clouds: CloudClient[] = [];
const links = createDeepLinks();

beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend.dispose());
beforeEach(async () => {
  opened = [];
  interjections = new Map();
  auth = createAuthServer(async (email) => {
    const init = { method: 'POST', headers: { apikey: backend.publishableKey } };
    const body = JSON.stringify({ email, password: randomUUID() });
    return (await fetch(`${backend.url}/auth/v1/signup`, { ...init, body })).json();
  });
  network = await unsteadyNetwork(backend.url, async (incoming) => {
    const path = new URL(incoming.url ?? '/', 'http://x').pathname;
    return interjections.get(path) ?? auth.interject(incoming);
  });
  secrets = memorySecrets();
});
afterEach(async () => {
  for (const cloud of clouds.splice(0)) await cloud.close();
  await network.close();
});

/** @param visit What the artist does in the browser. */
function newCloud(
  visit: (address: string) => void = () => {},
  packaged = true,
  key = backend.publishableKey,
): CloudClient {
  const settings = createSettings(createMemoryKeeper());
  settings.write({ generator: 'project', supabaseUrl: network.url, supabaseKey: key });
  const cloud = createCloud({
    settings,
    secrets,
    startBackend: () => Promise.reject(new Error('The embedded backend is not asked for here.')),
    browser: {
      async open(address) {
        opened.push(address);
        visit(address);
      },
      land: () => (packaged ? links.open() : openLoopback()),
    },
  });
  clouds.push(cloud);
  return cloud;
}

test('the project says who can vouch for an artist; what Celkiln does not know is left out', async () => {
  expect(await newCloud().signInWays()).toEqual({ email: true, browser: ['github'] });
});

test('a code by e-mail signs in once; a wrong one does not', async () => {
  const cloud = newCloud();
  const email = `${randomUUID()}@example.org`;
  await cloud.sendCode(email);
  await expect(cloud.signInWithCode(email, '000000')).rejects.toMatchObject({ code: 'otp_expired' });
  const code = auth.mailbox.get(email) ?? '';
  expect(await cloud.signInWithCode(email, code)).toMatchObject({ kind: 'signedIn', email });
  await expect(cloud.signInWithCode(email, code)).rejects.toMatchObject({ code: 'otp_expired' });
});

test('the browser comes back by deep link with a code that only this client can use', async () => {
  const cloud = newCloud(async (address) => links.arrive(await auth.consent(address)));
  expect(await cloud.signInWithBrowser('github')).toMatchObject({ kind: 'signedIn' });
  const [address = ''] = opened;
  expect(address.startsWith(`${network.url}/auth/v1/authorize?`)).toBe(true);
  const asked = new URL(address).searchParams;
  expect(asked.get('redirect_to')).toBe('celkiln://auth/callback');
  expect(asked.get('code_challenge_method')).toBe('s256');
});

test('while developing it comes back to a page on this computer', async () => {
  const cloud = newCloud(async (address) => void (await fetch(await auth.consent(address))), false);
  expect(await cloud.signInWithBrowser('github')).toMatchObject({ kind: 'signedIn' });
});

test('a code that somebody else has begun with is refused', async () => {
  const stranger = newCloud();
  stranger.signInWithBrowser('github').catch(() => {});
  const address = await expect
    .poll(() => opened[0])
    .toBeTruthy()
    .then(() => opened[0] ?? '');
  const link = await auth.consent(address);
  secrets = memorySecrets();
  const cloud = newCloud(() => links.arrive(link));
  await expect(cloud.signInWithBrowser('github')).rejects.toThrow();
  expect(await cloud.connection()).toMatchObject({ kind: 'signedOut' });
});

test('who says no in the browser, and who never comes back', async () => {
  const refusing = newCloud(() => links.arrive(new URL('celkiln://auth/callback?error_description=No')));
  await expect(refusing.signInWithBrowser('github')).rejects.toMatchObject({ code: 'sign_in_refused', message: 'No' });
  const cloud = newCloud();
  const waiting = cloud.signInWithBrowser('github');
  const outcome = expect(waiting).rejects.toMatchObject({ code: 'canceled' });
  await expect.poll(() => opened.length).toBe(2);
  cloud.cancelBrowserSignIn();
  await outcome;
});

test('the session that came through the browser outlives the program', async () => {
  const cloud = newCloud(async (address) => links.arrive(await auth.consent(address)));
  await cloud.signInWithBrowser('github');
  await cloud.close();
  expect(await newCloud().connection()).toMatchObject({ kind: 'signedIn' });
});

test('the test of the connection goes well, part by part', async () => {
  const cloud = newCloud();
  expect(await cloud.checkConnection('reach')).toMatchObject({ kind: 'good' });
  expect(await cloud.checkConnection('key')).toEqual({ kind: 'good', found: 'publishable' });
  expect(await cloud.checkConnection('schema')).toMatchObject({ kind: 'good' });
  expect(await cloud.checkConnection('functions')).toMatchObject({ kind: 'good' });
  expect(await cloud.checkConnection('provider')).toEqual({ kind: 'unknown' });
  expect(await cloud.checkConnection('realtime')).toEqual({ kind: 'unknown' });
  await cloud.signUp(`${randomUUID()}@example.org`, 'not a secret');
  expect(await cloud.checkConnection('provider')).toEqual({ kind: 'good', found: 'demo, $0.00' });
  expect(await cloud.checkConnection('realtime')).toMatchObject({ kind: 'good', found: expect.stringMatching(/ ms$/) });
});

test.each<[string, string, Interjection, string]>([
  ['reach', '/auth/v1/health', { status: 404 }, 'invalid_url'],
  ['key', '/auth/v1/settings', { status: 401 }, 'wrong_key'],
  ['schema', '/rest/v1/video_generation_jobs', { status: 404, body: { code: 'PGRST205' } }, 'schema_missing'],
  ['schema', '/rest/v1/video_ledger', { status: 404, body: { code: '42P01' } }, 'schema_old'],
  ['schema', '/rest/v1/video_job_metrics', { status: 400, body: { code: '42703' } }, 'schema_old'],
  ['functions', '/functions/v1/video-quote', { status: 404 }, 'functions_missing'],
  ['functions', '/functions/v1/video-webhook', { status: 401 }, 'webhook_closed'],
])('the test of the connection says what is wrong with %s when %s answers %j', async (check, path, answer, code) => {
  interjections.set(path, answer);
  const cloud = newCloud();
  const outcome = await cloud.checkConnection(check as 'reach');
  expect(outcome).toMatchObject({ kind: 'bad', error: { code } });
});

test('a provider that is not set up, a channel that is refused, a secret key and a dead address are told apart', async () => {
  const cloud = newCloud();
  await cloud.signUp(`${randomUUID()}@example.org`, 'not a secret');
  const error = { code: 'unavailable', message: 'This server is not set up.' };
  interjections.set('/functions/v1/video-quote', { status: 503, body: { success: false, error } });
  expect(await cloud.checkConnection('provider')).toMatchObject({ error: { code: 'provider_not_set_up' } });
  network.blockSockets();
  expect(await cloud.checkConnection('realtime')).toMatchObject({ error: { code: 'realtime_silent' } });
  const secret = newCloud(() => {}, true, 'sb_secret_x');
  expect(await secret.checkConnection('key')).toMatchObject({ error: { code: 'secret_key' } });
  network.down();
  expect(await cloud.checkConnection('reach')).toMatchObject({ error: { code: 'unreachable' } });
});
