import type { Rect } from '../../sprite/rect.ts';

export type SheetLayout = 'horizontal' | 'vertical' | 'rows' | 'columns' | 'packed';

export interface SheetOptions {
  readonly layout: SheetLayout;
  /** Rows: frames per row. Without it, or a width, a row goes on until the band changes. */
  readonly columns?: number;
  /** Columns: frames per column. Without it, or a height, a column goes on until the band changes. */
  readonly rows?: number;
  /** Size of the sheet in pixels; found out when it is missing. */
  readonly width?: number;
  readonly height?: number;
  /** Leaves out the transparent margin of each frame, or the margin that all frames share. */
  readonly trim?: 'frame' | 'sprite';
  /** Repeats the outermost pixels of each frame once, so that filtering at its edge takes no foreign colour. */
  readonly extrude?: boolean;
  /** Transparent pixels around the sheet, between frames, and inside each frame's place. */
  readonly borderPadding?: number;
  readonly shapePadding?: number;
  readonly innerPadding?: number;
  /** Frames that look the same share one place. Always so when packed. */
  readonly mergeDuplicates?: boolean;
  /** Rounds both sides up to powers of two. */
  readonly powerOfTwo?: boolean;
}

/** One picture to place: RGBA, row by row. */
export interface SheetFrame {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
  /** The palette entry of each pixel. */
  readonly entries?: Uint32Array;
  /** The part to keep, where it is known already; `trim` looks no further then. */
  readonly source?: Rect;
  /** Rows and columns start anew where this changes: the layer, tag or file that the frame is from. */
  readonly band?: string;
}
