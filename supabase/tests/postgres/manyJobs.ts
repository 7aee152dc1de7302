import type { PostgresTestDatabase } from '../database.ts';

/** Users with roomy quotas, in a fixed order. */
export async function addManyUsers(database: PostgresTestDatabase, count: number): Promise<void> {
  await database.query(
    `insert into auth.users (id, email)
     select md5('user' || n)::uuid, 'user' || n || '@example.org' from generate_series(0, $1::int - 1) n`,
    [count],
  );
  await database.query(
    `insert into public.video_quotas (user_id, max_active, max_per_minute, max_per_day, max_cents_per_month)
     select id, 1000, 1000, 10000, 1000000 from auth.users`,
  );
}

export interface ManyJobs {
  readonly users: number;
  readonly count: number;
  /** SQL for the status of job n. */
  readonly status: string;
  /** SQL for how long ago job n was made. */
  readonly age: string;
}

/**
 * Jobs as they look after a life so far, written past the triggers. Job n belongs to user n modulo `users`; its id and
 * its generation are made of its number, and its callback token's digest is that of the id's text.
 */
export async function addManyJobs(database: PostgresTestDatabase, jobs: ManyJobs, from = 0): Promise<void> {
  await database.query('alter table public.video_generation_jobs disable trigger user');
  await database.query(
    `insert into public.video_generation_jobs
       (id, user_id, client_request_id, prompt, provider, provider_model, provider_generation_id, submit_after,
        submitted_at, status, progress, error_code, luma_video_url, cost_estimate_cents, created_at, updated_at, ready_at,
        expires_at)
     select md5('job' || n)::uuid, md5('user' || n % $1::int)::uuid, md5('request' || n)::uuid, 'a cat, number ' || n,
            'luma', 'ray-flash-2', case when s.status <> 'pending' then 'generation-' || n end,
            case when s.status = 'pending' then s.made end, case when s.status <> 'pending' then s.made end, s.status,
            50, case when s.status = 'failed' then 'provider_failed' end,
            case when s.status in ('processing', 'completed') then 'https://storage.cdn-luma.com/' || n || '.mp4' end,
            14, s.made, s.made, case when s.status in ('processing', 'completed') then s.made + interval '3 minutes' end,
            s.made + interval '7 days'
       from generate_series($2::int, $2::int + $3::int - 1) n
      cross join lateral (select (${jobs.status}) as status, private.clock() - (${jobs.age}) as made) s`,
    [jobs.users, from, jobs.count],
  );
  await database.query('alter table public.video_generation_jobs enable trigger user');
  await database.query(
    `insert into private.video_job_callbacks (job_id, token_sha256)
     select md5('job' || n)::uuid, sha256(md5('job' || n)::uuid::text::bytea)
       from generate_series($1::int, $1::int + $2::int - 1) n`,
    [from, jobs.count],
  );
}
