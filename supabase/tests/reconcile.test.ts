import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { GenerateResponse } from '../functions/_shared/job.ts';
import { handleGenerate } from '../functions/video-generate/handler.ts';
import { handleReconcile } from '../functions/video-reconcile/handler.ts';
import { handleStatus } from '../functions/video-status/handler.ts';
import { jobRow, VIDEO_URL } from './jobs.ts';
import { startTestStack, type TestStack } from './stack.ts';

let stack: TestStack;
const bearers: string[] = [];
beforeAll(async () => {
  stack = await startTestStack();
  for (let count = 0; count < 3; count += 1) {
    const user = await stack.database.addUser({ max_active: 100, max_per_minute: 1000, max_cents_per_month: 100_000 });
    bearers.push(`Bearer ${await stack.tokenFor(user)}`);
  }
});
beforeEach(() => stack.clear());
afterAll(() => stack.close());

const limit = (active: number) =>
  stack.database.query('insert into private.video_providers (provider, max_active) values ($1, $2)', ['luma', active]);
const later = (seconds: number) => stack.database.setClock(new Date(Date.now() + seconds * 1000).toISOString());
const post = (body: unknown, authorization: string) =>
  new Request('https://functions.example/', { method: 'POST', headers: { authorization }, body: JSON.stringify(body) });

async function generate(user: number, prompt: string) {
  const answer: GenerateResponse = await (
    await handleGenerate(post({ prompt }, bearers[user] ?? ''), stack.env)
  ).json();
  if (!answer.success) throw new Error(answer.error.message);
  return answer.data;
}
async function reconcile(headers: Record<string, string> = { apikey: 'sb_secret_test' }, env = stack.env) {
  const request = new Request('https://functions.example/video-reconcile', { method: 'POST', headers });
  const response = await handleReconcile(request, env);
  return { status: response.status, body: await response.json() };
}
/** The prompts that the provider was given, in their order. */
const submitted = () =>
  [...stack.luma.generations.values()].map(({ request }) => String(request.prompt).split('.')[0]).join(' ');
const complete = () => {
  for (const generation of stack.luma.generations.values()) {
    Object.assign(generation, { state: 'completed', assets: { video: `${VIDEO_URL}?${generation.id}` } });
  }
};

test('one round ends, polls, cancels and submits', async () => {
  await limit(2);
  const [first, second] = [await generate(0, 'a1'), await generate(0, 'a2')];
  const waiting = [await generate(0, 'a3'), await generate(0, 'a4'), await generate(1, 'b1')];
  expect(waiting.map(({ status, queue }) => [status, queue?.place])).toEqual([
    ['pending', 1],
    ['pending', 2],
    ['pending', 1],
  ]);
  expect(waiting[2]).toMatchObject({ estimatedTimeSeconds: 120 + 60, queue: { place: 1, waiting: 3, seconds: 60 } });
  expect(submitted()).toBe('a1 a2');

  complete();
  await stack.database.query(`update public.video_generation_jobs set status = 'canceled' where id = $1`, [
    second.jobId,
  ]);
  await later(40);
  expect(await reconcile()).toEqual({
    status: 200,
    body: { ended: 0, polled: 1, found: 0, canceled: 1, submitted: 2, mirrored: 0, removed: 0 },
  });
  expect(await jobRow(stack.database, first.jobId)).toMatchObject({ status: 'processing' });
  expect(stack.luma.calls.filter((call) => call.startsWith('DELETE'))).toHaveLength(1);
  expect(submitted().split(' ').sort()).toEqual(['a1', 'a3', 'b1']);
});

test('a round with nothing to do asks the provider nothing', async () => {
  expect(await reconcile()).toEqual({
    status: 200,
    body: { ended: 0, polled: 0, found: 0, canceled: 0, submitted: 0, mirrored: 0, removed: 0 },
  });
  expect(stack.luma.calls).toEqual([]);
});

