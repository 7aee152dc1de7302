import type { Background } from '../_shared/background.ts';
import { runInBackground } from '../_shared/background.ts';
import { cancelGenerations } from '../_shared/cancelGenerations.ts';
import type { Env } from '../_shared/env.ts';
import { fieldsOf, json, parseJson, readCapped, SlowBody } from '../_shared/http.ts';
import { isLive } from '../_shared/job.ts';
import type { Callback, CallbackVerdict } from '../_shared/jobs.ts';
import { acceptCallback, settleCallback } from '../_shared/jobs.ts';
import { errorFacts, log } from '../_shared/log.ts';
import { mirrorVideos } from '../_shared/mirrorVideos.ts';
import { providerNamed } from '../_shared/providers.ts';
import type { RefreshOutcome } from '../_shared/refreshJob.ts';
import { refreshJob } from '../_shared/refreshJob.ts';
import { isToken, isUuid, sha256Hex } from '../_shared/token.ts';

const LONGEST_BODY = 64 * 1024;
/** As long as a provider waits for an answer. */
const BODY_MILLISECONDS = 5000;
type KnownCallback = Exclude<CallbackVerdict, { outcome: 'denied' }>;

/**
 * POST /functions/v1/video-webhook?job_id=…&token=…: a provider says that a generation moved. The body is only a hint
 * to look: the state is read back from the provider after the answer was sent, because a provider waits five seconds.
 */
export async function handleWebhook(
  request: Request,
  env: Env,
  background: Background = runInBackground,
): Promise<Response> {
  if (request.method !== 'POST') return json({ error: 'Use POST.' }, 405, { allow: 'POST' });
  const { searchParams } = new URL(request.url);
  const [jobId, token] = [searchParams.get('job_id') ?? '', searchParams.get('token') ?? ''];
  if (!isUuid(jobId) || !isToken(token)) return notFound();
  const bytes = await readCapped(request, LONGEST_BODY, BODY_MILLISECONDS).catch((error: unknown) =>
    error instanceof SlowBody ? error : undefined,
  );
  if (bytes === null) return json({ error: 'The body is too large.' }, 413);
  if (bytes instanceof SlowBody) return json({ error: 'The body came too slowly.' }, 408);
  const body = fieldsOf(bytes === undefined ? undefined : parseJson(bytes));
  const generationId = body.get('id') ?? body.get('request_id');
  if (bytes === undefined || typeof generationId !== 'string')
    return json({ error: 'The body is not a generation.' }, 400);

  const callback: Callback = {
    jobId,
    tokenSha256: await sha256Hex(token),
    bodySha256: await sha256Hex(bytes),
    state: stateIn(body),
  };
  try {
    const verdict = await acceptCallback(env, callback);
    log(env, verdict.outcome === 'denied' ? 'warn' : 'info', 'callback', { job: jobId, outcome: verdict.outcome });
    if (verdict.outcome === 'denied') return notFound();
    if (verdict.outcome === 'duplicate') return json({ ok: true, duplicate: true });
    background(process(env, callback, verdict, { generationId, token, headers: request.headers, bytes }));
    return json({ ok: true });
  } catch (error) {
    log(env, 'error', 'callback_failed', { job: jobId, ...errorFacts(error) });
    return json({ error: 'The callback could not be recorded. Send it again.' }, 503, { 'retry-after': '1' });
  }
}

/** The one word that the sender has for the state, to be counted by; it moves nothing. */
function stateIn(body: ReadonlyMap<string, unknown>): string {
  const state = body.get('state') ?? body.get('status');
  return typeof state === 'string' && /^\w{1,40}$/.test(state) ? state : '';
}

/** A wrong job and a wrong token look the same. */
function notFound(): Response {
  return json({ error: 'Not found.' }, 404);
}

/** What came, as far as it must be looked at again. */
interface Delivery {
  readonly generationId: string;
  readonly token: string;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

async function process(env: Env, callback: Callback, verdict: KnownCallback, delivery: Delivery) {
  try {
    const outcome = await refresh(env, callback, verdict, delivery);
    const settled =
      outcome === 'unavailable' || outcome === 'unsigned' ? 'retry' : REFUSED.includes(outcome) ? 'refused' : 'applied';
    if (settled === 'refused' || outcome === 'unsigned')
      log(env, 'warn', 'callback_refused', { job: callback.jobId, outcome });
    await settleCallback(env, callback, settled);
    if (settled === 'applied') await finish(env, callback.jobId, verdict);
  } catch (error) {
    log(env, 'error', 'callback_not_processed', { job: callback.jobId, ...errorFacts(error) });
    await settleCallback(env, callback, 'retry').catch(() => undefined); // else it counts as lost after 30 s
  }
}

/** What can only be done now: a job that was given up is told to its provider, a finished video is copied. */
async function finish(env: Env, jobId: string, verdict: KnownCallback): Promise<void> {
  if (isLive(verdict.status)) await mirrorVideos(env, 1, jobId);
  else await cancelGenerations(env, 1, jobId);
}

const REFUSED: readonly RefreshOutcome[] = ['not_ours', 'generation_mismatch', 'unknown_job'];

async function refresh(
  env: Env,
  callback: Callback,
  verdict: KnownCallback,
  { generationId, token, headers, bytes }: Delivery,
): Promise<RefreshOutcome | 'unsigned'> {
  if (verdict.generationId !== null && verdict.generationId !== generationId) return 'generation_mismatch';
  // Of a job that was given up before its generation was known, the generation is still to be learnt, and ended.
  const givenUp = verdict.generationId === null && ['canceled', 'failed'].includes(verdict.status);
  if (!givenUp && !['pending', 'queued', 'dreaming'].includes(verdict.status)) return 'stale';
  const job = { id: callback.jobId, status: verdict.status, createdAt: verdict.createdAt };
  const provider = providerNamed(env, verdict.provider);
  const signed = await provider.isOwnCallback?.(headers, bytes);
  if (signed === false) return 'unsigned'; // a true one may follow; until then polling does
  // Where callbacks are not signed, the generation itself must tell whose it is.
  const unbound = verdict.generationId === null && signed === undefined ? token : undefined;
  return refreshJob(env, provider, job, generationId, unbound);
}
