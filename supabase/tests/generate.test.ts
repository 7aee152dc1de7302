import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { dispatchJobs } from '../functions/_shared/dispatchJobs.ts';
import type { GenerateResponse } from '../functions/_shared/job.ts';
import { handleGenerate } from '../functions/video-generate/handler.ts';
import { jobRow } from './jobs.ts';
import { closedUrl } from './serve.ts';
import { startTestStack, type TestStack } from './stack.ts';

let stack: TestStack;
let user: string;
let bearer: string;
beforeAll(async () => {
  stack = await startTestStack();
});
beforeEach(async () => {
  await stack.clear();
  user = await stack.database.addUser({ max_active: 100, max_per_minute: 100, max_cents_per_month: 100_000 });
  bearer = `Bearer ${await stack.tokenFor(user)}`;
});
afterAll(() => stack.close());

const ORDER = { prompt: 'a cute pixel art cat walking', width: 64, height: 64, colorCount: 16, fps: 24 };

interface Answered {
  readonly status: number;
  readonly body: GenerateResponse;
}
async function generate(body: unknown = ORDER, env = stack.env, authorization: string | null = bearer) {
  const response = await handleGenerate(
    new Request('https://functions.example/video-generate', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
    env,
  );
  const answered: Answered = { status: response.status, body: await response.json() };
  return answered;
}
/** Status and error code, or the job's status. */
function brief({ status, body }: Answered): string {
  return `${status} ${body.success ? body.data.status : body.error.code}`;
}
const jobIdOf = ({ body }: Answered) => (body.success ? body.data.jobId : (body.error.jobId ?? ''));

test('a prompt becomes a queued job at the provider', async () => {
  const answered = await generate({ ...ORDER, projectId: '0B6E3D2C-7A5F-4B7E-9D51-0D6B1F9F8E01' });
  expect(answered).toEqual({
    status: 200,
    body: {
      success: true,
      data: {
        jobId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        status: 'queued',
        estimatedTimeSeconds: 120,
        message: expect.any(String),
      },
    },
  });
  const row = await jobRow(stack.database, jobIdOf(answered));
  expect(row).toMatchObject({
    user_id: user,
    status: 'queued',
    prompt: ORDER.prompt,
    width: 64,
    color_count: 16,
    fps: 24,
    project_id: '0b6e3d2c-7a5f-4b7e-9d51-0d6b1f9f8e01',
    provider: 'luma',
    provider_model: 'ray-flash-2',
    provider_generation_id: stack.luma.only().id,
    cost_estimate_cents: 14,
  });
  expect(stack.luma.only().request).toMatchObject({
    model: 'ray-flash-2',
    prompt: expect.stringContaining(ORDER.prompt),
    aspect_ratio: '1:1',
    loop: true,
    duration: '5s',
    resolution: '540p',
  });
});

test('the callback carries a token of which only the digest is kept', async () => {
  const jobId = jobIdOf(await generate());
  const url = new URL(String(stack.luma.only().request.callback_url));
  expect(`${url.origin}${url.pathname}`).toBe('https://functions.example/video-webhook');
  expect(url.searchParams.get('job_id')).toBe(jobId);
  const token = url.searchParams.get('token') ?? '';
  expect(token).toMatch(/^[\w-]{43}$/);
  const kept = await stack.database.query(
    `select token_sha256 = sha256($2::bytea) as same from private.video_job_callbacks where job_id = $1`,
    [jobId, new TextEncoder().encode(token)],
  );
  expect(kept).toEqual([{ same: true }]);
  const everything = await stack.database.query('select to_jsonb(j)::text as row from public.video_generation_jobs j');
  expect(JSON.stringify(everything)).not.toContain(token);
});

test('a prompt alone is enough', async () => {
  const row = await jobRow(stack.database, jobIdOf(await generate({ prompt: ' a slime ' })));
  expect(row).toMatchObject({ prompt: 'a slime', width: 64, height: 64, color_count: 16, fps: 12 });
});

test('a wide sprite gets a wide video, and no loop if none is wanted', async () => {
  await generate({ ...ORDER, width: 128, height: 64, loop: false });
  expect(stack.luma.only().request).toMatchObject({ aspect_ratio: '16:9', loop: false });
});

describe('who is not signed in', () => {
  test('gets 401, and nothing is recorded', async () => {
    expect(brief(await generate(ORDER, stack.env, null))).toBe('401 unauthorized');
    expect(brief(await generate(ORDER, stack.env, 'Bearer sb_publishable_key'))).toBe('401 unauthorized');
    expect(brief(await generate(ORDER, stack.env, `${bearer.slice(0, -6)}AAAAAA`))).toBe('401 unauthorized');
    expect(await stack.database.query('select id from public.video_generation_jobs')).toEqual([]);
    expect(stack.luma.calls).toEqual([]);
  });

  test('or whose account is gone', async () => {
    const ghost = `Bearer ${await stack.tokenFor(randomUUID())}`;
    expect(brief(await generate(ORDER, stack.env, ghost))).toBe('401 unauthorized');
  });
});

describe('a bad request', () => {
  test.each([
    ['an empty prompt', { ...ORDER, prompt: '' }, /prompt is empty/],
    ['blanks', { ...ORDER, prompt: ' \n ' }, /prompt is empty/],
    ['3,000 characters', { ...ORDER, prompt: 'x'.repeat(3000) }, /3000 characters; 2000/],
    ['no prompt', { width: 64 }, /prompt is empty/],
    ['size 0', { ...ORDER, width: 0, height: 0 }, /width must .* 8 to 512.*height must/],
    ['size 5,000', { ...ORDER, width: 5000 }, /width must .* 8 to 512/],
    ['half a pixel', { ...ORDER, height: 32.5 }, /height must be a whole number/],
    ['one colour', { ...ORDER, colorCount: 1 }, /colorCount must .* 2 to 256/],
    ['a text for fps', { ...ORDER, fps: '24' }, /fps must .* 1 to 60/],
    ['a project without a uuid', { ...ORDER, projectId: 'mine' }, /projectId must be a UUID/],
    ['NUL in the prompt', { ...ORDER, prompt: 'a\0b' }, /not text/],
    ['half a surrogate pair', '{"prompt":"a \\ud83d cat"}', /not text/],
    ['no JSON', 'prompt=cat', /prompt is empty/],
    ['too long a body', JSON.stringify({ prompt: 'a', more: 'x'.repeat(900_000) }), /too large/],
    ['a frame that is no PNG', { ...ORDER, startFrame: 'R0lGODlh' }, /startFrame must be a PNG/],
    ['a frame that is too large', { ...ORDER, endFrame: `iVBORw0KGgo${'A'.repeat(400_000)}` }, /endFrame is too large/],
    ['a frame that Luma does not take', { ...ORDER, startFrame: 'iVBORw0KGgoAAAA=' }, /takes no start frame/],
  ])('%s', async (_, body, message) => {
    const answered = await generate(body);
    expect(brief(answered)).toBe('400 bad_request');
    expect(answered.body).toMatchObject({ error: { message: expect.stringMatching(message) } });
    expect(stack.luma.calls).toEqual([]);
  });

  test('the wrong method, and the question before the real request', async () => {
    const call = (method: string) => handleGenerate(new Request('https://f.example/', { method }), stack.env);
    expect((await call('GET')).status).toBe(405);
    const preflight = await call('OPTIONS');
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
      204,
      'authorization, x-client-info, apikey, content-type',
    ]);
  });
});

