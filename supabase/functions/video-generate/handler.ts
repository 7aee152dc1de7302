import { DatabaseError } from '../_shared/database.ts';
import { dispatchJobs } from '../_shared/dispatchJobs.ts';
import type { Env } from '../_shared/env.ts';
import { ConfigurationError } from '../_shared/env.ts';
import { json, parseJson, preflight, readCapped } from '../_shared/http.ts';
import type { GenerateError, GenerateErrorCode, GenerateResponse, JobStatus, QueuePlace } from '../_shared/job.ts';
import { JOB_LIMITS } from '../_shared/job.ts';
import type { StartedJob } from '../_shared/jobs.ts';
import { pollJob, startJob } from '../_shared/jobs.ts';
import { verifyUser } from '../_shared/jwt.ts';
import { errorFacts, log } from '../_shared/log.ts';
import type { Submission, VideoProvider } from '../_shared/provider.ts';
import { providerForNewJobs } from '../_shared/providers.ts';
import { submitJob } from '../_shared/submitJob.ts';
import { newToken, sha256Hex } from '../_shared/token.ts';
import type { Order } from './order.ts';
import { readOrder } from './order.ts';

const STATUS: Readonly<Record<GenerateErrorCode, number>> = {
  bad_request: 400,
  unauthorized: 401,
  quota_budget: 402,
  conflict: 409,
  quota_active: 429,
  quota_day: 429,
  rate_limited: 429,
  provider_busy: 429,
  submit_failed: 502,
  provider_budget: 502,
  wrong_provider_key: 502,
};
/** The longest prompt with every character escaped, the rest of the body, and two frames. */
const LONGEST_BODY = 32 * 1024 + 2 * JOB_LIMITS.frameLength;

/**
 * POST /functions/v1/video-generate: records a job for the signed-in user, submits it, and answers at once.
 * See GenerateRequest and GenerateResponse in _shared/job.ts.
 */
export async function handleGenerate(request: Request, env: Env): Promise<Response> {
  if (request.method === 'OPTIONS') return preflight();
  if (request.method !== 'POST') return json(body('bad_request', 'Use POST.'), 405, { allow: 'POST, OPTIONS' });
  try {
    const user = await verifyUser(request, env);
    if (!user.ok) {
      log(env, 'warn', 'generate_unauthorized', { reason: user.reason });
      return failure('unauthorized', 'Sign in to generate a sprite.');
    }
    const bytes = await readCapped(request, LONGEST_BODY);
    if (bytes === null) return failure('bad_request', 'The request is too large.');
    const read = readOrder(parseJson(bytes));
    if (!read.ok) return failure('bad_request', read.problem);
    return await generate(env, user.userId, read.order);
  } catch (error) {
    log(env, 'error', 'generate_failed', errorFacts(error));
    return refusalOf(error);
  }
}

async function generate(env: Env, userId: string, order: Order): Promise<Response> {
  const provider = providerForNewJobs(env);
  const problem = frameProblem(order, provider);
  if (problem !== null) return failure('bad_request', problem);
  const token = newToken();
  const costCents = provider.estimateCents();
  const requestId = order.requestId ?? crypto.randomUUID();
  const started = await startJob(
    env,
    { ...order, userId, requestId, provider: provider.id, model: provider.model, costCents },
    await sha256Hex(token),
  );
  log(env, 'info', 'generate_requested', {
    job: started.job.id,
    submit: started.submit,
    promptLength: order.prompt.length,
    promptSha256: (await sha256Hex(order.prompt)).slice(0, 16),
  });
  if (started.submit) {
    const framed = { ...started.job, start_frame: order.startFrame, end_frame: order.endFrame };
    return answer(started, provider, await submitJob(env, provider, framed, token));
  }
  return known(started.created ? started : await moved(env, userId, started), provider);
}

function frameProblem(order: Order, { capabilities }: VideoProvider): string | null {
  if (order.startFrame !== null && !capabilities.startFrame) return 'The video provider takes no start frame.';
  if (order.endFrame !== null && !capabilities.endFrame) return 'The video provider takes no end frame.';
  return null;
}

