import { DatabaseError, rpc } from './database.ts';
import type { Env } from './env.ts';
import { fieldsOf } from './http.ts';
import type { Budget, BudgetCounts, JobStatus, QueuePlace, VideoJob } from './job.ts';
import { JOB_STATUSES } from './job.ts';
import { PRICE_VERSION } from './prices.ts';
import { isUuid } from './token.ts';

/** A job as the functions see it: the owner's row with what only they need. */
export interface StoredJob extends VideoJob {
  readonly provider_generation_id: string | null;
  /** Set while the job waits for its turn, which does not come earlier. */
  readonly submit_after: string | null;
  /** When the right to submit it was last taken. */
  readonly submitted_at: string | null;
  readonly options: unknown;
  /** PNG in base64; only there when the job is to be submitted. */
  readonly start_frame?: string | null;
  readonly end_frame?: string | null;
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
  readonly retryOf: string | null;
  readonly startFrame: string | null;
  readonly endFrame: string | null;
  readonly provider: string;
  readonly model: string;
  readonly costCents: number;
}

/** `submit`: the caller, and nobody else, is to submit the job now. `queue`: where it stands, if it must wait. */
export interface StartedJob {
  readonly job: StoredJob;
  readonly created: boolean;
  readonly submit: boolean;
  readonly queue: QueuePlace | null;
}

