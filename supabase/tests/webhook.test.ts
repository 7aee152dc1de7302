import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handleGenerate } from '../functions/video-generate/handler.ts';
import { handleWebhook } from '../functions/video-webhook/handler.ts';
import { jobRow, VIDEO_URL } from './jobs.ts';
import { startTestStack, type TestStack } from './stack.ts';

let stack: TestStack;
let bearer: string;
let jobId: string;
/** The callback URL that the provider was given. */
let url: URL;
beforeAll(async () => {
  stack = await startTestStack();
  const user = await stack.database.addUser({ max_active: 100, max_per_minute: 1000, max_cents_per_month: 100_000 });
  bearer = `Bearer ${await stack.tokenFor(user)}`;
});
beforeEach(async () => {
  await stack.clear();
  ({ jobId, url } = await newJob());
});
afterAll(() => stack.close());

async function newJob() {
  const request = new Request('https://functions.example/video-generate', {
    method: 'POST',
    headers: { authorization: bearer },
    body: JSON.stringify({ prompt: 'a cat' }),
  });
  const answer: { data: { jobId: string } } = await (await handleGenerate(request, stack.env)).json();
  const generation = [...stack.luma.generations.values()].at(-1);
  stack.luma.calls.length = 0;
  return { jobId: answer.data.jobId, url: new URL(String(generation?.request.callback_url)) };
}

/** Sends a callback and waits for what it started; answers status and body. */
async function call(body: unknown, at: URL | string = url, env = stack.env) {
  const work: Promise<void>[] = [];
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request(at, { method: 'POST', body: text, headers: { 'content-type': 'application/json' } });
  const response = await handleWebhook(request, env, (started) => work.push(started));
  const answered = `${response.status} ${await response.text()}`;
  await Promise.all(work);
  return answered;
}
/** Sets the provider's truth and tells of it. */
function provider(change: Partial<ReturnType<TestStack['luma']['only']>>) {
  return call(Object.assign(stack.luma.only(), change));
}
const ready = (video: string) => ({ state: 'completed', assets: { video } }) as const;
const stateOf = async (id = jobId) => {
  const { status, error_code } = await jobRow(stack.database, id);
  return error_code === null ? status : `${status} ${error_code}`;
};
const outcomes = async () => {
  const rows = await stack.database.query('select outcome from private.video_webhook_events order by received_at');
  return rows.map(({ outcome }) => outcome);
};
const OK = '200 {"ok":true}';
const NOT_FOUND = '404 {"error":"Not found."}';

test('callbacks bring a job from queued to processing', async () => {
  expect(await provider({ state: 'dreaming' })).toBe(OK);
  expect(await stateOf()).toBe('dreaming');
  expect(await provider(ready(VIDEO_URL))).toBe(OK);
  expect(await jobRow(stack.database, jobId)).toMatchObject({ status: 'processing', luma_video_url: VIDEO_URL });
  expect(await outcomes()).toEqual(['applied', 'applied']);
});

test('a failed generation fails the job, in the provider’s words', async () => {
  await provider({ state: 'failed', failure_reason: 'content moderated' });
  expect(await jobRow(stack.database, jobId)).toMatchObject({
    status: 'failed',
    error_code: 'provider_failed',
    error_message: 'content moderated',
  });
});

describe('a callback that is not let in', () => {
  test.each([
    ['no token', (url: URL) => url.searchParams.delete('token')],
    ['no job', (url: URL) => url.searchParams.delete('job_id')],
    ['a forged token', (url: URL) => url.searchParams.set('token', 'A'.repeat(43))],
    ['a short token', (url: URL) => url.searchParams.set('token', 'A'.repeat(10))],
    ['a long token', (url: URL) => url.searchParams.set('token', 'A'.repeat(4000))],
    ['another job', (url: URL) => url.searchParams.set('job_id', randomUUID())],
    ['a job that is no uuid', (url: URL) => url.searchParams.set('job_id', `${jobId}' or 1=1--`)],
  ])('%s: 404, and nothing happens', async (_, forge) => {
    const forged = new URL(url);
    forge(forged);
    expect(await call({ ...stack.luma.only(), state: 'completed' }, forged)).toBe(NOT_FOUND);
    expect([await stateOf(), await outcomes(), stack.luma.calls]).toEqual(['queued', [], []]);
  });

  test('the token of another job of the same user', async () => {
    const second = await newJob();
    const mixed = new URL(url);
    mixed.searchParams.set('job_id', second.jobId);
    expect(await call({ id: 'x' }, mixed)).toBe(NOT_FOUND);
  });

  test.each([
    ['no JSON', 'state=completed', '400 {"error":"The body is not a generation."}'],
    ['JSON without an id', '{"state":"completed"}', '400 {"error":"The body is not a generation."}'],
    ['65 KiB', JSON.stringify({ id: 'x', more: 'x'.repeat(65 * 1024) }), '413 {"error":"The body is too large."}'],
  ])('%s', async (_, body, expected) => {
    expect(await call(body)).toBe(expected);
    expect(await outcomes()).toEqual([]);
  });

  test('another method', async () => {
    expect((await handleWebhook(new Request(url), stack.env)).status).toBe(405);
  });
});

test('a body that streams without end is cut off at 64 KiB', async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 16_384;
      controller.enqueue(new Uint8Array(16_384));
    },
  });
  const init = { method: 'POST', body, duplex: 'half' };
  const response = await handleWebhook(new Request(url, init), stack.env);
  expect(response.status).toBe(413);
  expect(sent).toBeLessThanOrEqual(7 * 16_384);
});