/** The same request again: if its job waits, this is a chance to move the queue. */
async function moved(env: Env, userId: string, started: StartedJob): Promise<KnownJob> {
  if (started.queue === null) return started;
  await dispatchJobs(env);
  return (await pollJob(env, userId, started.job.id)) ?? started;
}

type KnownJob = Pick<StartedJob, 'job' | 'queue'>;

/** A job as it stands, when it was not for us to submit it. */
function known({ job, queue }: KnownJob, provider: VideoProvider): Response {
  if (queue === null) return success(job.id, job.status, provider, 'This request is already known.');
  const hold = Math.ceil((Date.parse(job.submit_after ?? '') - Date.now()) / 1000);
  if (hold > 0) return busy(job.id, Math.min(hold, 600));
  const message = `The video waits for its turn, at place ${queue.place} of ${queue.waiting}.`;
  return success(job.id, job.status, provider, message, queue);
}

function answer({ job }: StartedJob, provider: VideoProvider, submission: Submission): Response {
  switch (submission.kind) {
    case 'accepted':
      return success(job.id, 'queued', provider, 'The video is on its way. Listen to the job for its progress.');
    case 'unclear':
      return success(job.id, 'pending', provider, 'The video provider has not confirmed the request yet.');
    case 'unsent': {
      const message = `${submission.message} The request is sent again in ${submission.retryAfterSeconds} seconds.`;
      return success(job.id, 'pending', provider, message);
    }
    case 'busy':
      return busy(job.id, submission.retryAfterSeconds);
    case 'refused':
      return failure(submission.code, submission.message, { jobId: job.id });
  }
}

function success(
  jobId: string,
  status: JobStatus,
  provider: VideoProvider,
  message: string,
  queue?: QueuePlace,
): Response {
  const estimatedTimeSeconds = provider.expectedSeconds + (queue?.seconds ?? 0);
  const data = { jobId, status, estimatedTimeSeconds, message, ...(queue === undefined ? {} : { queue }) };
  return json({ success: true, data } satisfies GenerateResponse);
}

function busy(jobId: string, retryAfterSeconds: number): Response {
  const message = `The video provider is busy. Send the same request again in ${retryAfterSeconds} seconds.`;
  return failure('provider_busy', message, { jobId, retryAfterSeconds });
}

function failure(code: GenerateErrorCode, message: string, more: Partial<GenerateError> = {}): Response {
  const headers = more.retryAfterSeconds === undefined ? undefined : { 'retry-after': `${more.retryAfterSeconds}` };
  return json(body(code, message, more), STATUS[code], headers);
}

function body(code: GenerateErrorCode, message: string, more: Partial<GenerateError> = {}): GenerateResponse {
  return { success: false, error: { ...more, code, message } };
}

/** The schema names its refusals in the hint; seconds are for what passes by itself. */
const WAIT: Readonly<Record<string, number>> = { quota_active: 30, rate_limited: 60, quota_day: 3600 };

function refusalOf(error: unknown): Response {
  if (error instanceof ConfigurationError) {
    return failure('submit_failed', 'This server is not set up for video generation. Nothing was started.');
  }
  if (!(error instanceof DatabaseError)) return failure('submit_failed', 'The request failed. Nothing was started.');
  const code = (['quota_budget', 'quota_active', 'quota_day', 'rate_limited', 'conflict'] as const).find(
    (hint) => hint === error.hint,
  );
  if (code !== undefined) {
    const seconds = WAIT[code];
    return failure(code, error.message, seconds === undefined ? {} : { retryAfterSeconds: seconds });
  }
  if (error.code === '23503') return failure('unauthorized', 'This account no longer exists. Sign in again.');
  if (/^(22|23)/.test(error.code)) return failure('bad_request', 'The request was refused as not valid.');
  return failure('submit_failed', 'The job could not be recorded. Send the same request again.');
}
