import type { SourcedClip } from '../../shared/clip/sourcedClip.ts';
import { cutOfGeneration } from '../../shared/generatedFrames.ts';
import type { Generation, GenerationId, GenerationRequest } from '../../shared/ipc.ts';
import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import { findLayer } from '../../shared/sprite/layers.ts';
import { notify, withGeneration } from './actions.ts';
import { destinationOf } from './awaitedTake.ts';
import { spriteOf } from './documents.ts';
import type { Editor } from './editor.ts';
import { type CutPlace, withCut } from './insertCut.ts';
import { play } from './playback.ts';
import { failureOf } from './requestFailed.ts';
import type { Destination, Document, Session } from './session.ts';

/** @param into by default the document in front */
export async function startGeneration(
  editor: Editor,
  request: GenerationRequest,
  into?: Destination,
): Promise<Generation> {
  return begin(editor, await editor.requests.generate(request), into);
}

/** Its frames go where those of the first try were to go. */
export async function retryGeneration(editor: Editor, id: GenerationId): Promise<Generation> {
  const into = editor.store.get().destinations.get(id) ?? (await takeAgain(editor, id));
  return begin(editor, await editor.requests.retryGeneration(id), into);
}

async function takeAgain(editor: Editor, id: GenerationId): Promise<Destination | undefined> {
  const awaits = await editor.requests.takeOf(id);
  return awaits ? { document: null, awaits } : undefined;
}

function begin(editor: Editor, generation: Generation, into?: Destination): Generation {
  editor.store.update((session) => {
    const known = session.generations.some(({ id }) => id === generation.id);
    const destinations = new Map(session.destinations).set(generation.id, into ?? { document: session.active });
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

/** Inserts what has waited for a sprite that has just been opened. */
export function insertAwaited(editor: Editor): void {
  for (const generation of editor.store.get().generations) insertWhenReady(editor, generation);
}

function insertWhenReady(editor: Editor, { id, state }: Generation): void {
  const wish = editor.store.get().destinations.get(id);
  if (state.stage !== 'ready' || wish === undefined) return;
  const into = wish.awaits ? destinationOf(editor.store.get(), wish.awaits) : wish;
  if (into !== null) insertInto(editor, id, into);
}

/** Puts frames that are ready somewhere, which is then the end of their waiting; a failure becomes a notice. */
export function insertInto(editor: Editor, id: GenerationId, into: Destination): void {
  editor.store.update((session) => {
    const destinations = new Map(session.destinations);
    destinations.delete(id);
    return { ...session, destinations };
  });
  insertGeneration(editor, id, into).catch((error: unknown) =>
    editor.store.update((session) => notify(session, { tone: 'error', message: failureOf(error), generation: id })),
  );
}

/** Puts the frames of a generation where they go; where that is closed, into a new sprite of their own. */
export async function insertGeneration(editor: Editor, id: GenerationId, into: Destination): Promise<void> {
  const generation = editor.store.get().generations.find((each) => each.id === id);
  if (generation === undefined) return;
  const cut = cutOfGeneration(generation, await editor.requests.clipOf(id));
  editor.store.update((session) => play(withGenerated(session, id, cut, into), editor.clock()));
  await editor.requests.acknowledgeGeneration(id);
}

/** The session with the frames in it, in a new layer above the current one where nothing else was said, and word of it. */
function withGenerated(session: Session, id: GenerationId, cut: SourcedClip, into: Destination): Session {
  const document = session.documents.find((each) => each.id === into.document);
  const place = document ? placeIn(document, into) : ({ kind: 'sprite' } as const);
  const { name } = cut.provenance;
  return notify(withCut(session, cut, { document: document?.id ?? null, place, palette: 'merge' }), {
    tone: 'info',
    message: { code: 'inserted', name },
    generation: id,
  });
}

/** A take goes over its frames as long as these and its layer are there. */
function placeIn(document: Document, { take }: Destination): CutPlace {
  const sprite = spriteOf(document);
  const isThere =
    take && findLayer(sprite, take.above) && Math.min(indexOf(sprite, take.from), indexOf(sprite, take.to)) >= 0;
  return isThere ? { kind: 'take', ...take } : { kind: 'layer', above: document.layer, frame: document.frame };
}
