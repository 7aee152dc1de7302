import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ISSUER } from '../../src/main/backend/runBackend.ts';
import { loadSigningKey } from '../../src/main/backend/signingKey.ts';
import { createTokens } from '../../src/main/backend/tokens.ts';
import { createCloud } from '../../src/main/cloud/cloud.ts';
import type { CloudClient } from '../../src/main/cloud/cloudClient.ts';
import type { VideoJobs } from '../../src/main/cloud/project.ts';
import { memorySecrets, type Secrets } from '../../src/main/cloud/secrets.ts';
import { createMemoryKeeper, createSettings, type SettingsStore } from '../../src/main/settings.ts';
import type { Connection } from '../../src/shared/connection.ts';
import type { VideoJob } from '../../supabase/functions/_shared/job.ts';
import { CAT, startTestBackend, type TestBackend, until } from './backendFixture.ts';
import { type UnsteadyNetwork, unsteadyNetwork } from './unsteadyNetwork.ts';

/** The embedded backend plays a hosted project, behind a network that can fail. */
let backend: TestBackend;
let network: UnsteadyNetwork;
let settings: SettingsStore;
let secrets: Secrets;
const clouds: CloudClient[] = [];

beforeAll(async () => {
  backend = await startTestBackend({ queuedFor: 300, dreamingFor: 700 });
});
afterAll(async () => {
  await backend.dispose();
  expect(backend.errors).toEqual([]);
});
beforeEach(async () => {
  network = await unsteadyNetwork(backend.url);
  settings = createSettings(createMemoryKeeper());
  settings.write({ generator: 'project', supabaseUrl: network.url, supabaseKey: backend.publishableKey });
  secrets = memorySecrets();
});
afterEach(async () => {
  network.up();
  for (const cloud of clouds.splice(0)) await cloud.close();
  await network.close();
});

/** A client as the application has it; another one on the same secrets is the application after a restart. */
function newCloud(quiet = 60_000): CloudClient {
  const startBackend = () => Promise.reject(new Error('The embedded backend is not asked for here.'));
  const timing = { quiet, longestQuiet: quiet };
  const cloud = createCloud({ settings, secrets, startBackend, timing });
  clouds.push(cloud);
  return cloud;
}

const PASSWORD = 'not a secret';
const newEmail = (): string => `${randomUUID()}@example.org`;

async function signedUp(quiet?: number): Promise<{ cloud: CloudClient; jobs: VideoJobs; email: string }> {
  const cloud = newCloud(quiet);
  const email = newEmail();
  await cloud.signUp(email, PASSWORD);
  return { cloud, jobs: (await cloud.jobs()).jobs, email };
}

interface Followed {
  readonly updates: VideoJob[];
  readonly errors: unknown[];
  readonly stop: () => void;
  statuses(): readonly string[];
}

function follow(jobs: VideoJobs, jobId: string): Followed {
  const updates: VideoJob[] = [];
  const errors: unknown[] = [];
  const stop = jobs.subscribeToVideoJob(
    jobId,
    (job) => updates.push(job),
    (error) => errors.push(error),
  );
  const statuses = () => updates.map(({ status }) => status).filter((status, at, all) => status !== all[at - 1]);
  return { updates, errors, stop, statuses };
}

const submit = async (jobs: VideoJobs): Promise<string> =>
  (await jobs.generateVideo({ ...CAT, clientRequestId: randomUUID() })).jobId;
const ready = (followed: Followed) => until(() => followed.statuses().includes('processing'), 'the video');

test('signing up, out and in; wrong words are refused in words', async () => {
  const told: Connection[] = [];
  const cloud = newCloud();
  cloud.onChange((connection) => told.push(connection));
  const url = network.url;
  expect(await cloud.connection()).toEqual({ kind: 'signedOut', url });
  const email = newEmail();
  const signedIn = { kind: 'signedIn', url, email, remembered: false };
  expect(await cloud.signUp(email, PASSWORD)).toEqual(signedIn);
  expect(await cloud.signOut()).toEqual({ kind: 'signedOut', url });
  await expect(cloud.signIn(email, 'wrong')).rejects.toMatchObject({ code: 'invalid_credentials' });
  await expect(cloud.signUp(email, PASSWORD)).rejects.toMatchObject({ code: 'user_already_exists' });
  await expect(cloud.signUp(newEmail(), 'short')).rejects.toMatchObject({ code: 'weak_password' });
  expect(await cloud.signIn(email, PASSWORD)).toEqual(signedIn);
  expect(told.map(({ kind }) => kind)).toEqual(['signedOut', 'signedIn', 'signedOut', 'signedIn']);
  const { provider } = await cloud.jobs();
  expect([provider.id, provider.name]).toEqual([url, new URL(url).host]);
  expect(provider.videoHosts).toContain(url);
});

