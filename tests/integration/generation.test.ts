import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DemoFault } from '../../src/main/backend/luma/demoSettings.ts';
import type { Generation } from '../../src/shared/ipc.ts';
import { CAT, hasEnded, partsIn, stages, statesOf, withFolder } from './parts.ts';

test('a prompt becomes frames, through every state in order, and the job is completed after the insertion', async () => {
  await withFolder(async (folder) => {
    const parts = partsIn(folder);
    const started = await parts.generations.generate(CAT);
    const states = await statesOf(parts, started.id);
    expect(stages(states)).toEqual([
      'waiting pending',
      'waiting queued',
      'waiting dreaming',
      'waiting processing',
      'downloading',
      'decoding',
      'pixelating',
      'ready',
    ]);
    expectRisingProgress(states);

    const clip = await parts.generations.clipOf(started.id);
    expect([clip.width, clip.height]).toEqual([32, 32]);
    expect(clip.palette.length).toBeLessThanOrEqual(17);
    expect(clip.frames.length).toBeGreaterThan(3);
    expect(clip.frames.every(({ indices }) => indices.some((entry) => entry !== 0))).toBe(true);
    expect(clip.frames.every(({ indices }) => indices[0] === 0)).toBe(true);

    const { jobs, provider } = await parts.cloud.jobs();
    expect(provider.name).toBe('Demo generator');
    const jobId = jobOf(states);
    expect((await jobs.getVideoJob(jobId))?.status).toBe('processing');
    await parts.generations.acknowledge(started.id);
    expect(await jobs.getVideoJob(jobId)).toMatchObject({ status: 'completed', frame_count: clip.frames.length });
    await parts.close();
  });
});

test.each<[DemoFault, string]>([
  ['callbacks_lost', 'ready'],
  ['callbacks_duplicated', 'ready'],
  ['callbacks_late', 'ready'],
  ['callbacks_reordered', 'ready'],
  ['url_expired', 'ready'],
  ['busy', 'ready'],
  ['failed', 'failed'],
  ['truncated_file', 'failed'],
])('a provider with the fault %s ends in %s, once, with nothing left behind', async (fault, end) => {
  await withFolder(async (folder) => {
    const parts = partsIn(folder, { faults: [fault] });
    const { id } = await parts.generations.generate(CAT);
    const states = await statesOf(parts, id);
    expect(states.at(-1)?.state.stage).toBe(end);
    expect(states.filter(hasEnded)).toHaveLength(1);
    expectRisingProgress(states);
    expect(await filesWith(folder, '.part')).toEqual([]);
    await parts.close();
  });
});

test('a restart in the middle goes on with the same job', async () => {
  await withFolder(async (folder) => {
    const first = partsIn(folder, { dreamingFor: 4000 });
    const { id } = await first.generations.generate(CAT);
    const before = await statesOf(first, id, ({ state }) => state.stage === 'waiting' && state.status === 'dreaming');
    await first.close();

    const second = partsIn(folder, { dreamingFor: 4000 });
    await second.generations.resume();
    const after = await statesOf(second, id);
    expect(after.at(-1)?.state.stage).toBe('ready');
    expect(jobOf(after)).toBe(jobOf(before));
    await second.close();

    const third = partsIn(folder);
    expect((await third.generations.clipOf(id)).frames.length).toBeGreaterThan(3);
    await third.close();
  });
});

test('a canceled generation leaves no file, and the server knows', async () => {
  await withFolder(async (folder) => {
    const parts = partsIn(folder, { dreamingFor: 5000 });
    const { id } = await parts.generations.generate(CAT);
    const states = await statesOf(parts, id, ({ state }) => state.stage === 'waiting' && state.status === 'dreaming');
    await parts.generations.cancel(id);
    expect((await parts.generations.list())[0]?.state).toEqual({ stage: 'canceled' });
    const { jobs } = await parts.cloud.jobs();
    expect((await jobs.getVideoJob(jobOf(states)))?.status).toBe('canceled');
    expect(await filesWith(join(folder, 'videos'), '')).toEqual([]);
    await parts.close();
  });
});

test.each([
  ['', 'bad_request'],
  ['x'.repeat(3000), 'bad_request'],
])('a prompt that no provider takes is refused with words', async (prompt, code) => {
  await withFolder(async (folder) => {
    const parts = partsIn(folder);
    const { id } = await parts.generations.generate({ ...CAT, prompt });
    const last = (await statesOf(parts, id)).at(-1);
    expect(last?.state).toMatchObject({ stage: 'failed', error: { code } });
    await parts.close();
  });
});

function jobOf(states: readonly Generation[]): string {
  const origin = states.at(-1)?.origin;
  return origin?.kind === 'prompt' ? (origin.jobId ?? '') : '';
}

function expectRisingProgress(states: readonly Generation[]): void {
  const progress = states.flatMap(({ state }) => ('progress' in state ? [state.progress] : []));
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
}

async function filesWith(folder: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith(ending) && !name.startsWith('backend'));
}
