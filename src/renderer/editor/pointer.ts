import { findLayer, isEditable, isShown } from '../../shared/sprite/layers.ts';
import type { Selection } from '../../shared/sprite/selection.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import { setBackground, setForeground } from './actions.ts';
import { editDocument, setSelection, setView, spriteOf } from './documents.ts';
import { activeDocument, type Document, type Session, updateDocument } from './session.ts';
import type { ToolContext, ToolId, ToolPoint, ToolResult } from './tools/tool.ts';
import { TOOL_TABLE } from './tools/tools.ts';
import { nextZoom, type View, zoomAt } from './view.ts';

export function toolInHand(session: Session): ToolId {
  return session.heldTool ?? session.tool;
}

/** The pointer goes down: the tool in hand starts its gesture. Locked and hidden layers are not drawn on. */
export function press(session: Session, point: ToolPoint, button: 'left' | 'right'): Session {
  const document = activeDocument(session);
  if (document === undefined || document.gesture !== null) return session;
  const tool = toolInHand(session);
  if (changesPixels(tool) && !canDraw(document)) return session;
  const stroke = TOOL_TABLE[tool].start(contextOf(session, document, button), point);
  return updateDocument(session, document.id, (each) => ({
    ...each,
    playback: changesPixels(tool) ? null : each.playback,
    gesture: { tool, stroke, button },
  }));
}

export function drag(session: Session, points: readonly ToolPoint[]): Session {
  return updateDocument(session, session.active, (document) => {
    if (document.gesture === null || points.length === 0) return document;
    return { ...document, gesture: { ...document.gesture, stroke: document.gesture.stroke.extend(points) } };
  });
}

/** The pointer goes up: what the gesture shows becomes real, as one step of undo. */
export function release(session: Session): Session {
  const document = activeDocument(session);
  const gesture = document?.gesture;
  if (document === undefined || !gesture) return session;
  const { end } = gesture.stroke;
  const free = updateDocument(session, document.id, (each) => ({
    ...each,
    gesture: null,
    lastPoint: end ?? each.lastPoint,
  }));
  return applyResult(free, gesture.stroke.result(), gesture.tool, gesture.button);
}

/** Drops the gesture; nothing has happened. */
export function cancelGesture(session: Session): Session {
  return updateDocument(session, session.active, (document) =>
    document.gesture === null ? document : { ...document, gesture: null },
  );
}

/** The sprite as it is to be seen, with what a running gesture would do to it. */
export function shownSprite(document: Document): Sprite {
  const result = document.gesture?.stroke.result();
  const sprite = spriteOf(document);
  return result?.kind === 'edit' || result?.kind === 'editAndSelection' ? edited(sprite, result) : sprite;
}

export function shownSelection(document: Document): Selection | null {
  const result = document.gesture?.stroke.result();
  if (result?.kind === 'selection' || result?.kind === 'editAndSelection') return result.selection;
  return document.history.now.selection;
}

export function shownView(document: Document): View {
  const result = document.gesture?.stroke.result();
  return result?.kind === 'view' ? result.view : document.view;
}

const previews = new WeakMap<ToolResult, { readonly of: Sprite; readonly sprite: Sprite }>();

/** A preview is asked for many times a frame; it is worked out once for each result. */
function edited(sprite: Sprite, result: ToolResult & { kind: 'edit' | 'editAndSelection' }): Sprite {
  const known = previews.get(result);
  if (known?.of === sprite) return known.sprite;
  const preview = result.edit(sprite);
  previews.set(result, { of: sprite, sprite: preview });
  return preview;
}

function applyResult(session: Session, result: ToolResult, tool: ToolId, button: 'left' | 'right'): Session {
  switch (result.kind) {
    case 'nothing':
      return session;
    case 'edit':
      return updateDocument(session, session.active, (document) => editDocument(document, tool, result.edit));
    case 'editAndSelection':
      return updateDocument(session, session.active, (document) =>
        editDocument(document, tool, result.edit, result.selection),
      );
    case 'selection':
      return setSelection(session, result.selection, tool);
    case 'color':
      return button === 'right' ? setBackground(session, result.color) : setForeground(session, result.color);
    case 'view':
      return setView(session, result.view);
    case 'zoom': {
      const view = activeDocument(session)?.view;
      return view
        ? setView(session, zoomAt(view, session.viewport, result.at, nextZoom(view.zoom, result.steps)))
        : session;
    }
  }
}

/** What a tool gets to know when a gesture starts. */
export function contextOf(session: Session, document: Document, button: 'left' | 'right'): ToolContext {
  return {
    sprite: spriteOf(document),
    selection: document.history.now.selection,
    frame: document.frame,
    layer: document.layer,
    view: document.view,
    viewport: session.viewport,
    options: session.options,
    color: button === 'right' ? session.background : session.foreground,
    button,
    lastPoint: document.lastPoint,
    canDraw: canDraw(document),
  };
}

function changesPixels(tool: ToolId): boolean {
  return tool !== 'hand' && tool !== 'zoom' && tool !== 'eyedropper' && tool !== 'marquee';
}

/** Whether the current layer takes paint. */
export function canDraw(document: Document): boolean {
  return noPaintBecause(document) === null;
}

export type NoPaint = 'group' | 'tilemap' | 'hidden' | 'locked';

/** Why the current layer takes no paint; null: it does. */
export function noPaintBecause(document: Document): NoPaint | null {
  const sprite = spriteOf(document);
  const layer = findLayer(sprite, document.layer);
  if (layer === undefined) return 'group';
  if (layer.kind !== 'image') return layer.kind;
  if (!isShown(sprite, layer)) return 'hidden';
  return isEditable(sprite, layer) ? null : 'locked';
}

/** Why the tool in hand could do nothing to the current layer; null: it can, or it never changes pixels. */
export function toolStoppedBy(session: Session): NoPaint | null {
  const document = activeDocument(session);
  return document && changesPixels(toolInHand(session)) ? noPaintBecause(document) : null;
}
