import { readExportSettings } from '../../shared/exportSettings.ts';
import type { FileId } from '../../shared/ipc.ts';
import type { RecoveryId } from '../../shared/recovery.ts';
import { commit, type Edit, type History, newHistory, redo, undo } from '../../shared/sprite/history.ts';
import { eachLayer, findLayer } from '../../shared/sprite/layers.ts';
import type { Selection } from '../../shared/sprite/selection.ts';
import type { FrameId, LayerId, Sprite } from '../../shared/sprite/sprite.ts';
import { activeDocument, type Document, type DocumentId, type Session, updateDocument } from './session.ts';
import { fitView, type View } from './view.ts';

export interface OpenedDocument {
  readonly name: string;
  readonly file: FileId | null;
  readonly sprite: Sprite;
  /** The sprite is what the file holds. */
  readonly saved: boolean;
  /** Default null. */
  readonly recovered?: RecoveryId | null;
}

/** Opens a sprite in a tab of its own and brings it to the front. */
export function openDocument(
  session: Session,
  { name, file, sprite, saved, recovered = null }: OpenedDocument,
): Session {
  const id = (Math.max(0, ...session.documents.map((document) => document.id)) + 1) as DocumentId;
  const document: Document = {
    id,
    name,
    file,
    history: newHistory(sprite),
    saved: saved ? sprite : null,
    recovered,
    frame: firstFrame(sprite),
    layer: topLayer(sprite),
    view: fitView({ x: 0, y: 0, width: sprite.width, height: sprite.height }, session.viewport),
    gesture: null,
    playback: null,
    lastPoint: null,
    lastSelection: null,
    exported: readExportSettings(sprite.userData) ?? null,
    exportedTo: [],
  };
  return { ...session, documents: [...session.documents, document], active: id };
}

/** Closes a tab; its right neighbour, or else its left one, comes to the front. */
export function closeDocument(session: Session, id: DocumentId): Session {
  const index = session.documents.findIndex((document) => document.id === id);
  if (index < 0) return session;
  const documents = session.documents.toSpliced(index, 1);
  const active =
    session.active === id ? (documents[Math.min(index, documents.length - 1)]?.id ?? null) : session.active;
  return { ...session, documents, active };
}

export function activate(session: Session, id: DocumentId): Session {
  return session.active === id ? session : { ...session, active: id };
}

/** Brings the tab `step` tabs to the right to the front; after the last one comes the first. */
export function activateNext(session: Session, step: number): Session {
  const { documents, active } = session;
  const index = documents.findIndex(({ id }) => id === active);
  const next = documents.at((index + step) % documents.length);
  return index < 0 || next === undefined ? session : activate(session, next.id);
}

/** Changes the active sprite, as one step that undo takes back. */
export function edit(session: Session, label: string, change: Edit): Session {
  return updateDocument(session, session.active, (document) => editDocument(document, label, change));
}

export function editDocument(document: Document, label: string, change: Edit, selection?: Selection | null): Document {
  const { now } = document.history;
  const next = { sprite: change(now.sprite), selection: selection === undefined ? now.selection : selection };
  return withHistory(document, commit(document.history, label, next));
}

export function undoActive(session: Session): Session {
  return updateDocument(session, session.active, (document) => withHistory(document, undo(document.history)));
}

export function redoActive(session: Session): Session {
  return updateDocument(session, session.active, (document) => withHistory(document, redo(document.history)));
}

export function setFrame(session: Session, frame: FrameId): Session {
  return updateDocument(session, session.active, (document) =>
    document.frame === frame ? document : { ...document, frame, playback: null },
  );
}

export function setLayer(session: Session, layer: LayerId): Session {
  return updateDocument(session, session.active, (document) =>
    document.layer === layer ? document : { ...document, layer },
  );
}

/** Selects; `null` deselects. Undo brings back what was selected before. */
export function setSelection(session: Session, selection: Selection | null, label: string): Session {
  return updateDocument(session, session.active, (document) => {
    const { now } = document.history;
    const history = commit(document.history, label, { sprite: now.sprite, selection });
    const lastSelection = selection === null && now.selection ? now.selection : document.lastSelection;
    return history === document.history ? document : { ...document, history, lastSelection };
  });
}

export function setView(session: Session, view: View): Session {
  return updateDocument(session, session.active, (document) => ({ ...document, view }));
}

export function spriteOf(document: Document): Sprite {
  return document.history.now.sprite;
}

export function activeSprite(session: Session): Sprite | undefined {
  const document = activeDocument(session);
  return document && spriteOf(document);
}

/** Takes over a history; where the current frame or layer is gone, a neighbour takes its place. */
function withHistory(document: Document, history: History): Document {
  if (history === document.history) return document;
  const before = document.history.now.sprite;
  const { sprite } = history.now;
  const frame = sprite.frames.some(({ id }) => id === document.frame)
    ? document.frame
    : neighbour(
        before.frames.map(({ id }) => id),
        document.frame,
        new Set(sprite.frames.map(({ id }) => id)),
        firstFrame(sprite),
      );
  const layer = findLayer(sprite, document.layer)
    ? document.layer
    : neighbour(
        [...eachLayer(before.layers)].map(({ id }) => id),
        document.layer,
        new Set([...eachLayer(sprite.layers)].map(({ id }) => id)),
        topLayer(sprite),
      );
  return { ...document, history, frame, layer };
}

/** The nearest id of the old order, before or else after `gone`, that is still there. */
function neighbour<Id>(order: readonly Id[], gone: Id, left: ReadonlySet<Id>, otherwise: Id): Id {
  const index = order.indexOf(gone);
  return (
    order.slice(0, Math.max(0, index)).findLast((id) => left.has(id)) ??
    order.slice(index + 1).find((id) => left.has(id)) ??
    otherwise
  );
}

function firstFrame(sprite: Sprite): FrameId {
  const [frame] = sprite.frames;
  if (frame === undefined) throw new Error('A sprite has at least one frame.');
  return frame.id;
}

/** The topmost layer that can be drawn on, or else the topmost. */
export function topLayer(sprite: Sprite): LayerId {
  const layers = [...eachLayer(sprite.layers)];
  const layer = layers.findLast(({ kind }) => kind === 'image') ?? layers.at(-1);
  if (layer === undefined) throw new Error('A sprite has at least one layer.');
  return layer.id;
}
