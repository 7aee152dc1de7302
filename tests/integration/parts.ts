import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DemoSettings } from '../../src/main/backend/luma/demoSettings.ts';
import { memorySecrets } from '../../src/main/cloud/secrets.ts';
import { type GenerationParts, openParts } from '../../src/main/openParts.ts';
import { createMemoryKeeper, createSettings } from '../../src/main/settings.ts';
import type { Generation, GenerationId, GenerationRequest } from '../../src/shared/ipc.ts';
import { preparedFolder } from './backendFixture.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The small, quick kind of prompt that tests send. */
export const CAT: GenerationRequest = {
  prompt: 'a cute pixel art cat walking',
  width: 32,
  height: 32,
  colorCount: 16,
  fps: 12,
  background: 'remove',
  loop: true,
};

export const QUICK_DEMO: DemoSettings = { queuedFor: 100, dreamingFor: 300, framePixels: 160 * 160, seconds: 2 };

/** A data folder of its own with an empty database in it, gone at the end of the test. */
export async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = dirname(await preparedFolder());
  try {
    await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything from prompt to frames as the application opens it, on a data folder. */
export function partsIn(userData: string, demo: DemoSettings = {}): GenerationParts {
  return openParts({
    userData,
    settings: createSettings(createMemoryKeeper()),
    secrets: memorySecrets(),
    supabaseFolder: join(ROOT, 'supabase'),
    workers: {
      backend: new URL('../../src/main/backend/worker.ts', import.meta.url),
      pixelate: new URL('../../src/main/generation/pixelateWorker.ts', import.meta.url),
    },
    environment: process.env,
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