test('the session outlives the program, and signing out ends that', async () => {
  const { cloud, email } = await signedUp();
  await cloud.close();
  const again = newCloud();
  expect(await again.connection()).toMatchObject({ kind: 'signedIn', email });
  await again.signOut();
  await again.close();
  expect(await newCloud().connection()).toMatchObject({ kind: 'signedOut' });
});

test('every state of a job is heard, in order and each revision once', async () => {
  const { jobs } = await signedUp();
  const followed = follow(jobs, await submit(jobs));
  await ready(followed);
  const revisions = followed.updates.map(({ rev }) => rev);
  expect(revisions).toEqual([...new Set(revisions)].toSorted((a, b) => a - b));
  expect(['pending queued dreaming processing', 'queued dreaming processing']).toContain(followed.statuses().join(' '));
  expect(followed.updates.every(({ prompt }) => prompt === CAT.prompt)).toBe(true);
});

test('the same request twice is one job', async () => {
  const { jobs } = await signedUp();
  const request = { ...CAT, clientRequestId: randomUUID() };
  const [one, other] = [await jobs.generateVideo(request), await jobs.generateVideo(request)];
  expect(other.jobId).toBe(one.jobId);
});

test("a stranger's job is not there", async () => {
  const { jobs } = await signedUp();
  const jobId = await submit(jobs);
  secrets = memorySecrets();
  const stranger = (await signedUp()).jobs;
  expect(await stranger.getVideoJob(jobId)).toBeNull();
  await expect(stranger.refreshVideoJob(jobId)).rejects.toMatchObject({ code: 'not_found' });
  await stranger.endVideoJob({ id: jobId }, { status: 'canceled' });
  const followed = follow(stranger, jobId);
  await until(() => followed.errors.length > 0, 'the refusal');
  expect(followed.errors).toMatchObject([{ code: 'job_gone' }]);
  expect((await jobs.getVideoJob(jobId))?.status).not.toBe('canceled');
});

test('after a socket that broke, the channel stands again and nothing is missing', async () => {
  const { jobs } = await signedUp();
  const followed = follow(jobs, await submit(jobs));
  await until(() => network.seen.some((path) => path.startsWith('SOCKET')), 'the socket');
  network.dropSockets();
  await ready(followed);
  expect(network.seen.filter((path) => path.startsWith('SOCKET')).length).toBeGreaterThan(1);
});

test('where no socket comes through, asking brings the same', async () => {
  network.blockSockets();
  const { jobs } = await signedUp(400);
  const followed = follow(jobs, await submit(jobs));
  await ready(followed);
  expect(network.seen.filter((path) => path.startsWith('SOCKET'))).toEqual([]);
});

test('sleep: the old socket is given up, and what was missed is asked for', async () => {
  const { cloud, jobs } = await signedUp();
  const followed = follow(jobs, await submit(jobs));
  await until(() => network.seen.some((path) => path.startsWith('SOCKET')), 'the socket');
  network.down();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  network.up();
  await cloud.wake();
  await ready(followed);
});

test('who stops listening hears nothing more, and the channel is left', async () => {
  const { jobs } = await signedUp();
  const followed = follow(jobs, await submit(jobs));
  await until(() => followed.updates.length > 0, 'the first state');
  followed.stop();
  const heard = followed.updates.length;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(followed.updates.length).toBe(heard);
  expect(followed.errors).toEqual([]);
});

/** Changes what is kept of the session, as if time had passed or a server had changed its keys. */
async function alterSession(alter: (session: Record<string, unknown>) => object): Promise<void> {
  const name = `session:${network.url}`;
  await secrets.set(name, JSON.stringify(alter(JSON.parse((await secrets.get(name)) ?? '{}'))));
}

const forged = (token: unknown): string => `${String(token).slice(0, -8)}AAAAAAAA`;

test('a token that has run out is renewed without a word', async () => {
  const { cloud } = await signedUp();
  await cloud.close();
  await alterSession((session) => ({ ...session, access_token: forged(session.access_token), expires_at: 1000 }));
  const again = newCloud();
  expect((await again.connection()).kind).toBe('signedIn');
  await submit((await again.jobs()).jobs);
});

test('a token that the server refuses is renewed and the request repeated', async () => {
  const { cloud } = await signedUp();
  await cloud.close();
  await alterSession((session) => ({ ...session, access_token: forged(session.access_token) }));
  const again = newCloud();
  const { jobs } = await again.jobs();
  const followed = follow(jobs, await submit(jobs));
  await ready(followed);
  expect((await again.connection()).kind).toBe('signedIn');
});

