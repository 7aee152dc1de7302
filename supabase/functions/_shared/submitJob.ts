import { cancelGenerations } from './cancelGenerations.ts';
import type { Env } from './env.ts';
import { functionsUrl } from './env.ts';
import { fieldsOf } from './http.ts';
import { isLive } from './job.ts';
import type { StoredJob } from './jobs.ts';
import { applyToJob, pollJob, postponeJob, retryJob } from './jobs.ts';
import { errorFacts, log } from './log.ts';
import type { Submission, VideoProvider } from './provider.ts';
import type { Frames } from './publishFrames.ts';
import { publishFrames } from './publishFrames.ts';

/** Sends a job to its provider and writes down what came of it. Throws DatabaseError when that cannot be written. */
export async function submitJob(env: Env, provider: VideoProvider, job: StoredJob, token: string): Promise<Submission> {
  const functions = functionsUrl(env);
  const callbackUrl = functions === null ? null : `${functions}/video-webhook?job_id=${job.id}&token=${token}`;
  const loop = fieldsOf(job.options).get('loop') !== false;
  const frames = await framesFor(env, provider, job);
  const order = { prompt: job.prompt, width: job.width, height: job.height, loop, ...frames };
  const submission = frames === null ? FRAMES_NOT_STORED : await provider.submit(order, callbackUrl);
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
      if (await retryJob(env, job.id, submission.retryAfterSeconds)) return submission;
      return refuse(env, job, { kind: 'refused', code: 'submit_failed', message: submission.message });
    case 'refused':
      return refuse(env, job, submission);
    case 'unclear':
      return submission; // Its callback may still come; after five minutes the sweep gives it up.
  }
}

async function refuse(
  env: Env,
  job: StoredJob,
  refused: Extract<Submission, { kind: 'refused' }>,
): Promise<Submission> {
  const { code, message } = refused;
  await applyToJob(env, job.id, { status: 'failed', errorCode: code, errorMessage: message });
  return refused;
}

/** The frames in the form that the provider takes; null when they could not be put where it fetches them. */
async function framesFor(env: Env, provider: VideoProvider, job: StoredJob): Promise<Frames | null> {
  const frames = {
    ...(job.start_frame ? { startFrame: job.start_frame } : {}),
    ...(job.end_frame ? { endFrame: job.end_frame } : {}),
  };
  if (!provider.framesByUrl || Object.keys(frames).length === 0) return frames;
  try {
    return await publishFrames(env, job, frames);
  } catch (error) {
    log(env, 'error', 'frames_not_stored', { job: job.id, ...errorFacts(error) });
    return null;
  }
}

const FRAMES_NOT_STORED: Submission = {
  kind: 'unsent',
  message: 'The frames could not be stored for the video provider.',
  retryAfterSeconds: 15,
};
const UNRECORDED: Submission = { kind: 'unclear', message: 'The generation runs, but could not be written down.' };

async function recordAccepted(env: Env, provider: VideoProvider, job: StoredJob, generationId: string) {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const outcome = await applyToJob(env, job.id, { status: 'queued', generationId, progress: 5 });
      // A callback may have been quicker, which is fine; but the job may also have been given up meanwhile.
      if (outcome === 'stale' || outcome === 'unknown_job') await cancelIfOver(env, provider, job, generationId);
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
  else if (!isLive(polled.job.status)) await cancelGenerations(env, 1, job.id);
}
