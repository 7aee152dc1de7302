import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { applyTo, dispatch, jobRow, newDigest, startTestJob, VIDEO_URL } from './jobs.ts';

let database: TestDatabase;
/** Jobs by the name that a test gives them: the user's letter and a number. */
let names: Map<string, string>;
const users = new Map<string, string>();
beforeAll(async () => {
  database = await openTestDatabase();
  const free = { max_active: 200, max_per_minute: 1000, max_per_day: 1000, max_cents_per_month: 100_000 };
  for (const letter of ['A', 'B', 'C']) users.set(letter, await database.addUser(free));
});
beforeEach(async () => {
  await database.query('delete from public.video_generation_jobs');
  await database.query('delete from private.video_providers');
  names = new Map();
  await at(0);
});
afterAll(() => database.close());

const at = (seconds: number) => database.setClock(new Date(Date.UTC(2026, 2, 10, 12, 0, seconds)).toISOString());
const limits = (active: number, perMinute = 1000) =>
  database.query('insert into private.video_providers (provider, max_active, max_per_minute) values ($1, $2, $3)', [
    'luma',
    active,
    perMinute,
  ]);
/** Starts a job a second; answers its place, or null when it is to be submitted at once. */
async function start(name: string): Promise<unknown> {
  const answer = await startTestJob(database, users.get(name.slice(0, 1)) ?? '');
  names.set(name, String(Reflect.get(Object(answer.job), 'id')));
  expect(answer.submit).toBe(answer.queue === null);
  return answer.queue;
}
async function startAll(text: string): Promise<unknown[]> {
  const places: unknown[] = [];
  for (const [second, name] of text.split(' ').entries()) {
    await at(second);
    places.push(Reflect.get(Object(await start(name)), 'place') ?? null);
  }
  return places;
}
const nameOf = (id: string) => [...names].find(([, known]) => known === id)?.[0];
const idOf = (name: string) => names.get(name) ?? '';
const turn = async (tokens = 10) =>
  (await dispatch(database, Array.from({ length: tokens }, newDigest))).map(nameOf).join(' ');
const finish = (name: string) =>
  applyTo(database, idOf(name), { status: 'processing', generation_id: idOf(name), video_url: VIDEO_URL });

describe('beyond what the provider takes at once', () => {
  test('jobs wait, and are told their place', async () => {
    await limits(2);
    expect(await startAll('A1 A2 A3 A4')).toEqual([null, null, 1, 2]);
    expect(await jobRow(database, idOf('A3'))).toMatchObject({ status: 'pending', submitted_at: null });
    expect(await turn()).toBe('');
    await finish('A1');
    expect([await turn(), await turn()]).toEqual(['A3', '']);
  });

  test('nobody has two running while somebody waits for one', async () => {
    await limits(2);
    expect(await startAll('A1 A2 A3 A4 A5 B1 B2 C1')).toEqual([null, null, 1, 2, 3, 1, 2, 2]);
    for (const done of ['A1', 'A2']) await finish(done);
    expect(await turn()).toBe('B1 C1');
    await finish('B1');
    expect(await turn()).toBe('A3');
    await finish('C1');
    expect(await turn()).toBe('B2');
    await finish('A3');
    expect(await turn()).toBe('A4');
  });

  test('a new job does not pass those that wait, and a canceled one leaves the queue', async () => {
    await limits(1);
    await startAll('A1 B1 B2');
    await finish('A1');
    await at(3);
    expect(await start('C1')).toMatchObject({ place: 2, waiting: 3 });
    await database.query(`update public.video_generation_jobs set status = 'canceled' where id = $1`, [idOf('B1')]);
    expect(await turn()).toBe('B2');
  });

  test('a caller gets no more than it has tokens for', async () => {
    await limits(0);
    await startAll('A1 B1 C1');
    await database.query('update private.video_providers set max_active = 5');
    expect([await turn(2), await turn(2), await turn(2)]).toEqual(['A1 B1', 'C1', '']);
  });

  test('eight callers at once submit no job twice', async () => {
    await limits(0);
    await startAll('A1 B1 C1 A2 B2 C2');
    await database.query('update private.video_providers set max_active = 5');
    const turns = await Promise.all(Array.from({ length: 8 }, () => turn(3)));
    expect(turns.join(' ').trim().split(/ +/).sort()).toEqual(['A1', 'A2', 'B1', 'B2', 'C1']);
  });
});

test('in a long queue places are at most five seconds old, and whoever is new stands at the end', async () => {
  await limits(0);
  await startAll(Array.from({ length: 101 }, (_, index) => `A${index + 1}`).join(' '));
  const place = async (name: string) => {
    const rows = await database.query('select private.video_job_queue($1) as place', [idOf(name)]);
    return Reflect.get(Object(rows[0]?.place), 'place');
  };
  await at(200);
  expect([await place('A1'), await place('A101')]).toEqual([1, 101]);
  await database.query(`update public.video_generation_jobs set status = 'canceled' where id = $1`, [idOf('A1')]);
  expect(await start('B1')).toMatchObject({ place: 101, waiting: 101 });
  await at(204);
  expect([await place('A2'), await place('B1')]).toEqual([2, 101]);
  await at(206);
  expect([await place('B1'), await place('A2'), await place('A3')]).toEqual([2, 1, 3]);
});

