import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reconcileJobs } from '../functions/_shared/reconcileJobs.ts';
import { handleGenerate } from '../functions/video-generate/handler.ts';
import { newDigest, startTestJob } from './jobs.ts';
import { type RecordedProvider, startRecordedProvider } from './recorded.ts';
import { startTestStack, type TestStack } from './stack.ts';

let stack: TestStack;
let bearer: string;
beforeAll(async () => {
  stack = await startTestStack();
  const user = await stack.database.addUser({ max_active: 100, max_per_minute: 1000, max_cents_per_month: 100_000 });
  bearer = `Bearer ${await stack.tokenFor(user)}`;
});
beforeEach(async () => {
  await stack.clear();
  Object.assign(stack.luma, { lists: true, next: undefined, after: undefined });
});
afterAll(() => stack.close());

/** An order that the provider takes, and whose answer does not arrive. */
async function orderInVain(prompt: string, env = stack.env): Promise<void> {
  stack.luma.after = () => new Response(null, { status: 502 });
  const init = { method: 'POST', headers: { authorization: bearer }, body: JSON.stringify({ prompt }) };
  const answer = await (await handleGenerate(new Request('https://functions.example/', init), env)).json();
  stack.luma.after = undefined;
  expect(answer).toMatchObject({ success: true, data: { status: 'pending' } });
}
const later = (seconds: number) => stack.database.setClock(new Date(Date.now() + seconds * 1000).toISOString());
/** prompt: status, and which generation of the provider's, counted from one, it has. */
async function jobs(): Promise<string> {
  const made = [...stack.luma.generations.keys()];
  const rows = await stack.database.query(
    'select prompt, status, provider_generation_id as id from public.video_generation_jobs order by created_at, prompt',
  );
  return rows.map(({ prompt, status, id }) => `${prompt}: ${status} ${made.indexOf(String(id)) + 1}`).join(', ');
}
const orders = () => stack.luma.calls.filter((call) => call.startsWith('POST')).length;

describe('with callbacks an order is known by the job in its address', () => {
  test('it is found half a minute later, goes on, is booked, and was ordered once', async () => {
    await orderInVain('a cat');
    expect(await jobs()).toBe('a cat: pending 0');
    await later(20);
    expect(await reconcileJobs(stack.env)).toMatchObject({ found: 0 });
    await later(40);
    expect(await reconcileJobs(stack.env)).toMatchObject({ found: 1 });
    expect(await jobs()).toBe('a cat: queued 1');
    expect(await stack.database.query('select estimate_cents from public.video_ledger')).toHaveLength(1);
    await later(400);
    expect(await reconcileJobs(stack.env)).toMatchObject({ polled: 1, found: 0 });
    expect([await jobs(), orders()]).toEqual(['a cat: queued 1', 1]);
  });

  test('two of the same prompt find each its own', async () => {
    await orderInVain('a cat');
    await orderInVain('a cat');
    for (const generation of stack.luma.generations.values()) generation.created_at = '2020-01-01T00:00:00Z';
    await later(40);
    expect(await reconcileJobs(stack.env)).toMatchObject({ found: 2 });
    expect(await jobs()).toBe('a cat: queued 1, a cat: queued 2');
  });

  test('another’s of the same prompt is left alone; the job fails after five minutes', async () => {
    await orderInVain('a cat');
    const { request } = stack.luma.only();
    request.callback_url = String(request.callback_url).replace(/job_id=[^&]+/, 'job_id=another');
    await later(40);
    expect(await reconcileJobs(stack.env)).toMatchObject({ found: 0 });
    await later(301);
    await stack.database.query('select private.video_jobs_sweep()');
    expect([await jobs(), orders()]).toEqual(['a cat: failed 0', 1]);
  });
});

describe('without callbacks, by its words and its time', () => {
  const alone = () => ({ ...stack.env, PUBLIC_FUNCTIONS_URL: 'none' });

  test('the one that is nearest; two orders of one prompt share theirs out', async () => {
    await orderInVain('a cat', alone());
    await orderInVain('a dog', alone());
    await orderInVain('a cat', alone());
    await later(40);
    expect(await reconcileJobs(alone())).toMatchObject({ found: 3 });
    expect((await jobs()).replaceAll(/a cat: queued [13]/g, 'a cat: queued 1 or 3')).toBe(
      'a cat: queued 1 or 3, a dog: queued 2, a cat: queued 1 or 3',
    );
    expect(orders()).toBe(3);
  });

  test.each([
    ['of yesterday', { created_at: '2020-01-01T00:00:00Z' }],
    ['of another prompt', { request: { prompt: 'a whale', aspect_ratio: '1:1' } }],
    ['without an id', { id: '../../credits' }],
  ])('one %s is not it', async (_, change) => {
    await orderInVain('a cat', alone());
    Object.assign(stack.luma.only(), change);
    await later(40);
    expect(await reconcileJobs(alone())).toMatchObject({ found: 0 });
    expect(await jobs()).toBe('a cat: pending 0');
  });

  test('one that another job has is not it', async () => {
    await orderInVain('a cat', alone());
    await later(40);
    await reconcileJobs(alone());
    stack.luma.next = () => null;
    await orderInVain('a cat', alone());
    await later(80);
    expect(await reconcileJobs(alone())).toMatchObject({ found: 0 });
    expect(await jobs()).toBe('a cat: queued 1, a cat: pending 0');
  });
});