test('without a scheduler any owner’s question moves the whole queue', async () => {
  await limit(1);
  const first = await generate(0, 'a1');
  await generate(1, 'b1');
  const last = await generate(2, 'c1');
  const ask = async (user: number, jobId: string) =>
    (await handleStatus(post({ jobId }, bearers[user] ?? ''), stack.env)).json();
  expect(await ask(2, last.jobId)).toMatchObject({ data: { refreshed: false, queue: { place: 2, waiting: 2 } } });
  complete();
  await later(10);
  await ask(0, first.jobId);
  expect(await ask(2, last.jobId)).toMatchObject({ data: { refreshed: true, queue: { place: 1, waiting: 1 } } });
  expect(submitted()).toBe('a1 b1');
});

test('a busy provider is left alone as long as it wants, by all', async () => {
  await generate(0, 'a1');
  await limitNow(10);
  stack.luma.next = () => Response.json({ detail: 'slow' }, { status: 429, headers: { 'retry-after': '30' } });
  await handleGenerate(post({ prompt: 'a2' }, bearers[0] ?? ''), stack.env);
  const orders = () => stack.luma.calls.filter((call) => call.startsWith('POST')).length;
  const before = orders();
  expect(await generate(1, 'b1')).toMatchObject({ status: 'pending', queue: { place: 1, waiting: 2 } });
  await reconcile();
  expect(orders()).toBe(before);
  await later(31);
  expect(await reconcile()).toMatchObject({ body: { submitted: 2 } });
  expect(submitted().split(' ').sort()).toEqual(['a1', 'a2', 'b1']);
});
const limitNow = (active: number) =>
  stack.database.query('update private.video_providers set max_active = $1', [active]);

test('several rounds at once submit each job once', async () => {
  await limit(0);
  for (const name of ['a1', 'a2', 'a3', 'a4']) await generate(0, name);
  await limitNow(10);
  await Promise.all([reconcile(), reconcile(), reconcile(), reconcile()]);
  expect(submitted().split(' ').sort()).toEqual(['a1', 'a2', 'a3', 'a4']);
});

test('a call goes on while there is more than fits into a round', async () => {
  await limit(0);
  await stack.database.query('update public.video_quotas set max_per_day = 1000, max_per_minute = 1000');
  for (let job = 0; job < 70; job += 1) await generate(job % 3, `job ${job}`);
  await stack.database.query('update private.video_providers set max_active = 1000, max_per_minute = 1000');
  expect(await reconcile()).toMatchObject({ status: 200, body: { submitted: 70 } });
  expect(stack.luma.generations.size).toBe(70);
});

test('a job whose provider is no longer set up fails, and holds up nobody', async () => {
  await limit(0);
  const { jobId } = await generate(0, 'a1');
  await limitNow(10);
  await reconcile(undefined, { ...stack.env, LUMA_API_KEY: '' });
  expect(await jobRow(stack.database, jobId)).toMatchObject({ status: 'failed', error_code: 'submit_failed' });
});

describe('who may call', () => {
  test.each([
    ['a secret key', { apikey: 'sb_secret_test' }, {}, 200],
    [
      'another of the secret keys',
      { apikey: 'sb_secret_cron' },
      { SUPABASE_SECRET_KEYS: '{"a":"x","b":"sb_secret_cron"}' },
      200,
    ],
    ['a legacy key', { apikey: 'eyJlegacy' }, { SUPABASE_SERVICE_ROLE_KEY: 'eyJlegacy' }, 200],
    ['nothing', {}, {}, 401],
    ['an empty key', { apikey: '' }, {}, 401],
    ['the key as a bearer', { authorization: 'Bearer sb_secret_test' }, {}, 401],
    ['a publishable key', { apikey: 'sb_publishable_test' }, {}, 401],
  ] as const)('%s', async (_, headers, env, status) => {
    const answered = await reconcile({ ...headers }, { ...stack.env, ...env });
    // A made-up key is let in here, and refused by the database.
    expect(answered.status === 503 ? 200 : answered.status).toBe(status);
  });

  test('only by POST', async () => {
    const response = await handleReconcile(new Request('https://functions.example/'), stack.env);
    expect(response.status).toBe(405);
  });
});

test('when the database is out of order the round says so', async () => {
  stack.failNextRpc('video_jobs_sweep');
  expect((await reconcile()).status).toBe(503);
});
