import { rpc } from './database.ts';
import type { Env } from './env.ts';
import { errorFacts, log } from './log.ts';
import { providerForNewJobs } from './providers.ts';

/**
 * Reads what is left of the operator's money at the provider, where it tells that, and keeps it beside the ledger: once
 * in a quarter of an hour, whoever calls. Never throws; a reading that fails is made up for by the next.
 */
export async function noteCredit(env: Env): Promise<void> {
  try {
    const provider = providerForNewJobs(env);
    if (provider.creditCents === undefined) return;
    if ((await rpc(env, 'video_credit_due', { p_provider: provider.id })) !== true) return;
    const cents = await provider.creditCents();
    if (cents !== null) await rpc(env, 'video_credit_note', { p_provider: provider.id, p_cents: cents });
  } catch (error) {
    log(env, 'warn', 'credit_not_noted', errorFacts(error));
  }
}