/** Makes the job, or finds the one that the same request made. Throws DatabaseError; see its hint. */
export async function startJob(env: Env, job: NewJob, tokenSha256: string): Promise<StartedJob> {
  const answer = fieldsOf(
    await askTwice(env, 'video_job_start', {
      p_user: job.userId,
      p_request: job.requestId,
      p_prompt: job.prompt,
      p_width: job.width,
      p_height: job.height,
      p_colors: job.colorCount,
      p_fps: job.fps,
      p_project: job.projectId,
      p_options: { loop: job.loop, priceVersion: PRICE_VERSION },
      p_provider: job.provider,
      p_model: job.model,
      p_cost_estimate: job.costCents,
      p_token_sha256_hex: tokenSha256,
      p_retry_of: job.retryOf,
      p_start_frame: job.startFrame,
      p_end_frame: job.endFrame,
    }),
  );
  return {
    job: storedJob(answer.get('job')),
    created: answer.get('created') === true,
    submit: answer.get('submit') === true,
    queue: queuePlace(answer.get('queue')),
  };
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

/**
 * Takes the right to submit the waiting jobs whose turn it is, at most one per token; the first job goes with the first
 * token, and so on. The digests are what a callback is checked against.
 */
export async function takeWaitingJobs(env: Env, tokenSha256s: readonly string[]): Promise<readonly StoredJob[]> {
  const answer = await askTwice(env, 'video_jobs_dispatch', { p_token_sha256_hexes: tokenSha256s });
  if (!Array.isArray(answer)) throw unreadable('video_jobs_dispatch');
  return answer.map(storedJob);
}

/** The provider is busy: the job goes back into the queue, and nothing is sent there for so many seconds (1 to 600). */
export async function postponeJob(env: Env, jobId: string, seconds: number): Promise<void> {
  await rpc(env, 'video_job_postpone', { p_job: jobId, p_seconds: Math.ceil(seconds) });
}

/** The job was not sent: it goes back into the queue for so many seconds; false when it has been there twice for that. */
export async function retryJob(env: Env, jobId: string, seconds: number): Promise<boolean> {
  return (await rpc(env, 'video_job_retry', { p_job: jobId, p_seconds: seconds })) === true;
}

/** `due`: the caller is to ask the provider now, or to dispatch the queue if the job waits in it. */
export interface PolledJob {
  readonly job: StoredJob;
  readonly due: boolean;
  readonly queue: QueuePlace | null;
}

/** The owner's job; null when there is none of that id, or when it is another's. */
export async function pollJob(env: Env, userId: string, jobId: string): Promise<PolledJob | null> {
  const answer = await rpc(env, 'video_job_poll', { p_user: userId, p_job: jobId });
  if (answer === null) return null;
  const fields = fieldsOf(answer);
  return {
    job: storedJob(fields.get('job')),
    due: fields.get('due') === true,
    queue: queuePlace(fields.get('queue')),
  };
}

/** Live jobs that nobody asked the provider about for `idleSeconds`; each is handed to one caller only. */
export async function dueJobs(env: Env, limit: number, idleSeconds: number): Promise<readonly StoredJob[]> {
  const answer = await rpc(env, 'video_jobs_due', { p_limit: limit, p_idle_seconds: idleSeconds });
  if (!Array.isArray(answer)) throw unreadable('video_jobs_due');
  return answer.map(storedJob);
}

/** Orders that nobody knows the provider's answer to; each is handed to one caller only. */
export async function unansweredJobs(env: Env, limit: number, idleSeconds: number): Promise<readonly StoredJob[]> {
  const answer = await rpc(env, 'video_jobs_unanswered', { p_limit: limit, p_idle_seconds: idleSeconds });
  if (!Array.isArray(answer)) throw unreadable('video_jobs_unanswered');
  return answer.map(storedJob);
}

/** A generation that its owner gave up. */
export interface Cancellation {
  readonly jobId: string;
  readonly provider: string;
  readonly generationId: string;
}

/** What is to be canceled at its provider, or only that job's; each is handed to one caller until it is settled. */
export async function dueCancellations(env: Env, limit: number, jobId?: string): Promise<readonly Cancellation[]> {
  const answer = await rpc(env, 'video_cancellations_due', { p_limit: limit, p_job: jobId ?? null });
  if (!Array.isArray(answer)) throw unreadable('video_cancellations_due');
  return answer.map((one: unknown) => {
    const fields = fieldsOf(one);
    const text = (name: string) => String(fields.get(name) ?? '');
    return { jobId: text('id'), provider: text('provider'), generationId: text('generation_id') };
  });
}

/** The provider has heard of it, or never can. */
export async function settleCancellation(env: Env, jobId: string): Promise<void> {
  await rpc(env, 'video_cancellation_settle', { p_job: jobId });
}

/** Ends what waits too long and removes what is old; answers how many jobs it ended. */
export async function sweepJobs(env: Env): Promise<number> {
  return Number(await rpc(env, 'video_jobs_sweep', {}));
}

/** A user's quota, what is used of it, and how many jobs wait for the provider. Throws DatabaseError. */
export async function readBudget(env: Env, userId: string, provider: string): Promise<Budget> {
  const answer = fieldsOf(await rpc(env, 'video_budget', { p_user: userId, p_provider: provider }));
  const counts = (name: string): BudgetCounts => {
    const fields = fieldsOf(answer.get(name));
    return { active: Number(fields.get('active')), day: Number(fields.get('day')), cents: Number(fields.get('cents')) };
  };
  return {
    used: counts('used'),
    most: counts('most'),
    waiting: Number(answer.get('waiting')),
    capCents: Number(answer.get('cap_cents')),
  };
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

/** For what hands out the right to submit a job: by its tokens the database knows a caller who missed its answer. */
async function askTwice(env: Env, name: string, args: Readonly<Record<string, unknown>>): Promise<unknown> {
  try {
    return await rpc(env, name, args);
  } catch (error) {
    const unanswered = error instanceof DatabaseError && error.code === '';
    if (!unanswered) throw error;
    return rpc(env, name, args);
  }
}

function queuePlace(value: unknown): QueuePlace | null {
  const fields = fieldsOf(value);
  const [place, waiting, seconds] = [fields.get('place'), fields.get('waiting'), fields.get('seconds')];
  if (typeof place !== 'number' || typeof waiting !== 'number') return null;
  return { place, waiting, seconds: typeof seconds === 'number' ? seconds : null };
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