test('when there is no other token, signing in is asked for and said', async () => {
  const { cloud, jobs: before } = await signedUp();
  const jobId = await submit(before);
  await cloud.close();
  await alterSession((session) => ({
    ...session,
    access_token: forged(session.access_token),
    refresh_token: 'stolen',
  }));
  const again = newCloud();
  const told: Connection[] = [];
  again.onChange((connection) => told.push(connection));
  expect((await again.connection()).kind).toBe('signedIn');
  const { jobs } = await again.jobs();
  const followed = follow(jobs, jobId);
  await until(() => followed.errors.length > 0, 'the refusal');
  expect(followed.errors).toMatchObject([{ code: 'unauthorized' }]);
  await until(() => told.at(-1)?.kind === 'signedOut', 'the connection that is told');
  await expect(jobs.generateVideo(CAT)).rejects.toMatchObject({ code: 'unauthorized' });
});

test('a channel that the server closes because a token ran out is joined again with another', async () => {
  const { cloud } = await signedUp();
  await cloud.close();
  const tokens = createTokens(await loadSigningKey(backend.dataFolder), ISSUER);
  const name = `session:${network.url}`;
  const session = JSON.parse((await secrets.get(name)) ?? '{}');
  const [, claims = ''] = session.access_token.split('.');
  const { session_id: sessionId } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  // The client believes it to be good for an hour.
  const short = await tokens.sign(session.user, sessionId, 2);
  await secrets.set(name, JSON.stringify({ ...session, access_token: short }));
  const { jobs } = await newCloud().jobs();
  const jobId = await submit(jobs);
  await until(async () => (await jobs.getVideoJob(jobId))?.status === 'processing', 'the video');
  const followed = follow(jobs, jobId);
  const tokenNow = async () => JSON.parse((await secrets.get(name)) ?? '{}').access_token;
  await until(async () => (await tokenNow()) !== short, 'another token');
  await new Promise((resolve) => setTimeout(resolve, 500));
  await jobs.endVideoJob({ id: jobId }, { status: 'canceled' });
  await until(() => followed.statuses().includes('canceled'), 'the broadcast over the new channel', 5000);
  expect(followed.errors).toEqual([]);
});

test('signing out and switching tell those who follow a job why', async () => {
  const { cloud, jobs, email } = await signedUp();
  const jobId = await submit(jobs);
  const one = follow(jobs, jobId);
  await until(() => one.updates.length > 0, 'the first state');
  await cloud.signOut();
  expect(one.errors).toMatchObject([{ code: 'unauthorized' }]);
  await cloud.signIn(email, PASSWORD);
  const other = follow((await cloud.jobs()).jobs, jobId);
  await until(() => other.updates.length > 0, 'the first state');
  settings.write({ generator: 'demo' });
  expect(await cloud.reconnect()).toEqual({ kind: 'demo' });
  expect(other.errors).toMatchObject([{ code: 'other_connection' }]);
  await expect(cloud.signIn(email, PASSWORD)).rejects.toMatchObject({ code: 'no_project' });
});

test('why a project cannot be used is said before anybody signs in', async () => {
  const cloud = newCloud();
  const errorWith = async (change: Parameters<SettingsStore['write']>[0]): Promise<string> => {
    settings.write(change);
    const connection = await cloud.reconnect();
    return connection.kind === 'unreachable' ? connection.error.code : connection.kind;
  };
  const elsewhere = createServer((_, answer) => void answer.writeHead(404).end('<html>')).listen(0, '127.0.0.1');
  await new Promise((resolve) => elsewhere.once('listening', resolve));
  const address = elsewhere.address();
  const port = typeof address === 'object' ? address?.port : 0;
  expect(await errorWith({ supabaseKey: 'sb_publishable_wrong' })).toBe('wrong_key');
  expect(await errorWith({ supabaseUrl: `http://127.0.0.1:${port}` })).toBe('invalid_url');
  expect(await errorWith({ supabaseUrl: 'http://127.0.0.1:9' })).toBe('unreachable');
  expect(await errorWith({ supabaseUrl: `${network.url}/`, supabaseKey: backend.publishableKey })).toBe('signedOut');
  elsewhere.close();
});

test('without a network the session stays, and the connection is told again when it is back', async () => {
  const { cloud, jobs, email } = await signedUp();
  const told: string[] = [];
  cloud.onChange(({ kind }) => told.push(kind));
  network.down();
  await expect(jobs.generateVideo(CAT)).rejects.toMatchObject({ code: 'unreachable' });
  await expect(cloud.signIn(email, PASSWORD)).rejects.toMatchObject({ code: 'unreachable' });
  await cloud.check();
  expect((await cloud.connection()).kind).toBe('unreachable');
  network.up();
  await cloud.wake();
  expect(told).toEqual(['unreachable', 'signedIn']);
});
