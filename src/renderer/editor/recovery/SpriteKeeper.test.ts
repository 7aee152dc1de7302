import { expect, test } from 'vitest';
import type { FileId } from '../../../shared/ipc.ts';
import { KEPT_PART, type RecoveryId } from '../../../shared/recovery.ts';
import { withSettings } from '../actions.ts';
import { closeDocument, openDocument, redoActive, spriteOf, undoActive } from '../documents.ts';
import { type Session, updateDocument } from '../session.ts';
import { createStore } from '../store.ts';
import { documentOf, gesture, sessionWith } from '../testSession.ts';
import { KEEPING, SpriteKeeper } from './SpriteKeeper.ts';

const FRESH = sessionWith({ width: 8, height: 8 });

/** A keeper whose time stands still until it is moved, and what it asked for. */
function setUp(start: Session = FRESH, size = 10) {
  const store = createStore(start);
  const calls: string[] = [];
  let [now, full, drawn] = [0, false, 0];
  let timer: { readonly at: number; readonly task: () => void } | null = null;
  let release = (): void => undefined;
  let packing = Promise.resolve();
  new SpriteKeeper({
    store,
    requests: {
      async keepPart(document, at, bytes) {
        if (full) throw Object.assign(new Error('No room.'), { code: 'disk_full' });
        calls.push(`part ${document} ${at}+${bytes.length}`);
      },
      keepSprite: async (document, { name, file }) => void calls.push(`keep ${document} ${name} ${file}`),
      forgetKept: async (document) => void calls.push(`forget ${document}`),
    },
    packer: {
      async pack(document, _sprite, wanted) {
        calls.push(`pack ${document} at ${now}`);
        await packing;
        return wanted() ? new Uint8Array(size) : null;
      },
      forget: () => undefined,
    },
    clock: () => now,
    later(task, milliseconds) {
      const set = { at: now + milliseconds, task };
      timer = set;
      return () => {
        if (timer === set) timer = null;
      };
    },
  });
  return {
    store,
    /** Another pixel each time. */
    draw() {
      drawn++;
      store.update((session) => gesture(session, [[drawn % 8, drawn >> 3]]));
    },
    /** Whether the disk is full from now on. */
    fill(now: boolean) {
      full = now;
    },
    /** From now on packing waits until `release` is called. */
    hold() {
      packing = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => release(),
    /** Lets time pass, and all that it brings with it happen; gives what was asked for. */
    async pass(milliseconds: number) {
      await settled();
      const end = now + milliseconds;
      while (timer !== null && timer.at <= end) {
        const { at, task } = timer;
        [now, timer] = [at, null];
        task();
        await settled();
      }
      now = end;
      await settled();
      return calls.splice(0);
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a sprite is kept a moment after it was drawn on, once', async () => {
  const { draw, pass } = setUp();
  expect(await pass(60_000)).toEqual([]);
  draw();
  expect(await pass(KEEPING.rest - 1)).toEqual([]);
  expect(await pass(60_000)).toEqual(['pack 1 at 62000', 'part 1 0+10', 'keep 1 test null']);
});

test('while drawing goes on it is kept all the same', async () => {
  const { draw, pass } = setUp();
  for (let second = 0; second < 20; second++) {
    draw();
    const calls = await pass(1000);
    expect(calls.map((call) => call.split(' ')[0])).toEqual(second === 14 ? ['pack', 'part', 'keep'] : []);
  }
});

test('what changes nothing of the sprite does not put it off', async () => {
  const { store, draw, pass } = setUp();
  draw();
  for (let step = 0; step < 19; step++) {
    store.update((session) => ({ ...session, pointer: { x: step, y: 0 } }));
    expect(await pass(100)).toEqual([]);
  }
  expect(await pass(100)).toHaveLength(3);
});

test('a sprite that is closed, or saved, is forgotten, also when it is being packed', async () => {
  const { store, draw, hold, release, pass } = setUp();
  draw();
  await pass(5000);
  store.update((session) => updateDocument(session, session.active, (each) => ({ ...each, saved: spriteOf(each) })));
  expect(await pass(60_000)).toEqual(['forget 1']);
  draw();
  hold();
  expect(await pass(5000)).toEqual(['pack 1 at 67000']);
  store.update((session) => closeDocument(session, documentOf(session).id));
  release();
  expect(await pass(60_000)).toEqual(['forget 1']);
});

test('a sprite that was undone back to what its file holds is forgotten, and kept again when it is done again', async () => {
  const saved = openDocument(
    { ...FRESH, documents: [] },
    { name: 'cat.aseprite', file: 'cat' as FileId, sprite: spriteOf(documentOf(FRESH)), saved: true },
  );
  const { store, draw, pass } = setUp(saved);
  draw();
  expect(await pass(5000)).toEqual(['pack 1 at 2000', 'part 1 0+10', 'keep 1 cat.aseprite cat']);
  store.update(undoActive);
  expect(await pass(5000)).toEqual(['forget 1']);
  store.update(redoActive);
  expect(await pass(5000)).toHaveLength(3);
});

test('one that is forgotten and changed again while it is packed is packed anew', async () => {
  const saved = openDocument(
    { ...FRESH, documents: [] },
    { name: 'cat.aseprite', file: 'cat' as FileId, sprite: spriteOf(documentOf(FRESH)), saved: true },
  );
  const { store, draw, hold, release, pass } = setUp(saved);
  draw();
  hold();
  expect(await pass(2000)).toEqual(['pack 1 at 2000']);
  store.update(undoActive);
  store.update(redoActive);
  release();
  expect(await pass(60_000)).toEqual(['forget 1', 'pack 1 at 4000', 'part 1 0+10', 'keep 1 cat.aseprite cat']);
});

test('what was drawn while a sprite was packed is kept next', async () => {
  const { draw, hold, release, pass } = setUp();
  draw();
  hold();
  await pass(3000);
  draw();
  release();
  expect((await pass(60_000)).filter((call) => call.startsWith('pack'))).toEqual(['pack 1 at 5000']);
});

test('every document is kept, each by itself', async () => {
  const { store, draw, pass } = setUp();
  draw();
  store.update((session) =>
    openDocument(session, { name: 'dog', file: null, sprite: spriteOf(documentOf(FRESH)), saved: false }),
  );
  expect((await pass(5000)).filter((call) => call.startsWith('keep'))).toEqual(['keep 1 test null']);
  draw();
  expect((await pass(5000)).filter((call) => call.startsWith('keep'))).toEqual(['keep 2 dog null']);
});

test('one that was recovered is kept, although nothing was done to it yet', async () => {
  const { store, pass } = setUp();
  store.update((session) =>
    openDocument(session, {
      name: 'dog',
      file: null,
      sprite: spriteOf(documentOf(FRESH)),
      saved: false,
      recovered: 'one' as RecoveryId,
    }),
  );
  expect((await pass(5000)).filter((call) => call.startsWith('keep'))).toEqual(['keep 2 dog null']);
});

test('a large file is handed over in parts', async () => {
  const { draw, pass } = setUp(FRESH, KEPT_PART + 5);
  draw();
  expect((await pass(5000)).slice(1, 3)).toEqual([`part 1 0+${KEPT_PART}`, `part 1 ${KEPT_PART}+5`]);
});

test('a failure is told once, drawing goes on, and it is tried again until it works', async () => {
  const { store, draw, fill, pass } = setUp();
  fill(true);
  draw();
  await pass(10_000);
  draw();
  await pass(10_000);
  expect(store.get().notices).toMatchObject([
    { tone: 'error', message: { code: 'recovery_failed', message: 'disk_full: No room.' } },
  ]);
  fill(false);
  expect((await pass(KEEPING.retry)).filter((call) => call.startsWith('keep'))).toEqual(['keep 1 test null']);
  fill(true);
  draw();
  await pass(10_000);
  expect(store.get().notices).toHaveLength(2);
});

test('switched off nothing is kept, and what is kept goes', async () => {
  const { store, draw, pass } = setUp();
  const turn = (keepForRecovery: boolean) =>
    store.update((session) => withSettings(session, { ...session.settings, keepForRecovery }));
  draw();
  await pass(5000);
  turn(false);
  draw();
  expect(await pass(60_000)).toEqual(['forget 1']);
  turn(true);
  expect(await pass(60_000)).toHaveLength(3);
});
