import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createRecent } from './recent.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-recent-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('the newest comes first, once, with its picture, also in the next session', async () => {
  const [cat, dog] = [await sprite('cat'), await sprite('dog')];
  const recent = createRecent(join(folder, 'kept'));
  expect(await recent.list()).toEqual([]);
  await recent.remember(cat, Uint8Array.of(1));
  await recent.remember(dog, Uint8Array.of(2));
  await recent.remember(cat, Uint8Array.of(3));
  const wanted = [
    { path: cat, thumbnail: Uint8Array.of(3) },
    { path: dog, thumbnail: Uint8Array.of(2) },
  ];
  expect(await recent.list()).toEqual(wanted);
  expect(await createRecent(join(folder, 'kept')).list()).toEqual(wanted);
});

test('a file that is gone is not shown, and comes back with its disk', async () => {
  const cat = await sprite('cat');
  const recent = createRecent(join(folder, 'kept'));
  await recent.remember(cat, Uint8Array.of(1));
  await rm(cat);
  expect(await recent.list()).toEqual([]);
  await sprite('cat');
  expect(await recent.list()).toHaveLength(1);
});

test('twelve are kept, and no pictures of others, even when all come at once', async () => {
  const recent = createRecent(join(folder, 'kept'));
  const paths = await Promise.all(Array.from({ length: 20 }, (_, number) => sprite(`${number}`)));
  await Promise.all(paths.map((path) => recent.remember(path, Uint8Array.of(1))));
  expect((await recent.list()).map((entry) => entry.path)).toEqual(paths.toReversed().slice(0, 12));
  expect((await readdir(join(folder, 'kept'))).filter((name) => name.endsWith('.png'))).toHaveLength(12);
});

test('a spoiled list starts again', async () => {
  const recent = createRecent(folder);
  await writeFile(join(folder, 'files.json'), '{"half":');
  expect(await recent.list()).toEqual([]);
  const cat = await sprite('cat');
  await recent.remember(cat, Uint8Array.of(1));
  expect(await recent.list()).toHaveLength(1);
});

async function sprite(name: string): Promise<string> {
  const path = join(folder, `${name}.aseprite`);
  await writeFile(path, name);
  return path;
}