test('a provider that does not answer, or not as it should, is asked again half a minute later', async () => {
  await orderInVain('a cat');
  const answers = [
    null,
    new Response('[]'),
    Response.json({ generations: 'none' }),
    new Response(null, { status: 500 }),
  ];
  for (const [index, each] of answers.entries()) {
    stack.luma.next = () => each;
    await later(31 * (index + 1));
    expect(await reconcileJobs(stack.env)).toMatchObject({ found: 0 });
  }
  await later(31 * 5);
  expect(await reconcileJobs(stack.env)).toMatchObject({ found: 1 });
});

describe('Luma Agents, which lists nothing,', () => {
  let agents: RecordedProvider;
  beforeAll(async () => {
    agents = await startRecordedProvider();
  });
  afterAll(() => agents.close());
  const env = () => ({
    ...stack.env,
    VIDEO_PROVIDER: 'luma-agents',
    LUMA_AGENTS_API_KEY: 'luma-api-test',
    LUMA_AGENTS_API_URL: agents.url,
  });

  test.each([
    ['cuts the connection', () => null],
    ['has a fault', () => Response.json({ detail: 'oops' }, { status: 500 })],
    ['answers without an id', () => Response.json({ state: 'queued' })],
  ])('%s: the order may be bought, so it is not sent again; the job fails after five minutes', async (_, answer) => {
    agents.calls.length = 0;
    agents.answers = { 'POST /generations': answer };
    await orderInVain('a cat', env());
    await later(40);
    expect(await reconcileJobs(env())).toMatchObject({ found: 0, submitted: 0 });
    await later(301);
    await stack.database.query('select private.video_jobs_sweep()');
    expect([await jobs(), agents.calls.map(({ line }) => line)]).toEqual(['a cat: failed 0', ['POST /generations']]);
  });
});

describe('an answer of the database that is lost', () => {
  const init = { method: 'POST', body: JSON.stringify({ prompt: 'a cat' }) };
  const generate = async () => {
    const request = new Request('https://functions.example/', { ...init, headers: { authorization: bearer } });
    return (await handleGenerate(request, stack.env)).json();
  };
  const limit = (active: number) =>
    stack.database.query(
      `insert into private.video_providers (provider, max_active) values ('luma', $1)
       on conflict (provider) do update set max_active = excluded.max_active`,
      [active],
    );

  test('to a start: it is asked again, and the job is submitted, once', async () => {
    stack.loseNextAnswer('video_job_start');
    expect(await generate()).toMatchObject({ success: true, data: { status: 'queued' } });
    expect([await jobs(), orders()]).toEqual(['a cat: queued 1', 1]);
  });

  test('to a dispatch: it is asked again, and the same jobs are submitted, once each', async () => {
    await limit(0);
    for (let job = 0; job < 3; job += 1) await generate();
    await limit(10);
    stack.loseNextAnswer('video_jobs_dispatch');
    expect(await reconcileJobs(stack.env)).toMatchObject({ submitted: 3 });
    expect([await jobs(), orders()]).toEqual([expect.stringMatching(/^(a cat: queued [123](, )?){3}$/), 3]);
    expect(await reconcileJobs(stack.env)).toMatchObject({ submitted: 0 });
  });

  test('twice: the job is given up after five minutes, and nothing was ordered', async () => {
    stack.loseNextAnswer('video_job_start', 2);
    expect(await generate()).toMatchObject({ success: false, error: { code: 'submit_failed' } });
    await later(301);
    await stack.database.query('select private.video_jobs_sweep()');
    expect([await jobs(), orders()]).toEqual(['a cat: failed 0', 0]);
  });

  test('is of use to nobody with another token', async () => {
    const user = await stack.database.addUser();
    const requestId = randomUUID();
    const [first, twin, other] = [{ tokenSha256: newDigest() }, {}, {}];
    const start = (token: object) => startTestJob(stack.database, user, { requestId, ...token });
    expect([await start(first), await start(twin), await start(first), await start(other)]).toMatchObject([
      { submit: true },
      { submit: false },
      { submit: true },
      { submit: false },
    ]);
  });
});
