import { type Provenance, readProvenance } from '../../../shared/clip/provenance.ts';
import type { Generation } from '../../../shared/ipc.ts';
import { clipMark, clipNotes, framesOfClip } from '../../../shared/sprite/edits/clip/clipNotes.ts';
import { eachLayer, findLayer } from '../../../shared/sprite/layers.ts';
import type { FrameId, Layer, LayerId } from '../../../shared/sprite/sprite.ts';
import type { StudioSource } from '../../../shared/studio.ts';
import { spriteOf } from '../documents.ts';
import { activeDocument, type Session } from '../session.ts';

/** A clip in a layer, by the name that it has there. */
export interface ClipOfLayer {
  readonly layer: LayerId;
  readonly id: string;
}

export interface RecutTarget {
  readonly clip: ClipOfLayer;
  readonly provenance: Provenance;
  readonly source: StudioSource;
}

/** The clip of the current layer whose video may still be there: that of the current frame, or else the latest. */
export function clipToRecut(session: Session): RecutTarget | null {
  const document = activeDocument(session);
  const layer = document && findLayer(spriteOf(document), document.layer);
  if (document === undefined || layer === undefined) return null;
  const notes = clipNotes(layer);
  const here = clipInFrame(layer, document.frame);
  for (const id of new Set([...(here === undefined ? [] : [here]), ...[...notes.keys()].reverse()])) {
    const note = notes.get(id);
    const provenance = note && readProvenance(note);
    const source = provenance ? sourceOf(session, provenance) : null;
    if (provenance && source) return { clip: { layer: layer.id, id }, provenance, source };
  }
  return null;
}

/** The frames of a generation in the document in front, if they are there. */
export function clipOfGeneration(session: Session, { startedAt }: Generation): ClipOfLayer | null {
  const document = activeDocument(session);
  const id = new Date(startedAt).toISOString();
  const layer = document && [...eachLayer(spriteOf(document).layers)].find((each) => framesOfClip(each, id).size > 0);
  return layer ? { layer: layer.id, id } : null;
}

function clipInFrame(layer: Layer, frame: FrameId): string | undefined {
  const cel = layer.kind === 'group' ? undefined : layer.cels.get(frame);
  return cel && clipMark(cel)?.clip;
}

/** The kept video, that of a generation that is still in the list, or that of a job. */
function sourceOf({ generations }: Session, { sourceHash, date, maker }: Provenance): StudioSource | null {
  if (sourceHash !== null) return { kind: 'kept', hash: sourceHash };
  const generation = generations.find(({ startedAt }) => new Date(startedAt).toISOString() === date);
  if (generation) return { kind: 'generation', id: generation.id };
  return maker.kind === 'prompt' && maker.jobId !== null ? { kind: 'job', job: maker.jobId } : null;
}
