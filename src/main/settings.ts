import * as z from 'zod';
import { KEY_PROVIDERS } from '../shared/connection.ts';
import { EXPORT_LIMITS, type ExportSettings, isExportSettings } from '../shared/exportSettings.ts';
import type { Settings } from '../shared/settings.ts';
import { CLIP_SETTINGS } from './clipSettingsShape.ts';
import { type Keeper, setSpoiledAside } from './fileKeeper.ts';
import { isCacheLimit, isFfmpegPath, VIDEO_DEFAULTS } from './videoSettings.ts';

/** Where settings are kept. The window and the command line share one file; tests keep theirs in memory. */
export interface SettingsStore {
  read(): Settings;
  write(change: Partial<Settings>): Settings;
}

/** What each setting may be. */
export const SETTINGS = {
  language: z.enum(['system', 'en', 'ko']),
  theme: z.enum(['dark', 'light']),
  uiScale: z.number().min(0.75).max(2),
  generator: z.enum(['demo', 'ownKey', 'project']),
  keyProvider: z.enum(KEY_PROVIDERS),
  monthlyCents: z.int().min(0).max(10_000_000),
  supabaseUrl: z.union([
    z.literal(''),
    z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .refine(isSafe, 'must be https'),
  ]),
  supabaseKey: z.string().max(4000),
  sendCrashes: z.boolean(),
  sendUsage: z.boolean(),
  crashDsn: z.string().max(2000),
  usageUrl: z.string().max(2000),
  keepForRecovery: z.boolean(),
  ffmpegPath: z.custom<string>(isFfmpegPath, 'no path'),
  videoCacheLimit: z.custom<number>(isCacheLimit, 'not from 0.1 to 1000'),
  exportPresets: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(EXPORT_LIMITS.presetName),
        settings: z.custom<ExportSettings>(isExportSettings, 'not export settings'),
      }),
    )
    .max(EXPORT_LIMITS.presets),
  lastClip: CLIP_SETTINGS.nullable(),
} satisfies { readonly [Name in keyof Settings]: z.ZodType<Settings[Name]> };

const DEFAULTS: Settings = {
  language: 'system',
  theme: 'dark',
  uiScale: 1,
  generator: 'demo',
  keyProvider: 'luma',
  monthlyCents: 1000,
  supabaseUrl: '',
  supabaseKey: '',
  sendCrashes: false,
  sendUsage: false,
  crashDsn: '',
  usageUrl: '',
  keepForRecovery: true,
  ...VIDEO_DEFAULTS,
  exportPresets: [],
  lastClip: null,
};

/** Tells connections apart: settings that give the same text lead to the same one. */
export function connectionOf({ generator, keyProvider, supabaseUrl, supabaseKey }: Settings): string {
  switch (generator) {
    case 'demo':
      return generator;
    case 'ownKey':
      return `${generator} ${keyProvider}`;
    case 'project':
      return `${generator} ${supabaseUrl} ${supabaseKey}`;
  }
}

/** A session's tokens go to this address: not in the clear, unless it is this computer. */
function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

/** Settings over a keeper; a value that is missing or no longer valid counts as its default. */
export function createSettings(keeper: Keeper): SettingsStore {
  const read = (): Settings => withDefaults(keeper.get('settings'));
  return {
    read,
    write(change) {
      const settings = z.strictObject(SETTINGS).parse({ ...read(), ...change });
      keeper.set('settings', settings);
      return settings;
    },
  };
}

function withDefaults(kept: unknown): Settings {
  const values = z.record(z.string(), z.unknown()).catch({}).parse(kept);
  const valid = Object.entries(SETTINGS).filter(([name, schema]) => schema.safeParse(values[name]).success);
  const chosen = Object.fromEntries(valid.map(([name]) => [name, values[name]]));
  return z.strictObject(SETTINGS).parse({ ...DEFAULTS, ...chosen });
}

/**
 * The keeper of the desktop application, in `config.json` under its user data. `onSpoiled` is told where a file that
 * could not be read was put. electron-store is loaded here only,
 * because it throws outside Electron.
 */
export async function openElectronKeeper(userData: string, onSpoiled: (path: string) => void): Promise<Keeper> {
  const aside = setSpoiledAside(userData);
  if (aside !== null) onSpoiled(aside);
  const { default: Store } = await import('electron-store');
  return new Store({ cwd: userData });
}

export function createMemoryKeeper(): Keeper {
  const values = new Map<string, unknown>();
  return { get: (key) => values.get(key), set: (key, value) => void values.set(key, value) };
}
