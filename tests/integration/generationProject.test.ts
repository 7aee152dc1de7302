import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { memorySecrets } from '../../src/main/cloud/secrets.ts';
import { createMemoryKeeper, createSettings } from '../../src/main/settings.ts';
import { startTestBackend, type TestBackend } from './backendFixture.ts';
import { type Account, CAT, isAt, jobOf, partsIn, stages, statesOf, withFolder } from './parts.ts';
import { type UnsteadyNetwork, unsteadyNetwork } from './unsteadyNetwork.ts';

/** Generations at a Supabase project that the settings name; the embedded backend plays it, behind a breakable network. */
let backend: TestBackend;
let network: UnsteadyNetwork;

beforeAll(async () => {
  backend = await startTestBackend({ queuedFor: 200, dreamingFor: 1500 });
  network = await unsteadyNetwork(backend.url);
});
afterAll(async () => {
  await network.close();
  await backend.dispose();
});

const PASSWORD = 'not a secret';

/** `url`: where the project is; videos are fetched from there, and from Luma, only. */
function accountAt(url: string): Pick<Account, 'settings' | 'secrets'> {
  const settings = createSettings(createMemoryKeeper());
  settings.write({ generator: 'project', supabaseUrl: url, supabaseKey: backend.publishableKey });
  return { settings, secrets: memorySecrets() };
}

type Parts = ReturnType<typeof partsIn>;

async function withProject(
  url: string,
  test: (parts: Parts, account: Pick<Account, 'settings' | 'secrets'>, email: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const account = accountAt(url);
    const parts = partsIn(folder, {}, account);
    const email = `${randomUUID()}@example.org`;
    try {
      await parts.cloud.signUp(email, PASSWORD);
      await test(parts, account, email);
    } finally {
      network.up();
      await parts.close();
    }
  });
}

test('a project of the user: named by its host, and its frames are as good', async () => {
  await withProject(backend.url, async (parts) => {
    const { id } = await parts.generations.generate(CAT);
    const states = await statesOf(parts, id);
    expect(stages(states).at(-1)).toBe('ready');
    expect(states.at(-1)?.origin).toMatchObject({ provider: new URL(backend.url).host });
    expect((await parts.generations.clipOf(id)).frames.length).toBeGreaterThan(1);
    await parts.generations.acknowledge(id);
    const { jobs } = await parts.cloud.jobs();
    expect((await jobs.getVideoJob(jobOf(states.at(-1))))?.status).toBe('completed');
  });
});

test('a video that lies elsewhere than the project and its provider is not fetched', async () => {
  await withProject(network.url, async (parts) => {
    const { id } = await parts.generations.generate(CAT);
    const last = (await statesOf(parts, id)).at(-1);
    expect(last?.state).toMatchObject({ stage: 'failed', error: { code: 'bad_video_url' } });
  });
});

test('an answer that is lost: the prompt goes out again and is one job', async () => {
  await withProject(network.url, async (parts) => {
    network.loseAnswer('video-generate');
    const before = network.seen.length;
    const { id } = await parts.generations.generate(CAT);
    const states = await statesOf(parts, id, isAt('waiting dreaming'));
    expect(network.seen.slice(before).filter((path) => path.includes('video-generate'))).toHaveLength(2);
    const { jobs } = await parts.cloud.jobs();
    expect((await jobs.getVideoJob(jobOf(states.at(-1))))?.client_request_id).toMatch(/^[0-9a-f-]{36}$/);
    await parts.generations.cancel(id);
  });
});

test('no network at the start: the prompt waits, and goes out when it is back', async () => {
  await withProject(network.url, async (parts) => {
    network.down();
    const { id } = await parts.generations.generate(CAT);
    setTimeout(() => network.up(), 1500);
    const states = await statesOf(parts, id, isAt('waiting dreaming'));
    expect(stages(states).slice(0, 2)).toEqual(['waiting pending', 'waiting queued']);
    await parts.generations.cancel(id);
  });
});

test('canceled with no network: the server hears of it when it is back', async () => {
  await withProject(network.url, async (parts) => {
    const { id } = await parts.generations.generate(CAT);
    const states = await statesOf(parts, id, isAt('waiting dreaming'));
    network.down();
    await parts.generations.cancel(id);
    network.up();
    await parts.wake();
    const { jobs } = await parts.cloud.jobs();
    await expect.poll(async () => (await jobs.getVideoJob(jobOf(states.at(-1))))?.status).toBe('canceled');
  });
});

test('canceled at once, while the order is on its way: no job is left that goes on', async () => {
  await withProject(network.url, async (parts) => {
    const { id } = await parts.generations.generate(CAT);
    await expect.poll(() => network.seen.at(-1)).toContain('video-generate');
    await parts.generations.cancel(id);
    const job = async () => (await parts.generations.list()).find((each) => each.id === id)?.origin.jobId ?? '';
    await expect.poll(job).not.toBe('');
    const { jobs } = await parts.cloud.jobs();
    await expect.poll(async () => (await jobs.getVideoJob(await job()))?.status).toBe('canceled');
  });
});

test('signed out in the middle: it says so, and goes on with the same job after signing in', async () => {
  await withProject(backend.url, async (parts, _, email) => {
    const { id } = await parts.generations.generate(CAT);
    const before = await statesOf(parts, id, isAt('waiting queued'));
    await parts.cloud.signOut();
    const signedOut = (await statesOf(parts, id)).at(-1);
    expect(signedOut?.state).toMatchObject({ stage: 'failed', error: { code: 'unauthorized' } });
    await parts.cloud.signIn(email, PASSWORD);
    const after = await statesOf(parts, id, ({ state }) => state.stage === 'ready');
    expect(jobOf(after.at(-1))).toBe(jobOf(before.at(-1)));
  });
});

test('another connection in the middle: it says so, and goes on when that is switched back', async () => {
  await withProject(backend.url, async (parts, { settings }) => {
    const { id } = await parts.generations.generate(CAT);
    const before = await statesOf(parts, id, isAt('waiting queued'));
    settings.write({ generator: 'demo' });
    await parts.cloud.reconnect();
    const left = (await statesOf(parts, id)).at(-1);
    expect(left?.state).toMatchObject({ stage: 'failed', error: { code: 'other_connection' } });
    settings.write({ generator: 'project', supabaseUrl: backend.url, supabaseKey: backend.publishableKey });
    await parts.cloud.reconnect();
    const after = await statesOf(parts, id, ({ state }) => state.stage === 'ready');
    expect(jobOf(after.at(-1))).toBe(jobOf(before.at(-1)));
  });
});
