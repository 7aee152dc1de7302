import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobsTopic } from '../functions/_shared/job.ts';
import { openTestDatabase, type Role, refusal, type TestDatabase } from './database.ts';
import { jobIn } from './jobs.ts';

let database: TestDatabase;
let owner: string;
let stranger: string;
let job: string;
beforeAll(async () => {
  database = await openTestDatabase();
  owner = await database.addUser();
  stranger = await database.addUser();
  job = await jobIn(database, owner, 'processing');
  await database.query(
    `insert into public.video_ledger (job_id, user_id, provider, estimate_cents) values ($1, $2, 'luma', 1)`,
    [job, owner],
  );
});
afterAll(() => database.close());

type Who = 'anonymous' | 'owner' | 'stranger' | 'service';
const ROLE: Readonly<Record<Who, Role>> = {
  anonymous: 'anon',
  owner: 'authenticated',
  stranger: 'authenticated',
  service: 'service_role',
};
/** How many rows it touched, or why it was refused. */
async function attempt(who: Who, sql: string): Promise<string> {
  const user = who === 'owner' ? owner : who === 'stranger' ? stranger : null;
  let rows = '';
  const outcome = await refusal(
    database.as(ROLE[who], user, `with t as (${sql}) select count(*)::int as n from t`).then((result) => {
      rows = String(result[0]?.n);
    }),
  );
  return outcome === 'allowed' ? rows : outcome;
}

const JOBS = 'public.video_generation_jobs';
const NO = '42501';
describe('rows touched, by anonymous, stranger, owner and service', () => {
  test.each([
    ['read a job', `select id from ${JOBS}`, [NO, '0', '1', '1']],
    ['read quotas', 'select user_id from public.video_quotas', [NO, '1', '1', '2']],
    ['read the ledger', 'select job_id from public.video_ledger', [NO, '0', '1', '1']],
    ['write the ledger', 'update public.video_ledger set cost_cents = 0 where false returning 1', [NO, NO, NO, NO]],
    ['read metrics', 'select day from public.video_job_metrics', [NO, '0', '1', '1']],
    ['delete a job', `delete from ${JOBS} where false returning id`, [NO, NO, NO, '0']],
    ['raise a quota', 'update public.video_quotas set max_active = 9 where false returning 1', [NO, NO, NO, '0']],
    ['change a prompt', `update ${JOBS} set prompt = 'x' where false returning id`, [NO, NO, NO, '0']],
    ['set a video', `update ${JOBS} set luma_video_url = 'https://a/' where false returning id`, [NO, NO, NO, '0']],
    ['set progress', `update ${JOBS} set progress = 50 where false returning id`, [NO, NO, NO, '0']],
    ['set the cost', `update ${JOBS} set cost_cents = 0 where false returning id`, [NO, NO, NO, '0']],
    ['give a job away', `update ${JOBS} set user_id = gen_random_uuid() where false returning id`, [NO, NO, NO, '0']],
    ['change a frame count', `update ${JOBS} set frame_count = 9 returning id`, [NO, '0', '1', '1']],
    [
      'choose the provider',
      `insert into ${JOBS} (client_request_id, prompt, provider) select gen_random_uuid(), 'x', 'demo' where false
       returning id`,
      [NO, NO, NO, '0'],
    ],
    ['read tokens', 'select job_id from private.video_job_callbacks', [NO, NO, NO, NO]],
    ['read callbacks', 'select job_id from private.video_webhook_events', [NO, NO, NO, NO]],
    ['read rate limits', 'select user_id from private.rate_limits', [NO, NO, NO, NO]],
    ['read providers', 'select provider from private.video_providers', [NO, NO, NO, NO]],
    ['read frames', 'select job_id from private.video_job_frames', [NO, NO, NO, NO]],
    ['read cancellations', 'select job_id from private.video_cancellations', [NO, NO, NO, NO]],
    ['read webhook metrics', 'select day from private.video_webhook_metrics', [NO, NO, NO, NO]],
  ] as const)('%s', async (_, sql, expected) => {
    const results = [];
    for (const who of ['anonymous', 'stranger', 'owner', 'service'] as const) results.push(await attempt(who, sql));
    expect(results).toEqual(expected);
  });
});

test('a stranger’s change finds no row, and the job stays as it is', async () => {
  for (const change of [`status = 'canceled'`, `status = 'completed'`, `status = 'failed', error_code = 'x'`]) {
    expect(await attempt('stranger', `update ${JOBS} set ${change} returning id`)).toBe('0');
  }
  expect(await attempt('owner', `select id from ${JOBS} where id = '${job}' and status = 'processing'`)).toBe('1');
});

test('nobody inserts a job for another user', async () => {
  const insert = `insert into ${JOBS} (user_id, client_request_id, prompt) values ('${owner}', gen_random_uuid(), 'x')
                  returning id`;
  expect([await attempt('anonymous', insert), await attempt('stranger', insert)]).toEqual([NO, NO]);
});

