import { expect, test, vi } from 'vitest';
import type { ClipSettings } from '../../../shared/clip/clipSettings.ts';
import type { Requests, Settings } from '../../../shared/ipc.ts';
import { rgba } from '../../../shared/sprite/color.ts';
import { isEnabled } from '../commands.ts';
import { spriteOf, undoActive } from '../documents.ts';
import { RequestFailed } from '../requestFailed.ts';
import type { Session } from '../session.ts';
import { editorWith } from '../testEditor.ts';
import { documentOf, sessionWith } from '../testSession.ts';
import { insertFromStudio } from './insertFromStudio.ts';
import { LiveStudio } from './LiveStudio.ts';
import { choosePalette } from './paletteChoice.ts';
import { studioOnFile, studioOnLayer, studioWithFile } from './studioOpening.ts';
import { changeSettings, showSide, takeOf } from './studioState.ts';
import { cutOf, VIDEO } from './testCut.ts';

const FILE = { id: 'file' as never, name: 'cat walk.mp4', kind: 'video' } as const;
const CUT = cutOf([
  ['##', '##'],
  ['#.', '.#'],
]);
const settled = () => vi.waitFor(() => Promise.resolve());

/** An editor with a video in the studio; main answers at once with the same frames. */
async function openOn(session: Session, answers: Partial<Requests> = {}) {
  const asked: { settings: ClipSettings; pass: string }[] = [];
  const closed: string[] = [];
  const kept: Partial<Settings>[] = [];
  const requests = {
    openStudio: async () => VIDEO,
    studioPicture: async () => ({ width: 1, height: 1, pixels: new Uint8Array(4) }),
    cutStudio: async (_: unknown, settings: ClipSettings, pass: string) => {
      asked.push({ settings, pass });
      return CUT;
    },
    closeStudio: async (id: string) => void closed.push(id),
    changeSettings: async (change: Partial<Settings>) => {
      kept.push(change);
      return { ...session.settings, ...change };
    },
    ...answers,
  } as unknown as Requests;
  const editor = editorWith(session, { requests });
  const { studio } = session;
  if (studio === null) throw new Error('The studio is not open.');
  const live = new LiveStudio(editor, studio, {
    nextPicture: (task) => task(),
    later: (task) => {
      task();
      return () => undefined;
    },
  });
  await live.open();
  await settled();
  return { editor, live, asked, closed, kept };
}

test('an opened video is cut coarsely and exactly, and again after a change', async () => {
  const { live, asked } = await openOn(studioOnFile(sessionWith({ width: 20, height: 10 }), FILE));
  expect(asked.map(({ pass }) => pass)).toEqual(['coarse', 'exact']);
  expect(asked[0]?.settings).toMatchObject({ width: 20, height: 10 });
  expect(live.store.get()).toMatchObject({ busy: null, phase: { kind: 'open' }, insert: { name: 'cat walk' } });
  live.update((state) => changeSettings(state, { colorCount: 4 }, 'colorCount'));
  await settled();
  expect(asked.map(({ settings }) => settings.colorCount)).toEqual([24, 24, 4, 4]);
});

test('of a video that is too long to look at, the beginning is looked at', async () => {
  const openStudio = async () => ({ ...VIDEO, seconds: 900, longestRange: 30 });
  const { asked } = await openOn(studioOnFile(sessionWith({ width: 8, height: 8 }), FILE), { openStudio });
  expect(asked[0]?.settings.range).toEqual({ from: 0, to: 8 });
});

test('a video that cannot be opened says why, and can be tried again', async () => {
  const openStudio = vi
    .fn<Requests['openStudio']>()
    .mockRejectedValueOnce(new RequestFailed({ code: 'file_not_found', message: '' }))
    .mockResolvedValue(VIDEO);
  const { live } = await openOn(studioOnFile(sessionWith({ width: 8, height: 8 }), FILE), { openStudio });
  expect(live.store.get().phase).toMatchObject({ kind: 'failed', error: { code: 'file_not_found' } });
  live.retry();
  await settled();
  expect(live.store.get().phase.kind).toBe('open');
});

test('a cut that fails leaves the frames that were there', async () => {
  const cutStudio = vi
    .fn<Requests['cutStudio']>()
    .mockResolvedValueOnce(CUT)
    .mockRejectedValue(new RequestFailed({ code: 'decode_failed', message: '' }));
  const { live } = await openOn(studioOnFile(sessionWith({ width: 8, height: 8 }), FILE), { cutStudio });
  expect(live.store.get()).toMatchObject({ busy: null, failure: { code: 'decode_failed' } });
  expect(takeOf(live.store.get()).cut).toBe(CUT);
});

test('a take that is exact is not cut again when it comes to the front, one that is not is', async () => {
  const { live, asked } = await openOn(studioOnFile(sessionWith({ width: 8, height: 8 }), FILE));
  live.update((state) => showSide(state, 'b'));
  await settled();
  expect(asked).toHaveLength(2);
  live.update((state) => changeSettings(state, { fps: 6 }, 'fps'));
  live.update((state) => showSide(state, 'a'));
  await settled();
  expect(live.store.get()).toMatchObject({ side: 'a', busy: null });
  const before = asked.length;
  live.update((state) => showSide(state, 'b'));
  await settled();
  expect(asked.slice(before).map(({ settings, pass }) => `${settings.fps} ${pass}`)).toContain('6 coarse');
  await vi.waitFor(() => expect(live.store.get().busy).toBeNull());
  expect(takeOf(live.store.get()).exactWith?.fps).toBe(6);
});

