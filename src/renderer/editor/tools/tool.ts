import type { Edit } from '../../../shared/sprite/history.ts';
import type { Point } from '../../../shared/sprite/rect.ts';
import type { Selection, SelectionMode } from '../../../shared/sprite/selection.ts';
import type { FrameId, LayerId, Sprite } from '../../../shared/sprite/sprite.ts';
import type { View, Viewport } from '../view.ts';

export const TOOLS = [
  'pencil',
  'eraser',
  'eyedropper',
  'bucket',
  'line',
  'rectangle',
  'marquee',
  'move',
  'hand',
  'zoom',
] as const;
export type ToolId = (typeof TOOLS)[number];

export interface ToolOptions {
  /** Pixels across, 1 to 64. */
  readonly brushSize: number;
  readonly brushShape: 'round' | 'square';
  /** Leaves the corner out where a freehand line of one pixel turns. */
  readonly pixelPerfect: boolean;
  /** Bucket: only what touches the clicked pixel. */
  readonly contiguous: boolean;
  /** Bucket: how far a channel may be off, 0 to 255. */
  readonly tolerance: number;
  /** Rectangle: the inside too. */
  readonly filled: boolean;
  /** Eyedropper: from the whole picture or the current layer. */
  readonly pickFrom: 'all' | 'layer';
}

/** Where the pointer is. */
export interface ToolPoint {
  /** Fractional sprite pixels. */
  readonly x: number;
  readonly y: number;
  /** CSS pixels from the viewport's top left; what the hand tool goes by. */
  readonly screen: Point;
  readonly modifiers: Modifiers;
}

export interface Modifiers {
  readonly shift: boolean;
  readonly alt: boolean;
  /** Cmd on macOS, Ctrl elsewhere. */
  readonly mod: boolean;
}

/** All that a tool may know when a gesture starts. */
export interface ToolContext {
  readonly sprite: Sprite;
  readonly selection: Selection | null;
  readonly frame: FrameId;
  readonly layer: LayerId;
  readonly view: View;
  readonly viewport: Viewport;
  readonly options: ToolOptions;
  /** RGBA; the background colour when the gesture began with the right button. */
  readonly color: number;
  readonly button: 'left' | 'right';
  /** Where the last freehand line ended, for Shift. */
  readonly lastPoint: Point | null;
  /** The current layer takes paint; tools that do more than paint start there too when it does not. */
  readonly canDraw: boolean;
}

/** A gesture in progress, as a value. `extend` costs what it adds; `result` may be asked after every step. */
export interface Stroke {
  extend(points: readonly ToolPoint[]): Stroke;
  result(): ToolResult;
  /** Where a next Shift-line would start. */
  readonly end?: Point;
}

export type ToolResult =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'edit'; readonly edit: Edit }
  | { readonly kind: 'editAndSelection'; readonly edit: Edit; readonly selection: Selection | null }
  | { readonly kind: 'selection'; readonly selection: Selection | null }
  | { readonly kind: 'color'; readonly color: number }
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'zoom'; readonly steps: number; readonly at: Point };

export interface Tool {
  start(context: ToolContext, point: ToolPoint): Stroke;
  /** What the mouse pointer looks like over the canvas. */
  readonly cursor: 'crosshair' | 'grab' | 'zoom-in' | 'move';
  /** Draws with the brush, so that its outline is shown. */
  readonly usesBrush: boolean;
}

/** Shift adds, Alt and Shift take away, Mod and Shift keep the common part. */
export function selectionMode({ shift, alt, mod }: Modifiers): SelectionMode {
  if (shift && alt) return 'subtract';
  if (shift && mod) return 'intersect';
  return shift ? 'add' : 'replace';
}
