import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestDatabase, refusal, type TestDatabase } from './database.ts';
import { applyTo, dispatch, jobRow, newDigest, newJobId, VIDEO_URL } from './jobs.ts';

let database: TestDatabase;
let user: string;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  await database.query('delete from public.video_generation_jobs');
  await database.query('delete from private.video_providers');
  user = await database.addUser({ max_active: 1000, max_per_minute: 1000, max_per_day: 1000 });
  await at('12:00:00');
});
afterAll(() => database.close());

const at = (time: string) => database.setClock(`2026-03-10T${time}Z`);
const onDay = (day: string) => database.setClock(`${day}T12:00:00Z`);
const sweep = () => database.query('select private.video_jobs_sweep() as ended');
const statusOf = async (id: string) => {
  const row = await jobRow(database, id);
  return row.error_code === null ? row.status : `${row.status} ${row.error_code}`;
};

test('every time in a job comes from the one clock', async () => {
  const id = await newJobId(database, user);
  await at('12:00:10');
  await applyTo(database, id, { status: 'queued', generation_id: 'g' });
  await at('12:00:40');
  await applyTo(database, id, { status: 'dreaming', generation_id: 'g' });
  await at('12:03:00');
  await applyTo(database, id, { status: 'processing', generation_id: 'g', video_url: VIDEO_URL, url_ttl_s: 3600 });
  await at('12:03:40');
  await database.as('authenticated', user, `update public.video_generation_jobs set status = 'completed'`);
  const row = await jobRow(database, id);
  const times = Object.entries(row).flatMap(([name, value]) => (value instanceof Date ? [[name, value]] : []));
  expect(Object.fromEntries(times)).toEqual({
    created_at: new Date('2026-03-10T12:00:00Z'),
    submitted_at: new Date('2026-03-10T12:00:00Z'),
    queued_at: new Date('2026-03-10T12:00:10Z'),
    dreaming_at: new Date('2026-03-10T12:00:40Z'),
    ready_at: new Date('2026-03-10T12:03:00Z'),
    video_url_expires_at: new Date('2026-03-10T13:03:00Z'),
    finished_at: new Date('2026-03-10T12:03:40Z'),
    updated_at: new Date('2026-03-10T12:03:40Z'),
    last_polled_at: new Date('2026-03-10T12:03:00Z'),
    expires_at: new Date('2026-03-17T12:00:00Z'),
  });
  expect(row.processing_time_ms).toBe(180_000);
});

test.each(['anon', 'authenticated', 'service_role'] as const)('%s cannot set the clock', async (role) => {
  const set = `insert into private.clock_setting (stands_at) values ('2000-01-01Z')`;
  expect(await refusal(database.as(role, user, set))).toBe('42501');
});

test('without a setting the clock is the server’s', async () => {
  await database.setClock(null);
  expect(await database.query('select private.clock() = now() as same')).toEqual([{ same: true }]);
});

test('the sweep ends what waits too long, and nothing before its time', async () => {
  const silent = await newJobId(database, user);
  const busy = await newJobId(database, user);
  const slow = await newJobId(database, user);
  await database.query('select public.video_job_postpone($1, 600)', [busy]);
  await applyTo(database, slow, { status: 'dreaming', generation_id: 'slow' });
  const states = async () => Promise.all([silent, busy, slow].map(statusOf));
  await at('12:04:59');
  await sweep();
  expect(await states()).toEqual(['pending', 'pending', 'dreaming']);
  await at('12:05:01');
  await sweep();
  expect(await states()).toEqual(['failed submit_failed', 'pending', 'dreaming']);
  await at('12:30:01');
  expect(await sweep()).toEqual([{ ended: 0 }]); // nobody has asked the provider since
  await database.query('update public.video_generation_jobs set last_polled_at = private.clock()');
  expect(await sweep()).toEqual([{ ended: 1 }]);
  expect(await states()).toEqual(['failed submit_failed', 'pending', 'failed provider_timeout']);
  await at('18:00:01');
  expect(await sweep()).toEqual([{ ended: 1 }]);
  expect((await states())[1]).toBe('failed provider_busy');
});

test('a video that nobody asked the provider for is waited for six hours', async () => {
  const id = await newJobId(database, user);
  await applyTo(database, id, { status: 'dreaming', generation_id: 'forgotten' });
  await at('17:59:59');
  await sweep();
  expect(await statusOf(id)).toBe('dreaming');
  await at('18:00:01');
  await sweep();
  expect(await statusOf(id)).toBe('failed provider_timeout');
});

test('a job expires after seven days and is gone thirty days later', async () => {
  const id = await newJobId(database, user);
  await applyTo(database, id, { status: 'processing', generation_id: 'old', video_url: VIDEO_URL });
  await onDay('2026-03-17');
  await sweep();
  expect(await statusOf(id)).toBe('processing');
  await onDay('2026-03-18');
  await sweep();
  expect(await jobRow(database, id)).toMatchObject({ status: 'expired', luma_video_url: null });
  await onDay('2026-04-17');
  await sweep();
  expect(await database.query('select id from public.video_generation_jobs')).toEqual([]);
});

test('the provider’s silence is noticed without a sweep, when the owner asks', async () => {
  const id = await newJobId(database, user);
  await applyTo(database, id, { status: 'dreaming', generation_id: 'silent' });
  await at('12:30:01');
  expect(await applyTo(database, id, { status: 'dreaming' })).toBe('duplicate');
  expect(await statusOf(id)).toBe('failed provider_timeout');
});

