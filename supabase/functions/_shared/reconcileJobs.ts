import { advanceJob } from './advanceJob.ts';
import { cancelGenerations } from './cancelGenerations.ts';
import { dispatchJobs } from './dispatchJobs.ts';
import type { Env } from './env.ts';
import { findLostOrders } from './findLostOrders.ts';
import { dueJobs } from './jobs.ts';
import { errorFacts, log } from './log.ts';
import { mirrorVideos, removeOldFiles } from './mirrorVideos.ts';

/** How many jobs a round dealt with. */
export interface Reconciled {
  readonly polled: number;
  /** Orders whose answer was lost, and whose generations are known now. */
  readonly found: number;
  readonly canceled: number;
  readonly submitted: number;
  /** Videos copied into the project's own Storage. */
  readonly mirrored: number;
  /** Files that were removed from there. */
  readonly removed: number;
}

/**
 * One round of what a scheduler calls: asks providers about live jobs that nothing was heard of for `idleSeconds`, which
 * heals lost callbacks, looks for orders whose answer was lost, passes cancellations on, and then submits what waits for
 * the room that this may have made; then sees to the files. At most `limit` jobs of each kind; any number of rounds may
 * run at once. Throws DatabaseError.
 */
export async function reconcileJobs(env: Env, limit = 20, idleSeconds = 30): Promise<Reconciled> {
  const [polled, found, canceled] = await Promise.all([
    pollDueJobs(env, limit, idleSeconds),
    findLostOrders(env, limit, idleSeconds),
    cancelGenerations(env, limit),
  ]);
  const submitted = await dispatchJobs(env, limit);
  const [mirrored, removed] = await Promise.all([mirrorVideos(env), removeOldFiles(env)]);
  return { polled, found, canceled, submitted, mirrored, removed };
}

/** One job's trouble does not keep another from its turn. */
async function pollDueJobs(env: Env, limit: number, idleSeconds: number): Promise<number> {
  const jobs = await dueJobs(env, limit, idleSeconds);
  const outcomes = await Promise.allSettled(jobs.map((job) => advanceJob(env, job)));
  outcomes.forEach((outcome, index) => {
    if (outcome.status === 'rejected') {
      log(env, 'error', 'job_not_advanced', { job: jobs[index]?.id ?? null, ...errorFacts(outcome.reason) });
    }
  });
  return jobs.length;
}
