import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_EXPORT } from '../shared/exportSettings.ts';
import { type Keeper, openFileKeeper } from './fileKeeper.ts';
import { createMemoryKeeper, createSettings, openElectronKeeper } from './settings.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-settings-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const DEFAULTS = {
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
  ffmpegPath: '',
  videoCacheLimit: 2,
  exportPresets: [],
  lastClip: null,
};

/** electron-store takes a folder of its own outside Electron too, so that the same code is tested. */
const KEEPERS: Readonly<Record<string, () => Promise<Keeper>>> = {
  'electron-store': () => openElectronKeeper(folder, () => {}),
  'a plain file': async () => openFileKeeper(folder),
};

test.each(Object.keys(KEEPERS))('with %s settings begin with defaults and outlive the program', async (name) => {
  const settings = createSettings(await open(name));
  expect(settings.read()).toEqual(DEFAULTS);
  expect(settings.write({ theme: 'light', uiScale: 1.5 })).toEqual({ ...DEFAULTS, theme: 'light', uiScale: 1.5 });
  expect(createSettings(await open(name)).read()).toEqual({ ...DEFAULTS, theme: 'light', uiScale: 1.5 });
});

test('the window and the command line read each other’s file', async () => {
  createSettings(await open('electron-store')).write({ ffmpegPath: '/opt/ffmpeg' });
  const plain = createSettings(await open('a plain file'));
  expect(plain.read().ffmpegPath).toBe('/opt/ffmpeg');
  plain.write({ language: 'ko' });
  expect(createSettings(await open('electron-store')).read()).toMatchObject({
    ffmpegPath: '/opt/ffmpeg',
    language: 'ko',
  });
});

test.each(Object.keys(KEEPERS))('with %s a spoiled file is set aside and defaults used', async (name) => {
  for (const spoiled of ['{"settings": {"theme"', '', '[]', 'null', '\0\0\0']) {
    await writeFile(join(folder, 'config.json'), spoiled);
    expect(createSettings(await open(name)).read()).toEqual(DEFAULTS);
  }
  const aside = (await readdir(folder)).filter((file) => file.includes('spoiled'));
  expect(aside).toHaveLength(5);
  expect(await readFile(join(folder, 'config.json.spoiled-1'), 'utf8')).toBe('{"settings": {"theme"');
});

test('one value that is no longer valid does not cost the others', () => {
  const keeper = createMemoryKeeper();
  keeper.set('settings', { theme: 'pink', language: 'ko', uiScale: 40, old: true });
  expect(createSettings(keeper).read()).toEqual({ ...DEFAULTS, language: 'ko' });
});

test.each([
  { supabaseUrl: 'http://example.com' },
  { supabaseUrl: 'ftp://example.com' },
  { supabaseUrl: 'example' },
  { uiScale: 0.5 },
])('%j is not written', (change) => {
  const settings = createSettings(createMemoryKeeper());
  expect(() => settings.write(change)).toThrow();
  expect(settings.read()).toEqual(DEFAULTS);
});

test.each(['', 'https://x.supabase.co', 'http://127.0.0.1:54321', 'http://localhost:54321', 'http://[::1]:54321'])(
  'the address %j is fine',
  (supabaseUrl) => {
    expect(createSettings(createMemoryKeeper()).write({ supabaseUrl }).supabaseUrl).toBe(supabaseUrl);
  },
);

async function open(name: string): Promise<Keeper> {
  const keeper = await KEEPERS[name]?.();
  if (!keeper) throw new Error(`No keeper ${name}`);
  return keeper;
}

test('presets of an export are kept as they are, and one that is none costs only the presets', () => {
  const preset = { name: 'Big', settings: { ...DEFAULT_EXPORT, scale: 8 } };
  const keeper = createMemoryKeeper();
  createSettings(keeper).write({ exportPresets: [preset], language: 'ko' });
  expect(createSettings(keeper).read().exportPresets).toEqual([preset]);
  keeper.set('settings', { language: 'ko', exportPresets: [{ name: 'Odd', settings: { scale: 8 } }] });
  expect(createSettings(keeper).read()).toEqual({ ...DEFAULTS, language: 'ko' });
});
