import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openPostgresDatabase, type PostgresTestDatabase, refusal } from '../database.ts';
import { applyTo, dispatch, newDigest, newJobId, startTestJob, VIDEO_URL } from '../jobs.ts';

const FREE = { max_active: 1000, max_per_minute: 1000, max_per_day: 1000, max_cents_per_month: 100_000 };
let database: PostgresTestDatabase;
beforeAll(async () => {
  database = await openPostgresDatabase();
});
beforeEach(async () => {
  await database.query('delete from public.video_generation_jobs');
  await database.query('delete from private.video_providers');
});
afterAll(() => database.close());

const limits = (active: number, perMinute = 1000) =>
  database.query('insert into private.video_providers (provider, max_active, max_per_minute) values ($1, $2, $3)', [
    'luma',
    active,
    perMinute,
  ]);
/** So many of them at the same time, each in a session of its own. */
const atOnce = <Value>(count: number, work: (index: number) => Promise<Value>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
const counted = (words: readonly string[]) =>
  Object.fromEntries([...new Set(words)].sort().map((word) => [word, words.filter((each) => each === word).length]));
const service = async (sql: string, values: readonly unknown[] = []) =>
  (await database.as('service_role', null, `select ${sql} as answer`, values))[0]?.answer;
const idsIn = (answer: unknown) =>
  Array.isArray(answer) ? answer.map((job: unknown) => String(Reflect.get(Object(job), 'id'))) : [];

describe('fifty starts at once', () => {
  test.each([1, 2, 5])('by a user who may have %i running: exactly so many', async (most) => {
    await limits(1000);
    const user = await database.addUser({ ...FREE, max_active: most });
    const answers = await atOnce(50, () => refusal(startTestJob(database, user)));
    expect(counted(answers)).toEqual({ allowed: most, quota_active: 50 - most });
  });

  test.each([
    ['max_per_day', 'quota_day', 5, 5],
    ['max_per_minute', 'rate_limited', 5, 5],
    ['max_cents_per_month', 'quota_budget', 71, 5],
  ] as const)('against %s: exactly so many, the others are told %s', async (quota, hint, most, allowed) => {
    await limits(1000);
    const user = await database.addUser({ ...FREE, [quota]: most });
    const answers = await atOnce(50, () => refusal(startTestJob(database, user, { cents: 14 })));
    expect(counted(answers)).toEqual({ allowed, [hint]: 50 - allowed });
  });

  test('of users one each do not get in each other’s way', async () => {
    await limits(1000);
    const users = await atOnce(50, () => database.addUser({ ...FREE, max_active: 1 }));
    const answers = await atOnce(50, (index) => refusal(startTestJob(database, users[index] ?? '')));
    expect(counted(answers)).toEqual({ allowed: 50 });
  });

  test('of one request make one job, and one of them submits it', async () => {
    const user = await database.addUser(FREE);
    const requestId = randomUUID();
    const answers = await atOnce(50, () => startTestJob(database, user, { requestId }));
    expect(answers.filter(({ created }) => created === true)).toHaveLength(1);
    expect(answers.filter(({ submit }) => submit === true)).toHaveLength(1);
  });

  test('send the provider no more than it takes', async () => {
    await limits(7);
    const users = await atOnce(50, () => database.addUser(FREE));
    const answers = await atOnce(50, (index) => startTestJob(database, users[index] ?? ''));
    expect(answers.filter(({ submit }) => submit === true)).toHaveLength(7);
  });
});

describe('eight dispatchers at once', () => {
  test('submit no job twice, never more than the provider takes, and every job in the end', async () => {
    await limits(0);
    const users = await atOnce(20, () => database.addUser(FREE));
    const waiting = new Set<string>();
    for (let job = 0; job < 10; job += 1) {
      for (const id of await atOnce(20, (index) => newJobId(database, users[index] ?? ''))) waiting.add(id);
    }
    await database.query('update private.video_providers set max_active = 25');
    const taken: string[] = [];
    let most = 0;
    await atOnce(8, async () => {
      while (taken.length < waiting.size) {
        const ids = await dispatch(database, Array.from({ length: 5 }, newDigest));
        taken.push(...ids);
        const running = await database.query(
          `select count(*)::int as jobs from public.video_generation_jobs where submitted_at is not null and status = 'pending'`,
        );
        most = Math.max(most, Number(running[0]?.jobs));
        for (const id of ids)
          await applyTo(database, id, { status: 'processing', generation_id: id, video_url: VIDEO_URL });
      }
    });
    expect([taken.length, new Set(taken).size, waiting.size]).toEqual([200, 200, 200]);
    expect(new Set(taken)).toEqual(waiting);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(25);
  });

  test('beside starts and cancellations: no job twice, and nothing waits for ever', async () => {
    await limits(10);
    const users = await atOnce(20, () => database.addUser(FREE));
    const submitted: string[] = [];
    let starting = 120;
    const start = async (index: number) => {
      while (starting > 0) {
        starting -= 1;
        const answer = await startTestJob(database, users[index % 20] ?? '');
        const id = String(Reflect.get(Object(answer.job), 'id'));
        if (answer.submit === true) {
          submitted.push(id);
          await applyTo(database, id, { status: 'failed', error_code: 'test', generation_id: id });
        }
        if (starting % 5 > 0) continue;
        const cancel = `update public.video_generation_jobs set status = 'canceled' where id = $1`;
        const canceled = await refusal(database.as('authenticated', users[index % 20] ?? '', cancel, [id]));
        expect(['allowed', 'illegal_transition']).toContain(canceled); // it may have ended before
      }
    };
    const send = async () => {
      for (let ids: string[] = []; starting > 0 || ids.length > 0; ) {
        ids = await dispatch(database, Array.from({ length: 3 }, newDigest));
        submitted.push(...ids);
        for (const id of ids) await applyTo(database, id, { status: 'failed', error_code: 'test', generation_id: id });
      }
    };
    await Promise.all([atOnce(8, start), atOnce(8, send)]);
    expect(new Set(submitted).size).toBe(submitted.length);
    expect(submitted.length).toBeGreaterThan(50);
  });
});

test('eight pollers at once ask after no job twice', async () => {
  await limits(1000);
  const user = await database.addUser(FREE);
  for (let job = 0; job < 60; job += 1) {
    const id = await newJobId(database, user, { cents: 0 });
    await applyTo(database, id, { status: 'queued', generation_id: id });
  }
  await database.setClock(new Date(Date.now() + 60_000).toISOString());
  const handed = (await atOnce(8, () => service('public.video_jobs_due(20, 30)'))).flatMap(idsIn);
  await database.setClock(null);
  expect([handed.length, new Set(handed).size]).toEqual([60, 60]);
});

test('eight searchers at once look for no lost order twice', async () => {
  await limits(1000);
  const user = await database.addUser(FREE);
  for (let job = 0; job < 60; job += 1) await newJobId(database, user, { cents: 0 });
  await database.setClock(new Date(Date.now() + 60_000).toISOString());
  const handed = (await atOnce(8, () => service('public.video_jobs_unanswered(20, 30)'))).flatMap(idsIn);
  await database.setClock(null);
  expect([handed.length, new Set(handed).size]).toEqual([60, 60]);
});

test('a callback that comes fifty times at once is handed on once', async () => {
  await limits(1000);
  const id = await newJobId(database, await database.addUser(FREE), { tokenSha256: 'ab'.repeat(32) });
  const answers = await atOnce(50, () =>
    service('public.video_webhook_accept($1, $2, $3, $4)', [id, 'ab'.repeat(32), '01'.repeat(32), 'dreaming']),
  );
  const outcomes = answers.map((answer) => String(Reflect.get(Object(answer), 'outcome')));
  expect(counted(outcomes)).toEqual({ accepted: 1, duplicate: 49 });
  expect(await database.query('select deliveries from private.video_webhook_events where job_id = $1', [id])).toEqual([
    { deliveries: 50 },
  ]);
});

test('the same word applied fifty times at once changes a job once', async () => {
  await limits(1000);
  const id = await newJobId(database, await database.addUser(FREE));
  const word = { status: 'dreaming', generation_id: id, progress: 20 };
  expect(counted(await atOnce(50, () => applyTo(database, id, word)))).toEqual({ applied: 1, duplicate: 49 });
  expect(await database.query('select rev from public.video_generation_jobs')).toEqual([{ rev: 1 }]);
});
