import { randomUUID } from 'node:crypto';
import type { Generation } from '../../shared/ipc.ts';
import type { Settings } from '../../shared/settings.ts';
import { parseDsn, sentryEnvelope } from './sentryEnvelope.ts';

/** Crash reports and counts of use. Both are off until the user switches them on; docs/privacy.md lists what they hold. */
export interface Reports {
  crashed(
    error: { readonly name: string; readonly stack: string; readonly code?: string },
    where: 'main' | 'page',
  ): void;
  /** The program has started. */
  started(): void;
  /** Hears of every new state of a generation, and counts how those end. */
  generation(generation: Generation): void;
}

export interface ReportOptions {
  readonly settings: { read(): Pick<Settings, 'sendCrashes' | 'sendUsage' | 'crashDsn' | 'usageUrl' | 'generator'> };
  /** CELKILN_SENTRY_DSN and CELKILN_USAGE_URL stand in where the settings name no address. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly platform: string;
  readonly send?: typeof fetch;
  readonly now?: () => number;
}

/** A program that crashes over and over says nothing new. */
const MOST_CRASHES = 10;
/** Milliseconds. */
const PATIENCE = 5000;

export function createReports(options: ReportOptions): Reports {
  const { settings, environment, version, platform, send = fetch, now = Date.now } = options;
  const running = new Set<string>();
  let crashes = 0;
  const post = (url: string, body: string, headers: Readonly<Record<string, string>>): void => {
    const signal = AbortSignal.timeout(PATIENCE);
    // A report that does not arrive is nobody's trouble.
    send(url, { method: 'POST', body, headers, signal, redirect: 'error' }).catch(() => {});
  };
  const count = (event: string, facts: Readonly<Record<string, string>> = {}): void => {
    const { sendUsage, usageUrl } = settings.read();
    const url = URL.parse(usageUrl || (environment.CELKILN_USAGE_URL ?? ''));
    if (!sendUsage || url?.protocol !== 'https:') return;
    post(url.href, JSON.stringify({ event, version, platform, ...facts }), { 'content-type': 'application/json' });
  };
  return {
    crashed(error, where) {
      const { sendCrashes, crashDsn } = settings.read();
      const target = parseDsn(crashDsn || (environment.CELKILN_SENTRY_DSN ?? ''));
      if (!sendCrashes || target === null || crashes++ >= MOST_CRASHES) return;
      const envelope = sentryEnvelope({ id: randomUUID(), time: now(), version, platform, where, error });
      post(target.url, envelope, {
        'content-type': 'application/x-sentry-envelope',
        'x-sentry-auth': `Sentry sentry_version=7, sentry_client=celkiln/${version}, sentry_key=${target.key}`,
      });
    },
    started: () => count('started'),
    generation({ id, state }) {
      if ('progress' in state) {
        running.add(id);
        return;
      }
      if (!running.delete(id)) return;
      const code = state.stage === 'failed' ? { code: state.error.code } : {};
      count('generation_ended', { outcome: state.stage, generator: settings.read().generator, ...code });
    },
  };
}
