import type { Env } from './env.ts';
import type { StoredJob } from './jobs.ts';
import { claimSubmission, dueJobs } from './jobs.ts';
import { errorFacts, log } from './log.ts';
import { providerNamed } from './providers.ts';
import { refreshJob } from './refreshJob.ts';
import { submitJob } from './submitJob.ts';
import { newToken, sha256Hex } from './token.ts';

/**
 * Brings a job forward that poll or due handed to us: one that waits for a busy provider is submitted again, any other
 * is read from its provider. Throws DatabaseError and ConfigurationError.
 */
export async function advanceJob(env: Env, job: StoredJob): Promise<void> {
  const provider = providerNamed(env, job.provider);
  if (job.provider_generation_id !== null) {
    const known = { id: job.id, status: job.status, createdAt: job.created_at };
    await refreshJob(env, provider, known, job.provider_generation_id);
    return;
  }
  const token = newToken();
  if (await claimSubmission(env, job.id, await sha256Hex(token))) await submitJob(env, provider, job, token);
}

/**
 * What a scheduler calls: advances live jobs that nobody has asked about for `idleSeconds`, at most `limit`, and
 * answers how many. One job's trouble does not keep another from its turn. Throws DatabaseError.
 */
export async function advanceDueJobs(env: Env, limit = 20, idleSeconds = 30): Promise<number> {
  const jobs = await dueJobs(env, limit, idleSeconds);
  const outcomes = await Promise.allSettled(jobs.map((job) => advanceJob(env, job)));
  outcomes.forEach((outcome, index) => {
    if (outcome.status === 'rejected') {
      log(env, 'error', 'job_not_advanced', { job: jobs[index]?.id ?? null, ...errorFacts(outcome.reason) });
    }
  });
  return jobs.length;
}
