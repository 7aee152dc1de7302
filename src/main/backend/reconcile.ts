import { providerNamed } from '../../../supabase/functions/_shared/providers.ts';
import { reconcileJobs } from '../../../supabase/functions/_shared/reconcileJobs.ts';
import { refreshJob } from '../../../supabase/functions/_shared/refreshJob.ts';
import type { Database } from './database.ts';
import type { FunctionEnv } from './functions.ts';

export interface Reconciler {
  stop(): Promise<void>;
}

export interface ReconcilerParts {
  readonly database: Database;
  readonly env: FunctionEnv;
  /** Milliseconds between two rounds. */
  readonly every: number;
  /** Seconds without news after which a job's provider is asked. */
  readonly idle: number;
  readonly onError: (error: unknown) => void;
}

const JOBS_PER_ROUND = 20;
const SWEEP_EVERY = 60_000;

/** Does what a scheduler does for a hosted project: moves the queue and its jobs on, and sweeps old ones. */
export function startReconciler({ database, env, every, idle, onError }: ReconcilerParts): Reconciler {
  let sweptAt = 0;
  let stopped = false;
  let round: Promise<void> = renewAddresses(database, env).catch(onError);

  async function work(): Promise<void> {
    await reconcileJobs(env, JOBS_PER_ROUND, idle);
    if (Date.now() - sweptAt < SWEEP_EVERY) return;
    sweptAt = Date.now();
    await database.query('select private.video_jobs_sweep()');
  }

  const timer = setInterval(() => {
    // A round that takes long is not run into by the next.
    round = round.then(() => (stopped ? undefined : work())).catch(onError);
  }, every);
  timer.unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await round;
    },
  };
}

/**
 * What was on its way when an earlier run ended begins to wait anew for its provider's answer: nobody could look for it
 * meanwhile. Call it before anything else asks after a job.
 */
export async function resumeOrders(database: Database): Promise<void> {
  await database.query(
    `update public.video_generation_jobs set updated_at = private.clock(), last_polled_at = null
      where status = 'pending' and submitted_at is not null and submit_after is null and provider_generation_id is null`,
  );
}

/** Videos of an earlier run had the address of a server that is gone. */
async function renewAddresses(database: Database, env: FunctionEnv): Promise<void> {
  const jobs = await database.query<{ id: string; generation: string; created_at: string }>(
    `select id, provider_generation_id as generation, created_at::text as created_at from public.video_generation_jobs
      where status = 'processing' and provider = 'demo' and provider_generation_id is not null`,
  );
  if (jobs.length === 0) return;
  const provider = providerNamed(env, 'demo');
  for (const { id, generation, created_at } of jobs) {
    await refreshJob(env, provider, { id, status: 'processing', createdAt: created_at }, generation);
  }
}
