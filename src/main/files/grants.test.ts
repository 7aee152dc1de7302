import { mkdir, mkdtemp, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FileId } from '../../shared/ipc.ts';
import { createGrants, isFileId } from './grants.ts';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'celkiln-grants-')));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('a granted file is read and written through its id, which does not tell the path', async () => {
  const grants = createGrants();
  await writeFile(join(folder, 'cat.aseprite'), 'old');
  const file = await grants.grant(join(folder, 'cat.aseprite'));
  expect(file).toEqual({ id: expect.any(String), name: 'cat.aseprite', kind: 'aseprite' });
  expect(file.id).not.toContain('cat');
  expect(new TextDecoder().decode(await grants.read(file.id))).toBe('old');
  await grants.write(file.id, new TextEncoder().encode('new'));
  expect(await readFile(join(folder, 'cat.aseprite'), 'utf8')).toBe('new');
});

test('one file has one id, by whatever way it was found', async () => {
  const grants = createGrants();
  await writeFile(join(folder, 'cat.png'), '');
  await symlink('cat.png', join(folder, 'link.png'));
  await symlink('.', join(folder, 'here'));
  const ways = ['cat.png', 'link.png', 'here/cat.png', './here/./cat.png'];
  const files = await Promise.all(ways.map((way) => grants.grant(`${folder}/${way}`)));
  expect(new Set(files.map((file) => file.id)).size).toBe(1);
  expect(new Set(files.map((file) => file.name))).toEqual(new Set(['cat.png']));
});

test('folders and missing files are not granted, but a place for a new file is', async () => {
  const grants = createGrants();
  await mkdir(join(folder, 'sprites.png'));
  await expect(grants.grant(join(folder, 'sprites.png'))).rejects.toMatchObject({ code: 'not_a_file' });
  await expect(grants.grantPlace(join(folder, 'sprites.png'))).rejects.toMatchObject({ code: 'not_a_file' });
  await expect(grants.grant(join(folder, 'new.gif'))).rejects.toMatchObject({ code: 'file_not_found' });
  await expect(grants.grantPlace(join(folder, 'gone', 'new.gif'))).rejects.toMatchObject({ code: 'folder_not_found' });
  const place = await grants.grantPlace(join(folder, 'new.gif'));
  await expect(grants.read(place.id)).rejects.toMatchObject({ code: 'file_not_found' });
  await grants.write(place.id, Uint8Array.of(1));
  expect(await grants.read(place.id)).toEqual(Uint8Array.of(1));
});

test('ids that were never given open nothing', async () => {
  const made: unknown = '00000000-0000-4000-8000-000000000000';
  if (!isFileId(made)) throw new Error('It looks like an id');
  await expect(createGrants().read(made)).rejects.toMatchObject({ code: 'not_granted' });
});

test.each(['', '../../etc/passwd', '/etc/passwd', 'file', 7, null, {}])('%j is no file id', (value) => {
  expect(isFileId(value)).toBe(false);
});

test('a link put in the place of a granted file is followed neither to read nor to write', async () => {
  const grants = createGrants();
  const { id, secret } = await grantAndSwap(grants, 'cat.png');
  await expect(grants.read(id)).rejects.toMatchObject({ name: 'FileError' });
  await expect(grants.write(id, Uint8Array.of(1))).rejects.toMatchObject({ code: 'not_granted' });
  expect(await readFile(secret, 'utf8')).toBe('secret');
});

test('a link put there while the file is written is not followed either', async () => {
  const grants = createGrants();
  const [path, secret] = [join(folder, 'cat.png'), join(folder, 'secret')];
  await writeFile(secret, 'secret');
  await writeFile(path, 'old');
  const { id } = await grants.grant(path);
  let swaps = 0;
  let racing = true;
  const racer = (async () => {
    for (; racing; swaps++) {
      await symlink(secret, join(folder, `link${swaps}`));
      await rename(join(folder, `link${swaps}`), path);
      await writeFile(join(folder, `file${swaps}`), 'old');
      await rename(join(folder, `file${swaps}`), path);
    }
  })();
  let written = 0;
  // On a busy machine it may take a while until both have had their turn.
  for (let round = 0; round < 200 || (Math.min(written, swaps) === 0 && round < 20_000); round++) {
    await grants.write(id, Uint8Array.of(1)).then(
      () => written++,
      (error: unknown) => expect(error).toMatchObject({ name: 'FileError' }),
    );
  }
  racing = false;
  await racer;
  expect(await readFile(secret, 'utf8')).toBe('secret');
  expect(Math.min(written, swaps)).toBeGreaterThan(0);
});

test('a link put in the place of its folder is not followed to write', async () => {
  const grants = createGrants();
  await mkdir(join(folder, 'mine'));
  await mkdir(join(folder, 'theirs'));
  await writeFile(join(folder, 'mine', 'cat.png'), 'old');
  await writeFile(join(folder, 'theirs', 'cat.png'), 'secret');
  const { id } = await grants.grant(join(folder, 'mine', 'cat.png'));
  await rename(join(folder, 'mine'), join(folder, 'moved'));
  await symlink('theirs', join(folder, 'mine'));
  await expect(grants.write(id, Uint8Array.of(1))).rejects.toMatchObject({ code: 'not_granted' });
  expect(await readFile(join(folder, 'theirs', 'cat.png'), 'utf8')).toBe('secret');
});

async function grantAndSwap(
  grants: ReturnType<typeof createGrants>,
  name: string,
): Promise<{ readonly id: FileId; readonly secret: string }> {
  const secret = join(folder, 'secret');
  await writeFile(secret, 'secret');
  await writeFile(join(folder, name), 'old');
  const { id } = await grants.grant(join(folder, name));
  await rm(join(folder, name));
  await symlink(secret, join(folder, name));
  return { id, secret };
}
