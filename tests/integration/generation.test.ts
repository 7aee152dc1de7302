import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DemoFault } from '../../src/main/backend/luma/demoSettings.ts';
import type { Generation } from '../../src/shared/ipc.ts';
import { CAT, hasEnded, isAt, jobOf, partsIn, rowsIn, stages, statesOf, withFolder } from './parts.ts';

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
    const jobId = jobOf(states.at(-1));
    expect((await jobs.getVideoJob(jobId))?.status).toBe('processing');
    await parts.generations.acknowledge(started.id);
    expect(await jobs.getVideoJob(jobId)).toMatchObject({ status: 'completed', frame_count: clip.frames.length });
    expect(await filesWith(folder, '.mp4')).toHaveLength(1);
    await parts.generations.forget(started.id);
    // Documents may have been made of it.
    expect(await filesWith(folder, '.mp4')).toHaveLength(1);
    expect(await parts.generations.list()).toEqual([]);
    await parts.close();
  });
});

const FAULTS: readonly (readonly [DemoFault, string])[] = [
  ['callbacks_lost', 'ready'],
  ['callbacks_duplicated', 'ready'],
  ['callbacks_late', 'ready'],
  ['callbacks_reordered', 'ready'],
  ['url_expired', 'ready'],
  ['failed', 'failed'],
  ['truncated_file', 'failed'],
  ['busy', 'ready'],
];

test('whatever goes wrong at the provider: each generation ends as it must, once, with nothing left behind', async () => {
  await withFolder(async (folder) => {
    const parts = partsIn(folder, { faults: FAULTS.map(([fault]) => fault) });
    const ends: Promise<readonly Generation[]>[] = [];
    for (const _ of FAULTS) {
      const { id } = await parts.generations.generate(CAT);
      ends.push(statesOf(parts, id));
      // The first to be created takes the first fault.
      await statesOf(parts, id, (generation) => jobOf(generation) !== '' || hasEnded(generation));
    }
    const all = await Promise.all(ends);
    expect(all.map((states, at) => [FAULTS[at]?.[0], states.at(-1)?.state.stage])).toEqual(FAULTS);
    for (const states of all) {
      expect(states.filter(hasEnded)).toHaveLength(1);
      expectRisingProgress(states);
    }
    expect(await filesWith(folder, '.part')).toEqual([]);
    await parts.close();
  });
});

test.each(['waiting pending', 'waiting dreaming', 'decoding'])(
  'killed at %s and started again: the same job goes on, and nothing was asked for twice',
  async (stage) => {
    await withFolder(async (folder) => {
      const child = fork(new URL('./partsProcess.ts', import.meta.url), [folder, stage]);
      const [id] = await once(child, 'message');
      child.kill('SIGKILL');
      await once(child, 'exit');

      const parts = partsIn(folder);
      await parts.generations.resume();
      const states = await statesOf(parts, id);
      expect(states.at(-1)?.state.stage).toBe('ready');
      await parts.close();
      expect(await rowsIn(folder)).toEqual([{ id: jobOf(states.at(-1)), status: 'processing' }]);
      expect((await filesWith(folder, '.part')).filter((name) => !name.endsWith('.mp4.part'))).toEqual([]);
    });
  },
);

test.each(['waiting pending', 'downloading', 'decoding', 'pixelating'])(
  'canceled at %s: the server knows, and no part of a file is left',
  async (stage) => {
    await withFolder(async (folder) => {
      const parts = partsIn(folder);
      const { id } = await parts.generations.generate(CAT);
      await statesOf(parts, id, isAt(stage));
      await parts.generations.cancel(id);
      expect((await parts.generations.list())[0]?.state).toEqual({ stage: 'canceled' });
      expect(await filesWith(folder, '.part')).toEqual([]);
      await expect(parts.generations.clipOf(id)).rejects.toMatchObject({ code: 'not_ready' });
      await parts.close();
      const statuses = (await rowsIn(folder)).map(({ status }) => status);
      // Nothing at all where the cancel came before the prompt went out.
      expect(stage === 'waiting pending' ? [[], ['canceled']] : [['canceled']]).toContainEqual(statuses);
    });
  },
);

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
    expect(jobOf(after.at(-1))).toBe(jobOf(before.at(-1)));
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
    expect((await jobs.getVideoJob(jobOf(states.at(-1))))?.status).toBe('canceled');
    expect(await filesWith(join(folder, 'videos'), '')).toEqual([]);
    await parts.close();
  });
});

test('prompts that no provider takes are refused with words', async () => {
  await withFolder(async (folder) => {
    const parts = partsIn(folder);
    for (const prompt of ['', 'x'.repeat(3000)]) {
      const { id } = await parts.generations.generate({ ...CAT, prompt });
      const last = (await statesOf(parts, id)).at(-1);
      expect(last?.state).toMatchObject({ stage: 'failed', error: { code: 'bad_request' } });
    }
    await parts.close();
  });
});

function expectRisingProgress(states: readonly Generation[]): void {
  const progress = states.flatMap(({ state }) => ('progress' in state ? [state.progress] : []));
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
}

async function filesWith(folder: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith(ending) && !name.startsWith('backend'));
}
