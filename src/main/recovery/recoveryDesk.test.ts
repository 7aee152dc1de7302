import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { COMPUTER } from '../files/computer.ts';
import { LARGEST_FILE } from '../files/readWholeFile.ts';
import { RECOVERY_LIMITS, RecoveryDesk } from './recoveryDesk.ts';
import { mayStillRun, type RecoveryRecord, writerOf } from './recoveryRecord.ts';
import { createRecoveryStore, type RecoveryStore } from './recoveryStore.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const bytes = (text: string) => new TextEncoder().encode(text);
const CAT = { name: 'cat', path: '/home/me/cat.aseprite' };

let folder = '';
let store: RecoveryStore;
beforeEach(async () => {
  folder = join(await realpath(await mkdtemp(join(tmpdir(), 'celkiln-recovery-'))), 'recovery');
  store = createRecoveryStore(folder);
  onTestFinished(() => rm(join(folder, '..'), { recursive: true }));
});

function keep(desk: RecoveryDesk, document: number, text: string, about: { name: string; path: string | null } = CAT) {
  desk.keepPart(document, 0, bytes(text));
  return desk.keep(document, about);
}

/** What another program, or this one with another page, would be offered. */
async function offered(desk = new RecoveryDesk(store)) {
  const left = await desk.leftovers();
  const read = left.map(async ({ id, record }) => [record?.name, new TextDecoder().decode(await desk.read(id))]);
  return Promise.all(read);
}

test('what a page keeps is not offered to itself, but to the page after it', async () => {
  const desk = new RecoveryDesk(store);
  await keep(desk, 1, 'cat');
  await keep(desk, 2, 'dog', { name: 'dog', path: null });
  await keep(desk, 1, 'cat with a hat');
  expect(await desk.leftovers()).toEqual([]);
  desk.begin();
  expect((await offered(desk)).toSorted()).toEqual([
    ['cat', 'cat with a hat'],
    ['dog', 'dog'],
  ]);
  // The numbers of a new page begin anew, and are not those of the one before.
  await keep(desk, 1, 'bird', { name: 'bird', path: null });
  expect(await offered(desk)).toHaveLength(2);
  await desk.forget(1);
  expect(await offered(desk)).toHaveLength(2);
});

test('what a document is kept as is known before it is kept, and over restarts until it is forgotten', async () => {
  const desk = new RecoveryDesk(store);
  const id = desk.idOf(1);
  expect([desk.idOf(1), await desk.nameOf(id)]).toEqual([id, null]);
  await keep(desk, 1, 'cat');
  expect([desk.idOf(1), await desk.nameOf(id)]).toEqual([id, 'cat']);
  const after = new RecoveryDesk(store);
  expect((await after.leftovers()).map((kept) => kept.id)).toEqual([id]);
  await after.adopt(id, 7);
  expect([after.idOf(7), await after.nameOf(id)]).toEqual([id, 'cat']);
  await after.forget(7);
  expect(await after.nameOf(id)).toBeNull();
  expect(after.idOf(7)).not.toBe(id);
});

test('what is forgotten is gone, also when it is just being written', async () => {
  const desk = new RecoveryDesk(store);
  const kept = keep(desk, 1, 'cat');
  await Promise.all([kept, desk.forget(1), desk.forget(2)]);
  expect(await readdir(folder)).toEqual([]);
});

test('parts come one after the other, from the start, and not without end', async () => {
  const desk = new RecoveryDesk(store);
  desk.keepPart(1, 0, bytes('never finished'));
  desk.keepPart(1, 0, bytes('one '));
  desk.keepPart(1, 4, bytes('two'));
  expect(() => desk.keepPart(1, 4, bytes('again'))).toThrow(expect.objectContaining({ code: 'file_failed' }));
  expect(() => desk.keepPart(2, 4, bytes('lost'))).toThrow(expect.objectContaining({ code: 'file_failed' }));
  await desk.keep(1, CAT);
  expect(await offered()).toEqual([['cat', 'one two']]);
  await expect(desk.keep(1, CAT)).rejects.toMatchObject({ code: 'file_failed' });
  desk.keepPart(1, 0, new Uint8Array(LARGEST_FILE));
  expect(() => desk.keepPart(1, LARGEST_FILE, bytes('x'))).toThrow(expect.objectContaining({ code: 'file_too_large' }));
  expect(await offered()).toEqual([['cat', 'one two']]);
});

test('a path that is not that of a sprite is not noted', async () => {
  const desk = new RecoveryDesk(store);
  await keep(desk, 1, 'cat', { name: 'cat.png', path: '/home/me/cat.png' });
  expect((await new RecoveryDesk(store).leftovers())[0]?.record).toMatchObject({ name: 'cat.png', path: null });
});

