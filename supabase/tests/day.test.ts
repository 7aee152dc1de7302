import { afterAll, beforeAll, expect, test } from 'vitest';
import { reconcileJobs } from '../functions/_shared/reconcileJobs.ts';
import { handleGenerate } from '../functions/video-generate/handler.ts';
import { handleStatus } from '../functions/video-status/handler.ts';
import { handleWebhook } from '../functions/video-webhook/handler.ts';
import { VIDEO_URL } from './jobs.ts';
import type { TestGeneration } from './luma.ts';
import { startTestStack, type TestStack } from './stack.ts';

/**
 * A day in the life of a deployment, by the schema's clock: artists start jobs, cancel some, lose interest in others; the
 * provider is slow, busy, broken, silent; callbacks are lost, repeated, late; functions die; the scheduler is away for
 * hours. Everything comes from one seed.
 */
const HOURS = process.env.CELKILN_LONG === '1' ? 24 : 2;
const SEED = Number(process.env.CELKILN_SEED ?? 20_261_127);
const STEP = 20;
const USERS = 12;
const START = Date.parse('2026-03-10T00:00:00Z');

let stack: TestStack;
const bearers: string[] = [];
const users: string[] = [];
beforeAll(async () => {
  stack = await startTestStack();
  for (let count = 0; count < USERS; count += 1) {
    const quota = { max_active: 2, max_per_minute: 10, max_per_day: 1000, max_cents_per_month: 1_000_000 };
    const user = await stack.database.addUser(quota);
    users.push(user);
    bearers.push(`Bearer ${await stack.tokenFor(user)}`);
  }
  await stack.database.query(
    `insert into private.video_providers (provider, max_active, max_per_minute) values ('luma', 8, 12)`,
  );
});
afterAll(() => stack.close());

/** mulberry32, by Tommy Ettinger: uniform numbers from 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface Making {
  readonly generation: TestGeneration;
  /** Seconds of simulated time at which each thing happens. */
  readonly dreamsAt: number;
  readonly readyAt: number;
  readonly fails: boolean;
  readonly callbacks: 'come' | 'lost' | 'twice' | 'late';
}

