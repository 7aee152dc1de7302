import { mkdtemp, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { recordingParts } from '../recordingParts.fixture.ts';
import { createRequests } from '../requests.ts';
import { RecoveryDesk } from './recoveryDesk.ts';
import { createRecoveryStore } from './recoveryStore.ts';

const NOW = 1_000_000_000_000;
const SPRITE = Uint8Array.of(1, 2, 3);

let folder = '';
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'celkiln-recovery-')));
  onTestFinished(() => rm(folder, { recursive: true }));
});

/** A program, with all that it would be asked; another one after it is another call. */
function program(place: string | null = null) {
  const store = createRecoveryStore(join(folder, 'recovery'));
  const { parts, calls } = recordingParts({ place });
  const requests = createRequests({ ...parts, recovery: new RecoveryDesk(store, () => NOW) });
  return { requests, calls };
}

/** Keeps a sprite that was saved to this file before; its file was written this much after the copy. */
async function keepOf(path: string, later: number): Promise<void> {
  await writeFile(path, 'sprite');
  const { requests } = program(path);
  const place = await requests.chooseSavePlace('cat', 'aseprite');
  await requests.keepPart(1, 0, SPRITE);
  await requests.keepSprite(1, { name: 'cat.aseprite', file: place?.id ?? null });
  await utimes(path, new Date(), new Date(NOW + later));
}

test('the next program is offered the sprite with its file, which it may write to', async () => {
  const path = join(folder, 'cat.aseprite');
  await keepOf(path, -1000);
  const { requests } = program();
  const [left] = await requests.recoverables();
  if (left?.original.kind !== 'there') throw new Error('Its file is there.');
  expect(left).toMatchObject({ name: 'cat.aseprite', keptAt: NOW });
  expect(left.original.file).toEqual({ id: expect.any(String), name: 'cat.aseprite', kind: 'aseprite' });
  expect(await requests.readRecoverable(left.id)).toEqual(SPRITE);
  await requests.adoptRecoverable(left.id, 4);
  await requests.writeFile(left.original.file.id, SPRITE);
  await requests.forgetKept(4);
  expect(await program().requests.recoverables()).toEqual([]);
});

test('that the file was changed since, moved, or made a link is told', async () => {
  const path = join(folder, 'cat.aseprite');
  await keepOf(path, 1000);
  const original = async () => (await program().requests.recoverables())[0]?.original.kind;
  expect(await original()).toBe('changed');
  await rm(path);
  expect(await original()).toBe('gone');
  await writeFile(join(folder, 'other.aseprite'), 'other');
  await symlink(join(folder, 'other.aseprite'), path);
  expect(await original()).toBe('gone');
});

test('one without a file says so, and one that is discarded is gone', async () => {
  const first = program();
  await first.requests.keepPart(1, 0, SPRITE);
  await first.requests.keepSprite(1, { name: 'Sprite 1', file: null });
  const { requests } = program();
  const [left] = await requests.recoverables();
  if (left === undefined) throw new Error('It was kept.');
  expect(left).toEqual({ id: left.id, name: 'Sprite 1', keptAt: NOW, original: { kind: 'none' } });
  await requests.discardRecoverable(left.id);
  expect(await requests.recoverables()).toEqual([]);
});

test('a page that is loaded anew is offered what the one before it kept', async () => {
  const { requests } = program();
  await requests.environment();
  await requests.keepPart(1, 0, SPRITE);
  await requests.keepSprite(1, { name: 'Sprite 1', file: null });
  expect(await requests.recoverables()).toEqual([]);
  await requests.environment();
  expect(await requests.recoverables()).toHaveLength(1);
});

test('the folder is shown where it lies, also when nothing was kept yet', async () => {
  const { requests, calls } = program();
  await requests.openRecoveryFolder();
  expect(calls).toEqual([`openFolder ${join(folder, 'recovery')}`]);
});

test('a file that was never opened here cannot be named', async () => {
  const { requests } = program();
  await requests.keepPart(1, 0, SPRITE);
  const stranger = (await program(join(folder, 'x.aseprite')).requests.chooseSavePlace('x', 'aseprite'))?.id ?? null;
  await expect(requests.keepSprite(1, { name: 'x', file: stranger })).rejects.toMatchObject({ code: 'not_granted' });
});
