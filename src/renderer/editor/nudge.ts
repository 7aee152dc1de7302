import { moveCel } from '../../shared/sprite/edits/paintEdits.ts';
import type { Point } from '../../shared/sprite/rect.ts';
import { editDocument, spriteOf } from './documents.ts';
import type { KeyPress } from './keys.ts';
import { canDraw, toolInHand } from './pointer.ts';
import { activeDocument, type Document, type Session, updateDocument } from './session.ts';
import { lift, setDown } from './tools/floating.ts';

/** Pixels that an arrow key moves by with Shift; the squares of the checkerboard are as large. */
const FAR = 8;

const DIRECTIONS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/**
 * How far a key press moves what is selected, or with the move tool the cel. Undefined: it does not, and an arrow key
 * goes to another frame or layer.
 */
export function nudgeFor(session: Session, { key, shiftKey, altKey, ctrlKey, metaKey }: KeyPress): Point | undefined {
  const direction = DIRECTIONS[key];
  const selection = activeDocument(session)?.history.now.selection;
  if (direction === undefined || selection === undefined || altKey || ctrlKey || metaKey) return undefined;
  const tool = toolInHand(session);
  if (tool !== 'move' && (tool !== 'marquee' || selection === null)) return undefined;
  const step = shiftKey ? FAR : 1;
  return { x: direction.x * step, y: direction.y * step };
}

/** Moves the selected pixels, or else the cel, by canvas pixels. */
export function nudge(session: Session, by: Point): Session {
  return updateDocument(session, session.active, (document) =>
    canDraw(document) && document.gesture === null ? nudged({ ...document, playback: null }, by) : document,
  );
}

function nudged(document: Document, { x, y }: Point): Document {
  const { selection } = document.history.now;
  if (selection === null) return editDocument(document, 'move', moveCel(document, x, y));
  const sprite = spriteOf(document);
  const landed = setDown(lift({ sprite, layer: document.layer, frame: document.frame, selection }), sprite, x, y);
  return editDocument(document, 'move', () => landed.sprite, landed.selection);
}
