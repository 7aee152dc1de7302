import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type Role, refusal, type TestDatabase } from './database.ts';
import { applyTo, newJobId, VIDEO_URL } from './jobs.ts';

let database: TestDatabase;
let user: string;
let other: string;
const quota = { max_active: 100, max_per_minute: 1000, max_per_day: 1000, max_cents_per_month: 100_000 };
beforeAll(async () => {
  database = await openTestDatabase();
  await database.query(
    `insert into private.video_providers (provider, max_active, max_per_minute)
     values ('luma', 100, 1000), ('luma-agents', 100, 1000)`,
  );
  [user, other] = [await database.addUser(quota), await database.addUser(quota)];
});
afterAll(() => database.close());

async function figures(whose: string | null, role: Role = 'authenticated') {
  const rows = await database.as(role, whose, 'select to_jsonb(m) as row from public.video_callback_metrics() m');
  return rows.map(({ row }) => row);
}

const TOKEN = 'ab'.repeat(32);

/** A callback with a body of its own comes, and is settled unless `outcome` is 'received'. */
async function callback(job: string, body: string, state: string, outcome: string) {
  await database.as('service_role', null, 'select public.video_webhook_accept($1, $2, $3, $4)', [
    job,
    TOKEN,
    body.repeat(32),
    state,
  ]);
  if (outcome === 'received') return;
  await database.as('service_role', null, 'select public.video_webhook_settle($1, $2, $3)', [
    job,
    body.repeat(32),
    outcome,
  ]);
}

async function jobThat(status: 'processing' | 'failed', owner: string, provider = 'luma') {
  const id = await newJobId(database, owner, { provider, tokenSha256: TOKEN });
  const end = status === 'failed' ? { error_code: 'provider_failed' } : { video_url: VIDEO_URL };
  await applyTo(database, id, { status: 'queued', generation_id: `generation-${id}` });
  expect(await applyTo(database, id, { status, generation_id: `generation-${id}`, ...end })).toBe('applied');
  return id;
}

test('whoever has sent nothing has no figures', async () => {
  expect(await figures(user)).toEqual([]);
});

test('callbacks are counted by what became of them, jobs by whether one told their end; each user sees their own', async () => {
  // Told by a callback, which came twice.
  const told = await jobThat('processing', user);
  await callback(told, 'aa', 'dreaming', 'applied');
  await callback(told, 'bb', 'completed', 'applied');
  await callback(told, 'bb', 'completed', 'applied');
  // Only the beginning was told, and a stranger's end.
  const begun = await jobThat('processing', user);
  await callback(begun, 'aa', 'dreaming', 'applied');
  await callback(begun, 'bb', 'completed', 'refused');
  // Failed without a word; failed with one that could not be looked at.
  await jobThat('failed', user);
  await callback(await jobThat('failed', user), 'aa', 'failed', 'retry');
  // Not settled by its provider: still running, and given up after a time.
  await newJobId(database, user);
  const late = await newJobId(database, user);
  await applyTo(database, late, { status: 'queued', generation_id: 'late' });
  await database.query(
    `update public.video_generation_jobs set status = 'failed', error_code = 'provider_timeout' where id = $1`,
    [late],
  );
  await jobThat('processing', user, 'luma-agents');
  await callback(await jobThat('processing', other), 'aa', 'completed', 'received');

  expect(await figures(user)).toEqual([
    {
      provider: 'luma',
      arrived: 6,
      accepted: 3,
      refused: 1,
      unsettled: 1,
      repeated: 1,
      settled: 4,
      polled: 2,
    },
    {
      provider: 'luma-agents',
      arrived: 0,
      accepted: 0,
      refused: 0,
      unsettled: 0,
      repeated: 0,
      settled: 1,
      polled: 1,
    },
  ]);
  expect(await figures(other)).toMatchObject([{ provider: 'luma', arrived: 1, unsettled: 1, settled: 1, polled: 0 }]);
});

test('nobody else may ask', async () => {
  expect([await refusal(figures(null, 'anon')), await refusal(figures(null, 'service_role'))]).toEqual([
    '42501',
    '42501',
  ]);
  expect(await figures(null)).toEqual([]);
});

test('what is older than the callbacks are kept is not counted', async () => {
  await database.setClock(new Date(Date.now() + 15 * 24 * 3600 * 1000).toISOString());
  expect(await figures(user)).toEqual([]);
});
