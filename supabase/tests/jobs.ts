import { randomBytes, randomUUID } from 'node:crypto';
import type { JobStatus } from '../functions/_shared/job.ts';
import type { Row, TestDatabase } from './database.ts';

export const VIDEO_URL = 'https://storage.cdn-luma.com/dream_machine/clip.mp4';

/** The digest of a token that nobody had before. */
export function newDigest(): string {
  return randomBytes(32).toString('hex');
}

export interface StartOptions {
  readonly requestId?: string;
  readonly prompt?: string;
  readonly provider?: string;
  readonly cents?: number;
  readonly tokenSha256?: string;
}

/** Starts a job as the function does; {job, created, submit}. */
export async function startTestJob(database: TestDatabase, userId: string, options: StartOptions = {}): Promise<Row> {
  const rows = await database.as(
    'service_role',
    null,
    `select public.video_job_start($1, $2, $3, 64, 64, 16, 12, null, '{}', $4, 'test', $5, $6) as answer`,
    [
      userId,
      options.requestId ?? randomUUID(),
      options.prompt ?? 'a cat',
      options.provider ?? 'luma',
      options.cents ?? 14,
      options.tokenSha256 ?? newDigest(),
    ],
  );
  const answer: unknown = rows[0]?.answer;
  if (typeof answer !== 'object' || answer === null) throw new TypeError('video_job_start answered nothing');
  return { ...answer };
}

/** A new job's id. */
export async function newJobId(database: TestDatabase, userId: string, options: StartOptions = {}): Promise<string> {
  return String(Reflect.get(Object((await startTestJob(database, userId, options)).job), 'id'));
}

/** Takes the jobs whose turn it is, as many as there are tokens (by default ten); answers their ids. */
export async function dispatch(database: TestDatabase, tokens?: readonly string[]): Promise<string[]> {
  const digests = tokens ?? Array.from({ length: 10 }, newDigest);
  const rows = await database.as('service_role', null, 'select public.video_jobs_dispatch($1) as jobs', [digests]);
  const jobs: unknown = rows[0]?.jobs;
  if (!Array.isArray(jobs)) throw new TypeError('video_jobs_dispatch answered no list');
  return jobs.map((job: unknown) => String(Reflect.get(Object(job), 'id')));
}

/** What a provider's word does to a job. */
export async function applyTo(database: TestDatabase, jobId: string, named: Row): Promise<string> {
  const names = Object.keys(named);
  const rows = await database.as(
    'service_role',
    null,
    `select public.video_job_apply(p_job => $1${names.map((name, index) => `, p_${name} => $${index + 2}`).join('')})
       as outcome`,
    [jobId, ...Object.values(named)],
  );
  return String(rows[0]?.outcome);
}

/** A job in the given status, put there without asking the guard. */
export async function jobIn(database: TestDatabase, userId: string, status: JobStatus): Promise<string> {
  const id = await newJobId(database, userId);
  await database.query('alter table public.video_generation_jobs disable trigger user');
  await database.query(
    `update public.video_generation_jobs
        set status = $2, luma_video_url = $3, error_code = case when $2 = 'failed' then 'provider_failed' end,
            provider_generation_id = case when $2 <> 'pending' then 'generation-' || id end,
            finished_at = case when $2 in ('completed', 'failed', 'canceled') then now() end
      where id = $1`,
    [id, status, status === 'processing' || status === 'completed' ? VIDEO_URL : null],
  );
  await database.query('alter table public.video_generation_jobs enable trigger user');
  return id;
}

export async function jobRow(database: TestDatabase, jobId: string): Promise<Row> {
  const rows = await database.query('select * from public.video_generation_jobs where id = $1', [jobId]);
  if (rows[0] === undefined) throw new Error(`no job ${jobId}`);
  return rows[0];
}
