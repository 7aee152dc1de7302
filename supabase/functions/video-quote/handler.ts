import type { Env } from '../_shared/env.ts';
import { ConfigurationError, functionsUrl } from '../_shared/env.ts';
import { json, preflight } from '../_shared/http.ts';
import type { Quote, QuoteResponse, StatusErrorCode } from '../_shared/job.ts';
import { readBudget } from '../_shared/jobs.ts';
import { verifyUser } from '../_shared/jwt.ts';
import { errorFacts, log } from '../_shared/log.ts';
import { PRICE_VERSION } from '../_shared/prices.ts';
import { providerForNewJobs } from '../_shared/providers.ts';
import { shownCredit } from '../_shared/shownCredit.ts';
import { publicStorageUrl } from '../_shared/storage.ts';

const STATUS: Readonly<Record<StatusErrorCode, number>> = {
  bad_request: 400,
  unauthorized: 401,
  not_found: 404,
  unavailable: 503,
};

/**
 * POST /functions/v1/video-quote: what a video would cost the signed-in user, what is left of their budget, and what the
 * provider can do. See QuoteResponse in _shared/job.ts.
 */
export async function handleQuote(request: Request, env: Env): Promise<Response> {
  if (request.method === 'OPTIONS') return preflight();
  if (request.method !== 'POST') return json(body('bad_request', 'Use POST.'), 405, { allow: 'POST, OPTIONS' });
  try {
    const user = await verifyUser(request, env);
    if (!user.ok) return failure('unauthorized', 'Sign in to see what a video costs.');
    return json({ success: true, data: await quote(env, user.userId) } satisfies QuoteResponse);
  } catch (error) {
    log(env, 'error', 'quote_failed', errorFacts(error));
    return error instanceof ConfigurationError
      ? failure('unavailable', 'This server is not set up for video generation.')
      : failure('unavailable', 'The price cannot be told at the moment. Ask again shortly.');
  }
}

async function quote(env: Env, userId: string): Promise<Quote> {
  const provider = providerForNewJobs(env);
  const { webhook, loop, startFrame, endFrame, cancel } = provider.capabilities;
  const [budget, credit] = await Promise.all([readBudget(env, userId, provider.id), shownCredit(env, provider)]);
  return {
    provider: provider.id,
    model: provider.model,
    capabilities: { loop, startFrame, endFrame, cancel },
    callbacks: webhook && functionsUrl(env) !== null,
    cents: provider.estimateCents(),
    priceVersion: PRICE_VERSION,
    expectedSeconds: provider.expectedSeconds,
    videoHosts: [...provider.videoHosts, new URL(publicStorageUrl(env)).host],
    budget,
    ...(credit === null ? {} : { creditCents: credit }),
  };
}

function failure(code: StatusErrorCode, message: string): Response {
  return json(body(code, message), STATUS[code]);
}

function body(code: StatusErrorCode, message: string): QuoteResponse {
  return { success: false, error: { code, message } };
}
