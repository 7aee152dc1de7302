import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { QuoteResponse } from '../functions/_shared/job.ts';
import { handleGenerate } from '../functions/video-generate/handler.ts';
import { handleQuote } from '../functions/video-quote/handler.ts';
import { applyTo } from './jobs.ts';
import { startTestStack, type TestStack } from './stack.ts';

let stack: TestStack;
let user: string;
let bearer: string;
beforeAll(async () => {
  stack = await startTestStack();
});
beforeEach(async () => {
  await stack.clear();
  user = await stack.database.addUser({ max_active: 3, max_per_day: 9, max_cents_per_month: 300 });
  bearer = `Bearer ${await stack.tokenFor(user)}`;
});
afterAll(() => stack.close());

const post = (body: unknown = {}) =>
  new Request('https://functions.example/', {
    method: 'POST',
    headers: { authorization: bearer },
    body: JSON.stringify(body),
  });
async function quote(env = stack.env): Promise<QuoteResponse> {
  return (await handleQuote(post(), env)).json();
}
async function generate(): Promise<string> {
  const answer: { data: { jobId: string } } = await (await handleGenerate(post({ prompt: 'a cat' }), stack.env)).json();
  return answer.data.jobId;
}
const ledger = () =>
  stack.database.as(
    'authenticated',
    user,
    'select job_id, estimate_cents, price_version, cost_cents from public.video_ledger',
  );

test('the price is known before the click, and is what the job is then charged with', async () => {
  const empty = { active: 0, day: 0, cents: 0 };
  expect(await quote()).toEqual({
    success: true,
    data: {
      provider: 'luma',
      model: 'ray-flash-2',
      capabilities: { loop: true, startFrame: false, endFrame: false, cancel: true },
      callbacks: true,
      cents: 14,
      priceVersion: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      expectedSeconds: 120,
      videoHosts: ['storage.cdn-luma.com', 'cdn-luma.com', new URL(stack.url).host],
      budget: { used: empty, most: { active: 3, day: 9, cents: 300 }, capCents: 300, waiting: 0 },
    },
  });
  await generate();
  expect(await quote()).toMatchObject({ data: { budget: { used: { active: 1, day: 1, cents: 14 } } } });
});

test.each([
  ['luma-agents', { LUMA_AGENTS_API_KEY: 'k' }, 50, { startFrame: true, endFrame: true, cancel: false }],
  ['luma-agents', { LUMA_AGENTS_API_KEY: 'k', LUMA_AGENTS_CENTS: '31' }, 31, {}],
  ['fal', { FAL_KEY: 'k' }, 20, { startFrame: true, cancel: true }],
  ['fal', { FAL_KEY: 'k', FAL_RESOLUTION: 'huge' }, 320, {}],
  ['demo', {}, 0, { startFrame: true }],
])('%s with %o costs %i cents', async (provider, settings, cents, capabilities) => {
  const answer = await quote({ ...stack.env, ...settings, VIDEO_PROVIDER: provider });
  expect(answer).toMatchObject({ data: { provider, cents, capabilities } });
});

test.each([
  ['luma', {}, true],
  ['luma', { PUBLIC_FUNCTIONS_URL: 'none' }, false],
  ['luma-agents', { LUMA_AGENTS_API_KEY: 'k' }, false],
  ['fal', { FAL_KEY: 'k' }, true],
])('%s with %o calls back: %s', async (provider, settings, callbacks) => {
  const answer = await quote({ ...stack.env, ...settings, VIDEO_PROVIDER: provider });
  expect(answer).toMatchObject({ data: { provider, callbacks } });
});

test('the operator’s credit is shown only where that is wanted, and not when it cannot be read', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const env = { ...stack.env, SHOW_CREDITS: '1' };
  stack.luma.next = () => Response.json({ credit_balance: 1234.5 });
  // However many users ask, the provider is asked once a minute.
  const answers = await Promise.all([quote(env), quote(env), quote(env)]);
  expect(answers).toMatchObject(Array(3).fill({ data: { creditCents: 1234 } }));
  expect(stack.luma.calls).toEqual(['GET /dream-machine/v1/credits']);
  vi.advanceTimersByTime(60_000);
  stack.luma.next = () => Response.json({ detail: 'no' }, { status: 500 });
  for (const answer of [await quote(env), await quote()]) {
    expect(answer).toMatchObject({ success: true });
    expect(JSON.stringify(answer)).not.toContain('creditCents');
  }
  expect(stack.luma.calls).toHaveLength(2);
  vi.useRealTimers();
});

test.each([
  ['fal', { FAL_KEY: 'k', FAL_CENTS: '12.5' }],
  ['luma-agents', { LUMA_AGENTS_API_KEY: 'k', LUMA_AGENTS_CENTS: '12.01' }],
])('%s: a price with a part of a cent is rounded up, since the ledger holds whole ones', async (id, settings) => {
  expect(await quote({ ...stack.env, ...settings, VIDEO_PROVIDER: id })).toMatchObject({ data: { cents: 13 } });
});

test('the ledger has what was bought, once, by estimate and truly, and outlives the job', async () => {
  const jobId = await generate();
  const bought = { job_id: jobId, estimate_cents: 14, price_version: '2026-11-22', cost_cents: null };
  expect(await ledger()).toEqual([bought]);
  await applyTo(stack.database, jobId, { status: 'dreaming', generation_id: stack.luma.only().id, cost_cents: 11 });
  await stack.database.query('delete from public.video_generation_jobs');
  expect(await ledger()).toEqual([{ ...bought, cost_cents: 11 }]);
});

test('what was never bought is not in the ledger', async () => {
  stack.luma.next = () => Response.json({ detail: 'no credit' }, { status: 400 });
  await handleGenerate(post({ prompt: 'a cat' }), stack.env);
  expect(await ledger()).toEqual([]);
});

test('who is not signed in gets no price, and a server that is not set up says so', async () => {
  const request = new Request('https://functions.example/', { method: 'POST' });
  expect((await handleQuote(request, stack.env)).status).toBe(401);
  expect(await quote({ ...stack.env, LUMA_API_KEY: '' })).toMatchObject({
    error: { code: 'unavailable', message: expect.stringMatching(/not set up/) },
  });
  expect((await handleQuote(new Request('https://functions.example/'), stack.env)).status).toBe(405);
});
