import { openPostgresDatabase, type PostgresTestDatabase } from '../../supabase/tests/database.ts';
import type { Connection } from '../../supabase/tests/postgres/connection.ts';
import { addManyJobs, addManyUsers } from '../../supabase/tests/postgres/manyJobs.ts';
import { plansOf } from '../../supabase/tests/postgres/plansOf.ts';
import { callbacks } from './callbacks.ts';
import { percentile, timed } from './timing.ts';

/**
 * The schema on the system's PostgreSQL, with its disk work switched on: callbacks for 10,000 live jobs of 2,000 users
 * at 500 a second in bursts, then the scheduler's and the owners' questions at a million rows.
 *
 * node bench/backend/bench.ts [seconds] [rows]
 */
const SECONDS = Number(process.argv[2] ?? 60);
const ROWS = Number(process.argv[3] ?? 1_000_000);
const [USERS, LIVE] = [2000, 10_000];

const database = await openPostgresDatabase({ durable: true });
const owner = await database.server.connect();
try {
  const [version] = await owner.query('show server_version');
  console.log(`PostgreSQL ${version?.server_version}; ${LIVE} live jobs of ${USERS} users; Node ${process.version}`);
  // A hosted project's Realtime reads the log; only the embedded backend is told by NOTIFY, which lines commits up.
  await owner.run(`drop trigger local_notify on realtime.messages;
                   drop trigger zz_local_cdc on public.video_generation_jobs`);
  await addManyUsers(database, USERS);
  await database.query(
    `insert into private.video_providers (provider, max_active, max_per_minute) values ('luma', 20000, 100000)`,
  );
  await addManyJobs(database, { users: USERS, count: LIVE, status: `'queued'`, age: `interval '20 seconds'` });
  await owner.run('analyze');
  const load = { seconds: SECONDS, perSecond: 500, every: 200, jobs: LIVE, connections: 32 };
  await callbacks(database, load);
  console.log('\nThe same without waiting for the disk at every commit:\n');
  await database.query('delete from public.video_generation_jobs');
  await addManyJobs(database, { users: USERS, count: LIVE, status: `'queued'`, age: `interval '20 seconds'` });
  await owner.query('alter system set synchronous_commit = off');
  await owner.query('select pg_reload_conf()');
  await callbacks(database, load);
  await atRows(database, owner);
} finally {
  await owner.close();
  await database.close();
}

async function atRows(database: PostgresTestDatabase, owner: Connection): Promise<void> {
  const old = `case n % 10 when 0 then 'failed' when 1 then 'canceled' else 'completed' end`;
  const step = 100_000;
  const age = `interval '1 second' * (1000 + n::bigint * 580000 / ${ROWS})`; // over 6.7 days
  for (let from = LIVE; from < ROWS; from += step) {
    await addManyJobs(database, { users: USERS, count: Math.min(step, ROWS - from), status: old, age }, from);
  }
  await database.query('delete from public.video_generation_jobs where status in ($1, $2)', ['queued', 'dreaming']);
  const live = `case n % 5 when 0 then 'pending' when 1 then 'queued' else 'dreaming' end`;
  await addManyJobs(
    database,
    { users: USERS, count: LIVE, status: live, age: `interval '1 second' * (n % 200)` },
    ROWS,
  );
  await database.query(`update private.video_providers set max_active = 8100, max_per_minute = 100000`);
  await owner.run('vacuum analyze');
  const [rows] = await owner.query(
    'select count(*) as n, pg_size_pretty(pg_total_relation_size($1)) as size from public.video_generation_jobs',
    ['public.video_generation_jobs'],
  );
  console.log(`\n${rows?.n} rows, ${rows?.size} with indexes; 2,000 of them wait, 8,000 run\n`);
  console.log('| question | median | worst of 15 | table read by |\n|---|---|---|---|');
  for (const [name, sql] of Object.entries(questions())) await ask(owner, name, sql);
}

function questions(): Readonly<Record<string, string>> {
  const job = `md5('job${ROWS + 3}')::uuid`; // runs
  const waiting = `md5('job${ROWS + 1000}')::uuid`;
  const userOf = (number: number) => `md5('user${number % USERS}')::uuid`;
  return {
    'due jobs, 20 of them': 'select public.video_jobs_due(20, 30)',
    'sweep, nothing to do': 'select private.video_jobs_sweep()',
    'callback accepted': `select public.video_webhook_accept(${job}, encode(sha256(${job}::text::bytea), 'hex'),
                            encode(sha256(random()::text::bytea), 'hex'), 'dreaming')`,
    'word applied': `select public.video_job_apply(${job}, 'dreaming', 'generation-${ROWS + 3}', null, null,
                       51 + (extract(epoch from clock_timestamp())::bigint % 48)::int)`,
    'owner asks, job runs': `select public.video_job_poll(${userOf(ROWS + 3)}, ${job})`,
    'owner asks, job waits': `select public.video_job_poll(${userOf(ROWS + 1000)}, ${waiting})`,
    start: `select public.video_job_start(${userOf(7)}, gen_random_uuid(), 'a cat', 64, 64, 16, 12, null, '{}', 'luma',
              'ray-flash-2', 14, encode(sha256(gen_random_uuid()::text::bytea), 'hex'))`,
    'dispatch, 5 of 2,000': `select public.video_jobs_dispatch(array(select encode(sha256(gen_random_uuid()::text::bytea), 'hex') from generate_series(1, 5)))`,
    quote: `select public.video_budget(${userOf(7)}, 'luma')`,
    'an owner’s history, 50 rows': `select * from public.video_generation_jobs where user_id = ${userOf(7)}
                                      order by created_at desc limit 50`,
  };
}

async function ask(owner: Connection, name: string, sql: string): Promise<void> {
  const times: number[] = [];
  for (let run = -1; run < 15; run += 1) {
    const time = await timed(() => owner.query(sql));
    if (run >= 0) times.push(time);
  }
  const plans = (await plansOf(owner, sql)).join('\n');
  const read = [...plans.matchAll(/(Seq Scan|(?:using|on) (video_jobs_\w+|video_generation_jobs_pkey))/g)];
  const names = [...new Set(read.map(([whole, , index]) => index ?? whole))].filter((each) => each !== 'Seq Scan');
  const whole = /Seq Scan on video_generation_jobs/.test(plans) ? ' **and whole**' : '';
  const ms = (number: number) => `${number.toFixed(1)} ms`;
  console.log(
    `| ${name} | ${ms(percentile(times, 0.5))} | ${ms(percentile(times, 1))} | ${names.join(', ')}${whole} |`,
  );
}
