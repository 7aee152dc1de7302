import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Env } from '../functions/_shared/env.ts';
import { handleGenerate } from '../functions/video-generate/handler.ts';
import { handleQuote } from '../functions/video-quote/handler.ts';
import { handleReconcile } from '../functions/video-reconcile/handler.ts';
import { handleStatus } from '../functions/video-status/handler.ts';
import { handleWebhook } from '../functions/video-webhook/handler.ts';
import { type DenoServer, FUNCTIONS, runDeno, serveWithDeno } from './deno.ts';
import { VIDEO_URL } from './jobs.ts';
import { closedUrl } from './serve.ts';
import { startTestStack, type TestStack } from './stack.ts';

const NAMES = ['video-generate', 'video-webhook', 'video-status', 'video-reconcile', 'video-quote'] as const;
type Name = (typeof NAMES)[number];
type Call = (name: Name, path: string, init: RequestInit, background: Promise<void>[]) => Promise<Response>;

let stack: TestStack;
const servers = new Map<Name, DenoServer>();
beforeAll(async () => {
  stack = await startTestStack();
  for (const name of NAMES) servers.set(name, await serveWithDeno(name, stack.env));
}, 60_000);
beforeEach(() => stack.clear());
afterAll(async () => {
  for (const server of servers.values()) await server.close();
  await stack.close();
});

test('every function is deployed by its index.ts', () => {
  const folders = readdirSync(FUNCTIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(['_shared', ...NAMES].sort());
});

test('Deno finds no fault with types or style', async () => {
  const entries = NAMES.map((name) => `${name}/index.ts`);
  const [check, lint] = [await runDeno(['check', ...entries]), await runDeno(['lint', '_shared', ...NAMES])];
  expect([check.code, lint.code, check.code === 0 && lint.code === 0 ? '' : check.output + lint.output]).toEqual([
    0,
    0,
    '',
  ]);
}, 60_000);

const inDeno: Call = (name, path, init) => fetch(`${servers.get(name)?.url}${path}`, init);
const HANDLERS: Readonly<Record<Name, (request: Request, env: Env, work: Promise<void>[]) => Promise<Response>>> = {
  'video-generate': handleGenerate,
  'video-quote': handleQuote,
  'video-reconcile': handleReconcile,
  'video-status': (request, env, work) => handleStatus(request, env, (started) => work.push(started)),
  'video-webhook': (request, env, work) => handleWebhook(request, env, (started) => work.push(started)),
};
const inNode: Call = (name, path, init, background) =>
  HANDLERS[name](new Request(`http://127.0.0.1${path}`, init), stack.env, background);

/** A job's whole life and the refusals on its way, as lines of what was answered. */
async function conversation(call: Call): Promise<string[]> {
  const user = await stack.database.addUser();
  const token = await stack.tokenFor(user);
  const expired = await stack.tokenFor(user, { exp: 1 });
  const lines: string[] = [];
  const say = async (name: Name, path: string, body: unknown, authorization?: string) => {
    const work: Promise<void>[] = [];
    const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await call(name, path, { method: 'POST', headers, body: text }, work);
    const answer = await response.text();
    lines.push(`${name} ${response.status} ${readable(answer)}`);
    await Promise.all(work);
    return answer;
  };
  const settled = async (count: number) => {
    for (let tries = 0; tries < 200; tries += 1) {
      const rows = await stack.database.query(
        `select 1 from private.video_webhook_events where settled_at is not null`,
      );
      if (rows.length === count) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error('the callback was not processed');
  };
  const order = { prompt: 'a cute pixel art cat walking', width: 64, height: 64, colorCount: 16, fps: 24 };

  await say('video-generate', '/video-generate', order);
  await say('video-generate', '/video-generate', order, `Bearer ${expired}`);
  await say('video-generate', '/video-generate', order, `Bearer ${token.slice(0, -8)}AAAAAAAA`);
  await say('video-generate', '/video-generate', { ...order, prompt: '', width: 5000 }, `Bearer ${token}`);
  const accepted = await say('video-generate', '/video-generate', order, `Bearer ${token}`);
  const jobId = /"jobId":"([^"]+)"/.exec(accepted)?.[1] ?? '';
  const generation = stack.luma.only();
  const { pathname, search } = new URL(String(generation.request.callback_url));

  await say('video-webhook', `${pathname}?job_id=${jobId}&token=${'A'.repeat(43)}`, generation);
  await say('video-webhook', `${pathname}${search}`, 'x'.repeat(70_000));
  await say('video-webhook', `${pathname}${search}`, Object.assign(generation, { state: 'dreaming' }));
  await settled(1);
  await say('video-webhook', `${pathname}${search}`, generation);
  await say('video-status', '/video-status', { jobId }, `Bearer ${token}`);
  Object.assign(generation, { state: 'completed', assets: { video: VIDEO_URL } });
  await stack.database.setClock(new Date(Date.now() + 10_000).toISOString());
  await say('video-status', '/video-status', { jobId }, `Bearer ${token}`);
  await say(
    'video-status',
    '/video-status',
    { jobId },
    `Bearer ${await stack.tokenFor(await stack.database.addUser())}`,
  );
  return lines;
}

/** An answer without what differs from run to run; of a job only its state. */
function readable(answer: string): string {
  const job = /"status":"(\w+)".*"refreshed":(\w+)/.exec(answer);
  return job === null ? answer.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<uuid>') : `${job[1]} refreshed=${job[2]}`;
}

test('the same handlers give the same answers under Deno and under Node', async () => {
  const [deno, node] = [await conversation(inDeno), await stack.clear().then(() => conversation(inNode))];
  expect(deno).toEqual(node);
  expect(deno.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'video-generate 401',
    'video-generate 401',
    'video-generate 401',
    'video-generate 400',
    'video-generate 200',
    'video-webhook 404',
    'video-webhook 413',
    'video-webhook 200',
    'video-webhook 200',
    'video-status 200',
    'video-status 200',
    'video-status 404',
  ]);
  expect(deno.slice(-3, -1)).toEqual([
    'video-status 200 dreaming refreshed=false',
    'video-status 200 processing refreshed=true',
  ]);
}, 60_000);

test('a provider that cuts the connection is not asked twice, though Deno would repeat a request by itself', async () => {
  for (const call of [inDeno, inNode]) {
    const token = await stack.tokenFor(await stack.database.addUser());
    const init = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{"prompt":"a cat"}' };
    stack.luma.calls.length = 0;
    stack.luma.next = () => null;
    const answer: unknown = await (await call('video-generate', '/', init, [])).json();
    expect(answer).toMatchObject({ success: true, data: { status: 'pending' } });
    expect(stack.luma.calls).toHaveLength(1);
  }
});

test('under Deno, too, a provider that cannot be reached is known to have bought nothing', async () => {
  const token = await stack.tokenFor(await stack.database.addUser());
  const server = await serveWithDeno('video-generate', { ...stack.env, LUMA_API_URL: await closedUrl() });
  try {
    const init = { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{"prompt":"a cat"}' };
    const answer: unknown = await (await fetch(server.url, init)).json();
    expect(answer).toMatchObject({ data: { status: 'pending', message: expect.stringMatching(/cannot be reached/) } });
  } finally {
    await server.close();
  }
});
