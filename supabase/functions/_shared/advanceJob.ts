import type { Env } from './env.ts';
import type { StoredJob } from './jobs.ts';
import { providerNamed } from './providers.ts';
import { refreshJob } from './refreshJob.ts';

/**
 * Brings a job forward that poll or due handed to us: it is read from its provider, if that has it. Throws DatabaseError
 * and ConfigurationError.
 */
export async function advanceJob(env: Env, job: StoredJob): Promise<void> {
  if (job.provider_generation_id === null) return;
  const known = { id: job.id, status: job.status, createdAt: job.created_at };
  await refreshJob(env, providerNamed(env, job.provider), known, job.provider_generation_id);
}
