import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import { canvasForGenerated, fillWithGenerated, insertGenerated, nameOf } from '../../shared/generatedFrames.ts';
import type { FileId, Generation, GenerationId, GenerationRequest } from '../../shared/ipc.ts';
import { eachLayer } from '../../shared/sprite/layers.ts';
import type { PixelClip } from '../../shared/sprite/pixelClip.ts';
import { notify, withGeneration } from './actions.ts';
import { edit, editDocument, openDocument, spriteOf } from './documents.ts';
import type { Editor } from './editor.ts';
import { play } from './playback.ts';
import { failureOf } from './requestFailed.ts';
import { type Document, type DocumentId, type Session, updateDocument } from './session.ts';

export async function startGeneration(editor: Editor, request: GenerationRequest): Promise<Generation> {
  return begin(editor, await editor.requests.generate(request));
}

export async function startImport(editor: Editor, file: FileId, settings: ClipSettings): Promise<Generation> {
  return begin(editor, await editor.requests.importVideo(file, settings));
}

export async function retryGeneration(editor: Editor, id: GenerationId): Promise<Generation> {
  return begin(editor, await editor.requests.retryGeneration(id));
}

function begin(editor: Editor, generation: Generation): Generation {
  editor.store.update((session) => {
    const known = session.generations.some(({ id }) => id === generation.id);
    const destinations = new Map(session.destinations).set(generation.id, session.active);
    return { ...(known ? session : withGeneration(session, generation)), destinations };
  });
  // Its frames may have been ready before its destination was known.
  const latest = editor.store.get().generations.find(({ id }) => id === generation.id);
  if (latest) insertWhenReady(editor, latest);
  return generation;
}

/** Takes in what main tells of a generation, and inserts one whose frames are ready. */
export function generationChanged(editor: Editor, generation: Generation): void {
  editor.store.update((session) => withGeneration(session, generation));
  insertWhenReady(editor, generation);
}

function insertWhenReady(editor: Editor, { id, state }: Generation): void {
  const into = editor.store.get().destinations.get(id);
  if (state.stage !== 'ready' || into === undefined) return;
  editor.store.update((session) => {
    const destinations = new Map(session.destinations);
    destinations.delete(id);
    return { ...session, destinations };
  });
  insertGeneration(editor, id, into).catch((error: unknown) =>
    editor.store.update((session) => notify(session, { tone: 'error', message: failureOf(error), generation: id })),
  );
}

/** Puts the frames of a generation into a document, or (null, or a closed one) into a new sprite of their own. */
export async function insertGeneration(editor: Editor, id: GenerationId, into: DocumentId | null): Promise<void> {
  const generation = editor.store.get().generations.find((each) => each.id === id);
  if (generation === undefined) return;
  const clip = await editor.requests.clipOf(id);
  editor.store.update((session) => play(withClip(session, generation, clip, into), editor.clock()));
  await editor.requests.acknowledgeGeneration(id);
}

/** The session with a clip inserted as one step of undo, or opened as a sprite of its own. */
export function withClip(session: Session, generation: Generation, clip: PixelClip, into: DocumentId | null): Session {
  const name = nameOf(generation);
  const notice = { tone: 'info', message: { code: 'inserted', name }, generation: generation.id } as const;
  const target = session.documents.find((document) => document.id === into);
  if (target === undefined) {
    const sprite = canvasForGenerated(generation, clip);
    const opened = openDocument(session, { name, file: null, sprite, saved: false });
    return notify(edit(opened, 'generate', fillWithGenerated(generation, clip)), notice);
  }
  const inserted = updateDocument(session, target.id, (document) => insertInto(document, generation, clip));
  return notify({ ...inserted, active: target.id }, notice);
}

/** Inserts above the current layer; the new layer becomes the current one. */
function insertInto(document: Document, generation: Generation, clip: PixelClip): Document {
  const known = new Set([...eachLayer(spriteOf(document).layers)].map(({ id }) => id));
  const next = editDocument(document, 'generate', insertGenerated(generation, clip, document.layer, document.frame));
  const added = [...eachLayer(spriteOf(next).layers)].find(({ id }) => !known.has(id));
  return added ? { ...next, layer: added.id } : next;
}
