import { expect, test, vi } from 'vitest';
import type { ClipSettings } from '../../../shared/clip/clipSettings.ts';
import type { ClipMaker } from '../../../shared/clip/provenance.ts';
import type { Requests } from '../../../shared/ipc.ts';
import type { Settings } from '../../../shared/settings.ts';
import { rgba } from '../../../shared/sprite/color.ts';
import { newSprite } from '../../../shared/sprite/newSprite.ts';
import type { StudioId, StudioSource } from '../../../shared/studio.ts';
import { isEnabled } from '../commands.ts';
import { openDocument, spriteOf, undoActive } from '../documents.ts';
import { RequestFailed } from '../requestFailed.ts';
import type { Session } from '../session.ts';
import { editorWith } from '../testEditor.ts';
import { documentOf, sessionWith } from '../testSession.ts';
import { insertFromStudio } from './insertFromStudio.ts';
import { LiveStudio } from './LiveStudio.ts';
import { choosePalette } from './paletteChoice.ts';
import { studioOnFile, studioOnLayer } from './studioOpening.ts';
import { changeSettings, redoStep, settle, showSide, takeOf, undoStep } from './studioState.ts';
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
  const opened: StudioSource[] = [];
  const closed: string[] = [];
  const kept: Partial<Settings>[] = [];
  const requests = {
    openStudio: async (id: StudioId, source: StudioSource) => {
      opened.push(source);
      return { ...VIDEO, id };
    },
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
  return { editor, live, asked, opened, closed, kept };
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
  const openStudio = async (id: StudioId) => ({ ...VIDEO, id, seconds: 900, longestRange: 30 });
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
  await live.tryAgain();
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

test('what is left behind is closed, also while it is still being opened', async () => {
  const waiting = Promise.withResolvers<typeof VIDEO>();
  const openStudio = vi.fn<Requests['openStudio']>(async (id) => ({ ...VIDEO, id }));
  const { live, closed } = await openOn(studioOnFile(sessionWith({ width: 8, height: 8 }), FILE), { openStudio });
  live.close();
  openStudio.mockReturnValueOnce(waiting.promise);
  const late = live.open();
  live.close();
  waiting.resolve(VIDEO);
  await late;
  expect(closed).toEqual(openStudio.mock.calls.map(([id]) => id));
  expect(new Set(closed).size).toBe(2);
  expect(live.store.get().phase.kind).toBe('opening');
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

/** Main as it is: a newer order supersedes the one under way, and each takes a while. */
function slowCuts() {
  const underWay: { readonly settings: ClipSettings; readonly answer: PromiseWithResolvers<typeof CUT> }[] = [];
  const superseded = new RequestFailed({ code: 'superseded', message: '' });
  return {
    underWay,
    cutStudio: vi.fn<Requests['cutStudio']>((_, settings) => {
      for (const { answer } of underWay) answer.reject(superseded);
      underWay.push({ settings, answer: Promise.withResolvers<typeof CUT>() });
      return underWay.at(-1)?.answer.promise ?? fail();
    }),
  };
}

test('what is inserted right after a change waits for its frames, and for those of a change that comes after it', async () => {
  const { cutStudio, underWay } = slowCuts();
  const { editor, live, kept } = await openOn(studioOnFile(sessionWith({ width: 4, height: 4 }), FILE), { cutStudio });
  const answer = async () => {
    underWay.at(-1)?.answer.resolve(CUT);
    await settled();
  };
  await answer();
  live.update((state) => changeSettings(state, { colorCount: 4 }, 'x'));
  const inserted = insertFromStudio(editor, live, new Date(0));
  live.update((state) => changeSettings(state, { colorCount: 3 }, 'y'));
  while (editor.store.get().studio !== null) await answer();
  await inserted;
  expect(underWay.at(-1)?.settings.colorCount).toBe(3);
  expect(kept).toMatchObject([{ lastClip: { colorCount: 3 } }]);
  expect(spriteOf(documentOf(editor.store.get())).frames).toHaveLength(2);
});

test('frames that cannot be cut are not inserted, and it is said why', async () => {
  const cutStudio = vi
    .fn<Requests['cutStudio']>()
    .mockResolvedValueOnce(CUT)
    .mockRejectedValue(new RequestFailed({ code: 'decode_failed', message: '' }));
  const { editor, live } = await openOn(studioOnFile(sessionWith({ width: 4, height: 4 }), FILE), { cutStudio });
  await expect(insertFromStudio(editor, live, new Date(0))).rejects.toMatchObject({ code: 'decode_failed' });
  expect(spriteOf(documentOf(editor.store.get())).tags).toEqual([]);
});

test('calling off shows what was there at once, has main turn to it, and inserts nothing', async () => {
  const { cutStudio, underWay } = slowCuts();
  const { editor, live } = await openOn(studioOnFile(sessionWith({ width: 4, height: 4 }), FILE), { cutStudio });
  const finish = async () => {
    underWay.at(-1)?.answer.resolve(CUT);
    await settled();
  };
  while (live.store.get().busy !== null) await finish();
  for (const fps of [10, 8, 6]) live.update((state) => settle(changeSettings(state, { fps }, 'fps')));
  const inserted = insertFromStudio(editor, live, new Date(0));
  live.cancel();
  await inserted;
  expect(editor.store.get().studio).not.toBeNull();
  expect(spriteOf(documentOf(editor.store.get())).tags).toEqual([]);
  expect(live.store.get()).toMatchObject({ busy: null, failure: null });
  expect(takeOf(live.store.get()).exactWith?.fps).toBe(12);
  expect(underWay.at(-1)?.settings.fps).toBe(12);
  const before = underWay.length;
  await finish();
  expect(underWay).toHaveLength(before);
  expect(live.store.get()).toMatchObject({ busy: null, failure: null });
});

test('a sprite that comes to the front meanwhile does not get the frames', async () => {
  const { editor, live } = await openOn(studioOnFile(sessionWith({ width: 4, height: 4 }), FILE));
  const { id } = documentOf(editor.store.get());
  const sprite = newSprite({ width: 4, height: 4 });
  editor.store.update((session) => openDocument(session, { name: 'other', file: null, sprite, saved: false }));
  const other = documentOf(editor.store.get());
  expect(other.id).not.toBe(id);
  await insertFromStudio(editor, live, new Date(0));
  expect(documentOf(editor.store.get()).id).toBe(id);
  expect(spriteOf(documentOf(editor.store.get())).tags).toHaveLength(1);
  const untouched = editor.store.get().documents.find((document) => document.id === other.id);
  expect(untouched && spriteOf(untouched)).toBe(sprite);
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

/** A session in which the frames of the video above stand in a layer, and are to be cut again. */
async function toRecut(maker?: ClipMaker): Promise<Session> {
  const first = studioOnFile(sessionWith({ width: 4, height: 4 }), FILE);
  const studio = first.studio && { ...first.studio, ...(maker && { maker }) };
  const { editor, live } = await openOn({ ...first, studio });
  await insertFromStudio(editor, live, new Date(0));
  return studioOnLayer(editor.store.get());
}

const GONE = new RequestFailed({ code: 'video_not_kept', message: '' });
const OTHER_FILE = { kind: 'file', file: 'other' as never } as const;

test('a video that is no longer kept is asked for, and only the very same one is cut again', async () => {
  const openStudio = vi.fn<Requests['openStudio']>(async (id) => ({ ...VIDEO, id })).mockRejectedValueOnce(GONE);
  const { live, asked, closed } = await openOn(await toRecut(), { openStudio });
  expect(live.store.get().phase).toMatchObject({ error: { code: 'video_not_kept' } });
  expect(live.waysBack(GONE)).toEqual({ fetch: null, choose: true, again: false });

  openStudio.mockImplementationOnce(async (id) => ({ ...VIDEO, id, hash: '1'.repeat(64) }));
  await live.reopen(OTHER_FILE);
  expect(live.store.get().phase).toMatchObject({ error: { code: 'other_video' } });
  expect(closed).toEqual([openStudio.mock.calls[1]?.[0]]);
  expect(asked).toEqual([]);

  await live.reopen({ kind: 'file', file: FILE.id });
  expect(live.store.get()).toMatchObject({ phase: { kind: 'open' }, insert: { place: { kind: 'recut' } } });
});

test('a generated one is fetched again from its job', async () => {
  const maker: ClipMaker = {
    ...{ kind: 'prompt', prompt: 'a cat', provider: 'Luma', jobId: 'j1', model: null, seed: null, cents: null },
  };
  const openStudio = vi.fn<Requests['openStudio']>(async (id) => ({ ...VIDEO, id })).mockRejectedValueOnce(GONE);
  const { live } = await openOn(await toRecut(maker), { openStudio });
  const { fetch } = live.waysBack(GONE);
  expect(fetch).toEqual({ kind: 'job', job: 'j1' });
  openStudio.mockRejectedValueOnce(new RequestFailed({ code: 'unreachable', message: '' }));
  await live.reopen(fetch ?? fail());
  const { phase } = live.store.get();
  if (phase.kind !== 'failed') throw new Error('It could not be fetched.');
  expect(live.waysBack(phase.error)).toEqual({ fetch: null, choose: true, again: true });
  await live.tryAgain();
  expect(openStudio).toHaveBeenLastCalledWith(expect.any(String), { kind: 'job', job: 'j1' });
  expect(live.store.get().phase.kind).toBe('open');
});

test('a video that goes while it is open: what was cut stays, and the very same one is taken up with all takes', async () => {
  const cutStudio = vi.fn<Requests['cutStudio']>(async () => CUT);
  const openStudio = vi.fn<Requests['openStudio']>(async (id) => ({ ...VIDEO, id }));
  const { live, closed } = await openOn(studioOnFile(sessionWith({ width: 8, height: 8 }), FILE), {
    cutStudio,
    openStudio,
  });
  cutStudio.mockRejectedValueOnce(new RequestFailed({ code: 'file_not_found', message: '' }));
  live.update((state) => changeSettings(state, { fps: 6 }, 'fps'));
  await settled();
  expect(live.store.get()).toMatchObject({ failure: { code: 'file_not_found' }, lost: { seeking: false } });
  // What needs no more of the video goes on.
  live.update((state) => undoStep(state));
  await settled();
  expect(live.store.get()).toMatchObject({ failure: null, busy: null, lost: { error: { code: 'file_not_found' } } });
  expect(takeOf(live.store.get()).cut).toBe(CUT);

  openStudio.mockImplementationOnce(async (id) => ({ ...VIDEO, id, hash: '1'.repeat(64) }));
  await live.reopen(OTHER_FILE);
  expect(live.store.get()).toMatchObject({ phase: { kind: 'open' }, lost: { error: { code: 'other_video' } } });
  const [[first] = [], [wrong] = []] = openStudio.mock.calls;
  expect(closed).toEqual([wrong]);

  live.update((state) => redoStep(state));
  await live.reopen({ kind: 'file', file: FILE.id });
  await settled();
  expect(closed).toEqual([wrong, first]);
  expect(live.store.get()).toMatchObject({ lost: null, failure: null });
  expect(takeOf(live.store.get()).exactWith?.fps).toBe(6);
});

test('looking for a lost video can be called off', async () => {
  const studioPicture = vi
    .fn<Requests['studioPicture']>()
    .mockRejectedValue(new RequestFailed({ code: 'source_changed', message: '' }));
  const openStudio = vi.fn<Requests['openStudio']>(async (id) => ({ ...VIDEO, id }));
  const { live, closed } = await openOn(studioOnFile(sessionWith({ width: 8, height: 8 }), FILE), {
    studioPicture,
    openStudio,
  });
  await vi.waitFor(() => expect(live.store.get().lost?.error.code).toBe('source_changed'));
  const never = Promise.withResolvers<typeof VIDEO>();
  openStudio.mockReturnValueOnce(never.promise);
  const looking = live.tryAgain();
  expect(live.store.get().lost).toMatchObject({ seeking: true });
  live.stopSeeking();
  never.resolve(VIDEO);
  await looking;
  expect(live.store.get()).toMatchObject({ phase: { kind: 'open' }, lost: { seeking: false } });
  expect(closed).toEqual([openStudio.mock.calls[1]?.[0]]);
});

function fail(): never {
  throw new Error('There is no way back.');
}

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
