import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CloudClient, createCloud } from '../../src/main/cloud/cloud.ts';
import type { VideoJobs } from '../../src/main/cloud/project.ts';
import { memorySecrets } from '../../src/main/cloud/secrets.ts';
import { createMemoryKeeper, createSettings } from '../../src/main/settings.ts';
import { isLive, type VideoJob } from '../../supabase/functions/_shared/job.ts';
import type { TestGeneration } from '../../supabase/tests/luma.ts';
import { CAT, until } from './backendFixture.ts';
import { type CloudProject, type Fault, type FunctionName, startCloudProject } from './cloudProject.ts';

const VIDEO = 'https://storage.cdn-luma.com/dream_machine/clip.mp4';
let project: CloudProject;
let cloud: CloudClient;
/** The app's own client. */
let jobs: VideoJobs;
beforeAll(async () => {
  project = await startCloudProject();
  const settings = createSettings(createMemoryKeeper());
  settings.write({ generator: 'project', supabaseUrl: project.url, supabaseKey: project.key });
  const startBackend = () => Promise.reject(new Error('The embedded backend is not asked for here.'));
  cloud = createCloud({
    settings,
    secrets: memorySecrets(),
    startBackend,
    timing: { quiet: 60_000, longestQuiet: 60_000 },
  });
  await cloud.signUp(`${randomUUID()}@example.org`, 'not a secret');
  ({ jobs } = await cloud.jobs());
  await project.sql(
    `insert into public.video_quotas (user_id, max_active, max_per_minute, max_per_day, max_cents_per_month)
     select id, 100, 10000, 10000, 1000000 from auth.users`,
  );
});
beforeEach(async () => {
  project.break(null);
  await project.setClock(0);
  await project.sql('delete from public.video_generation_jobs');
  await project.sql('delete from private.video_providers');
  project.luma.generations.clear();
  project.luma.calls.length = 0;
  project.luma.next = undefined;
  project.calls();
});
afterAll(async () => {
  await cloud.close();
  await project.close();
});

/** Starts a job as the app does: the same request again, until it is answered. */
async function start(): Promise<string> {
  const request = { ...CAT, clientRequestId: randomUUID() };
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await jobs.generateVideo(request)).jobId;
    } catch (error) {
      const jobId: unknown = Reflect.get(Object(error), 'jobId');
      if (typeof jobId === 'string') return jobId;
      if (attempt === 3) throw error;
    }
  }
}
const statusOf = async (jobId: string): Promise<string> => (await rowOf(jobId)).status;
async function rowOf(jobId: string): Promise<VideoJob> {
  const job = await jobs.getVideoJob(jobId);
  if (job === null) throw new Error('the job is gone');
  return job;
}
const orders = () => project.luma.calls.filter((call) => call.startsWith('POST')).length;
const cancellations = () => project.luma.calls.filter((call) => call.startsWith('DELETE')).length;

/** The provider's truth about its only generation. */
function provider(change: Partial<TestGeneration>): TestGeneration {
  return Object.assign(project.luma.only(), change);
}
const READY = { state: 'completed', assets: { video: VIDEO } } as const;

/** Tells of it as Dream Machine does: four times at most, until somebody says 200. Waits for what that starts. */
async function deliver(generation: TestGeneration, body?: unknown): Promise<number> {
  let status = 0;
  for (let attempt = 0; attempt < 4 && status !== 200; attempt += 1) status = await project.callBack(generation, body);
  await settled();
  return status;
}

/** Nothing is being processed any more; what a dead process left behind counts as done. */
async function settled(): Promise<void> {
  let before = '';
  await until(async () => {
    const rows = await project.sql<{ open: string; calls: string }>(
      `select count(*) filter (where settled_at is null)::text as open from private.video_webhook_events`,
    );
    const now = `${rows[0]?.open} ${project.luma.calls.length}`;
    const quiet = rows[0]?.open === '0' || now === before;
    before = now;
    if (!quiet) await new Promise((resolve) => setTimeout(resolve, 250));
    return quiet;
  }, 'quiet');
}

/**
 * Time goes on until the job has ended, as scheduler and app move it: the app completes what is ready. Answers how it
 * ended and how often it was bought.
 */
async function end(jobId: string): Promise<string> {
  for (const ahead of [1, 40, 80, 160, 310, 340, 1900, 1960]) {
    await project.setClock(ahead);
    for (let round = 0; round < 2 && (await project.reconcile()) !== 200; round += 1);
    const job = await jobs.refreshVideoJob(jobId).catch(() => rowOf(jobId));
    if (job.status === 'processing') await jobs.endVideoJob({ id: jobId }, { status: 'completed', frame_count: 12 });
    if (!isLive((await rowOf(jobId)).status)) break;
  }
  const { status, error_code } = await rowOf(jobId);
  return `${status}${error_code === null ? '' : ` ${error_code}`}, bought ${orders()}`;
}

