import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type Role, refusal, type TestDatabase } from './database.ts';
import { applyTo, newJobId, startTestJob, VIDEO_URL } from './jobs.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  const roomy = `insert into private.video_providers (provider, max_active, max_per_minute) values ('luma', 1000, 1000)`;
  await database.query(roomy);
});
beforeEach(() => database.setClock('2026-03-10T12:00:00Z'));
afterAll(() => database.close());

const start = (user: string, cents = 14) => refusal(startTestJob(database, user, { cents }));
const FREE = { max_active: 1000, max_per_minute: 1000, max_per_day: 1000, max_cents_per_month: 100_000 };

const cancel = (user: string, job: string) =>
  database.as('authenticated', user, `update public.video_generation_jobs set status = 'canceled' where id = '${job}'`);

describe('a quota', () => {
  test('is made with its defaults by the first job', async () => {
    const id = randomUUID();
    await database.query('insert into auth.users (id) values ($1)', [id]);
    expect([await start(id), await start(id), await start(id)]).toEqual(['allowed', 'allowed', 'quota_active']);
    expect(await database.as('authenticated', id, 'select * from public.video_quotas')).toMatchObject([
      { user_id: id, max_active: 2, max_per_minute: 5, max_per_day: 20, max_cents_per_month: 500 },
    ]);
  });

  test('of active jobs is freed when the provider is done, and by canceling', async () => {
    const user = await database.addUser({ ...FREE, max_active: 1 });
    const first = await newJobId(database, user);
    expect(await start(user)).toBe('quota_active');
    await applyTo(database, first, { status: 'processing', generation_id: first, video_url: VIDEO_URL });
    const second = await newJobId(database, user);
    expect(await start(user)).toBe('quota_active');
    await cancel(user, second);
    // The order may be on its way still, and be bought.
    expect(await start(user)).toBe('quota_active');
    expect(await applyTo(database, second, { status: 'queued', generation_id: second })).toBe('stale');
    const third = await newJobId(database, user);
    await cancel(user, third);
    // No answer came, and none will.
    await database.setClock('2026-03-10T12:01:00Z');
    expect(await start(user)).toBe('allowed');
  });

  test('is not stretched by giving orders up while they are on their way; one that waits in line is given up at once', async () => {
    const user = await database.addUser({ ...FREE, max_cents_per_month: 30 });
    for (const expected of ['allowed', 'allowed', 'quota_budget']) {
      expect(await start(user)).toBe(expected);
      await database.query(`update public.video_generation_jobs set status = 'canceled' where user_id = $1`, [user]);
    }
    const budget = await database.query(`select public.video_budget($1, 'luma') as b`, [user]);
    expect(budget).toMatchObject([{ b: { used: { active: 2, day: 2, cents: 28 } } }]);
    const patient = await database.addUser({ ...FREE, max_active: 1 });
    await database.query(`update private.video_providers set max_active = 0 where provider = 'luma'`);
    await cancel(patient, await newJobId(database, patient));
    expect(await start(patient)).toBe('allowed');
    await database.query(`update private.video_providers set max_active = 1000 where provider = 'luma'`);
  });

  test('of a day counts 24 hours back', async () => {
    const user = await database.addUser({ ...FREE, max_per_day: 2 });
    expect([await start(user), await start(user), await start(user)]).toEqual(['allowed', 'allowed', 'quota_day']);
    await database.setClock('2026-03-11T12:00:00Z');
    expect(await start(user)).toBe('allowed');
  });

  test('of money covers a month, by true cost where it is known', async () => {
    const user = await database.addUser({ ...FREE, max_cents_per_month: 30 });
    const first = await newJobId(database, user, { cents: 14 });
    expect(await start(user, 17)).toBe('quota_budget');
    await applyTo(database, first, { status: 'queued', generation_id: first, cost_cents: 10 });
    expect(await start(user, 20)).toBe('allowed');
    await database.setClock('2026-04-01T00:00:01Z');
    expect(await start(user, 30)).toBe('allowed');
  });

  test('per minute lets the next minute begin anew', async () => {
    const user = await database.addUser({ ...FREE, max_per_minute: 2 });
    expect([await start(user), await start(user), await start(user)]).toEqual(['allowed', 'allowed', 'rate_limited']);
    await database.setClock('2026-03-10T12:01:00Z');
    expect(await start(user)).toBe('allowed');
  });

  test('does not charge what never reached the provider, whatever the client calls its failure', async () => {
    const user = await database.addUser({ ...FREE, max_per_day: 1, max_cents_per_month: 14 });
    const unsent = await newJobId(database, user);
    await applyTo(database, unsent, { status: 'failed', error_code: 'submit_failed' });
    const sent = await newJobId(database, user);
    await applyTo(database, sent, { status: 'processing', generation_id: sent, video_url: VIDEO_URL });
    await database.as(
      'authenticated',
      user,
      `update public.video_generation_jobs set status = 'failed', error_code = 'submit_failed' where id = '${sent}'`,
    );
    expect(await start(user)).toBe('quota_day');
  });

  test('holds for a job inserted directly, too', async () => {
    const user = await database.addUser({ ...FREE, max_active: 1 });
    const insert = () =>
      refusal(
        database.as(
          'authenticated',
          user,
          `insert into public.video_generation_jobs (client_request_id, prompt) values (gen_random_uuid(), 'a cat')`,
        ),
      );
    expect([await insert(), await insert()]).toEqual(['allowed', 'quota_active']);
  });
});