test('a busy provider gets the job again, later and once', async () => {
  const requestId = '11111111-2222-4333-8444-555555555555';
  const id = await newJobId(database, user, { requestId });
  await database.query('select public.video_job_postpone($1, 20)', [id]);
  const again = (digest = newDigest()) => dispatch(database, [digest]);
  expect(await again()).toEqual([]);
  await at('12:00:20');
  expect([await again('cd'.repeat(32)), await again()]).toEqual([[id], []]);
  const tokens = await database.query(
    `select encode(token_sha256, 'hex') as token from private.video_job_callbacks where job_id = $1`,
    [id],
  );
  expect(tokens).toEqual([{ token: 'cd'.repeat(32) }]);
  await applyTo(database, id, { status: 'queued', generation_id: 'late' });
  expect(await database.query('select public.video_job_postpone($1, 20) as waits', [id])).toEqual([{ waits: false }]);
});

test('due jobs are handed out once, oldest first', async () => {
  const waiting: string[] = [];
  for (const second of ['00', '01', '02']) {
    await at(`12:00:${second}`);
    const id = await newJobId(database, user);
    await applyTo(database, id, { status: 'queued', generation_id: `g${second}` });
    waiting.push(id);
  }
  await newJobId(database, user); // never submitted: there is nothing to ask the provider for
  const due = async () => {
    const rows = await database.as('service_role', null, 'select public.video_jobs_due(2, 30) as jobs');
    const jobs: unknown = rows[0]?.jobs;
    return Array.isArray(jobs) ? jobs.map((job: unknown) => waiting.indexOf(Reflect.get(Object(job), 'id'))) : jobs;
  };
  await at('12:00:29');
  expect(await due()).toEqual([]);
  await at('12:00:40');
  expect([await due(), await due(), await due()]).toEqual([[0, 1], [2], []]);
});

test('the owner’s poll is answered at most every five seconds, and a stranger’s never', async () => {
  const id = await newJobId(database, user);
  await applyTo(database, id, { status: 'queued', generation_id: 'polled' });
  const poll = async (who: string) => {
    const rows = await database.as('service_role', null, 'select public.video_job_poll($1, $2) as answer', [who, id]);
    const answer: unknown = rows[0]?.answer;
    return answer === null ? null : Reflect.get(Object(answer), 'due');
  };
  await at('12:00:05');
  expect([await poll(user), await poll(user), await poll(await database.addUser())]).toEqual([true, false, null]);
  await at('12:00:09');
  expect(await poll(user)).toBe(false);
  await at('12:00:10');
  expect(await poll(user)).toBe(true);
});

test('a callback is handed on once, and again only when its first processing failed or was lost', async () => {
  const id = await newJobId(database, user, { tokenSha256: 'ab'.repeat(32) });
  const digest = (byte: string) => byte.repeat(32);
  const accept = async (token: string, body: string) => {
    const rows = await database.as('service_role', null, 'select public.video_webhook_accept($1, $2, $3, $4) as v', [
      id,
      digest(token),
      digest(body),
      'dreaming',
    ]);
    return Reflect.get(Object(rows[0]?.v), 'outcome');
  };
  const settle = (body: string, outcome: string) =>
    database.as('service_role', null, 'select public.video_webhook_settle($1, $2, $3)', [id, digest(body), outcome]);

  expect(await accept('00', '01')).toBe('denied');
  expect([await accept('ab', '01'), await accept('ab', '01')]).toEqual(['accepted', 'duplicate']);
  await at('12:00:29');
  expect(await accept('ab', '01')).toBe('duplicate');
  await at('12:00:31');
  expect([await accept('ab', '01'), await accept('ab', '01')]).toEqual(['accepted', 'duplicate']);
  await settle('01', 'retry');
  expect([await accept('ab', '01'), await accept('ab', '01')]).toEqual(['accepted', 'duplicate']);
  await settle('01', 'applied');
  await at('12:10:00');
  expect(await accept('ab', '01')).toBe('duplicate');
  expect(await accept('ab', '02')).toBe('accepted');
  expect(await database.query('select outcome, deliveries from private.video_webhook_events order by 2')).toEqual([
    { outcome: 'received', deliveries: 1 },
    { outcome: 'applied', deliveries: 8 },
  ]);
});

test('metrics: successes, failures, times and money by day; each user sees their own', async () => {
  for (const [index, seconds] of ['30', '40', '50'].entries()) {
    await at('12:00:00');
    const id = await newJobId(database, user, { cents: 14 });
    await at(`12:00:${seconds}`);
    await applyTo(database, id, { status: 'processing', generation_id: `m${index}`, video_url: VIDEO_URL });
  }
  await at('12:00:00');
  const failed = await newJobId(database, user, { cents: 14 });
  await applyTo(database, failed, { status: 'failed', generation_id: 'm3', error_code: 'provider_failed' });
  const unsent = await newJobId(database, user, { cents: 14 });
  await applyTo(database, unsent, { status: 'failed', error_code: 'submit_failed' });
  const metrics = 'select * from public.video_job_metrics';
  const expected = {
    day: new Date('2026-03-10T00:00:00Z'),
    provider: 'luma',
    provider_model: 'test',
    jobs: 5,
    succeeded: 3,
    completed: 0,
    failed: 2,
    avg_processing_ms: 40_000,
    p95_processing_ms: 50_000,
    cents: 56,
  };
  expect(await database.as('authenticated', user, metrics)).toEqual([expected]);
  expect(await database.as('service_role', null, metrics)).toEqual([expected]);
  expect(await database.as('authenticated', await database.addUser(), metrics)).toEqual([]);
  expect(await refusal(database.as('anon', null, metrics))).toBe('42501');
});
