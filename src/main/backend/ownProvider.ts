/** Providers that an artist can have a key of; ids as in the column `provider`. */
export type OwnProviderId = 'luma' | 'luma-agents' | 'fal';

/** A provider under the artist's own keys, asked by the embedded backend itself. */
export interface OwnProvider {
  /** Whom new jobs go to; older ones stay with theirs. */
  readonly provider: OwnProviderId;
  readonly keys: Readonly<Partial<Record<OwnProviderId, string>>>;
  /** Most that may be spent in a month (UTC), by estimate; US cents. */
  readonly monthlyCents: number;
  /** Settings of the functions out of the program's environment; see PROVIDER_SETTINGS. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Which variable of the functions holds whose key. */
export const KEY_NAMES: Readonly<Record<OwnProviderId, string>> = {
  luma: 'LUMA_API_KEY',
  'luma-agents': 'LUMA_AGENTS_API_KEY',
  fal: 'FAL_KEY',
};

/** What of the functions' settings the program's environment may set: other models, prices, addresses and hosts of videos. */
export const PROVIDER_SETTINGS = [
  'LUMA_API_URL',
  'LUMA_MODEL',
  'LUMA_RESOLUTION',
  'LUMA_DOLLARS_PER_MEGAPIXEL',
  'LUMA_AGENTS_API_URL',
  'LUMA_AGENTS_MODEL',
  'LUMA_AGENTS_RESOLUTION',
  'LUMA_AGENTS_CENTS',
  'FAL_QUEUE_URL',
  'FAL_MODEL',
  'FAL_RESOLUTION',
  'FAL_CENTS',
  'VIDEO_URL_HOSTS',
] as const;

/** The functions' environment for these keys. No callback reaches this computer, so that the provider is polled. */
export function ownProviderEnv({ provider, keys, settings }: OwnProvider): Readonly<Record<string, string>> {
  const named = Object.entries(KEY_NAMES).flatMap(([id, name]) => {
    const key = Object.entries(keys).find(([of]) => of === id)?.[1];
    return key === undefined ? [] : [[name, key] as const];
  });
  return { ...settings, ...Object.fromEntries(named), VIDEO_PROVIDER: provider, PUBLIC_FUNCTIONS_URL: 'none' };
}
