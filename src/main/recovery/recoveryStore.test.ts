import { randomUUID } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { runAndKill } from '../files/runAndKill.fixture.ts';
import { smallDisk } from '../files/smallDisk.fixture.ts';
import { type RecoveryRecord, writerOf } from './recoveryRecord.ts';
import { createRecoveryStore } from './recoveryStore.ts';

const LONG = process.env.CELKILN_LONG === '1';
const PAGE = randomUUID();
const WRITER = writerOf(PAGE);
const idOf = (number: number) => `00000000-0000-4000-8000-00000000000${number}`;
const record = (number: number, more: Partial<RecoveryRecord> = {}): RecoveryRecord => ({
  version: 1,
  id: idOf(number),
  name: 'cat.aseprite',
  path: '/home/me/cat.aseprite',
  keptAt: number,
  writer: WRITER,
  ...more,
});
const bytes = (text: string) => new TextEncoder().encode(text);

let parent = '';
let folder = '';
beforeEach(async () => {
  parent = await realpath(await mkdtemp(join(tmpdir(), 'celkiln-recovery-')));
  folder = join(parent, 'recovery');
  onTestFinished(() => rm(parent, { recursive: true }));
});

test('what was kept is there again, newest first, and is read by its id', async () => {
  const store = createRecoveryStore(folder);
  expect(await store.list()).toEqual([]);
  await store.write(record(1), bytes('one'));
  await store.write(record(3), bytes('three'));
  await store.write(record(2, { path: null, name: '' }), bytes('two'));
  await store.write(record(1, { name: 'dog.aseprite' }), bytes('one again'));
  const left = await createRecoveryStore(folder).list();
  expect(left).toEqual([
    { id: idOf(3), record: record(3), keptAt: 3, bytes: 5 },
    { id: idOf(2), record: record(2, { path: null, name: '' }), keptAt: 2, bytes: 3 },
    { id: idOf(1), record: record(1, { name: 'dog.aseprite' }), keptAt: 1, bytes: 9 },
  ]);
  expect(await store.read(idOf(1))).toEqual(bytes('one again'));
  await store.remove(idOf(3));
  await store.remove(idOf(3));
  expect((await store.list()).map(({ id }) => id)).toEqual([idOf(2), idOf(1)]);
  expect(await readdir(folder)).toHaveLength(4);
});