describe('a callback', () => {
  test('that is lost: asking the provider heals it', async () => {
    const jobId = await start();
    provider(READY);
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('that is late changes nothing any more, whatever the job has become', async () => {
    const jobId = await start();
    const generation = { ...provider({ state: 'dreaming' }) };
    provider(READY);
    expect(await end(jobId)).toBe('completed, bought 1');
    const before = await rowOf(jobId);
    expect([await deliver(generation), await deliver(project.luma.only())]).toEqual([200, 200]);
    expect(await rowOf(jobId)).toEqual(before);
  });

  test('that comes twice counts once', async () => {
    const jobId = await start();
    const generation = provider({ state: 'dreaming' });
    await deliver(generation);
    const before = await rowOf(jobId);
    expect(await deliver(generation)).toBe(200);
    expect(await rowOf(jobId)).toEqual(before);
    provider(READY);
    await Promise.all([deliver(generation), deliver(generation), deliver(generation)]);
    expect(await statusOf(jobId)).toBe('processing');
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('that overtakes another: the later word stands', async () => {
    const jobId = await start();
    const dreaming = { ...provider({ state: 'dreaming' }) };
    await deliver(provider(READY));
    const before = await rowOf(jobId);
    expect(await deliver(dreaming)).toBe(200);
    expect(await rowOf(jobId)).toEqual(before);
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test.each([
    ['another token', (url: URL) => url.searchParams.set('token', 'A'.repeat(43))],
    ['no token', (url: URL) => url.searchParams.delete('token')],
    ['another job', (url: URL) => url.searchParams.set('job_id', randomUUID())],
  ])('that is forged with %s gets 404 and moves nothing', async (_, forge) => {
    const jobId = await start();
    const url = new URL(String(provider(READY).request.callback_url));
    forge(url);
    const asked = project.luma.calls.length;
    const forged = { ...project.luma.only(), request: { callback_url: url.href } };
    expect(await project.callBack(forged)).toBe(404);
    expect([await statusOf(jobId), project.luma.calls.length]).toEqual(['queued', asked]);
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('whose body lies about the state is only a hint to look', async () => {
    const jobId = await start();
    const generation = provider({ state: 'dreaming' });
    expect(await deliver(generation, { ...generation, ...READY })).toBe(200);
    expect(await statusOf(jobId)).toBe('dreaming');
    provider(READY);
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('that is too large gets 413 and moves nothing', async () => {
    const jobId = await start();
    const generation = provider(READY);
    expect(await project.callBack(generation, { ...generation, more: 'x'.repeat(70_000) })).toBe(413);
    expect(await statusOf(jobId)).toBe('queued');
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('that dribbles in byte by byte is given up after five seconds, and holds up nobody', async () => {
    const jobId = await start();
    const generation = provider(READY);
    const url = new URL(String(generation.request.callback_url));
    const began = performance.now();
    const slow = dribble(await project.address('video-webhook'), url.search);
    expect(await deliver(generation)).toBe(200);
    expect(await statusOf(jobId)).toBe('processing');
    expect(await slow).toMatch(/^HTTP\/1\.1 408/);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('about another job’s generation is refused', async () => {
    const [one, other] = [await start(), await start()];
    const [first, second] = [...project.luma.generations.values()];
    if (first === undefined || second === undefined) throw new Error('two were bought');
    Object.assign(second, READY);
    expect(await deliver({ ...second, request: first.request })).toBe(200);
    expect([await statusOf(one), await statusOf(other)]).toEqual(['queued', 'queued']);
    Object.assign(first, READY, { assets: { video: `${VIDEO}?first` } });
    expect([await end(one), await end(other)]).toEqual(['completed, bought 2', 'completed, bought 2']);
  });

  test('with a video on a foreign host ends the job, and nothing is fetched from there', async () => {
    const jobId = await start();
    await deliver(provider({ state: 'completed', assets: { video: 'https://evil.example/clip.mp4' } }));
    expect(await rowOf(jobId)).toMatchObject({ status: 'failed', error_code: 'bad_video_url', luma_video_url: null });
    expect(await end(jobId)).toBe('failed bad_video_url, bought 1');
  });

  test('while the database is away is answered with 503, so that it comes again', async () => {
    const jobId = await start();
    project.break({ name: 'video-webhook', at: 0, kind: 'refused' });
    const generation = provider(READY);
    expect([await project.callBack(generation), await deliver(generation)]).toEqual([503, 200]);
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('for a job that its owner gave up while nobody knew its generation: it is ended at the provider', async () => {
    project.break({ name: 'video-generate', at: 1, kind: 'lost_after' }); // the order's answer
    const jobId = await start();
    await jobs.endVideoJob({ id: jobId }, { status: 'canceled' });
    expect([orders(), cancellations()]).toEqual([1, 0]);
    await deliver(provider({ state: 'dreaming' }));
    expect([await statusOf(jobId), cancellations()]).toEqual(['canceled', 1]);
  });
});

/** Sends the beginning of a body and then a byte a second; answers what came back. */
function dribble(address: string, query: string): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const head = `POST /video-webhook${query} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`;
    socket.write(`${head}content-length: 1000\r\n\r\n{"id":"`);
    const timer = setInterval(() => socket.write('x'), 1000);
    let said = '';
    socket.on('data', (bytes) => {
      said += String(bytes);
      socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(said);
    });
  });
}

/** The functions' part in the life of a job, step by step, with what each does when nothing goes wrong. */
interface Step {
  readonly name: FunctionName;
  readonly run: (jobId: string) => Promise<void>;
}
const STEPS: Readonly<Record<string, Step>> = {
  'the order': { name: 'video-generate', run: async () => {} },
  'the word that work began': {
    name: 'video-webhook',
    run: async () => void (await deliver(provider({ state: 'dreaming' }))),
  },
  'the word that the video is ready': {
    name: 'video-webhook',
    run: async () => void (await deliver(provider(READY))),
  },
  'the scheduler’s round': {
    name: 'video-reconcile',
    run: async () => {
      provider(READY);
      await project.setClock(40);
      await project.reconcile();
    },
  },
  'the owner’s question': {
    name: 'video-status',
    run: async (jobId) => {
      provider(READY);
      await project.setClock(10);
      await jobs.refreshVideoJob(jobId).catch(() => undefined);
    },
  },
  'the end at the provider': {
    name: 'video-status',
    run: async (jobId) => {
      await jobs.endVideoJob({ id: jobId }, { status: 'canceled' });
      await jobs.refreshVideoJob(jobId).catch(() => undefined);
    },
  },
};

/** Lives a job's life with one fault in one step; answers how it ended. */
async function live(step: Step, at: number, kind: Fault['kind']): Promise<string> {
  await project.setClock(0);
  await project.sql('delete from public.video_generation_jobs');
  project.luma.generations.clear();
  project.luma.calls.length = 0;
  const fault = { name: step.name, at, kind };
  if (step.name === 'video-generate') project.break(fault);
  const jobId = await start();
  if (step.name === 'video-generate' && project.luma.generations.size === 1) await deliver(provider(READY));
  project.calls();
  if (step.name !== 'video-generate') project.break(fault);
  await step.run(jobId);
  project.break(null);
  for (const generation of project.luma.generations.values()) Object.assign(generation, READY);
  const ended = await end(jobId);
  if (step !== STEPS['the end at the provider']) return ended;
  for (const ahead of [90, 240]) {
    await project.setClock(ahead);
    await project.reconcile();
  }
  return `${ended}, ${project.luma.generations.size === 0 ? 'ended there' : 'still there'}`;
}

/** The calls that a step makes when nothing goes wrong. */
async function callsOf(step: Step): Promise<number> {
  const before = step.name === 'video-generate';
  const jobId = await start();
  const atStart = project.calls().length;
  await step.run(jobId);
  await settled();
  return before ? atStart : project.calls().length;
}

describe.each([
  ['is killed before a call', 'dies_before'],
  ['is killed after a call', 'dies_after'],
  ['loses the answer of a call', 'lost_after'],
  ['does not get through with a call', 'lost_before'],
  ['is answered with a fault', 'refused'],
] as const)('when a function %s', (_, kind) => {
  test.each([
    ['the order', ['failed submit_failed, bought 0', 'completed, bought 1']],
    ['the word that work began', ['completed, bought 1']],
    ['the word that the video is ready', ['completed, bought 1']],
    ['the scheduler’s round', ['completed, bought 1']],
    ['the owner’s question', ['completed, bought 1']],
    ['the end at the provider', ['canceled, bought 1, ended there']],
  ])('%s, call by call: the job ends as it must, and is bought once at most', async (name, expected) => {
    const step = STEPS[name];
    if (step === undefined) throw new Error(name);
    const count = await callsOf(step);
    expect(count).toBeGreaterThan(2);
    const ends: string[] = [];
    for (let at = 0; at < count; at += 1) ends.push(await live(step, at, kind));
    expect(ends.filter((each) => !expected.includes(each))).toEqual([]);
    expect(ends.length).toBe(count);
  });
});

describe('a provider that answers the order with', () => {
  const answer = (status: number) => {
    project.luma.next = () => Response.json({ detail: 'no' }, { status, headers: { 'retry-after': '2' } });
  };

  test.each([
    [401, 'failed submit_failed, bought 1'],
    [402, 'failed provider_budget, bought 1'],
    [408, 'completed, bought 2'],
    [409, 'completed, bought 2'],
    [429, 'completed, bought 2'],
    [500, 'failed submit_failed, bought 1'],
    [502, 'failed submit_failed, bought 1'],
    [503, 'completed, bought 2'],
    [504, 'failed submit_failed, bought 1'],
  ])(
    '%i: the job ends as it must, and is sent again only when nothing can have been bought',
    async (status, expected) => {
      answer(status);
      const jobId = await start();
      await project.setClock(5);
      await project.reconcile();
      for (const generation of project.luma.generations.values()) Object.assign(generation, READY);
      expect(await end(jobId)).toBe(expected);
      expect(project.luma.generations.size).toBe(expected.startsWith('completed') ? 1 : 0);
    },
  );

  test.each([408, 503])('%i every time: after three orders the job fails', async (status) => {
    const jobId = await alwaysAnswering(status, () => start());
    await alwaysAnswering(status, async () => {
      for (const ahead of [3, 6, 9, 12]) {
        await project.setClock(ahead);
        await project.reconcile();
      }
    });
    expect(await end(jobId)).toBe('failed submit_failed, bought 3');
  });

  test.each([500, 502, 504])('%i although it took it: its callback heals it, and it is bought once', async (status) => {
    project.break(null);
    project.luma.after = () => Response.json({ detail: 'oops' }, { status });
    const jobId = await start();
    project.luma.after = undefined;
    expect(project.luma.generations.size).toBe(1);
    await deliver(provider(READY));
    expect(await end(jobId)).toBe('completed, bought 1');
  });
});

async function alwaysAnswering<Value>(status: number, work: () => Promise<Value>): Promise<Value> {
  const refuse = () => {
    project.luma.next = refuse;
    return Response.json({ detail: 'no' }, { status, headers: { 'retry-after': '2' } });
  };
  project.luma.next = refuse;
  try {
    return await work();
  } finally {
    project.luma.next = undefined;
  }
}

describe('a provider that answers every question with', () => {
  const ROUNDS = [40, 80, 160, 600];
  test.each([401, 402, 408, 409, 429, 500, 502, 503])('%i for a while costs nothing but time', async (status) => {
    const jobId = await start();
    provider(READY);
    await alwaysAnswering(status, async () => {
      for (const ahead of ROUNDS) {
        await project.setClock(ahead);
        expect(await project.reconcile()).toBe(200);
      }
    });
    expect(await statusOf(jobId)).toBe('queued');
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('503 for more than half an hour: the job fails, and is ended there later', async () => {
    const jobId = await start();
    expect(await alwaysAnswering(503, () => end(jobId))).toBe('failed provider_timeout, bought 1');
    await project.setClock(2100);
    await project.reconcile();
    expect(project.luma.generations.size).toBe(0);
  });

  test('503 when a job is to be ended there is asked again', async () => {
    const jobId = await start();
    await jobs.endVideoJob({ id: jobId }, { status: 'canceled' });
    await alwaysAnswering(503, () => project.reconcile());
    expect(project.luma.generations.size).toBe(1);
    await project.setClock(90);
    await project.reconcile();
    expect([await statusOf(jobId), project.luma.generations.size]).toEqual(['canceled', 0]);
  });
});

describe('when the database’s clock is an hour', () => {
  test.each([
    ['ahead', 3600],
    ['behind', -3600],
  ])('%s of the functions’ and the app’s, a job’s life is the same', async (_, skew) => {
    await project.setClock(skew);
    const jobId = await start();
    await deliver(provider({ state: 'dreaming' }));
    expect(await rowOf(jobId)).toMatchObject({ status: 'dreaming' });
    await deliver(provider(READY));
    await jobs.endVideoJob({ id: jobId }, { status: 'completed', frame_count: 12 });
    expect(await rowOf(jobId)).toMatchObject({ status: 'completed', progress: 100 });
    expect(orders()).toBe(1);
  });

  test.each([
    ['ahead', 3600],
    ['behind', -3600],
  ])('%s, a busy provider is still asked again at the time that it named', async (_, skew) => {
    await project.setClock(skew);
    project.luma.next = () => Response.json({ detail: 'slow' }, { status: 429, headers: { 'retry-after': '20' } });
    const jobId = await start();
    await project.setClock(skew + 10);
    await project.reconcile();
    expect(orders()).toBe(1);
    await project.setClock(skew + 21);
    await project.reconcile();
    expect([orders(), await statusOf(jobId)]).toEqual([2, 'queued']);
  });
});