test(`${HOURS} hours of faults: every job ends, none is bought twice, and what was bought is booked`, async () => {
  const random = randomFrom(SEED);
  const chance = (part: number) => random() < part;
  const making = new Map<string, Making>();
  const letters: { at: number; generation: TestGeneration }[] = [];
  /** Jobs that their artist still looks after. */
  const watched = new Map<string, number>();
  let now = 0;
  let schedulerIsBackAt = 0;
  let started = 0;
  let refused = 0;

  const ask = (user: number, body: unknown) =>
    new Request('https://functions.example/', {
      method: 'POST',
      headers: { authorization: bearers[user] ?? '' },
      body: JSON.stringify(body),
    });

  /** What goes wrong with the provider's next answers, and with the database's. */
  const disturb = () => {
    if (chance(0.06)) {
      const status = [408, 429, 500, 502, 503, 504][Math.floor(random() * 6)] ?? 500;
      stack.luma.next = () => Response.json({ detail: 'no' }, { status, headers: { 'retry-after': '40' } });
    } else if (chance(0.02)) stack.luma.next = () => null;
    else if (chance(0.03)) stack.luma.after = () => Response.json({ detail: 'oops' }, { status: 504 });
    if (chance(0.04)) {
      const names = ['video_job_apply', 'video_job_poll', 'video_jobs_due', 'video_webhook_accept', 'video_job_start'];
      stack.failNextRpc(names[Math.floor(random() * names.length)] ?? '', 1 + Math.floor(random() * 3));
    }
  };
  const calm = () => {
    stack.luma.next = undefined;
    stack.luma.after = undefined;
  };

  async function start(): Promise<void> {
    const user = Math.floor(random() * USERS);
    const clientRequestId = crypto.randomUUID();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const response = await handleGenerate(ask(user, { prompt: 'a cat', clientRequestId }), stack.env);
      const answer = JSON.stringify(await response.json());
      const jobId = /"jobId":"([^"]+)"/.exec(answer)?.[1];
      if (jobId !== undefined) {
        started += 1;
        if (chance(0.9)) watched.set(jobId, user);
        return;
      }
      if (/quota_active|rate_limited/.test(answer)) {
        refused += 1;
        return;
      }
    }
  }

  /** New generations get their fate. */
  function decide(): void {
    for (const [id, generation] of stack.luma.generations) {
      if (making.has(id)) continue;
      const takes = chance(0.03) ? 4000 : 60 + random() * 300;
      const callbacks =
        (['come', 'come', 'come', 'lost', 'twice', 'late'] as const)[Math.floor(random() * 6)] ?? 'come';
      making.set(id, { generation, dreamsAt: now + 10, readyAt: now + takes, fails: chance(0.05), callbacks });
    }
  }

  function work(): void {
    for (const { generation, dreamsAt, readyAt, fails, callbacks } of making.values()) {
      const before = generation.state;
      if (generation.state === 'queued' && now >= dreamsAt) generation.state = 'dreaming';
      if (generation.state === 'dreaming' && now >= readyAt) {
        generation.state = fails ? 'failed' : 'completed';
        generation.assets = fails ? null : { video: `${VIDEO_URL}?${generation.id}` };
      }
      if (generation.state === before || callbacks === 'lost') continue;
      const at = callbacks === 'late' ? now + random() * 900 : now;
      for (let copy = 0; copy < (callbacks === 'twice' ? 2 : 1); copy += 1)
        letters.push({ at, generation: { ...generation } });
    }
  }

  async function post(): Promise<void> {
    const due = letters.filter(({ at }) => at <= now);
    for (const letter of due) {
      letters.splice(letters.indexOf(letter), 1);
      disturb();
      const init = { method: 'POST', body: JSON.stringify(letter.generation) };
      const request = new Request(String(letter.generation.request.callback_url), init);
      const background: Promise<void>[] = [];
      await handleWebhook(request, stack.env, (begun) => background.push(begun));
      await Promise.all(background);
      calm();
    }
  }

  /** An artist completes what is ready, cancels now and then, and asks when nothing is heard. */
  async function look(): Promise<void> {
    const rows = await stack.database.query(`select id, status from public.video_generation_jobs where status in
      ('pending', 'queued', 'dreaming', 'processing') order by created_at, id`);
    for (const { id, status } of rows) {
      const user = watched.get(String(id));
      if (user === undefined) continue;
      const own = (change: string) =>
        stack.database
          .as('authenticated', users[user] ?? '', `update public.video_generation_jobs set ${change} where id = $1`, [
            id,
          ])
          .catch(() => undefined);
      if (status === 'processing' && chance(0.7)) {
        await own(
          chance(0.95) ? `status = 'completed', frame_count = 9` : `status = 'failed', error_code = 'decode_failed'`,
        );
      } else if (chance(0.003)) await own(`status = 'canceled'`);
      else if (chance(0.05)) await handleStatus(ask(user, { jobId: id }), stack.env, () => undefined);
    }
  }

  const tick = async () => {
    await stack.database.setClock(new Date(START + now * 1000).toISOString());
    decide();
    work();
    await post();
    if (now >= schedulerIsBackAt) {
      if (chance(0.0015)) schedulerIsBackAt = now + 600 + random() * 5400;
      disturb();
      await stack.database.query('select private.video_jobs_sweep()');
      await reconcileJobs(stack.env).catch(() => undefined);
      calm();
    }
    await look();
  };

  for (; now < HOURS * 3600; now += STEP) {
    if (chance(0.35)) {
      disturb();
      await start();
      calm();
    }
    await tick();
  }
  // The artists go home. What they left in `processing` is for them alone to finish, and expires.
  schedulerIsBackAt = 0;
  for (const end = now + 7 * 3600; now < end; now += 120) await tick();
  now += 8 * 86_400;
  await tick();

  const left = await stack.database.query(`select id, status from public.video_generation_jobs
    where status in ('pending', 'queued', 'dreaming', 'processing')`);
  expect(left).toEqual([]);
  const ends = await stack.database.query(`select coalesce(error_code, case when frame_count > 0 then 'completed' else
    'unwatched or canceled' end) as how, count(*)::int as jobs from public.video_generation_jobs group by 1 order by 1`);
  const how = Object.fromEntries(ends.map(({ how, jobs }) => [how, Number(jobs)]));
  for (const each of ['completed', 'unwatched or canceled', 'provider_failed', 'submit_failed'])
    expect([each, how[each] ?? 0]).not.toEqual([each, 0]);
  expect(started).toBeGreaterThan(HOURS * 20);
  expect(refused).toBeGreaterThan(0);
  const bought = [...making.values()].map(({ generation }) => jobOf(generation));
  expect(bought.length).toBeGreaterThan(HOURS * 15);
  expect(new Set(bought).size).toBe(bought.length);
  const booked = await stack.database.query(`
    select count(*)::int as jobs, count(l.job_id)::int as entries from public.video_generation_jobs j
      left join public.video_ledger l on l.job_id = j.id where j.provider_generation_id is not null`);
  expect(booked[0]?.entries).toBe(booked[0]?.jobs);
  expect(Number(booked[0]?.jobs)).toBeGreaterThan(HOURS * 15);
}, 3_600_000);

/** The job that a generation was ordered for. */
function jobOf({ request }: TestGeneration): string {
  return new URL(String(request.callback_url)).searchParams.get('job_id') ?? '';
}
