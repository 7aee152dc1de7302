import type { Env } from './env.ts';
import type { Cancellation } from './jobs.ts';
import { dueCancellations, settleCancellation } from './jobs.ts';
import { errorFacts, log } from './log.ts';
import { providerNamed } from './providers.ts';

/**
 * Tells providers of the generations that their owners gave up, or only of that job's; answers how many it was given.
 * What a provider did not hear is due again later, a few times. Throws DatabaseError when they cannot be read.
 */
export async function cancelGenerations(env: Env, limit = 20, jobId?: string): Promise<number> {
  const due = await dueCancellations(env, limit, jobId);
  await Promise.all(due.map((one) => cancelGeneration(env, one)));
  return due.length;
}

async function cancelGeneration(env: Env, { jobId, provider, generationId }: Cancellation): Promise<void> {
  try {
    const { capabilities, cancel } = providerNamed(env, provider);
    const heard = !capabilities.cancel || (await cancel(generationId));
    log(env, heard ? 'info' : 'warn', 'generation_canceled', { job: jobId, heard, able: capabilities.cancel });
    if (heard) await settleCancellation(env, jobId);
  } catch (error) {
    log(env, 'error', 'generation_not_canceled', { job: jobId, ...errorFacts(error) });
  }
}
