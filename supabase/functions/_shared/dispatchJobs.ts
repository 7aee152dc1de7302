import type { Env } from './env.ts';
import { ConfigurationError } from './env.ts';
import type { StoredJob } from './jobs.ts';
import { applyToJob, takeWaitingJobs } from './jobs.ts';
import { errorFacts, log } from './log.ts';
import { providerNamed } from './providers.ts';
import { submitJob } from './submitJob.ts';
import { newToken, sha256Hex } from './token.ts';

/**
 * Submits waiting jobs, whoever's they are, in the queue's order and as many as their providers take now, at most
 * `limit`. Any number of callers may do so at once: a job is handed to one of them. Answers how many it was given. One
 * job's trouble does not keep another from its turn. Throws DatabaseError when the queue cannot be read.
 */
export async function dispatchJobs(env: Env, limit = 5): Promise<number> {
  const tokens = Array.from({ length: limit }, newToken);
  const jobs = await takeWaitingJobs(env, await Promise.all(tokens.map((token) => sha256Hex(token))));
  await Promise.all(jobs.map((job, index) => submitTaken(env, job, tokens[index] ?? '')));
  return jobs.length;
}

async function submitTaken(env: Env, job: StoredJob, token: string): Promise<void> {
  try {
    await submitJob(env, providerNamed(env, job.provider), job, token);
  } catch (error) {
    log(env, 'error', 'job_not_submitted', { job: job.id, ...errorFacts(error) });
    // Nothing was sent. Anything else may have been, and five minutes of silence will tell.
    if (error instanceof ConfigurationError) await applyToJob(env, job.id, NOT_SET_UP).catch(() => undefined);
  }
}

const NOT_SET_UP = {
  status: 'failed',
  errorCode: 'submit_failed',
  errorMessage: 'This server is no longer set up for the video provider of this job.',
} as const;
