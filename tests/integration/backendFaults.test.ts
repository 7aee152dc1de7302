import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoFault } from '../../src/main/backend/luma/demoSettings.ts';
import {
  CAT,
  generate,
  type HeardJobs,
  hearJobs,
  jobIn,
  jobOf,
  localClient,
  startTestBackend,
  type TestBackend,
  until,
} from './backendFixture.ts';

const FAULTS: readonly DemoFault[] = [
  'callbacks_lost',
  'callbacks_late',
  'callbacks_duplicated',
  'callbacks_reordered',
  'failed',
  'url_expired',
  'truncated_file',
  'slow',
  'busy',
];
let backend: TestBackend;
let client: SupabaseClient;
let heard: HeardJobs;
/** One job for each fault, all under way at the same time. */
const jobs = new Map<DemoFault, string>();

beforeAll(async () => {
  backend = await startTestBackend({ faults: FAULTS, reconcileEvery: 300, reconcileAfter: 2 });
  let userId = '';
  ({ client, userId } = await localClient(backend));
  heard = await hearJobs(client, userId);
  for (const fault of FAULTS.filter((fault) => fault !== 'busy')) jobs.set(fault, await generate(client));
});
afterAll(async () => {
  await client.removeAllChannels();
  await backend.dispose();
  expect(backend.errors).toEqual([]);
});

function jobWith(fault: DemoFault): string {
  return jobs.get(fault) ?? '';
}

/** Statuses without the repetitions that a growing progress brings. */
function steps(jobId: string): readonly string[] {
  return heard.statusesOf(jobId).filter((status, at, all) => status !== all[at - 1]);
}

test.each(['callbacks_late', 'callbacks_duplicated'] as const)('%s: no state twice or backwards', async (fault) => {
  await until(() => steps(jobWith(fault)).includes('processing'), 'the video');
  // By the time a late word of the work's beginning is looked into, the work may be done.
  const order = ['pending', 'queued', 'dreaming', 'processing'];
  expect(steps(jobWith(fault))).toEqual(order.filter((status) => steps(jobWith(fault)).includes(status)));
});

test('callbacks_duplicated: what was heard three times counts once', async () => {
  const job = await jobIn(client, jobWith('callbacks_duplicated'), 'processing');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect((await jobOf(client, job.id)).rev).toBe(job.rev);
});

test('callbacks_reordered: the late word that work began changes nothing', async () => {
  const job = await jobIn(client, jobWith('callbacks_reordered'), 'processing');
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(await jobOf(client, job.id)).toMatchObject({ status: 'processing', rev: job.rev });
});

test('callbacks_lost: asking the provider heals it', async () => {
  await until(() => steps(jobWith('callbacks_lost')).includes('processing'), 'the video');
  expect((await jobOf(client, jobWith('callbacks_lost'))).luma_video_url).toContain(backend.url);
});

test('failed: the job fails with a reason', async () => {
  const job = await jobIn(client, jobWith('failed'), 'failed');
  expect(job).toMatchObject({ error_code: 'provider_failed', error_message: 'The demo generator was told to fail.' });
});

test('url_expired: 403 at first, and a good address after asking', async () => {
  const job = await jobIn(client, jobWith('url_expired'), 'processing');
  expect((await fetch(job.luma_video_url ?? '')).status).toBe(403);
  const ask = async () => {
    const { data } = await client.functions.invoke('video-status', { body: { jobId: job.id } });
    return data.data.job.luma_video_url !== job.luma_video_url && data.data.job;
  };
  const renewed = await until(ask, 'a new address');
  expect(renewed.status).toBe('processing');
  expect((await fetch(renewed.luma_video_url)).status).toBe(200);
});

test('truncated_file: shorter than it should be, and no error says so', async () => {
  const whole = await jobIn(client, jobWith('callbacks_late'), 'processing');
  const cut = await jobIn(client, jobWith('truncated_file'), 'processing');
  const sizes = await Promise.all(
    [whole, cut].map(async (job) => (await (await fetch(job.luma_video_url ?? '')).arrayBuffer()).byteLength),
  );
  expect((sizes[1] ?? 0) / (sizes[0] ?? 1)).toBeLessThan(0.9);
});

test('slow: longer, but it comes', async () => {
  const job = await jobIn(client, jobWith('slow'), 'processing');
  expect(job.processing_time_ms).toBeGreaterThan(3000);
});

test('busy: 429 says when to come back, and the job is submitted by itself', async () => {
  const body = { ...CAT, clientRequestId: crypto.randomUUID() };
  const { error } = await client.functions.invoke('video-generate', { body });
  const answer = await error.context.json();
  expect([error.context.status, error.context.headers.get('retry-after')]).toEqual([429, '2']);
  expect(answer).toMatchObject({ success: false, error: { code: 'provider_busy', retryAfterSeconds: 2 } });
  const job = await jobIn(client, answer.error.jobId, 'processing');
  expect(steps(job.id)).toEqual(['pending', 'queued', 'dreaming', 'processing']);
});
