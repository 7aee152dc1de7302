import type { ConnectionCheck } from '../../shared/connection.ts';
import type { OwnProvider } from '../backend/ownProvider.ts';
import { CloudError, unreachable } from './cloudError.ts';

/** How each provider is asked for something that costs nothing, and that only a good key is told. */
const QUESTIONS: Readonly<
  Record<
    OwnProvider['provider'],
    { readonly address: readonly [variable: string, usual: string]; readonly path: string; readonly scheme: string }
  >
> = {
  luma: {
    address: ['LUMA_API_URL', 'https://api.lumalabs.ai/dream-machine/v1'],
    path: '/credits',
    scheme: 'Bearer',
  },
  'luma-agents': {
    address: ['LUMA_AGENTS_API_URL', 'https://agents.lumalabs.ai/v1'],
    path: '/generations/00000000-0000-4000-8000-000000000000',
    scheme: 'Bearer',
  },
  fal: {
    address: ['FAL_QUEUE_URL', 'https://queue.fal.run'],
    path: '/fal-ai/luma-dream-machine/requests/00000000-0000-4000-8000-000000000000/status',
    scheme: 'Key',
  },
};

/** Milliseconds. */
const PATIENCE = 10_000;

/** Where a provider is asked. */
export function providerUrl({ provider, settings }: OwnProvider): string {
  const [variable, usual] = QUESTIONS[provider].address;
  return (settings?.[variable] ?? usual).replace(/\/+$/, '');
}

/** @throws CloudError `unreachable`; any answer will do */
export async function reachProvider(own: OwnProvider): Promise<string> {
  const started = performance.now();
  await ask(providerUrl(own), { method: 'HEAD', redirect: 'manual' });
  return `${Math.round(performance.now() - started)} ms`;
}

/**
 * Looks at one part of an own key's connection; what only a project has counts as good with nothing to tell.
 *
 * @returns what was found; Luma also tells what is left of the money
 * @throws CloudError `unreachable`, `wrong_provider_key`
 */
export async function checkOwnKey(own: OwnProvider, check: ConnectionCheck): Promise<string | null> {
  if (check === 'reach') return reachProvider(own);
  if (check !== 'key') return null;
  const { path, scheme } = QUESTIONS[own.provider];
  const authorization = `${scheme} ${own.keys[own.provider] ?? ''}`;
  const response = await ask(`${providerUrl(own)}${path}`, { headers: { authorization }, redirect: 'error' });
  if (response.status === 401 || response.status === 403) {
    throw new CloudError('wrong_provider_key', 'The provider does not take this key.');
  }
  if (response.status >= 500) throw unreachable(new Error(`It answered with status ${response.status}.`));
  const answer: unknown = await response.json().catch(() => null);
  const credit = typeof answer === 'object' && answer !== null && 'credit_balance' in answer && answer.credit_balance;
  return typeof credit === 'number' ? `$${(credit / 100).toFixed(2)}` : '';
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE) }).catch((error: unknown) => {
    throw unreachable(error instanceof Error ? error : new Error(String(error)));
  });
}