test('the body is not believed: the provider’s own state counts', async () => {
  expect(await call({ id: stack.luma.only().id, ...ready(VIDEO_URL) })).toBe(OK);
  expect(await stateOf()).toBe('queued');
  expect(stack.luma.calls).toEqual([`GET /dream-machine/v1/generations/${stack.luma.only().id}`]);
});

test.each(['a\0b', '\ud83d', 'x'.repeat(50_000), { deep: 1 }, null])(
  'a state that is no word (%#) keeps no callback out',
  async (state) => {
    stack.luma.only().state = 'dreaming';
    expect(await call({ ...stack.luma.only(), state })).toBe(OK);
    expect(await stateOf()).toBe('dreaming');
  },
);

test('a foreign generation is neither read nor applied', async () => {
  expect(await call({ id: randomUUID(), ...ready(VIDEO_URL) })).toBe(OK);
  expect([await stateOf(), await outcomes(), stack.luma.calls]).toEqual(['queued', ['refused'], []]);
});

describe('again, late, and out of order', () => {
  test('the same callback twice is applied once', async () => {
    await provider({ state: 'dreaming' });
    const { rev } = await jobRow(stack.database, jobId);
    stack.luma.calls.length = 0;
    expect(await provider({})).toBe('200 {"ok":true,"duplicate":true}');
    expect(stack.luma.calls).toEqual([]);
    expect((await jobRow(stack.database, jobId)).rev).toBe(rev);
  });

  test('dreaming after completed changes nothing', async () => {
    await provider(ready(VIDEO_URL));
    expect(await call({ ...stack.luma.only(), state: 'dreaming' })).toBe(OK);
    expect([await stateOf(), await outcomes()]).toEqual(['processing', ['applied', 'applied']]);
  });

  test('for a canceled job changes nothing', async () => {
    await stack.database.query(`update public.video_generation_jobs set status = 'canceled'`);
    await provider(ready(VIDEO_URL));
    expect(await stateOf()).toBe('canceled');
  });

  test('whose first processing failed is processed again', async () => {
    stack.luma.next = () => Response.json({ detail: 'down' }, { status: 503 });
    await provider({ state: 'dreaming' });
    expect([await stateOf(), await outcomes()]).toEqual(['queued', ['retry']]);
    stack.failNextRpc('video_job_apply');
    await provider({});
    expect([await stateOf(), await outcomes()]).toEqual(['queued', ['retry']]);
    await provider({});
    expect([await stateOf(), await outcomes()]).toEqual(['dreaming', ['applied']]);
  });

  test('while our database is out of order: 503, so that it is sent again', async () => {
    stack.failNextRpc('video_webhook_accept');
    expect(await provider({ state: 'dreaming' })).toMatch(/^503/);
    expect(await provider({})).toBe(OK);
    expect(await stateOf()).toBe('dreaming');
  });
});

describe('before the submission’s answer was stored', () => {
  beforeEach(async () => {
    // The job as it is until then; the guard would not let a generation be taken away.
    await stack.database.query('alter table public.video_generation_jobs disable trigger user');
    await stack.database.query(
      `update public.video_generation_jobs set status = 'pending', provider_generation_id = null where id = $1`,
      [jobId],
    );
    await stack.database.query('alter table public.video_generation_jobs enable trigger user');
  });

  test('the generation is bound by the callback URL that it was made with', async () => {
    await provider({ state: 'dreaming' });
    expect(await jobRow(stack.database, jobId)).toMatchObject({
      status: 'dreaming',
      provider_generation_id: stack.luma.only().id,
    });
  });

  test.each([
    ['for another job', (bound: URL) => bound.searchParams.set('job_id', randomUUID())],
    ['with another token', (bound: URL) => bound.searchParams.set('token', 'B'.repeat(43))],
    ['without one', (bound: URL) => bound.searchParams.delete('token')],
  ])('one that was made %s is refused', async (_, change) => {
    const bound = new URL(url);
    change(bound);
    await provider({ ...ready(VIDEO_URL), request: { callback_url: bound.href } });
    expect(await jobRow(stack.database, jobId)).toMatchObject({ status: 'pending', provider_generation_id: null });
    expect(await outcomes()).toEqual(['refused']);
  });

  test('one that does not exist is refused', async () => {
    await call({ id: randomUUID(), state: 'completed' });
    expect([await stateOf(), await outcomes()]).toEqual(['pending', ['refused']]);
  });
});

describe('a video’s address', () => {
  test.each([
    ['http', 'http://storage.cdn-luma.com/a.mp4'],
    ['another host', 'https://evil.example/a.mp4'],
    ['a host that only looks right', 'https://storage.cdn-luma.com.evil.example/a.mp4'],
    ['a name in front of the host', 'https://storage.cdn-luma.com@evil.example/a.mp4'],
    ['this machine', 'http://127.0.0.1:8000/a.mp4'],
    ['none', ''],
  ])('%s is refused, and the job fails', async (_, video) => {
    await provider(ready(video));
    expect(await stateOf()).toBe('failed bad_video_url');
  });

  test('on a host that the deployment allows', async () => {
    const env = { ...stack.env, VIDEO_URL_HOSTS: 'videos.example, cdn.example' };
    await call(Object.assign(stack.luma.only(), ready('https://eu.cdn.example/a.mp4')), url, env);
    expect(await stateOf()).toBe('processing');
  });
});
