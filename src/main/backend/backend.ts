import type { DemoSettings } from './luma/demoSettings.ts';
import type { OwnProvider } from './ownProvider.ts';

/** What the embedded backend needs to run. It can be sent to a worker thread. */
export interface BackendOptions {
  /** Where database, videos and keys stay; made when missing. */
  readonly dataFolder: string;
  /** The folder with config.toml, local/bootstrap.sql and migrations. */
  readonly supabaseFolder: string;
  /** The ffmpeg that demo videos are written with; without one every generation fails and says so. */
  readonly ffmpegPath?: string;
  readonly demo?: DemoSettings;
  /** Makes the videos in the demo generator's place. */
  readonly own?: OwnProvider;
}

/** A running backend, as a client sees it: a Supabase project, and the account to sign in with. */
export interface Backend {
  readonly url: string;
  readonly publishableKey: string;
  readonly account: { readonly email: string; readonly password: string };
  /** What the user should know of how it started. */
  readonly notices: readonly BackendNotice[];
  /** Resolves when it has ended: null after stop(), else why. */
  readonly ended: Promise<string | null>;
  /** The most that may be spent in a month from now on, in US cents. */
  limitBudget(cents: number): void;
  /** Ends it cleanly; jobs that are under way go on at the next start. */
  stop(): Promise<void>;
}

export type BackendNotice =
  /** Another process works in the data folder; what is made now is gone afterwards. */
  | { readonly kind: 'temporary' }
  /** The database could not be opened; it was moved here, and a fresh one was made. */
  | { readonly kind: 'set_aside'; readonly path: string };
