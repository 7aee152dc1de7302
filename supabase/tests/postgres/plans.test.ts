import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPostgresDatabase, type PostgresTestDatabase } from '../database.ts';
import type { Connection } from './connection.ts';
import { addManyJobs, addManyUsers } from './manyJobs.ts';
import { plansOf } from './plansOf.ts';

const USERS = 400;
const ANY_TOKEN = 'ab'.repeat(32);
let database: PostgresTestDatabase;
let owner: Connection;
beforeAll(async () => {
  database = await openPostgresDatabase();
  owner = await database.server.connect();
  await addManyUsers(database, USERS);
  await database.query(
    `insert into private.video_providers (provider, max_active, max_per_minute) values ('luma', 500, 100)`,
  );
  const old = `case n % 10 when 0 then 'failed' when 1 then 'canceled' when 2 then 'expired' else 'completed' end`;
  const days = `interval '1 minute' * (200 + n % 8000)`;
  await addManyJobs(database, { users: USERS, count: 40_000, status: old, age: days });
  const live = `case n % 5 when 0 then 'pending' when 1 then 'queued' else 'dreaming' end`;
  await addManyJobs(
    database,
    { users: USERS, count: 600, status: live, age: `interval '1 second' * (n % 200)` },
    40_000,
  );
  await database.query(
    `insert into public.video_ledger (job_id, user_id, provider, bought_at, estimate_cents)
     select id, user_id, provider, created_at, 14 from public.video_generation_jobs`,
  );
  await owner.run('analyze');
});
afterAll(async () => {
  await owner.close();
  await database.close();
});

const USER = `md5('user7')::uuid`;
const JOB = `md5('job40007')::uuid`;
/** Every question that the functions, the scheduler and the app ask. */
const QUESTIONS: Readonly<Record<string, string>> = {
  'what is due': 'select public.video_jobs_due(20, 30)',
  'which orders were lost': 'select public.video_jobs_unanswered(20, 30)',
  'what is to be canceled': 'select public.video_cancellations_due(20)',
  'what is to be mirrored': 'select public.video_mirrors_due(3)',
  'what is to be removed': 'select public.video_files_due(100)',
  'a callback': `select public.video_webhook_accept(${JOB}, '${ANY_TOKEN}', '${ANY_TOKEN}', 'dreaming')`,
  'a provider’s word': `select public.video_job_apply(${JOB}, 'dreaming', 'generation-40007', null, null, 60)`,
  'the owner’s question': `select public.video_job_poll(${USER}, ${JOB})`,
  'a start': `select public.video_job_start(${USER}, gen_random_uuid(), 'a cat', 64, 64, 16, 12, null, '{}', 'luma',
                'ray-flash-2', 14, '${ANY_TOKEN}')`,
  'a dispatch': `select public.video_jobs_dispatch(array['${ANY_TOKEN}', '${ANY_TOKEN}'])`,
  'a quote': `select public.video_budget(${USER}, 'luma')`,
  'a sweep': 'select private.video_jobs_sweep()',
  'an owner’s history': `select * from public.video_generation_jobs where user_id = ${USER}
                           order by created_at desc limit 50`,
  'an owner’s ledger': `select * from public.video_ledger where user_id = ${USER} order by bought_at desc limit 50`,
};

test.each(Object.entries(QUESTIONS))('%s goes by indexes alone', async (_, sql) => {
  const plans = await plansOf(owner, sql);
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.filter((plan) => /Seq Scan on (video_generation_jobs|video_ledger)/.test(plan))).toEqual([]);
});

test('what an owner sees by row level security goes by an index, too', async () => {
  const user = (await database.query(`select ${USER} as id`))[0]?.id;
  const history = 'select id from public.video_generation_jobs order by created_at desc limit 50';
  const plans = await plansOf(owner, history, String(user));
  expect(plans.join('\n')).toMatch(/Index Scan .*video_jobs_user_created_idx/);
});

test('an owner’s figures of callbacks are counted over their own jobs, by an index', async () => {
  const user = (await database.query(`select ${USER} as id`))[0]?.id;
  const plans = await plansOf(owner, 'select * from public.video_callback_metrics()', String(user));
  expect(plans.join('\n')).toMatch(/Index Scan .*video_jobs_(user_created|served)_idx/);
  expect(plans.join('\n')).not.toMatch(/Seq Scan on video_generation_jobs/);
});

test('a missing index would be seen', async () => {
  await owner.run('drop index public.video_ledger_user_idx');
  const plans = await plansOf(owner, `select * from public.video_ledger where user_id = ${USER}`);
  expect(plans.join('\n')).toMatch(/Seq Scan on video_ledger/);
});