describe('the same request', () => {
  test('twice, at once or later, is submitted once', async () => {
    const order = { ...ORDER, clientRequestId: randomUUID() };
    const answers = [
      ...(await Promise.all([generate(order), generate(order), generate(order)])),
      await generate(order),
    ];
    expect(new Set(answers.map(jobIdOf)).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(stack.luma.calls).toEqual(['POST /dream-machine/v1/generations/video']);
  });

  test('with another prompt is a conflict', async () => {
    const clientRequestId = randomUUID();
    await generate({ ...ORDER, clientRequestId });
    expect(brief(await generate({ ...ORDER, clientRequestId, prompt: 'a dog' }))).toBe('409 conflict');
  });
});

describe('a retry', () => {
  test('is a new job that names the one that failed', async () => {
    const failed = jobIdOf(await generate());
    expect(brief(await generate({ ...ORDER, retryOf: failed }))).toBe('409 conflict'); // it runs still
    await stack.database.query(`update public.video_generation_jobs set status = 'failed', error_code = 'x'`);
    const again = await generate({ ...ORDER, retryOf: failed });
    expect(await jobRow(stack.database, jobIdOf(again))).toMatchObject({ status: 'queued', retry_of: failed });
  });

  test('sent twice is bought once', async () => {
    const retryOf = jobIdOf(await generate());
    await stack.database.query(`update public.video_generation_jobs set status = 'failed', error_code = 'x'`);
    const order = { ...ORDER, retryOf, clientRequestId: randomUUID() };
    expect(new Set([await generate(order), await generate(order)].map(jobIdOf)).size).toBe(1);
    expect(stack.luma.calls).toHaveLength(2);
  });

  test('of a stranger’s job is refused like one that does not exist', async () => {
    const failed = jobIdOf(await generate());
    await stack.database.query(`update public.video_generation_jobs set status = 'failed', error_code = 'x'`);
    const stranger = `Bearer ${await stack.tokenFor(await stack.database.addUser())}`;
    for (const retryOf of [failed, randomUUID()]) {
      expect(brief(await generate({ ...ORDER, retryOf }, stack.env, stranger))).toBe('409 conflict');
    }
    expect(brief(await generate({ ...ORDER, retryOf: 'x' }))).toBe('400 bad_request');
  });
});

test.each([
  ['max_active', '429 quota_active'],
  ['max_per_day', '429 quota_day'],
  ['max_per_minute', '429 rate_limited'],
  ['max_cents_per_month', '402 quota_budget'],
])('without any %s: %s', async (name, expected) => {
  await stack.database.query(`update public.video_quotas set ${name} = 0 where user_id = $1`, [user]);
  const answered = await generate();
  expect(brief(answered)).toBe(expected);
  expect(answered.body).toMatchObject({ error: { message: expect.stringMatching(/^(At most|This month)/) } });
  expect(stack.luma.calls).toEqual([]);
});

describe('a provider that', () => {
  test('refuses: the job fails and is said so', async () => {
    stack.luma.next = () => Response.json({ detail: 'No such model' }, { status: 400 });
    const answered = await generate();
    expect(brief(answered)).toBe('502 submit_failed');
    expect(answered.body).toMatchObject({ error: { message: expect.stringContaining('No such model') } });
    expect(await jobRow(stack.database, jobIdOf(answered))).toMatchObject({
      status: 'failed',
      error_code: 'submit_failed',
      error_message: expect.stringContaining('No such model'),
    });
  });

  test.each([
    [402, 'Pay.', 'provider_budget'],
    [400, 'Insufficient credits', 'provider_budget'],
    [403, 'User is locked. Reason: Exhausted balance. Top up your balance.', 'provider_budget'],
    [401, 'Invalid API key is provided', 'wrong_provider_key'],
    [403, 'Forbidden', 'wrong_provider_key'],
  ])('refuses with %i, %s: it is told as %s', async (status, detail, code) => {
    stack.luma.next = () => Response.json({ detail }, { status });
    const answered = await generate();
    expect(brief(answered)).toBe(`502 ${code}`);
    expect(await jobRow(stack.database, jobIdOf(answered))).toMatchObject({ status: 'failed', error_code: code });
  });

  test('refuses our key: no word of the key', async () => {
    const answered = await generate(ORDER, { ...stack.env, LUMA_API_KEY: 'luma-mistaken-key' });
    expect(brief(answered)).toBe('502 wrong_provider_key');
    expect(JSON.stringify(answered)).toMatch(/refused the key/);
    expect(JSON.stringify(answered)).not.toMatch(/mistaken/);
  });

  test.each(['no\0pe', '\ud83dno', `${'a'.repeat(299)}🐱`])(
    'refuses in words (%#) that no database takes',
    async (detail) => {
      stack.luma.next = () => Response.json({ detail }, { status: 400 });
      const answered = await generate();
      expect(brief(answered)).toBe('502 submit_failed');
      expect(await jobRow(stack.database, jobIdOf(answered))).toMatchObject({ status: 'failed' });
    },
  );

  test('repeats our request in its refusal: the token stays hidden', async () => {
    stack.luma.next = () =>
      Response.json(
        { detail: 'bad callback_url https://f/video-webhook?job_id=1&token=SECRETSECRET' },
        { status: 422 },
      );
    const answered = await generate();
    const row = await jobRow(stack.database, jobIdOf(answered));
    expect(JSON.stringify([answered, row.error_message])).not.toContain('SECRET');
  });

  test('cannot be reached: nothing was bought, so the job is sent again, and when it is back there it is bought once', async () => {
    const env = { ...stack.env, LUMA_API_URL: await closedUrl() };
    const answered = await generate(ORDER, env);
    expect(answered.body).toMatchObject({ data: { status: 'pending', message: expect.stringMatching(/again in 15/) } });
    expect(await dispatchJobs(stack.env)).toBe(0);
    await stack.database.setClock(new Date(Date.now() + 16_000).toISOString());
    expect([await dispatchJobs(stack.env), await dispatchJobs(stack.env)]).toEqual([1, 0]);
    expect(await jobRow(stack.database, jobIdOf(answered))).toMatchObject({ status: 'queued', retries: 1 });
    expect(stack.luma.calls).toHaveLength(1);
  });

  test('cannot be reached at all: the job is sent again twice, then it fails', async () => {
    const env = { ...stack.env, LUMA_API_URL: await closedUrl() };
    const jobId = jobIdOf(await generate(ORDER, env));
    const rounds: unknown[] = [];
    for (const seconds of [16, 32, 48, 64]) {
      await stack.database.setClock(new Date(Date.now() + seconds * 1000).toISOString());
      await dispatchJobs(env);
      rounds.push((await jobRow(stack.database, jobId)).status);
    }
    expect(rounds).toEqual(['pending', 'failed', 'failed', 'failed']);
    expect(await jobRow(stack.database, jobId)).toMatchObject({
      error_code: 'submit_failed',
      error_message: 'The video provider cannot be reached.',
      retries: 2,
    });
  });

  test('cuts the connection: it may have been bought, so the job stays pending and is not sent again', async () => {
    stack.luma.next = () => null;
    const order = { ...ORDER, clientRequestId: randomUUID() };
    expect(brief(await generate(order))).toBe('200 pending');
    expect(brief(await generate(order))).toBe('200 pending');
    expect(stack.luma.calls).toHaveLength(1);
  });

  test('is busy: the job waits, and the same request later submits it', async () => {
    stack.luma.next = () => Response.json({ detail: 'slow down' }, { status: 429, headers: { 'retry-after': '7' } });
    const order = { ...ORDER, clientRequestId: randomUUID() };
    const first = await generate(order);
    expect(first).toMatchObject({
      status: 429,
      body: { error: { code: 'provider_busy', retryAfterSeconds: 7, jobId: expect.any(String) } },
    });
    expect(brief(await generate(order))).toBe('429 provider_busy');
    await stack.database.setClock(new Date(Date.now() + 8000).toISOString());
    const third = await generate(order);
    expect([brief(third), jobIdOf(third)]).toEqual(['200 queued', jobIdOf(first)]);
    expect(stack.luma.calls).toHaveLength(2);
  });

  test.each([
    [2, '200 queued'],
    [3, '200 pending'],
  ])('takes the job, while our database fails %i times: %s, and it is bought once', async (times, expected) => {
    stack.failNextRpc('video_job_apply', times);
    const order = { ...ORDER, clientRequestId: randomUUID() };
    expect([brief(await generate(order)), brief(await generate(order))]).toEqual([expected, expected]);
    expect(stack.luma.calls).toHaveLength(1);
  });

  test('takes the job after the owner has canceled it: it is canceled there, too', async () => {
    stack.luma.next = async () => {
      const id = randomUUID();
      stack.luma.generations.set(id, {
        id,
        state: 'queued',
        created_at: '',
        failure_reason: null,
        assets: null,
        request: {},
      });
      await stack.database.query(`update public.video_generation_jobs set status = 'canceled'`);
      return Response.json({ id, state: 'queued' }, { status: 201 });
    };
    await generate();
    expect(await stack.database.query('select status from public.video_generation_jobs')).toEqual([
      { status: 'canceled' },
    ]);
    expect(stack.luma.generations.size).toBe(0);
  });
});

test.each([['SUPABASE_SECRET_KEYS'], ['LUMA_API_KEY']])(
  'without %s the server says that it is not set up',
  async (name) => {
    const answered = await generate(ORDER, { ...stack.env, [name]: '' });
    expect(brief(answered)).toBe('502 submit_failed');
    expect(answered.body).toMatchObject({ error: { message: expect.stringContaining('not set up') } });
  },
);

test('when the database is out of order nothing is sent to the provider', async () => {
  stack.failNextRpc('video_job_start');
  expect(brief(await generate())).toBe('502 submit_failed');
  expect(stack.luma.calls).toEqual([]);
});

test('the embedded backend’s generator gets the prompt as it is, for nothing', async () => {
  const answered = await generate(ORDER, { ...stack.env, VIDEO_PROVIDER: 'demo', VIDEO_EXPECTED_SECONDS: '5' });
  expect(answered.body).toMatchObject({ success: true, data: { estimatedTimeSeconds: 5 } });
  expect(await jobRow(stack.database, jobIdOf(answered))).toMatchObject({ provider: 'demo', cost_estimate_cents: 0 });
  expect(stack.luma.only().request.prompt).toBe(ORDER.prompt);
});

test('a job made by the client itself is not submitted by a later request', async () => {
  const clientRequestId = randomUUID();
  const { prompt, fps } = ORDER;
  await stack.database.as(
    'authenticated',
    user,
    'insert into public.video_generation_jobs (client_request_id, prompt, fps) values ($1, $2, $3)',
    [clientRequestId, prompt, fps],
  );
  expect(brief(await generate({ ...ORDER, clientRequestId }))).toBe('200 pending');
  expect(stack.luma.calls).toEqual([]);
});

test('logs hold no token, no key and no prompt', async () => {
  const lines: string[] = [];
  const spies = (['info', 'warn', 'error'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(String(line))),
  );
  await generate(ORDER, { ...stack.env, LOG_LEVEL: 'info' });
  for (const spy of spies) spy.mockRestore();
  const token = new URL(String(stack.luma.only().request.callback_url)).searchParams.get('token') ?? 'none';
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(['generate_requested', 'job_submitted']);
  expect(lines[0]).toContain('"promptLength":28');
  for (const secret of [token, ORDER.prompt, bearer.slice(7), stack.luma.key, 'sb_secret_test']) {
    expect(lines.join('\n')).not.toContain(secret);
  }
});
