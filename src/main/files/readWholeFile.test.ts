import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileKind } from './fileKind.ts';
import { readWholeFile } from './readWholeFile.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-read-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('a file is read whole, an empty one too', async () => {
  await writeFile(join(folder, 'cat'), Uint8Array.of(1, 2, 3));
  await writeFile(join(folder, 'empty'), '');
  expect(await readWholeFile(join(folder, 'cat'))).toEqual(Uint8Array.of(1, 2, 3));
  expect(await readWholeFile(join(folder, 'empty'))).toEqual(new Uint8Array());
});

test.each([
  ['grows', Uint8Array.of(1, 2, 3, 4)],
  ['shrinks', Uint8Array.of(1)],
])('a file that %s while it is read is still being written', async (_, content) => {
  const path = join(folder, 'cat');
  await writeFile(path, Uint8Array.of(1, 2, 3));
  const opened: typeof open = async (...words) => {
    const handle = await open(...words);
    const { stat } = handle;
    // Behind the first look at its size.
    const once = async () => {
      const found = await stat.call(handle);
      Object.assign(handle, { stat });
      await writeFile(path, content);
      return found;
    };
    return Object.assign(handle, { stat: once });
  };
  await expect(readWholeFile(path, 99, opened)).rejects.toMatchObject({ code: 'file_busy' });
});

test('what is missing, too large or no file says so; a pipe is not waited for', async () => {
  await writeFile(join(folder, 'large'), new Uint8Array(100));
  await mkdir(join(folder, 'folder'));
  await symlink('large', join(folder, 'link'));
  await promisify(execFile)('mkfifo', [join(folder, 'pipe')]);
  const read = (name: string) => readWholeFile(join(folder, name), 99);
  await expect(read('gone')).rejects.toMatchObject({ code: 'file_not_found' });
  await expect(read('large')).rejects.toMatchObject({ code: 'file_too_large' });
  for (const name of ['folder', 'link', 'pipe', 'large/inside']) {
    await expect(read(name)).rejects.toMatchObject({ code: name.includes('/') ? 'folder_not_found' : 'not_a_file' });
  }
  await expect(readWholeFile('/dev/zero')).rejects.toMatchObject({ code: 'not_a_file' });
});

test.each([
  ['cat.aseprite', 'aseprite'],
  ['CAT.ASE', 'aseprite'],
  ['cat.old.png', 'image'],
  ['clip.MOV', 'video'],
  ['walk.gif', 'image'],
  ['cat.piskel', 'image'],
  ['cat.bmp', 'image'],
  ['db32.gpl', 'palette'],
  ['png', 'unknown'],
  ['.png', 'unknown'],
  ['cat.exe', 'unknown'],
])('%s is %s', (name, kind) => {
  expect(fileKind(name)).toBe(kind);
});
