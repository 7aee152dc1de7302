import { dispatchJobs } from './dispatchJobs.ts';
import type { Env } from './env.ts';
import type { StoredJob } from './jobs.ts';
import { providerNamed } from './providers.ts';
import { refreshJob } from './refreshJob.ts';

/**
 * Brings a job forward that poll or due handed to us: one that waits for its turn gets the queue moving, any other is
 * read from its provider. Throws DatabaseError and ConfigurationError.
 */
export async function advanceJob(env: Env, job: StoredJob): Promise<void> {
  if (job.provider_generation_id === null) {
    await dispatchJobs(env);
    return;
  }
  const known = { id: job.id, status: job.status, createdAt: job.created_at };
  await refreshJob(env, providerNamed(env, job.provider), known, job.provider_generation_id);
}
