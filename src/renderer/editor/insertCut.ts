import {
  canvasForCut,
  fillWithCut,
  insertCut,
  type Recut,
  replaceCut,
  type SourcedClip,
} from '../../shared/clip/sourcedClip.ts';
import type { PaletteChoice } from '../../shared/sprite/edits/clip/clipPalette.ts';
import type { ClipPlace } from '../../shared/sprite/edits/clip/insertClip.ts';
import { eachLayer } from '../../shared/sprite/layers.ts';
import { edit, editDocument, openDocument, spriteOf } from './documents.ts';
import { type Document, type DocumentId, type Session, updateDocument } from './session.ts';

/** Where cut frames go: into a document as the edit says, or into a sprite of their own. */
export type CutPlace = ClipPlace | { readonly kind: 'sprite' };

export interface CutChoice {
  /** Null, or one that was closed: a sprite of their own. */
  readonly document: DocumentId | null;
  readonly place: CutPlace;
  readonly palette: PaletteChoice;
}

/** The session with cut frames inserted as one step of undo. The layer that shows them becomes the current one. */
export function withCut(session: Session, cut: SourcedClip, { document: id, place, palette }: CutChoice): Session {
  const target = session.documents.find((document) => document.id === id);
  if (target === undefined || place.kind === 'sprite') {
    const { name } = cut.provenance;
    const opened = openDocument(session, { name, file: null, sprite: canvasForCut(cut), saved: false });
    return edit(opened, 'generate', fillWithCut(cut));
  }
  const inserted = updateDocument(session, target.id, (document) => insertInto(document, cut, place, palette));
  return { ...inserted, active: target.id };
}

/** The session with another cut in the place of an earlier one, as one step of undo. */
export function withRecut(session: Session, id: DocumentId, cut: SourcedClip, recut: Recut): Session {
  const replaced = updateDocument(session, id, (document) => ({
    ...editDocument(document, 'recut', replaceCut(cut, recut)),
    layer: recut.layer,
  }));
  return { ...replaced, active: id };
}

function insertInto(document: Document, cut: SourcedClip, place: ClipPlace, palette: PaletteChoice): Document {
  const known = new Set([...eachLayer(spriteOf(document).layers)].map(({ id }) => id));
  const next = editDocument(document, 'generate', insertCut(cut, place, palette));
  const added = [...eachLayer(spriteOf(next).layers)].find(({ id }) => !known.has(id));
  return { ...next, layer: place.kind === 'into' ? place.layer : (added?.id ?? next.layer) };
}
