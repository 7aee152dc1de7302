import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createVideoCache } from './videoCache.ts';

const HOUR = 3600;

test('the oldest go until the rest fits, and so do parts that nobody writes any more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-cache-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const put = async (name: string, bytes: number, hoursOld: number): Promise<void> => {
    await writeFile(join(folder, name), Buffer.alloc(bytes));
    const time = Date.now() / 1000 - hoursOld * HOUR;
    await utimes(join(folder, name), time, time);
  };
  await put('old.mp4', 400, 50);
  await put('middle.mp4', 400, 40);
  await put('young.mp4', 400, 1);
  await put('dead.mp4.part', 100, 30);
  await put('growing.mp4.part', 100, 0);
  await createVideoCache(folder, 1000).trim();
  expect((await readdir(folder)).sort()).toEqual(['growing.mp4.part', 'middle.mp4', 'young.mp4']);
  await createVideoCache(folder, 100).trim();
  expect((await readdir(folder)).sort()).toEqual(['growing.mp4.part', 'young.mp4']);
});

test('a folder that cannot be made is no failure', async () => {
  await expect(createVideoCache('/dev/null/videos').trim()).resolves.toBeUndefined();
});
