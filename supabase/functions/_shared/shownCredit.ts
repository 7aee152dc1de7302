import type { Env } from './env.ts';
import { projectUrl, setting } from './env.ts';
import type { VideoProvider } from './provider.ts';

/** Milliseconds for which an answer is good: users ask as often as they like, and each provider counts our questions. */
const FRESH = 60_000;
const read = new Map<string, { readonly at: number; readonly cents: Promise<number | null> }>();

/** What is left of the operator's money, where the deployment shows it and the provider tells it; else null. */
export function shownCredit(env: Env, provider: VideoProvider, now = Date.now()): Promise<number | null> {
  if (setting(env, 'SHOW_CREDITS') !== '1' || provider.creditCents === undefined) return Promise.resolve(null);
  const name = `${provider.id} ${projectUrl(env)}`;
  const known = read.get(name);
  if (known !== undefined && Math.abs(now - known.at) < FRESH) return known.cents;
  const cents = provider.creditCents();
  read.set(name, { at: now, cents });
  return cents;
}
