import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { StatusResponse } from '../functions/_shared/job.ts';
import { reconcileJobs } from '../functions/_shared/reconcileJobs.ts';
import { handleGenerate } from '../functions/video-generate/handler.ts';
import { handleStatus } from '../functions/video-status/handler.ts';
import { jobRow, VIDEO_URL } from './jobs.ts';
import { closedUrl } from './serve.ts';
import { startTestStack, type TestStack } from './stack.ts';

let stack: TestStack;
let user: string;
let bearer: string;
let jobId: string;
beforeAll(async () => {
  stack = await startTestStack();
  user = await stack.database.addUser({ max_active: 100, max_per_minute: 1000, max_cents_per_month: 100_000 });
  bearer = `Bearer ${await stack.tokenFor(user)}`;
});
beforeEach(async () => {
  await stack.clear();
  jobId = await newJob();
  stack.luma.calls.length = 0;
});
afterAll(() => stack.close());

async function newJob(): Promise<string> {
  const request = new Request('https://functions.example/video-generate', {
    method: 'POST',
    headers: { authorization: bearer },
    body: JSON.stringify({ prompt: 'a cat' }),
  });
  await handleGenerate(request, stack.env);
  const rows = await stack.database.query('select id from public.video_generation_jobs order by created_at desc');
  return String(rows[0]?.id);
}

/** Asks at a time so many seconds from now; answers the HTTP status, and the job's or the error's. */
async function ask(seconds: number, body: unknown = { jobId }, authorization = bearer, env = stack.env) {
  await stack.database.setClock(new Date(Date.now() + seconds * 1000).toISOString());
  const request = new Request('https://functions.example/video-status', {
    method: 'POST',
    headers: { authorization },
    body: JSON.stringify(body),
  });
  const response = await handleStatus(request, env);
  const answer: StatusResponse = await response.json();
  return answer.success
    ? `${response.status} ${answer.data.job.status}${answer.data.refreshed ? ' refreshed' : ''}`
    : `${response.status} ${answer.error.code}`;
}

test('heals a lost callback', async () => {
  Object.assign(stack.luma.only(), { state: 'completed', assets: { video: VIDEO_URL } });
  expect(await ask(10)).toBe('200 processing refreshed');
  expect(await jobRow(stack.database, jobId)).toMatchObject({ luma_video_url: VIDEO_URL, progress: 90 });
});

test('asks the provider at most every five seconds', async () => {
  expect([await ask(10), await ask(12), await ask(14), await ask(16)]).toEqual([
    '200 queued refreshed',
    '200 queued',
    '200 queued',
    '200 queued refreshed',
  ]);
  expect(stack.luma.calls).toHaveLength(2);
});

test('renews the address of a video that waits for its download', async () => {
  Object.assign(stack.luma.only(), { state: 'completed', assets: { video: VIDEO_URL } });
  await ask(10);
  stack.luma.only().assets = { video: `${VIDEO_URL}?fresh` };
  expect(await ask(20)).toBe('200 processing refreshed');
  expect(await jobRow(stack.database, jobId)).toMatchObject({ luma_video_url: `${VIDEO_URL}?fresh` });
});

test('a finished job is answered without asking anyone', async () => {
  await stack.database.query(`update public.video_generation_jobs set status = 'failed', error_code = 'x'`);
  expect(await ask(10)).toBe('200 failed');
  expect(stack.luma.calls).toEqual([]);
});

test('a canceled job is canceled at the provider, once', async () => {
  await stack.database.query(`update public.video_generation_jobs set status = 'canceled'`);
  expect([await ask(10), await ask(20)]).toEqual(['200 canceled', '200 canceled']);
  expect(stack.luma.calls).toEqual([expect.stringMatching(/^DELETE /)]);
});

test('a generation that the provider has lost fails the job', async () => {
  stack.luma.generations.clear();
  expect(await ask(10)).toBe('200 failed refreshed');
  expect(await jobRow(stack.database, jobId)).toMatchObject({ error_code: 'provider_lost' });
});

