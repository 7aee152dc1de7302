import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCloud } from '../../src/main/cloud/cloud.ts';
import { memorySecrets } from '../../src/main/cloud/secrets.ts';
import { createMemoryKeeper, createSettings } from '../../src/main/settings.ts';
import type { QueuePlace, VideoJob } from '../../supabase/functions/_shared/job.ts';
import { startTestBackend, strangerClient, type TestBackend, until } from './backendFixture.ts';
import { unsteadyNetwork } from './unsteadyNetwork.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend.dispose());

test('a job that waits for its turn is asked after, and every new place is told once', async () => {
  const { client, userId, credentials } = await strangerClient(backend);
  const order = { client_request_id: randomUUID(), prompt: 'a cat', width: 64, height: 64, color_count: 16, fps: 12 };
  const { error } = await client.from('video_generation_jobs').insert(order);
  expect(error).toBeNull();
  const { data: job } = await client.from('video_generation_jobs').select().eq('user_id', userId).single<VideoJob>();
  if (job === null) throw new Error('no job');

  const places = [3, 3, 2];
  const network = await unsteadyNetwork(backend.url, async ({ url }) => {
    if (url !== '/functions/v1/video-status') return null;
    const queue = { place: places.shift() ?? 1, waiting: 5, seconds: 60 };
    return { status: 200, body: { success: true, data: { job, refreshed: true, queue } } };
  });
  const settings = createSettings(createMemoryKeeper());
  settings.write({ generator: 'project', supabaseUrl: network.url, supabaseKey: backend.publishableKey });
  const startBackend = () => Promise.reject(new Error('Not asked for here.'));
  const timing = { quiet: 100, longestQuiet: 100 };
  const cloud = createCloud({ settings, secrets: memorySecrets(), startBackend, timing });
  await cloud.signIn(credentials.email, credentials.password);
  const told: (QueuePlace | null)[] = [];
  const { jobs } = await cloud.jobs();
  const stop = jobs.subscribeToVideoJob(
    job.id,
    (_job, queue) => told.push(queue),
    () => {},
  );
  await until(() => told.some((queue) => queue?.place === 1), 'the first place');
  stop();
  expect(told.map((queue) => queue?.place)).toEqual([undefined, 3, 2, 1]);
  await cloud.close();
  await network.close();
});
