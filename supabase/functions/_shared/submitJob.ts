import { cancelGenerations } from './cancelGenerations.ts';
import type { Env } from './env.ts';
import { functionsUrl } from './env.ts';
import { fieldsOf } from './http.ts';
import type { StoredJob } from './jobs.ts';
import { applyToJob, pollJob, postponeJob, retryJob } from './jobs.ts';
import { errorFacts, log } from './log.ts';
import type { Submission, VideoProvider } from './provider.ts';

/** Sends a job to its provider and writes down what came of it. Throws DatabaseError when that cannot be written. */
export async function submitJob(env: Env, provider: VideoProvider, job: StoredJob, token: string): Promise<Submission> {
  const callbackUrl = `${functionsUrl(env)}/video-webhook?job_id=${job.id}&token=${token}`;
  const loop = fieldsOf(job.options).get('loop') !== false;
  const order = {
    prompt: job.prompt,
    width: job.width,
    height: job.height,
    loop,
    ...(job.start_frame ? { startFrame: job.start_frame } : {}),
    ...(job.end_frame ? { endFrame: job.end_frame } : {}),
  };
  const submission = await provider.submit(order, callbackUrl);
  log(env, submission.kind === 'accepted' ? 'info' : 'warn', 'job_submitted', {
    job: job.id,
    outcome: submission.kind,
  });
  switch (submission.kind) {
    case 'accepted':
      return (await recordAccepted(env, provider, job, submission.generationId)) ? submission : UNRECORDED;
    case 'busy':
      await postponeJob(env, job.id, submission.retryAfterSeconds);
      return submission;
    case 'unsent':
      if (await retryJob(env, job.id, RETRY_SECONDS)) return submission;
      await applyToJob(env, job.id, { status: 'failed', errorCode: 'submit_failed', errorMessage: UNREACHABLE });
      return { kind: 'refused', message: UNREACHABLE };
    case 'refused':
      await applyToJob(env, job.id, {
        status: 'failed',
        errorCode: 'submit_failed',
        errorMessage: submission.message,
      });
      return submission;
    case 'unclear':
      return submission; // Its callback may still come; after five minutes the sweep gives it up.
  }
}

/** How long a provider that cannot be reached is left alone; then the job is sent again, twice at most. */
export const RETRY_SECONDS = 15;
const UNREACHABLE = 'The video provider cannot be reached.';
const UNRECORDED: Submission = { kind: 'unclear', message: 'The generation runs, but could not be written down.' };

async function recordAccepted(env: Env, provider: VideoProvider, job: StoredJob, generationId: string) {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const outcome = await applyToJob(env, job.id, { status: 'queued', generationId, progress: 5 });
      // A callback may have been quicker, which is fine; but the owner may also have canceled meanwhile.
      if (outcome === 'stale') await cancelIfOver(env, provider, job, generationId);
      return true;
    } catch (error) {
      log(env, 'error', 'job_not_recorded', { job: job.id, generation: generationId, ...errorFacts(error) });
    }
  }
  return false;
}

async function cancelIfOver(env: Env, provider: VideoProvider, job: StoredJob, generationId: string): Promise<void> {
  const polled = await pollJob(env, job.user_id, job.id);
  if (polled === null) await provider.cancel(generationId);
  else if (polled.job.status === 'canceled') await cancelGenerations(env, 1, job.id);
}
