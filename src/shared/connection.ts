import type { Failure } from './ipc.ts';

/** Who is asked for videos, and how it stands with them. */
export type Connection =
  /** The generator that comes with the program; it needs no account. */
  | { readonly kind: 'demo' }
  /** The artist's own key of a provider, used from this computer. `remembered` as below. */
  | { readonly kind: 'ownKey'; readonly provider: KeyProvider; readonly remembered: boolean }
  | { readonly kind: 'noKey'; readonly provider: KeyProvider }
  | { readonly kind: 'signedOut'; readonly url: string }
  | {
      readonly kind: 'signedIn';
      readonly url: string;
      readonly email: string;
      /** False: the session is kept in memory only, because the system offers no safe store. */
      readonly remembered: boolean;
    }
  | { readonly kind: 'unreachable'; readonly url: string; readonly error: Failure };

/** What the generator that comes with the program is called in the record of a job, whatever the language. */
export const DEMO_PROVIDER = 'Demo generator';

/** Providers whose key an artist can use without a project. */
export const KEY_PROVIDERS = ['luma', 'luma-agents', 'fal'] as const;
export type KeyProvider = (typeof KEY_PROVIDERS)[number];

/** Who can vouch for somebody in the browser; names as Supabase's auth server has them. */
export const BROWSER_SIGN_INS = [
  'google',
  'github',
  'apple',
  'azure',
  'discord',
  'facebook',
  'figma',
  'gitlab',
  'kakao',
  'notion',
  'spotify',
  'twitch',
] as const;
export type BrowserSignIn = (typeof BROWSER_SIGN_INS)[number];

export interface SignInWays {
  readonly email: boolean;
  readonly browser: readonly BrowserSignIn[];
}

/** What is looked at, in this order, to find out whether a connection works. */
export const CONNECTION_CHECKS = ['reach', 'key', 'schema', 'functions', 'provider', 'realtime'] as const;
export type ConnectionCheck = (typeof CONNECTION_CHECKS)[number];
export type CheckOutcome =
  /** `found` is a figure or a name, for all languages. */
  | { readonly kind: 'good'; readonly found: string }
  /** It can be told only of somebody who is signed in. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'bad'; readonly error: Failure };