test('what is adopted is kept by the page that adopted it, until it forgets it', async () => {
  await keep(new RecoveryDesk(store), 7, 'cat');
  const desk = new RecoveryDesk(store);
  const [left] = await desk.leftovers();
  await desk.adopt(left?.id ?? '', 3);
  expect(await desk.leftovers()).toEqual([]);
  expect((await new RecoveryDesk(store).leftovers())[0]).toMatchObject({
    id: left?.id,
    keptAt: left?.keptAt,
    record: { ...CAT, writer: { pid: process.pid } },
  });
  await keep(desk, 3, 'cat with a hat');
  expect(await offered()).toEqual([['cat', 'cat with a hat']]);
  await desk.forget(3);
  expect(await readdir(folder)).toEqual([]);
});

test('a sprite whose record is lost can be adopted, too', async () => {
  await keep(new RecoveryDesk(store), 1, 'cat');
  for (const name of await readdir(folder)) if (name.endsWith('.json')) await rm(join(folder, name));
  const desk = new RecoveryDesk(store);
  const [left] = await desk.leftovers();
  expect(left?.record).toBe(null);
  await desk.adopt(left?.id ?? '', 1);
  expect(await offered()).toEqual([['', 'cat']]);
});

test('nothing but what was offered is read, adopted or discarded', async () => {
  const desk = new RecoveryDesk(store);
  await keep(desk, 1, 'cat');
  const [left] = await new RecoveryDesk(store).leftovers();
  const id = left?.id ?? '';
  const refused = { code: 'not_granted' };
  await expect(desk.read(id)).rejects.toMatchObject(refused);
  await expect(desk.adopt(id, 2)).rejects.toMatchObject(refused);
  await expect(desk.discard(id)).rejects.toMatchObject(refused);
  desk.begin();
  await desk.leftovers();
  await desk.discard(id);
  await expect(desk.read(id)).rejects.toMatchObject(refused);
  expect(await readdir(folder)).toEqual([]);
});

test('what a program keeps that still runs is not offered, until it is killed', async () => {
  const other = spawn('sleep', ['60']);
  const gone = once(other, 'exit');
  const writer = { ...writerOf('00000000-0000-4000-8000-000000000001'), pid: other.pid ?? 0, startedAt: Date.now() };
  const id = '00000000-0000-4000-8000-000000000000';
  await store.write({ version: 1, id, ...CAT, keptAt: 1, writer }, bytes('cat'));
  expect(await offered()).toEqual([]);
  other.kill('SIGKILL');
  await gone;
  expect(await offered()).toEqual([['cat', 'cat']]);
});

test('a number that another process has got since is not taken for the writer', () => {
  const now = Date.now();
  const record = (writer: Partial<RecoveryRecord['writer']>): RecoveryRecord => ({
    version: 1,
    id: '00000000-0000-4000-8000-000000000000',
    ...CAT,
    keptAt: now - HOUR / 2,
    writer: { ...writerOf('00000000-0000-4000-8000-000000000001'), pid: process.ppid, startedAt: now, ...writer },
  });
  expect(mayStillRun(record({}), now)).toBe(true);
  // Before the computer was started; in a container the same number comes again with every start.
  expect(mayStillRun(record({ startedAt: 0 }), now)).toBe(false);
  expect(mayStillRun(record({ pid: process.pid }), now)).toBe(false);
  // Whether a program runs on another computer cannot be seen: what rests there for an hour is taken for left.
  const other = COMPUTER === '00000000' ? '11111111' : '00000000';
  expect(mayStillRun(record({ computer: other }), now)).toBe(true);
  expect(mayStillRun(record({ computer: other }), now + HOUR)).toBe(false);
});

test('at the end of a program leftovers go that are too old, or the oldest of too many, but none that were not offered', async () => {
  const now = 100 * DAY;
  const sizes = { today: 10, late: RECOVERY_LIMITS.bytes - 10, more: 1, old: 1 };
  const ages = { today: 0, late: 29 * DAY, more: 29.5 * DAY, old: 31 * DAY };
  const removed: string[] = [];
  const kept = (['today', 'late', 'more', 'old'] as const).map((id) => ({
    id,
    record: null,
    keptAt: now - ages[id],
    bytes: sizes[id],
  }));
  const listed = { ...store, list: async () => kept, remove: async (id: string) => void removed.push(id) };
  const desk = new RecoveryDesk(listed, () => now);
  await desk.close();
  expect(removed).toEqual([]);
  await desk.leftovers();
  await desk.close();
  expect(removed).toEqual(['more', 'old']);
});

test('the end waits for what is being written', async () => {
  const desk = new RecoveryDesk(store);
  void keep(desk, 1, 'cat');
  await desk.close();
  expect(await offered()).toEqual([['cat', 'cat']]);
});

test('one that fails does not hold up the next', async () => {
  let full = true;
  const failing: RecoveryStore = {
    ...store,
    write: async (record, sprite) => {
      if (full) throw Object.assign(new Error('full'), { code: 'disk_full' });
      await store.write(record, sprite);
    },
  };
  const desk = new RecoveryDesk(failing);
  await expect(keep(desk, 1, 'cat')).rejects.toMatchObject({ code: 'disk_full' });
  full = false;
  await keep(desk, 1, 'cat');
  expect(await offered()).toEqual([['cat', 'cat']]);
});