describe('a limit of one’s own', () => {
  const limit = (user: string | null, cents: number | null, role: Role = 'authenticated') =>
    refusal(database.as(role, user, 'select public.video_own_limit($1)', [cents]));
  /** The limit that counts, and the operator's cap. */
  const counts = async (user: string) => {
    const [row] = await database.as('service_role', null, `select public.video_budget($1, 'luma') as budget`, [user]);
    const budget = Object(row?.budget);
    return [budget.most.cents, budget.cap_cents];
  };

  test('holds where it is lower than the operator’s cap, at once, and goes again', async () => {
    const user = await database.addUser({ ...FREE, max_cents_per_month: 500 });
    expect(await limit(user, 20)).toBe('allowed');
    expect(await counts(user)).toEqual([20, 500]);
    expect([await start(user), await start(user)]).toEqual(['allowed', 'quota_budget']);
    expect(await limit(user, 30)).toBe('allowed');
    expect(await start(user)).toBe('allowed');
    expect(await limit(user, null)).toBe('allowed');
    expect(await counts(user)).toEqual([500, 500]);
  });

  test('never raises the cap, and follows one that is lowered', async () => {
    const user = await database.addUser({ ...FREE, max_cents_per_month: 20 });
    await limit(user, 100_000);
    expect(await counts(user)).toEqual([20, 20]);
    expect([await start(user), await start(user)]).toEqual(['allowed', 'quota_budget']);
    await database.query('update public.video_quotas set max_cents_per_month = 5 where user_id = $1', [user]);
    expect(await counts(user)).toEqual([5, 5]);
  });

  test('is set before the first job, by its owner alone, and not below nothing', async () => {
    const user = randomUUID();
    await database.query('insert into auth.users (id) values ($1)', [user]);
    expect(await limit(user, 10)).toBe('allowed');
    expect(await counts(user)).toEqual([10, 500]);
    expect(await limit(user, -1)).toBe('23514');
    expect(await limit(null, 10)).toBe('23502');
    expect([await limit(user, 10, 'anon'), await limit(user, 10, 'service_role')]).toEqual(['42501', '42501']);
    const write = `update public.video_quotas set own_cents_per_month = 1`;
    expect(await refusal(database.as('authenticated', user, write))).toBe('42501');
  });
});

describe('starting the same request again', () => {
  test('finds its job, submits nothing, and takes no quota', async () => {
    const user = await database.addUser({ ...FREE, max_active: 1, max_per_minute: 1, max_per_day: 1 });
    const requestId = randomUUID();
    const all = await Promise.all(Array.from({ length: 8 }, () => startTestJob(database, user, { requestId })));
    // Over several connections any of them may come first.
    const first = all.filter(({ created }) => created);
    expect(first).toMatchObject([{ submit: true }]);
    const others = all.filter(({ created }) => !created);
    expect(others).toMatchObject(Array(7).fill({ submit: false, job: first[0]?.job }));
  });

  test('with another prompt is a conflict', async () => {
    const user = await database.addUser(FREE);
    const requestId = randomUUID();
    await startTestJob(database, user, { requestId });
    expect(await refusal(startTestJob(database, user, { requestId, prompt: 'a dog' }))).toBe('conflict');
  });

  test('by another user is another request', async () => {
    const requestId = randomUUID();
    for (const user of [await database.addUser(FREE), await database.addUser(FREE)]) {
      expect(await startTestJob(database, user, { requestId })).toMatchObject({ created: true });
    }
  });
});

test.each([
  ['an empty prompt', { prompt: '   ' }, '23514'],
  ['a prompt of 2,001 characters', { prompt: 'x'.repeat(2001) }, '23514'],
  ['a prompt of 2,000 characters beyond the basic plane', { prompt: '🐱'.repeat(2000) }, 'allowed'],
  ['an unknown provider', { provider: 'nobody' }, '23514'],
  ['a negative price', { cents: -1 }, '23514'],
  ['a short token', { tokenSha256: 'abcd' }, '23514'],
])('%s: %s', async (_, options, expected) => {
  const user = await database.addUser(FREE);
  expect(await refusal(startTestJob(database, user, options))).toBe(expected);
});
