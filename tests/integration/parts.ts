import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DemoSettings } from '../../src/main/backend/luma/demoSettings.ts';
import { openStore } from '../../src/main/backend/openStore.ts';
import { memorySecrets, type Secrets } from '../../src/main/cloud/secrets.ts';
import { type GenerationParts, openParts } from '../../src/main/openParts.ts';
import { createMemoryKeeper, createSettings, type SettingsStore } from '../../src/main/settings.ts';
import { DEFAULT_CLIP } from '../../src/shared/clip/clipSettings.ts';
import type { Generation, GenerationId, GenerationRequest } from '../../src/shared/ipc.ts';
import { preparedFolder, SUPABASE_FOLDER } from './backendFixture.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The small, quick kind of prompt that tests send. */
export const CAT: GenerationRequest = {
  prompt: 'a cute pixel art cat walking',
  settings: { ...DEFAULT_CLIP, width: 32, height: 32, colorCount: 16 },
};

export const QUICK_DEMO: DemoSettings = { queuedFor: 100, dreamingFor: 300, framePixels: 160 * 160, seconds: 2 };

/** Which project is asked, and the sessions in it. */
export interface Account {
  readonly settings: SettingsStore;
  readonly secrets: Secrets;
  /** Beside the process's own. */
  readonly environment: Readonly<Record<string, string>>;
}

/** A data folder of its own with an empty database in it, gone at the end of the test. */
export async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = dirname(await preparedFolder());
  try {
    await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything from prompt to frames as the application opens it, on a data folder; asks the demo generator by default. */
export function partsIn(
  userData: string,
  demo: DemoSettings = {},
  { settings = createSettings(createMemoryKeeper()), secrets = memorySecrets(), environment }: Partial<Account> = {},
): GenerationParts {
  return openParts({
    userData,
    settings,
    secrets,
    supabaseFolder: join(ROOT, 'supabase'),
    workers: {
      backend: new URL('../../src/main/backend/worker.ts', import.meta.url),
      pixelate: new URL('../../src/main/generation/pixelateWorker.ts', import.meta.url),
    },
    environment: { ...process.env, ...environment },
    demo: { ...QUICK_DEMO, ...demo },
    timing: { quiet: 6000, longestQuiet: 6000 },
  });
}

/** Every state that a generation goes through until it ends (or `until` says so). */
export async function statesOf(
  { generations }: GenerationParts,
  id: GenerationId,
  until: (generation: Generation) => boolean = hasEnded,
): Promise<readonly Generation[]> {
  const seen: Generation[] = [];
  const known = (await generations.list()).find((generation) => generation.id === id);
  return new Promise((resolve) => {
    const take = (generation: Generation): void => {
      if (generation.id !== id) return;
      seen.push(generation);
      if (!until(generation)) return;
      stop();
      resolve(seen);
    };
    const stop = generations.onChange(take);
    if (known) take(known);
  });
}

export function hasEnded({ state: { stage } }: Generation): boolean {
  return stage === 'ready' || stage === 'done' || stage === 'failed' || stage === 'canceled';
}

/** The states in order, each once: 'waiting pending', 'downloading' ... */
export function stages(states: readonly Generation[]): readonly string[] {
  const names = states.map(({ state }) => (state.stage === 'waiting' ? `waiting ${state.status}` : state.stage));
  return names.filter((name, i) => name !== names[i - 1]);
}

/** Whether it has come to this stage, as stages() writes it. */
export function isAt(stage: string): (generation: Generation) => boolean {
  return (generation) => stages([generation])[0] === stage || hasEnded(generation);
}

/** The job of a generation; empty while there is none. */
export function jobOf(generation: Generation | undefined): string {
  return generation?.origin.jobId ?? '';
}

/** Every row in the table of jobs of a data folder that nobody uses any more. */
export async function rowsIn(userData: string): Promise<readonly { readonly id: string; readonly status: string }[]> {
  const { database } = await openStore(join(userData, 'backend'), SUPABASE_FOLDER);
  try {
    return await database.query<{ id: string; status: string }>('select id, status from public.video_generation_jobs');
  } finally {
    await database.close();
  }
}
