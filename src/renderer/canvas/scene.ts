import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import type { Point } from '../../shared/sprite/rect.ts';
import type { Selection } from '../../shared/sprite/selection.ts';
import type { FrameId, Sprite } from '../../shared/sprite/sprite.ts';
import { spriteOf } from '../editor/documents.ts';
import { frameAt, playOrder, tagAround } from '../editor/playback.ts';
import { canDraw, contextOf, shownSelection, shownSprite, shownView, toolInHand } from '../editor/pointer.ts';
import { activeDocument, type Document, type OnionSkin, type Session } from '../editor/session.ts';
import { brushPixels } from '../editor/tools/shapes.ts';
import { TOOL_TABLE } from '../editor/tools/tools.ts';
import type { View } from '../editor/view.ts';

/** All that the canvas shows at one moment. */
export interface Scene {
  readonly sprite: Sprite;
  readonly frame: FrameId;
  readonly view: View;
  readonly selection: Selection | null;
  /** Frames that shine through, farthest first. */
  readonly ghosts: readonly Ghost[];
  readonly pixelGrid: boolean;
  readonly brush: Brush | null;
  readonly playing: boolean;
}

export interface Ghost {
  readonly frame: FrameId;
  readonly when: 'before' | 'after';
  /** 0 to 1. */
  readonly opacity: number;
}

/** The pixels that a click would paint, and their colour (null: it would erase). */
export interface Brush {
  readonly pixels: readonly Point[];
  readonly at: Point;
  readonly color: number | null;
}

/** What to show at a time on the clock of playback; null when no sprite is open. */
export function sceneOf(session: Session, now: number): Scene | null {
  const document = activeDocument(session);
  if (document === undefined) return null;
  const line = shiftLine(session, document);
  const sprite = line ?? shownSprite(document);
  const frame = frameAt(document, now);
  const playing = document.playback !== null;
  return {
    sprite,
    frame,
    view: shownView(document),
    selection: shownSelection(document),
    ghosts: playing ? [] : ghostsOf(sprite, frame, session.onionSkin),
    pixelGrid: session.pixelGrid,
    brush: playing || document.gesture || !canDraw(document) ? null : brushOf(session),
    playing,
  };
}

/** With Shift, freehand tools would draw a line from where the last one ended: the sprite with it, before the click. */
function shiftLine(session: Session, document: Document): Sprite | null {
  const { modifiers, pointer } = session;
  const tool = toolInHand(session);
  if (!modifiers.shift || pointer === null || document.lastPoint === null) return null;
  if (tool !== 'pencil' && tool !== 'eraser') return null;
  if (document.gesture !== null || document.playback !== null || !canDraw(document)) return null;
  const point = { x: pointer.x + 0.5, y: pointer.y + 0.5, screen: { x: 0, y: 0 }, modifiers };
  const result = TOOL_TABLE[tool].start(contextOf(session, document, 'left'), point).result();
  return result.kind === 'edit' ? result.edit(spriteOf(document)) : null;
}

/** Neighbouring frames within the tag, or within the whole sprite. */
function ghostsOf(sprite: Sprite, frame: FrameId, { shown, before, after, opacity }: OnionSkin): readonly Ghost[] {
  if (!shown) return [];
  const tag = tagAround(sprite, frame);
  const frames = tag
    ? sprite.frames.slice(indexOf(sprite, tag.from), indexOf(sprite, tag.to) + 1)
    : playOrder(sprite, null);
  const at = frames.findIndex(({ id }) => id === frame);
  const ghost = (distance: number, when: Ghost['when']): readonly Ghost[] => {
    const neighbour = frames[when === 'before' ? at - distance : at + distance];
    return neighbour ? [{ frame: neighbour.id, when, opacity: opacity / 255 / 2 ** (distance - 1) }] : [];
  };
  const distances = Array.from({ length: Math.max(before, after) }, (_, i) => i + 1).reverse();
  return distances.flatMap((distance) => [
    ...(distance <= before ? ghost(distance, 'before') : []),
    ...(distance <= after ? ghost(distance, 'after') : []),
  ]);
}

function brushOf(session: Session): Brush | null {
  const tool = toolInHand(session);
  if (session.pointer === null || !TOOL_TABLE[tool].usesBrush) return null;
  const { brushSize, brushShape } = session.options;
  return {
    pixels: brushPixels(brushSize, brushShape),
    at: session.pointer,
    color: tool === 'eraser' ? null : session.foreground,
  };
}
