import { DatabaseError, rpc } from './database.ts';
import type { Env } from './env.ts';
import { fieldsOf } from './http.ts';
import type { JobStatus, VideoJob } from './job.ts';
import { JOB_STATUSES } from './job.ts';
import { isUuid } from './token.ts';

/** A job as the functions see it: the owner's row with what only they need. */
export interface StoredJob extends VideoJob {
  readonly provider_generation_id: string | null;
  /** Set while the provider is too busy to take the job. */
  readonly submit_after: string | null;
  readonly options: unknown;
}

export interface NewJob {
  readonly userId: string;
  readonly requestId: string;
  readonly prompt: string;
  readonly width: number;
  readonly height: number;
  readonly colorCount: number;
  readonly fps: number;
  readonly projectId: string | null;
  readonly loop: boolean;
  readonly provider: string;
  readonly model: string;
  readonly costCents: number;
}

/** `submit`: the caller, and nobody else, is to submit the job now. */
export interface StartedJob {
  readonly job: StoredJob;
  readonly submit: boolean;
}

/** Makes the job, or finds the one that the same request made. Throws DatabaseError; see its hint. */
export async function startJob(env: Env, job: NewJob, tokenSha256: string): Promise<StartedJob> {
  const answer = fieldsOf(
    await rpc(env, 'video_job_start', {
      p_user: job.userId,
      p_request: job.requestId,
      p_prompt: job.prompt,
      p_width: job.width,
      p_height: job.height,
      p_colors: job.colorCount,
      p_fps: job.fps,
      p_project: job.projectId,
      p_options: { loop: job.loop },
      p_provider: job.provider,
      p_model: job.model,
      p_cost_estimate: job.costCents,
      p_token_sha256_hex: tokenSha256,
    }),
  );
  return { job: storedJob(answer.get('job')), submit: answer.get('submit') === true };
}

export const APPLY_OUTCOMES = ['applied', 'duplicate', 'stale', 'generation_mismatch', 'unknown_job'] as const;
export type ApplyOutcome = (typeof APPLY_OUTCOMES)[number];

/** What a provider said of a job. */
export interface JobNews {
  readonly status: JobStatus;
  readonly generationId?: string;
  readonly videoUrl?: string;
  readonly videoUrlSeconds?: number | null;
  readonly progress?: number;
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

/** The only way in which a provider's word reaches a job. Throws DatabaseError. */
export async function applyToJob(env: Env, jobId: string, news: JobNews): Promise<ApplyOutcome> {
  const answer = await rpc(env, 'video_job_apply', {
    p_job: jobId,
    p_status: news.status,
    p_generation_id: news.generationId ?? null,
    p_video_url: news.videoUrl ?? null,
    p_url_ttl_s: news.videoUrlSeconds ?? null,
    p_progress: news.progress ?? null,
    p_error_code: news.errorCode ?? null,
    p_error_message: news.errorMessage ?? null,
  });
  const outcome = APPLY_OUTCOMES.find((known) => known === answer);
  if (outcome === undefined) throw unreadable('video_job_apply');
  return outcome;
}

/** Takes the right to submit a postponed job; false when another has it or it is not time yet. */
export async function claimSubmission(env: Env, jobId: string, tokenSha256: string): Promise<boolean> {
  return (await rpc(env, 'video_job_claim_submission', { p_job: jobId, p_token_sha256_hex: tokenSha256 })) === true;
}

/** The provider is busy: the job stays pending and may be submitted again in so many seconds (1 to 600). */
export async function postponeJob(env: Env, jobId: string, seconds: number): Promise<void> {
  await rpc(env, 'video_job_postpone', { p_job: jobId, p_seconds: Math.ceil(seconds) });
}

/** `due`: the caller is to ask the provider now. */
export interface PolledJob {
  readonly job: StoredJob;
  readonly due: boolean;
}

/** The owner's job; null when there is none of that id, or when it is another's. */
export async function pollJob(env: Env, userId: string, jobId: string): Promise<PolledJob | null> {
  const answer = await rpc(env, 'video_job_poll', { p_user: userId, p_job: jobId });
  if (answer === null) return null;
  const fields = fieldsOf(answer);
  return { job: storedJob(fields.get('job')), due: fields.get('due') === true };
}

/** Live jobs that nobody asked the provider about for `idleSeconds`; each is handed to one caller only. */
export async function dueJobs(env: Env, limit: number, idleSeconds: number): Promise<readonly StoredJob[]> {
  const answer = await rpc(env, 'video_jobs_due', { p_limit: limit, p_idle_seconds: idleSeconds });
  if (!Array.isArray(answer)) throw unreadable('video_jobs_due');
  return answer.map(storedJob);
}

export type CallbackVerdict =
  | { readonly outcome: 'denied' }
  | {
      readonly outcome: 'accepted' | 'duplicate';
      readonly provider: string;
      readonly generationId: string | null;
      readonly status: JobStatus;
      readonly createdAt: string;
    };

/** A provider's callback as it came; digests in hexadecimal. */
export interface Callback {
  readonly jobId: string;
  readonly tokenSha256: string;
  readonly bodySha256: string;
  readonly state: string;
}

/** Checks a callback's token and notes its arrival. Throws DatabaseError. */
export async function acceptCallback(env: Env, callback: Callback): Promise<CallbackVerdict> {
  const answer = fieldsOf(
    await rpc(env, 'video_webhook_accept', {
      p_job: callback.jobId,
      p_token_sha256_hex: callback.tokenSha256,
      p_body_sha256_hex: callback.bodySha256,
      p_state: callback.state,
    }),
  );
  const outcome = answer.get('outcome');
  if (outcome === 'denied') return { outcome };
  const status = statusOf(answer.get('status'));
  if ((outcome !== 'accepted' && outcome !== 'duplicate') || status === undefined) {
    throw unreadable('video_webhook_accept');
  }
  const generationId = answer.get('generation_id');
  return {
    outcome,
    status,
    provider: String(answer.get('provider')),
    generationId: typeof generationId === 'string' ? generationId : null,
    createdAt: String(answer.get('created_at')),
  };
}

/** applied: done with; retry: the same callback may be processed again; refused: it was not about this job. */
export async function settleCallback(
  env: Env,
  callback: Callback,
  outcome: 'applied' | 'retry' | 'refused',
): Promise<void> {
  await rpc(env, 'video_webhook_settle', {
    p_job: callback.jobId,
    p_body_sha256_hex: callback.bodySha256,
    p_outcome: outcome,
  });
}

function storedJob(value: unknown): StoredJob {
  if (!isStoredJob(value)) throw unreadable('a job');
  return value;
}

/** Checks what the code goes by; the schema's constraints vouch for the rest of the row. */
function isStoredJob(value: unknown): value is StoredJob {
  const fields = fieldsOf(value);
  return (
    isUuid(fields.get('id')) &&
    statusOf(fields.get('status')) !== undefined &&
    typeof fields.get('rev') === 'number' &&
    typeof fields.get('prompt') === 'string' &&
    typeof fields.get('provider') === 'string' &&
    typeof fields.get('created_at') === 'string'
  );
}

function statusOf(value: unknown): JobStatus | undefined {
  return JOB_STATUSES.find((status) => status === value);
}

function unreadable(what: string): DatabaseError {
  return new DatabaseError(`The database's answer (${what}) is not in the expected form.`, '', '');
}
