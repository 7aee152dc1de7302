import { KEY_PROVIDERS, type KeyProvider } from '../../shared/connection.ts';
import { KEY_NAMES, type OwnProvider, PROVIDER_SETTINGS } from '../backend/ownProvider.ts';
import type { Secrets } from './secrets.ts';

/** The artist's own keys of providers. They stay in the main process and the embedded backend. */
export interface ProviderKeys {
  has(provider: KeyProvider): Promise<boolean>;
  /** An empty key is forgotten. */
  keep(provider: KeyProvider, key: string): Promise<void>;
  /** What the embedded backend asks the providers with. */
  forBackend(provider: KeyProvider, monthlyCents: number): Promise<OwnProvider>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @param environment may hold keys too, by the names that the functions know; the command line has no other place. */
export function createProviderKeys(secrets: Secrets, environment: Environment): ProviderKeys {
  const nameOf = (provider: KeyProvider): string => `key:${provider}`;
  const keyOf = async (provider: KeyProvider): Promise<string> =>
    (await secrets.get(nameOf(provider))) ?? environment[KEY_NAMES[provider]]?.trim() ?? '';
  return {
    has: async (provider) => (await keyOf(provider)) !== '',
    keep: (provider, key) => (key === '' ? secrets.remove(nameOf(provider)) : secrets.set(nameOf(provider), key)),
    async forBackend(provider, monthlyCents) {
      const found = await Promise.all(KEY_PROVIDERS.map(async (id) => [id, await keyOf(id)] as const));
      const keys = Object.fromEntries(found.filter(([, key]) => key !== ''));
      const settings = Object.fromEntries(
        PROVIDER_SETTINGS.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
      );
      return { provider, keys, monthlyCents, settings };
    },
  };
}
