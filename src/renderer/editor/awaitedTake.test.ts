import { expect, test, vi } from 'vitest';
import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import type { AwaitedTake, FileId, Generation, GenerationId, GrantedFile } from '../../shared/ipc.ts';
import type { RecoveryId } from '../../shared/recovery.ts';
import { addEmptyFrame } from '../../shared/sprite/edits/frameEdits.ts';
import type { PixelClip } from '../../shared/sprite/pixelClip.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import { destinationOf, takenFrames } from './awaitedTake.ts';
import { edit, spriteOf } from './documents.ts';
import type { Editor } from './editor.ts';
import { openGranted } from './files.ts';
import { generationChanged, insertInto } from './generations.ts';
import { startRegeneration, usualRange } from './regenerate.ts';
import type { Session } from './session.ts';
import { editorWith } from './testEditor.ts';
import { documentOf, RED, sessionWith } from './testSession.ts';

const FILE: GrantedFile = { id: 'cat' as FileId, name: 'cat.aseprite', kind: 'aseprite' };
const ID = 'one' as GenerationId;
const CLIP: PixelClip = {
  width: 8,
  height: 8,
  palette: [0, RED],
  frames: [0, 1].map(() => ({ indices: new Uint8Array(64).fill(1), duration: 40 })),
};

/** A sprite of three frames that a file holds. */
function savedSession(): Session {
  const added = edit(
    edit(sessionWith({ width: 8, height: 8 }), 'newFrame', addEmptyFrame(1)),
    'newFrame',
    addEmptyFrame(2),
  );
  return { ...added, documents: added.documents.map((document) => ({ ...document, file: FILE.id })) };
}

function takeIn(session: Session): Extract<AwaitedTake, { file: unknown }> {
  const taken = takenFrames(documentOf(session), usualRange(documentOf(session)));
  if (taken === null || !('file' in taken)) throw new Error('It has a file.');
  return { ...taken, file: FILE };
}

const spriteIn = (session: Session): Sprite => spriteOf(documentOf(session));

test('frames are known by their places in the file, or in the document where no file holds them', () => {
  const session = savedSession();
  const name = spriteIn(session).layers[0]?.name;
  expect(takeIn(session)).toEqual({ file: FILE, layer: name, place: 0, from: 0, to: 2 });
  const unsaved = documentOf(sessionWith({ width: 8, height: 8 }));
  expect(takenFrames(unsaved, usualRange(unsaved))).toMatchObject({ document: unsaved.id, place: 0, from: 0, to: 0 });
});

test('they are found again in the sprite of that file, by other ids', () => {
  const take = takeIn(savedSession());
  const session = savedSession();
  const { frames, layers } = spriteIn(session);
  expect(destinationOf(session, take)).toEqual({
    document: documentOf(session).id,
    take: { above: layers[0]?.id, from: frames[0]?.id, to: frames[2]?.id },
  });
  expect(destinationOf({ ...session, documents: [] }, take)).toBeNull();
  // A layer that was moved is found by its name; what is gone leaves the sprite as the place.
  expect(destinationOf(session, { ...take, place: 7 })?.take?.above).toBe(layers[0]?.id);
  expect(destinationOf(session, { ...take, layer: 'other' })).toEqual({ document: documentOf(session).id });
  expect(destinationOf(session, { ...take, to: 3 })).toEqual({ document: documentOf(session).id });
});

test('those of a sprite that was lost are found in what is recovered of it, and in nothing else', () => {
  const kept = 'one' as RecoveryId;
  const { file: _, ...places } = takeIn(savedSession());
  const session = savedSession();
  const recovered = (id: RecoveryId | null): Session => ({
    ...session,
    documents: session.documents.map((document) => ({ ...document, file: null, recovered: id })),
  });
  const take = { ...places, kept, name: 'Sprite 1' };
  expect(destinationOf(recovered(kept), take)?.take?.above).toBe(spriteIn(session).layers[0]?.id);
  expect(destinationOf(recovered('two' as RecoveryId), take)).toBeNull();
  expect(destinationOf(recovered(null), take)).toBeNull();
});

test('a regeneration tells main which frames of which file it is a take of', async () => {
  const generate = vi.fn<Editor['requests']['generate']>(async () => made({ stage: 'decoding', progress: 0 }));
  const session = savedSession();
  const editor = editorWith(session, { requests: { generate } as unknown as Editor['requests'] });
  await startRegeneration(editor, documentOf(session), usualRange(documentOf(session)), 'run');
  expect(generate.mock.calls[0]?.[0].take).toEqual({ ...takeIn(session), file: FILE.id });
});

test('frames of an earlier session wait for their sprite, and come in hidden over it when it opens', async () => {
  const before = savedSession();
  const editor = restarted(before);
  generationChanged(editor, made({ stage: 'ready', frameCount: 2 }));
  expect(editor.store.get().documents).toEqual([]);
  await openGranted(editor, [FILE]);
  await vi.waitFor(() => expect(spriteIn(editor.store.get()).layers).toHaveLength(2));
  const { layers, frames } = spriteIn(editor.store.get());
  expect(layers.map(({ visible }) => visible)).toEqual([true, false]);
  expect(frames).toHaveLength(3);
  expect(editor.store.get().destinations.size).toBe(0);
});

test('who does not want to wait gets them as a new sprite', async () => {
  const editor = restarted(savedSession());
  generationChanged(editor, made({ stage: 'ready', frameCount: 2 }));
  insertInto(editor, ID, { document: null });
  await vi.waitFor(() => expect(editor.store.get().documents).toHaveLength(1));
  await openGranted(editor, [FILE]);
  expect(spriteIn(editor.store.get()).layers).toHaveLength(1);
});

/** An editor after a restart, in which nothing is open yet. */
function restarted(before: Session): Editor {
  const requests = {
    clipOf: async () => CLIP,
    acknowledgeGeneration: async () => {},
    readFile: async () => new Uint8Array(64),
    rememberFile: async () => {},
    recentFiles: async () => [],
    encodePng: async () => new Uint8Array(),
  };
  const codecs = { decodeAseprite: async () => spriteIn(before) };
  const destinations = new Map([[ID, { document: null, awaits: takeIn(before) }]]);
  return editorWith(
    { ...before, documents: [], active: null, destinations },
    { requests: requests as unknown as Editor['requests'], codecs: codecs as unknown as Editor['codecs'] },
  );
}

function made(state: Generation['state']): Generation {
  const request = { prompt: 'run', width: 8, height: 8, colorCount: 2, fps: 12 };
  return {
    id: ID,
    origin: { provider: 'Luma', jobId: null, request },
    settings: DEFAULT_CLIP,
    state,
    startedAt: 0,
    sourceHash: null,
  };
}