test.each([
  ['a NUL', 'no\0pe'],
  ['half a character', '\ud83dnope'],
  ['a character that the limit cuts in two', `${'a'.repeat(499)}🐱`],
])('a reason with %s in it is no reason to keep a job that has failed', async (_what, reason) => {
  Object.assign(stack.luma.only(), { state: 'failed', failure_reason: reason });
  expect(await ask(10)).toBe('200 failed refreshed');
  expect(await jobRow(stack.database, jobId)).toMatchObject({ error_code: 'provider_failed' });
});

test.each([
  ['HTTPS://Storage.CDN-Luma.com/clip.mp4', 'https://storage.cdn-luma.com/clip.mp4'],
  ['https://storage.cdn-luma.com', 'https://storage.cdn-luma.com/'],
  ['\thttps://storage.cdn-luma.com/a cat.mp4', 'https://storage.cdn-luma.com/a%20cat.mp4'],
])('an address in another spelling is kept in the usual one', async (video, kept) => {
  Object.assign(stack.luma.only(), { state: 'completed', assets: { video } });
  expect(await ask(10)).toBe('200 processing refreshed');
  expect(await jobRow(stack.database, jobId)).toMatchObject({ luma_video_url: kept });
});

test('a provider that is out of order costs nothing but time; after half an hour the job fails', async () => {
  const env = { ...stack.env, LUMA_API_URL: await closedUrl() };
  expect(await ask(10, { jobId }, bearer, env)).toBe('200 queued refreshed');
  expect(await ask(1801, { jobId }, bearer, env)).toBe('200 failed refreshed');
  expect(await jobRow(stack.database, jobId)).toMatchObject({ error_code: 'provider_timeout' });
});

test('a job whose submission was never answered fails after five minutes', async () => {
  stack.luma.next = () => null;
  jobId = await newJob();
  expect([await ask(299), await ask(302)]).toEqual(['200 pending', '200 failed']);
  expect(await jobRow(stack.database, jobId)).toMatchObject({ error_code: 'submit_failed' });
});

test('a job that waits for a busy provider is submitted when its time has come', async () => {
  stack.luma.next = () => Response.json({ detail: 'busy' }, { status: 429, headers: { 'retry-after': '30' } });
  jobId = await newJob();
  expect([await ask(20), await ask(31)]).toEqual(['200 pending', '200 queued refreshed']);
});

describe('who may ask', () => {
  test('the owner only; a stranger’s job and one that does not exist look the same', async () => {
    const stranger = `Bearer ${await stack.tokenFor(await stack.database.addUser())}`;
    expect([await ask(10, { jobId }, stranger), await ask(10, { jobId: randomUUID() })]).toEqual([
      '404 not_found',
      '404 not_found',
    ]);
    expect(await ask(10, { jobId }, 'Bearer nonsense')).toBe('401 unauthorized');
    expect(stack.luma.calls).toEqual([]);
  });

  test('and only for one job', async () => {
    expect([await ask(10, {}), await ask(10, { jobId: 'x' }), await ask(10, [jobId])]).toEqual([
      '400 bad_request',
      '400 bad_request',
      '400 bad_request',
    ]);
  });
});

test('when the database is out of order the client is told to come again', async () => {
  stack.failNextRpc('video_job_poll');
  expect(await ask(10)).toBe('503 unavailable');
});

test('a scheduler advances due jobs, and one job’s trouble does not hold up another', async () => {
  const second = await newJob();
  for (const generation of stack.luma.generations.values()) generation.state = 'dreaming';
  stack.failNextRpc('video_job_apply');
  const later = (seconds: number) => stack.database.setClock(new Date(Date.now() + seconds * 1000).toISOString());
  await later(29);
  expect(await reconcileJobs(stack.env)).toMatchObject({ polled: 0, canceled: 0, submitted: 0 });
  await later(40);
  expect(await reconcileJobs(stack.env)).toMatchObject({ polled: 2 });
  const states = async () =>
    (await Promise.all([jobId, second].map((id) => jobRow(stack.database, id)))).map(({ status }) => status).sort();
  expect(await states()).toEqual(['dreaming', 'queued']);
  await later(80);
  expect(await reconcileJobs(stack.env)).toMatchObject({ polled: 2 });
  expect(await states()).toEqual(['dreaming', 'dreaming']);
});
