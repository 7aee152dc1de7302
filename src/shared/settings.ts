import type { ClipSettings } from './clip/clipSettings.ts';
import type { KeyProvider } from './connection.ts';
import type { ExportPreset } from './exportSettings.ts';

/** What the user has chosen, kept from one start to the next. */
export interface Settings {
  readonly language: 'system' | 'en' | 'ko';
  readonly theme: 'dark' | 'light';
  /** 0.75 to 2. */
  readonly uiScale: number;
  /** Who makes the videos: what comes with the program, a provider by the artist's own key, or a Supabase project. */
  readonly generator: 'demo' | 'ownKey' | 'project';
  /** Whose key `ownKey` uses. */
  readonly keyProvider: KeyProvider;
  /** Most that the own keys may spend in a month, by estimate; US cents. */
  readonly monthlyCents: number;
  readonly supabaseUrl: string;
  readonly supabaseKey: string;
  /** Both off until the user wants it; docs/privacy.md says what is sent. */
  readonly sendCrashes: boolean;
  readonly sendUsage: boolean;
  /** Where to; empty: what the environment names, or nowhere. */
  readonly crashDsn: string;
  readonly usageUrl: string;
  /** Empty: found by itself. */
  readonly ffmpegPath: string;
  /** Unsaved sprites are kept beside their files, so that a crash loses nothing. */
  readonly keepForRecovery: boolean;
  /** What kept videos may take on disk together, in gigabytes; 0.1 to 1000. */
  readonly videoCacheLimit: number;
  /** The user's own. */
  readonly exportPresets: readonly ExportPreset[];
  /** How frames were cut last in the studio, without what belonged to that video alone. */
  readonly lastClip: ClipSettings | null;
}
