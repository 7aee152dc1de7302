import { advanceJob } from '../_shared/advanceJob.ts';
import type { Background } from '../_shared/background.ts';
import { runInBackground } from '../_shared/background.ts';
import { cancelGenerations } from '../_shared/cancelGenerations.ts';
import type { Env } from '../_shared/env.ts';
import { fieldsOf, json, parseJson, preflight, readCapped } from '../_shared/http.ts';
import type { StatusErrorCode, StatusResponse } from '../_shared/job.ts';
import type { PolledJob, StoredJob } from '../_shared/jobs.ts';
import { pollJob } from '../_shared/jobs.ts';
import { verifyUser } from '../_shared/jwt.ts';
import { errorFacts, log } from '../_shared/log.ts';
import { mirrorVideos } from '../_shared/mirrorVideos.ts';
import { reconcileJobs } from '../_shared/reconcileJobs.ts';
import { signedFileUrl } from '../_shared/storage.ts';
import { isUuid } from '../_shared/token.ts';

const STATUS: Readonly<Record<StatusErrorCode, number>> = {
  bad_request: 400,
  unauthorized: 401,
  not_found: 404,
  unavailable: 503,
};

/**
 * POST /functions/v1/video-status: the owner asks after a job. It is read again from its provider, which heals a lost
 * callback and renews a dead video URL, at most every five seconds per job; in between the row is answered as it is. A
 * video that was mirrored is answered with a fresh address of the copy instead, also after the job was completed.
 * See StatusRequest and StatusResponse in _shared/job.ts.
 */
export async function handleStatus(
  request: Request,
  env: Env,
  background: Background = runInBackground,
): Promise<Response> {
  if (request.method === 'OPTIONS') return preflight();
  if (request.method !== 'POST') return json(body('bad_request', 'Use POST.'), 405, { allow: 'POST, OPTIONS' });
  try {
    const user = await verifyUser(request, env);
    if (!user.ok) return failure('unauthorized', 'Sign in to see this job.');
    const bytes = await readCapped(request, 1024);
    const jobId = bytes === null ? undefined : fieldsOf(parseJson(bytes)).get('jobId');
    if (!isUuid(jobId)) return failure('bad_request', 'jobId must be a UUID.');
    const polled = await pollJob(env, user.userId, jobId);
    if (polled === null) return failure('not_found', 'There is no such job.');
    if (polled.job.status === 'canceled') await cancelGenerations(env, 1, jobId);
    if (hasCopy(polled.job)) return success(await withCopy(env, polled), true);
    return polled.due ? await refreshed(env, user.userId, polled, background) : success(polled, false);
  } catch (error) {
    log(env, 'error', 'status_failed', errorFacts(error));
    return failure('unavailable', 'The job cannot be looked up at the moment. Ask again shortly.');
  }
}

/** How long a signed address of a copy is good, in seconds. */
const COPY_SECONDS = 3600;

function hasCopy({ status, storage_path }: StoredJob): boolean {
  return typeof storage_path === 'string' && (status === 'processing' || status === 'completed');
}

/** The job with the address of its copy, or as it is where Storage does not answer. */
async function withCopy(env: Env, polled: PolledJob): Promise<PolledJob> {
  try {
    const url = await signedFileUrl(env, polled.job.storage_path ?? '', COPY_SECONDS);
    const expires = new Date(Date.now() + COPY_SECONDS * 1000).toISOString();
    return { ...polled, job: { ...polled.job, luma_video_url: url, video_url_expires_at: expires } };
  } catch (error) {
    log(env, 'error', 'copy_not_signed', { job: polled.job.id, ...errorFacts(error) });
    return polled;
  }
}

async function refreshed(env: Env, userId: string, polled: PolledJob, background: Background): Promise<Response> {
  await moved(env, polled.job).catch((error: unknown) => {
    log(env, 'error', 'status_not_refreshed', { job: polled.job.id, ...errorFacts(error) });
  });
  const now = await pollJob(env, userId, polled.job.id);
  if (now === null) return failure('not_found', 'There is no such job.');
  if (now.job.status === 'processing') background(copied(env, now.job.id));
  return success(now, true);
}

/** A job that waits for its turn moves on when the whole queue does: whoever asks after one does a scheduler's round. */
async function moved(env: Env, job: StoredJob): Promise<void> {
  if (job.provider_generation_id === null) await reconcileJobs(env, 5, 60);
  else await advanceJob(env, job);
}

async function copied(env: Env, jobId: string): Promise<void> {
  await mirrorVideos(env, 1, jobId).catch((error: unknown) => {
    log(env, 'warn', 'video_not_mirrored', { job: jobId, ...errorFacts(error) });
  });
}

function success({ job, queue }: PolledJob, refreshed: boolean): Response {
  const data = { job, refreshed, ...(queue === null ? {} : { queue }) };
  return json({ success: true, data } satisfies StatusResponse);
}

function failure(code: StatusErrorCode, message: string): Response {
  return json(body(code, message), STATUS[code]);
}

function body(code: StatusErrorCode, message: string): StatusResponse {
  return { success: false, error: { code, message } };
}
