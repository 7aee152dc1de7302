import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { CutClip } from '../../shared/clip/cutClip.ts';
import { cutOfGeneration } from '../../shared/generatedFrames.ts';
import type { FileId, Generation, GenerationId, GenerationRequest } from '../../shared/ipc.ts';
import { notify, withGeneration } from './actions.ts';
import type { Editor } from './editor.ts';
import { type CutPlace, withCut } from './insertCut.ts';
import { play } from './playback.ts';
import { failureOf } from './requestFailed.ts';
import type { DocumentId, Session } from './session.ts';

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
  const cut = cutOfGeneration(generation, await editor.requests.clipOf(id));
  editor.store.update((session) => play(withGenerated(session, id, cut, into), editor.clock()));
  await editor.requests.acknowledgeGeneration(id);
}

/** The session with the frames in a new layer above the current one, or in a sprite of their own, and word of it. */
function withGenerated(session: Session, id: GenerationId, cut: CutClip, into: DocumentId | null): Session {
  const document = session.documents.find((each) => each.id === into);
  const place: CutPlace = document
    ? { kind: 'layer', above: document.layer, frame: document.frame }
    : { kind: 'sprite' };
  const { name } = cut.provenance;
  return notify(withCut(session, cut, { document: document?.id ?? null, place, palette: 'merge' }), {
    tone: 'info',
    message: { code: 'inserted', name },
    generation: id,
  });
}