test('what is left behind is closed, also when it opens only afterwards', async () => {
  const { live, closed } = await openOn(studioOnFile(sessionWith({ width: 8, height: 8 }), FILE));
  live.close();
  const late = live.open();
  live.close();
  await late;
  await settled();
  expect(closed).toEqual([VIDEO.id, VIDEO.id]);
});

test('inserting is one step of undo, leaves the studio, and remembers how it was done', async () => {
  const { editor, live, kept } = await openOn(studioOnFile(sessionWith({ width: 4, height: 4 }), FILE));
  live.update((state) => changeSettings(state, { colorCount: 4, background: { kind: 'key', color: 7 } }, 'x'));
  await settled();
  await insertFromStudio(editor, live, new Date(0));
  const session = editor.store.get();
  expect(session.studio).toBeNull();
  expect(spriteOf(documentOf(session)).tags.map(({ name }) => name)).toEqual(['cat walk']);
  expect(spriteOf(documentOf(session)).frames).toHaveLength(2);
  expect(spriteOf(documentOf(undoActive(session))).tags).toEqual([]);
  expect(kept).toMatchObject([{ lastClip: { colorCount: 4, background: { kind: 'auto' } } }]);
});

test('a layer that came from the studio is cut again in its place, with its settings', async () => {
  const first = await openOn(studioOnFile(sessionWith({ width: 4, height: 4 }), FILE));
  expect(isEnabled({ ...first.editor.store.get(), studio: null }, 'recut')).toBe(false);
  first.live.update((state) => changeSettings(state, { colorCount: 5 }, 'x'));
  await settled();
  await insertFromStudio(first.editor, first.live, new Date(0));
  const inserted = first.editor.store.get();
  expect(isEnabled(inserted, 'recut')).toBe(true);
  const reopened = studioOnLayer(inserted);
  expect(reopened.studio).toMatchObject({ source: { kind: 'kept', hash: VIDEO.hash }, settings: { colorCount: 5 } });

  const second = await openOn(reopened, { cutStudio: async () => cutOf([['#.', '..']]) });
  await insertFromStudio(second.editor, second.live, new Date(1000));
  const layers = (session: Session) => spriteOf(documentOf(session)).layers.length;
  expect(layers(second.editor.store.get())).toBe(layers(inserted));
  expect(spriteOf(documentOf(second.editor.store.get())).frames).toHaveLength(1);
});

test('a video that is no longer kept is asked for, and only the very same one is cut again', async () => {
  const first = await openOn(studioOnFile(sessionWith({ width: 4, height: 4 }), FILE));
  await insertFromStudio(first.editor, first.live, new Date(0));
  const gone = studioOnLayer(first.editor.store.get());
  const openStudio = vi
    .fn<Requests['openStudio']>()
    .mockRejectedValue(new RequestFailed({ code: 'video_not_kept', message: '' }));
  const missing = await openOn(gone, { openStudio });
  expect(missing.live.store.get().phase).toMatchObject({ error: { code: 'video_not_kept' } });

  const chosen = studioWithFile(gone, FILE);
  const other = await openOn(chosen, { openStudio: async () => ({ ...VIDEO, hash: '1'.repeat(64) }) });
  expect(other.live.store.get().phase).toMatchObject({ error: { code: 'other_video' } });
  expect(other.closed).toEqual([VIDEO.id]);
  expect(other.asked).toEqual([]);

  const same = await openOn(studioWithFile(chosen, FILE));
  expect(same.live.opening).toEqual({ ...gone.studio, source: { kind: 'file', file: FILE.id } });
  expect(same.live.store.get()).toMatchObject({ phase: { kind: 'open' }, insert: { place: { kind: 'recut' } } });
});

test('frames in the sprite’s own colours go into a layer that there is, and leave its palette alone', async () => {
  const { editor, live, asked } = await openOn(studioOnFile(sessionWith({ width: 4, height: 4 }), FILE));
  const before = documentOf(editor.store.get());
  const { palette, layers } = spriteOf(before);
  live.update((state) => choosePalette(state, 'lock', [rgba(9, 9, 9), rgba(1, 2, 3)]));
  live.update((state) => {
    const place = { kind: 'into', layer: before.layer, frame: before.frame } as const;
    return { ...state, insert: { ...state.insert, place } };
  });
  await settled();
  expect(asked.at(-1)?.settings.palette).toEqual([rgba(9, 9, 9), rgba(1, 2, 3)]);
  await insertFromStudio(editor, live, new Date(0));
  const after = documentOf(editor.store.get());
  expect(spriteOf(after).palette).toEqual(palette);
  expect(spriteOf(after).layers.map(({ id }) => id)).toEqual(layers.map(({ id }) => id));
  expect(after.layer).toBe(before.layer);
  expect(spriteOf(after).frames).toHaveLength(2);
  expect(spriteOf(documentOf(undoActive(editor.store.get())))).toEqual(spriteOf(before));
});