test('nobody but its user may read what is kept, be the folder an open one from before', async () => {
  await mkdir(folder);
  await chmod(folder, 0o755);
  const store = createRecoveryStore(folder);
  await store.write(record(1), bytes('one'));
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  for (const name of await readdir(folder)) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

test.each<[string, (text: string) => string]>([
  ['nothing', () => ''],
  ['half of it', (text) => text.slice(0, text.length / 2)],
  ['null', () => 'null'],
  ['another version', (text) => text.replace('"version":1', '"version":2')],
  ['the id of another', (text) => text.replace(idOf(1), idOf(2))],
  ['an id that leads elsewhere', (text) => text.replace(idOf(1), '../../etc/passwd')],
  ['a path that is not whole', (text) => text.replace('/home/me/', '../')],
  ['a path to what is no sprite', (text) => text.replace('/home/me/cat.aseprite', '/home/me/.bashrc')],
  ['a path with an end in it', (text) => text.replace('/home/me/cat', '/home/me/.bashrc\\u0000')],
  ['a name without end', (text) => text.replace('"cat.', `"${'x'.repeat(1001)}.`)],
  ['more than belongs there', (text) => text.replace('{', '{"token":"secret",')],
  ['no time', (text) => text.replace('"keptAt":1', '"keptAt":"today"')],
  ['a file that is far too long', (text) => text + ' '.repeat(300_000)],
])('a record with %s costs only itself: the sprite is still there, others too', async (_what, spoil) => {
  const store = createRecoveryStore(folder);
  await store.write(record(1), bytes('one'));
  await store.write(record(3), bytes('three'));
  const file = join(folder, `${idOf(1)}.json`);
  await writeFile(file, spoil(await readFile(file, 'utf8')));
  await writeFile(join(folder, 'notes.txt'), 'no sprite');
  const left = await store.list();
  expect(left.find(({ id }) => id === idOf(1))).toEqual({
    id: idOf(1),
    record: null,
    keptAt: (await stat(join(folder, `${idOf(1)}.aseprite`))).mtimeMs,
    bytes: 3,
  });
  expect(left.find(({ id }) => id === idOf(3))?.record).toEqual(record(3));
  expect(left).toHaveLength(2);
});

test('links are neither listed nor read nor written through', async () => {
  const store = createRecoveryStore(folder);
  await store.write(record(1), bytes('one'));
  const secret = join(parent, 'secret');
  await writeFile(secret, 'secret');
  await symlink(secret, join(folder, `${idOf(2)}.aseprite`));
  await rm(join(folder, `${idOf(1)}.json`));
  await symlink(secret, join(folder, `${idOf(1)}.json`));
  expect((await store.list()).map(({ id, record: found }) => [id, found])).toEqual([[idOf(1), null]]);
  await expect(store.read(idOf(2))).rejects.toMatchObject({ code: 'not_a_file' });
  await expect(store.write(record(2), bytes('two'))).rejects.toMatchObject({ code: 'not_a_file' });
  await expect(store.writeRecord(record(1))).rejects.toMatchObject({ code: 'not_a_file' });
  expect(await readFile(secret, 'utf8')).toBe('secret');
});

test('a folder that is a link, or a file, keeps nothing and says so', async () => {
  const elsewhere = join(parent, 'elsewhere');
  await mkdir(elsewhere);
  await symlink(elsewhere, folder);
  const store = createRecoveryStore(folder);
  await expect(store.write(record(1), bytes('one'))).rejects.toMatchObject({ code: 'not_a_file' });
  await writeFile(join(elsewhere, `${idOf(1)}.aseprite`), 'one');
  expect(await store.list()).toEqual([]);
  await rm(folder);
  await writeFile(folder, '');
  await expect(store.write(record(1), bytes('one'))).rejects.toMatchObject({ code: 'not_a_file' });
  expect(await store.list()).toEqual([]);
});

test('a record whose sprite is gone is a removal that was cut short', async () => {
  const store = createRecoveryStore(folder);
  await store.write(record(1), bytes('one'));
  await rm(join(folder, `${idOf(1)}.aseprite`));
  expect(await store.list()).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
});

test('on a disk that is full what was kept before is still there', async () => {
  const disk = await smallDisk(parent);
  try {
    const store = createRecoveryStore(join(disk.folder, 'recovery'), disk.files);
    await store.write(record(1), new Uint8Array(600 * 1024).fill(1));
    const failure = store.write(record(1, { keptAt: 9 }), new Uint8Array(600 * 1024).fill(2));
    await expect(failure).rejects.toMatchObject({ code: 'disk_full' });
    expect(await store.list()).toMatchObject([{ id: idOf(1), keptAt: 1, bytes: 600 * 1024 }]);
    expect(new Set(await store.read(idOf(1)))).toEqual(new Set([1]));
    expect(await readdir(join(disk.folder, 'recovery'))).toHaveLength(2);
  } finally {
    await disk.remove();
  }
});

test(
  'a program that is killed at any moment leaves a whole sprite with a record, the old one or the new one',
  async () => {
    const modules = ['recoveryStore.ts', 'recoveryRecord.ts'].map((name) =>
      JSON.stringify(new URL(name, import.meta.url).href),
    );
    const script = `
      const { createRecoveryStore } = await import(${modules[0]});
      const { writerOf } = await import(${modules[1]});
      const store = createRecoveryStore(${JSON.stringify(folder)});
      const record = { ...${JSON.stringify(record(1))}, writer: writerOf(${JSON.stringify(PAGE)}) };
      for (let round = 0; ; round++) {
        await store.write({ ...record, keptAt: round }, new Uint8Array(2_000_000).fill(round & 1));
        console.log(round);
      }
    `;
    const seen = new Set<number | undefined>();
    for (let run = 0; run < (LONG ? 300 : 25); run++) {
      await runAndKill(script, (run * 7919) % 60);
      const store = createRecoveryStore(folder);
      expect(await store.list()).toEqual([
        { id: idOf(1), record: expect.objectContaining({ id: idOf(1) }), keptAt: expect.any(Number), bytes: 2_000_000 },
      ]);
      const sprite = await store.read(idOf(1));
      expect(new Set(sprite).size).toBe(1);
      seen.add(sprite[0]);
      expect(await readdir(folder)).toHaveLength(2);
    }
    expect(seen.size).toBe(2);
  },
  LONG ? 600_000 : 90_000,
);
