import { advanceJob } from '../_shared/advanceJob.ts';
import { cancelGenerations } from '../_shared/cancelGenerations.ts';
import type { Env } from '../_shared/env.ts';
import { fieldsOf, json, parseJson, preflight, readCapped } from '../_shared/http.ts';
import type { StatusErrorCode, StatusResponse } from '../_shared/job.ts';
import type { PolledJob } from '../_shared/jobs.ts';
import { pollJob } from '../_shared/jobs.ts';
import { verifyUser } from '../_shared/jwt.ts';
import { errorFacts, log } from '../_shared/log.ts';
import { isUuid } from '../_shared/token.ts';

const STATUS: Readonly<Record<StatusErrorCode, number>> = {
  bad_request: 400,
  unauthorized: 401,
  not_found: 404,
  unavailable: 503,
};

/**
 * POST /functions/v1/video-status: the owner asks after a job. It is read again from its provider, which heals a lost
 * callback and renews a dead video URL, at most every five seconds per job; in between the row is answered as it is.
 * See StatusRequest and StatusResponse in _shared/job.ts.
 */
export async function handleStatus(request: Request, env: Env): Promise<Response> {
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
    return polled.due ? await refreshed(env, user.userId, polled) : success(polled, false);
  } catch (error) {
    log(env, 'error', 'status_failed', errorFacts(error));
    return failure('unavailable', 'The job cannot be looked up at the moment. Ask again shortly.');
  }
}

async function refreshed(env: Env, userId: string, polled: PolledJob): Promise<Response> {
  await advanceJob(env, polled.job).catch((error: unknown) => {
    log(env, 'error', 'status_not_refreshed', { job: polled.job.id, ...errorFacts(error) });
  });
  const now = await pollJob(env, userId, polled.job.id);
  return now === null ? failure('not_found', 'There is no such job.') : success(now, true);
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
