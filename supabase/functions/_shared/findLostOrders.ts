import type { Env } from './env.ts';
import { fieldsOf } from './http.ts';
import type { StoredJob } from './jobs.ts';
import { applyToJob, unansweredJobs } from './jobs.ts';
import { errorFacts, log } from './log.ts';
import { providerNamed } from './providers.ts';

/**
 * Looks for orders that were sent and whose answer nobody heard, because a process died or a connection broke: where the
 * provider lists its generations, the one that an order became is found there, and the job goes on with it. Nothing is
 * ever ordered here. At most `limit` jobs that nobody looked for in `idleSeconds`; answers how many were found. Throws
 * DatabaseError when the jobs cannot be read.
 */
export async function findLostOrders(env: Env, limit: number, idleSeconds: number): Promise<number> {
  const jobs = await unansweredJobs(env, limit, idleSeconds);
  const found = await Promise.all(jobs.map((job) => findOrder(env, job)));
  return found.filter((each) => each).length;
}

async function findOrder(env: Env, job: StoredJob): Promise<boolean> {
  try {
    const provider = providerNamed(env, job.provider);
    const { id: jobId, prompt, width, height, submitted_at: sentAt } = job;
    const loop = fieldsOf(job.options).get('loop') !== false;
    const order = { jobId, prompt, width, height, loop, sentAt: new Date(sentAt ?? job.created_at) };
    for (const generationId of (await provider.find?.(order)) ?? []) {
      const outcome = await applyToJob(env, job.id, { status: 'queued', generationId, progress: 5 });
      // One of the same prompt may be another job's already.
      if (outcome === 'generation_mismatch') continue;
      log(env, 'info', 'order_found', { job: job.id, generation: generationId, outcome });
      return true;
    }
  } catch (error) {
    log(env, 'error', 'order_not_looked_for', { job: job.id, ...errorFacts(error) });
  }
  return false;
}
