import type { ClipOptions, FileId, Generation, GenerationId, GenerationRequest } from '../../shared/ipc.ts';
import { insertClip } from '../../shared/sprite/edits/insertClip.ts';
import { newSprite } from '../../shared/sprite/newSprite.ts';
import { paletteOf } from '../../shared/sprite/palette.ts';
import type { PixelClip } from '../../shared/sprite/pixelClip.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import type { PropertyMap, PropertyValue } from '../../shared/sprite/userData.ts';
import { notify, withGeneration } from './actions.ts';
import { editDocument, openDocument, spriteOf } from './documents.ts';
import type { Editor } from './editor.ts';
import { baseName } from './files.ts';
import { play } from './playback.ts';
import { failureOf } from './requestFailed.ts';
import { type Document, type DocumentId, type Session, updateDocument } from './session.ts';

export async function startGeneration(editor: Editor, request: GenerationRequest): Promise<Generation> {
  return begin(editor, await editor.requests.generate(request));
}

export async function startImport(editor: Editor, file: FileId, options: ClipOptions): Promise<Generation> {
  return begin(editor, await editor.requests.importVideo(file, options));
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

/** The session with a clip inserted as one step of undo. */
export function withClip(session: Session, generation: Generation, clip: PixelClip, into: DocumentId | null): Session {
  const name = nameOf(generation);
  const target = session.documents.find((document) => document.id === into);
  const opened = target
    ? session
    : openDocument(session, { name, file: null, sprite: spriteFor(clip, generation), saved: false });
  const id = target?.id ?? opened.active;
  const inserted = updateDocument(opened, id, (document) => insertInto(document, generation, clip, name));
  return notify(
    { ...inserted, active: id },
    { tone: 'info', message: { code: 'inserted', name }, generation: generation.id },
  );
}

function insertInto(document: Document, generation: Generation, clip: PixelClip, name: string): Document {
  const place = { above: document.layer, frame: document.frame, name, provenance: provenanceOf(generation) };
  const next = editDocument(document, 'generate', insertClip(clip, place));
  const layer =
    spriteOf(next).nextId === spriteOf(document).nextId ? undefined : newestLayer(spriteOf(document), spriteOf(next));
  return layer === undefined ? next : { ...next, layer };
}

/** The layer that the later sprite has and the earlier one has not. */
function newestLayer(before: Sprite, after: Sprite): Document['layer'] | undefined {
  const known = new Set(before.layers.map(({ id }) => id));
  return after.layers.find(({ id }) => !known.has(id))?.id;
}

function spriteFor(clip: PixelClip, { options }: Generation): Sprite {
  const palette = options.palette ? paletteOf(options.palette) : paletteOf(clip.palette);
  return newSprite({ width: clip.width, height: clip.height, palette });
}

/** A short name for layer and tag: the prompt's first words, or the video's name. */
export function nameOf({ origin }: Generation): string {
  if (origin.kind === 'video') return baseName(origin.name);
  const words = origin.request.prompt.trim().split(/\s+/).join(' ');
  return words.length <= 32 ? words : `${words.slice(0, 31).trimEnd()}…`;
}

/** Where the frames come from, as it is kept in the file. */
function provenanceOf({ origin, startedAt, options }: Generation): PropertyMap {
  const text = (value: string): PropertyValue => ({ type: 'string', value });
  const common: [string, PropertyValue][] = [
    ['date', text(new Date(startedAt).toISOString())],
    ['colors', { type: 'int32', value: options.colorCount }],
    ['fps', { type: 'int32', value: options.fps }],
  ];
  if (origin.kind === 'video') return new Map([['source', text(origin.name)], ...common]);
  return new Map([
    ['provider', text(origin.provider)],
    ['prompt', text(origin.request.prompt)],
    ['job', text(origin.jobId ?? '')],
    ...common,
  ]);
}