test('beyond what the provider takes in a minute jobs wait for the next', async () => {
  await limits(100, 2);
  expect(await startAll('A1 A2 A3 A4 A5')).toEqual([null, null, 1, 2, 3]);
  await at(59);
  expect(await turn()).toBe('');
  await at(60);
  expect(await turn()).toBe('A3');
  await at(61);
  expect(await turn()).toBe('A4');
});

test('a provider that says it is busy gets nothing until its time has come', async () => {
  await limits(10);
  await startAll('A1 B1');
  await database.query('select public.video_job_postpone($1, 30)', [idOf('A1')]);
  expect(await start('C1')).toMatchObject({ place: 2, seconds: 30 });
  await at(30);
  expect(await turn()).toBe('');
  await at(31);
  expect(await turn()).toBe('A1 C1');
});

describe('the estimate', () => {
  const seconds = async (name: string) => {
    const rows = await database.query('select private.video_job_queue($1) as place', [idOf(name)]);
    return Reflect.get(Object(rows[0]?.place), 'seconds');
  };

  test('goes by the expected time, then by what was measured', async () => {
    await limits(2);
    await startAll('A1 A2 A3 A4 A5');
    expect([await seconds('A3'), await seconds('A4'), await seconds('A5'), await seconds('A1')]).toEqual([
      60,
      120,
      180,
      undefined,
    ]);
    await at(30);
    await finish('A1'); // in 30 s
    await at(51);
    await finish('A2'); // in 50 s
    expect([await seconds('A3'), await seconds('A4'), await seconds('A5')]).toEqual([0, 0, 20]);
  });

  test('goes by the minute’s limit where that is narrower', async () => {
    await limits(100, 1);
    await startAll('A1 A2 A3');
    expect([await seconds('A2'), await seconds('A3')]).toEqual([60, 120]);
  });

  test('is none when the provider takes nothing', async () => {
    await limits(0);
    expect(await start('A1')).toEqual({ place: 1, waiting: 1, seconds: null });
  });
});

describe('the tick', () => {
  const tick = () => database.query('select private.video_jobs_tick() as ended');
  const calls = () => database.query('select url, headers from net.calls');

  test('sweeps without pg_net and Vault', async () => {
    await startAll('A1');
    await at(301);
    expect(await tick()).toEqual([{ ended: 1 }]);
  });

  test('calls the function with the secret key in apikey, while there is work', async () => {
    await database.query('create schema vault');
    await database.query('create table vault.decrypted_secrets (name text, decrypted_secret text)');
    await database.query('create schema net');
    await database.query('create table net.calls (url text, headers jsonb)');
    await database.query(`
      create function net.http_post(url text, body jsonb default '{}', params jsonb default '{}',
                                    headers jsonb default '{}', timeout_milliseconds integer default 5000)
      returns bigint language sql as $$ insert into net.calls values (url, headers) returning 1 $$`);
    await startAll('A1');
    await tick();
    expect(await calls()).toEqual([]);
    await database.query(`insert into vault.decrypted_secrets values
      ('celkiln_functions_url', 'https://x.supabase.co/functions/v1/'), ('celkiln_secret_key', 'sb_secret_x')`);
    await tick();
    const call = {
      url: 'https://x.supabase.co/functions/v1/video-reconcile',
      headers: { apikey: 'sb_secret_x', 'content-type': 'application/json' },
    };
    expect(await calls()).toEqual([call]);
    await finish('A1');
    await tick();
    expect(await calls()).toEqual([call]);
    await database.query('drop table net.calls');
    await start(`B${randomUUID()}`);
    expect(await tick()).toEqual([{ ended: 0 }]); // a warning, no error
  });
});

describe('a cancellation', () => {
  const due = async () => {
    const rows = await database.as('service_role', null, 'select public.video_cancellations_due() as due');
    return rows[0]?.due;
  };
  const cancel = (name: string) =>
    database.as(
      'authenticated',
      users.get(name.slice(0, 1)) ?? '',
      `update public.video_generation_jobs set status = 'canceled' where id = '${idOf(name)}'`,
    );

  test('is passed on when the provider has the job, also when its answer came later', async () => {
    await startAll('A1 A2 A3 A4');
    await applyTo(database, idOf('A1'), { status: 'queued', generation_id: 'gA1' });
    await finish('A2');
    for (const name of ['A1', 'A2', 'A3', 'A4']) await cancel(name);
    await applyTo(database, idOf('A4'), { status: 'queued', generation_id: 'gA4' });
    const told = (name: string) => ({ id: idOf(name), provider: 'luma', generation_id: `g${name}` });
    const handed = await due();
    expect(handed).toHaveLength(2);
    expect(handed).toEqual(expect.arrayContaining([told('A1'), told('A4')]));
    expect(await due()).toEqual([]);
  });

  test('is tried five times in half an hour, unless it is settled', async () => {
    await startAll('A1 A2');
    for (const name of ['A1', 'A2']) {
      await applyTo(database, idOf(name), { status: 'queued', generation_id: `g${name}` });
      await cancel(name);
    }
    await due();
    await database.as('service_role', null, 'select public.video_cancellation_settle($1)', [idOf('A1')]);
    const tried: number[] = [];
    for (let minute = 1; minute <= 60; minute += 1) {
      await at(minute * 60 + 2);
      const handed = await due();
      if (Array.isArray(handed) && handed.length > 0) tried.push(minute);
    }
    expect(tried).toEqual([1, 3, 7, 15]);
    expect(await database.query('select job_id from private.video_cancellations')).toEqual([]);
  });
});
