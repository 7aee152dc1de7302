import { DEMO_PROVIDER } from '../../shared/connection.ts';

/** Who makes the videos of a connection. */
export interface Provider {
  /** Where a job belongs to, over restarts: the address of its project, or one of EMBEDDED_IDS. */
  readonly id: string;
  readonly name: string;
  /** The only addresses from which videos are fetched: whole origins, or host names for https. */
  readonly videoHosts: readonly string[];
}

/** The ids of what the embedded backend answers for; no address reads like them. */
export const EMBEDDED_IDS = { demo: 'demo', ownKey: 'own' } as const;

/** What the providers behind the functions are called. */
const NAMES: Readonly<Record<string, string>> = {
  demo: DEMO_PROVIDER,
  luma: 'Luma',
  'luma-agents': 'Luma Agents',
  fal: 'fal',
};

/** Where providers keep finished videos; hosts below them count too. */
export const PROVIDER_HOSTS = ['cdn-luma.com', 'lumalabs.ai', 'fal.media'];

/** A provider's name in words, by the id that the functions know it by. */
export function providerName(id: string): string {
  return NAMES[id] ?? id;
}
