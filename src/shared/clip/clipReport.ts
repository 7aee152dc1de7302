import type { Area } from './clipSettings.ts';

/** What was found in a video and chosen for its frames. */
export interface ClipReport {
  /** What the frames show, in pixels of the video as shown; it may reach beyond the picture. */
  readonly area: Area;
  /** How plain the backdrop is, 0 to 1; null when it was not asked about. */
  readonly backgroundConfidence: number | null;
  /** Cells that the video seems to be made of; null where it does not look like pixel art. */
  readonly grid: FoundGrid | null;
  /** Best first. */
  readonly loops: readonly Loop[];
  /** The jump from the last frame to the first, as in `Loop`; null where there is no telling. */
  readonly seam: number | null;
  /** For each finished frame. */
  readonly frames: readonly FrameSource[];
  /** How many frames the range has, before any were left out. */
  readonly frameTotal: number;
  /** Opaque colours in use. */
  readonly colorCount: number;
  /** Cells in a thousand that change though the source stood still. */
  readonly flicker: number;
  /** Cells in a thousand that take more than 0.1 in OKLab to the entry they got: the palette lacks their colour. */
  readonly offPalette: number;
  /** Where the subject stands, in pixels of the frames: the middle of its lowest line; null without a matte. */
  readonly pivot: { readonly x: number; readonly y: number } | null;
  readonly warnings: readonly ClipWarning[];
}

/** Frames `start` to `start + length - 1` of the range, played round and round. */
export interface Loop {
  readonly start: number;
  readonly length: number;
  /** The jump from the last frame to the first, in steps between neighbouring frames: 0 is perfect, 1 a visible jolt. */
  readonly seam: number;
}

export interface FoundGrid {
  /** Width of a cell in pixels of the video as shown. */
  readonly cell: number;
  /** 0 to 1. */
  readonly confidence: number;
  /** The size that shows the same area in the video's own cells. */
  readonly width: number;
  readonly height: number;
}

/** Where a finished frame is from. */
export interface FrameSource {
  /** Its number in the range. */
  readonly number: number;
  /** Seconds of the video. */
  readonly seconds: number;
}

export const CLIP_WARNINGS = [
  /** The picture has no plain backdrop; nothing was removed. */
  'background_not_found',
  /** All of the picture looks like the backdrop; nothing was removed. */
  'no_subject',
  /** The subject is cut off by the picture's border. */
  'touches_edge',
  /** A loop was asked for and none was found; all frames are there. */
  'no_loop',
  /** The seam of the chosen frames is seen. */
  'rough_seam',
  /** The given palette lacks colours that the video shows a lot of. */
  'palette_lacks_colors',
  /** With this grid the subject, or the picture where it is shown whole, is larger than the frames. */
  'size_too_small',
] as const;
export type ClipWarning = (typeof CLIP_WARNINGS)[number];

/** What the studio can lay over the frames; one byte a pixel, frame by frame. */
export interface ClipOverlays {
  /** How often the pixel changes though its source stood still, over all frames; 255 is every time. One picture. */
  readonly flicker: Uint8Array;
  /** How far the pixel's colour is from what was there: 255 is 0.25 in OKLab and more. */
  readonly offPalette: readonly Uint8Array[];
  /** The subject's share of the cell: 255 is all of it. Empty without a matte. */
  readonly coverage: readonly Uint8Array[];
}