test('only the service calls the functions’ entry points, a user only their own figures, and nobody the inner ones', async () => {
  const callable = await database.query(`
    select p.pronamespace::regnamespace || '.' || p.proname as name,
           array_to_string(array(
             select r from unnest(array['anon', 'authenticated', 'service_role']) r
              where has_function_privilege(r, p.oid, 'execute')), ' ') as roles
      from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     order by 1`);
  const roles = Object.fromEntries(callable.map(({ name, roles }) => [String(name), roles]));
  expect(roles).toEqual({
    'private.clock': 'authenticated service_role',
    'private.take_rate_limit': '',
    'private.video_file_path': '',
    'private.video_job_lateness': '',
    'private.video_job_queue': '',
    'private.video_jobs_book': '',
    'private.video_jobs_broadcast': '',
    'private.video_jobs_enforce_quota': '',
    'private.video_jobs_guard': '',
    'private.video_jobs_lock': '',
    'private.video_jobs_note_cancellation': '',
    'private.video_jobs_note_files': '',
    'private.video_jobs_sweep': '',
    'private.video_jobs_tick': '',
    'private.video_jobs_time_out': '',
    'private.video_provider_room': '',
    'private.video_queue': '',
    'private.video_queue_place': '',
    'private.video_transition_ok': 'authenticated service_role',
    'public.video_budget': 'service_role',
    'public.video_callback_metrics': 'authenticated',
    'public.video_cancellation_settle': 'service_role',
    'public.video_cancellations_due': 'service_role',
    'public.video_credit_due': 'service_role',
    'public.video_credit_note': 'service_role',
    'public.video_files_due': 'service_role',
    'public.video_files_settle': 'service_role',
    'public.video_frames_note': 'service_role',
    'public.video_job_apply': 'service_role',
    'public.video_job_poll': 'service_role',
    'public.video_job_postpone': 'service_role',
    'public.video_job_retry': 'service_role',
    'public.video_job_start': 'service_role',
    'public.video_jobs_dispatch': 'service_role',
    'public.video_jobs_due': 'service_role',
    'public.video_jobs_sweep': 'service_role',
    'public.video_jobs_unanswered': 'service_role',
    'public.video_mirror_settle': 'service_role',
    'public.video_mirrors_due': 'service_role',
    'public.video_own_limit': 'authenticated',
    'public.video_webhook_accept': 'service_role',
    'public.video_webhook_settle': 'service_role',
  });
});

test('every function fixes its search path, and every public table has row level security', async () => {
  const loose = await database.query(`
    select p.proname from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
       and not coalesce('search_path=""' = any (p.proconfig), false)`);
  const open = await database.query(`
    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and not relrowsecurity`);
  expect([loose, open]).toEqual([[], []]);
});

test('the policies are the three of the jobs, and one each for quotas and broadcasts', async () => {
  const policies = await database.query('select tablename, cmd, policyname from pg_policies order by 1, 2');
  expect(policies.map(({ tablename, cmd, policyname }) => `${tablename} ${cmd}: ${policyname}`)).toEqual([
    'messages SELECT: Users receive own video job broadcasts',
    'video_generation_jobs INSERT: Users can create own pending video jobs',
    'video_generation_jobs SELECT: Users can view own video jobs',
    'video_generation_jobs UPDATE: Users can finish or cancel own video jobs',
    'video_ledger SELECT: Users can view own video ledger',
    'video_quotas SELECT: Users can view own video quota',
  ]);
});

describe('the private channel', () => {
  test('opens for its owner alone', async () => {
    const topic = jobsTopic(owner);
    expect(await database.probe('authenticated', owner, topic)).toBe(true);
    expect(await database.probe('authenticated', stranger, topic)).toBe(false);
    expect(await database.probe('anon', null, topic)).toBe(false);
    expect(await database.probe('authenticated', owner, 'video_jobs:')).toBe(false);
  });

  test('cannot be written to by a user', async () => {
    const insert = `insert into realtime.messages (topic, extension) values ('${jobsTopic(owner)}', 'broadcast')
                    returning id`;
    expect(await attempt('owner', insert)).toBe(NO);
  });

  test('carries each change without the prompt', async () => {
    await database.query('delete from realtime.messages');
    await database.query(`update ${JOBS} set frame_count = 7, rev = rev where id = '${job}'`);
    const messages = await database.query('select topic, event, private, payload from realtime.messages');
    expect(messages).toMatchObject([{ topic: jobsTopic(owner), event: 'job_update', private: true }]);
    const payload: unknown = messages[0]?.payload;
    expect(payload).toMatchObject({ id: job, user_id: owner, status: 'processing', frame_count: 7 });
    expect(payload).not.toHaveProperty('prompt');
    expect(payload).not.toHaveProperty('options');
  });
});

test('the table is published for Postgres changes', async () => {
  const published = `select pubname || ' ' || tablename as t from pg_publication_tables`;
  expect(await database.query(published)).toEqual([{ t: 'supabase_realtime video_generation_jobs' }]);
});
