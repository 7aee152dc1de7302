import { fitBackground } from './background.ts';
import { fitSubject, fitWhole, type Grid, subjectBox } from './grid.ts';
import { pictureBox } from './letterbox.ts';
import { type Matte, matte } from './matte.ts';
import { type Box, type RawVideo, spread } from './rawVideo.ts';
import type { YuvTable } from './yuvTable.ts';

export interface SceneOptions {
  /** Of the finished frames, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly background: 'remove' | 'keep';
  /** What part of the source picture to show: the subject where it was found, everything, or a given area. */
  readonly crop?: 'subject' | 'picture' | Box | undefined;
}

export type SceneWarning =
  /** The picture has no plain backdrop; nothing was removed. */
  | 'background_not_found'
  /** All of the picture looks like the backdrop; nothing was removed. */
  | 'no_subject'
  /** The subject is cut off by the picture's border. */
  | 'touches_edge';

/** What is to be seen, and where. */
export interface Scene {
  readonly grid: Grid;
  /** The picture without black bars; outside of it there is nothing to sample. */
  readonly area: Box;
  /** One for each frame; undefined when the backdrop stays. */
  readonly mattes: readonly Matte[] | undefined;
  /** How plain the backdrop is, 0 to 1; null when nobody asked. */
  readonly confidence: number | null;
  readonly warnings: readonly SceneWarning[];
}

const PLAIN = 0.5;
const FEW = 8;

/** Finds the picture within black bars, the subject before its backdrop, and the grid to lay over it. */
export function findScene(
  frames: readonly Uint8Array[],
  video: RawVideo,
  table: YuvTable,
  options: SceneOptions,
): Scene {
  const few = spread(frames, FEW);
  const { width, height } = options;
  const picture = typeof options.crop === 'object' ? onChroma(options.crop, video) : pictureBox(few, video);
  const whole = { grid: fitWhole(picture, width, height, video.pixel), area: picture, mattes: undefined, warnings: [] };
  if (options.background === 'keep') return { ...whole, confidence: null };
  const background = fitBackground(few, video, picture, table);
  const { confidence } = background;
  if (confidence < PLAIN) return { ...whole, confidence, warnings: ['background_not_found'] };
  const cell = Math.min((picture.right - picture.left) / width, (picture.bottom - picture.top) / height);
  const leastPiece = Math.max(2, Math.round(cell ** 2 / 8));
  // What is green before a green wall is the wall; a grey thing before a grey wall must be looked at more closely.
  const { isColorful } = background;
  const limits = {
    soft: 0.09,
    sure: isColorful ? 0.05 : 0.02,
    leastPiece,
    leastHole: (isColorful ? 1 : 6) * leastPiece,
  };
  const mattes = frames.map((frame) => matte(frame, video, picture, background, table, limits));
  // A stray spark must not shrink the sprite, but what is there twice belongs to it.
  const box = subjectBox(mattes, video, (cell / 4) * (1 + frames.length / 24));
  if (!box) return { ...whole, confidence, warnings: ['no_subject'] };
  const warnings: readonly SceneWarning[] = touches(box, picture) ? ['touches_edge'] : [];
  const isCropped = options.crop === undefined || options.crop === 'subject';
  const grid = isCropped ? fitSubject(box, width, height, video.pixel) : whole.grid;
  return { grid, area: picture, mattes, confidence, warnings };
}

/** The area on whole chroma samples, within the frame. */
function onChroma(area: Box, { width, height }: RawVideo): Box {
  const even = (value: number, most: number): number => 2 * Math.round(Math.min(most, Math.max(0, value)) / 2);
  const [left, top] = [even(area.left, width - 2), even(area.top, height - 2)];
  return {
    left,
    top,
    right: Math.max(left + 2, even(area.right, width)),
    bottom: Math.max(top + 2, even(area.bottom, height)),
  };
}

function touches(box: Box, picture: Box): boolean {
  const [left, top] = [box.left - picture.left, box.top - picture.top];
  const [right, bottom] = [picture.right - box.right, picture.bottom - box.bottom];
  return Math.min(left, top, right, bottom) <= 2;
}
