import type { Env } from '../_shared/env.ts';
import { json } from '../_shared/http.ts';
import { isServiceCall } from '../_shared/isServiceCall.ts';
import { sweepJobs } from '../_shared/jobs.ts';
import { errorFacts, log } from '../_shared/log.ts';
import { noteCredit } from '../_shared/noteCredit.ts';
import { type Reconciled, reconcileJobs } from '../_shared/reconcileJobs.ts';

/**
 * POST /functions/v1/video-reconcile with a secret key in `apikey`: one round of the scheduler, which pg_cron calls
 * through pg_net, or several while there is much to do. Ends what waits too long, asks after jobs that nothing was heard
 * of, passes cancellations on and submits what waits, and sees to files. Answers what it dealt with: {ended, polled, canceled, submitted, mirrored, removed}.
 */
export async function handleReconcile(request: Request, env: Env): Promise<Response> {
  if (request.method !== 'POST') return json({ error: 'Use POST.' }, 405, { allow: 'POST' });
  try {
    if (!(await isServiceCall(request, env))) {
      log(env, 'warn', 'reconcile_unauthorized');
      return json({ error: 'A secret key is needed in the apikey header.' }, 401);
    }
    const ended = await sweepJobs(env);
    const reconciled = await rounds(env);
    await noteCredit(env);
    log(env, 'info', 'reconciled', { ended, ...reconciled });
    return json({ ended, ...reconciled });
  } catch (error) {
    log(env, 'error', 'reconcile_failed', errorFacts(error));
    return json({ error: 'The round could not be finished; the next one goes on.' }, 503);
  }
}

/** Jobs of each kind in a round; rounds in a call, and milliseconds after which none begins: what a call may take. */
const [JOBS, ROUNDS, PATIENCE] = [50, 8, 15_000];

/** Goes on while a round was full. */
async function rounds(env: Env): Promise<Reconciled> {
  const began = Date.now();
  let sum: Reconciled = { polled: 0, found: 0, canceled: 0, submitted: 0, mirrored: 0, removed: 0 };
  for (let round = 0; round < ROUNDS && Date.now() - began < PATIENCE; round += 1) {
    const { polled, found, canceled, submitted, mirrored, removed } = await reconcileJobs(env, JOBS);
    sum = {
      polled: sum.polled + polled,
      found: sum.found + found,
      canceled: sum.canceled + canceled,
      submitted: sum.submitted + submitted,
      mirrored: sum.mirrored + mirrored,
      removed: sum.removed + removed,
    };
    if (Math.max(polled, canceled, submitted, removed) < JOBS) break;
  }
  return sum;
}
