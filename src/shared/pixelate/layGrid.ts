import type { ClipWarning } from '../clip/clipReport.ts';
import type { ClipSettings } from '../clip/clipSettings.ts';
import { fitArea, fitSubject, fitWhole, type Grid } from './grid.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { type Silhouette, subjectBox } from './silhouette.ts';

export interface LaidGrid {
  readonly grid: Grid;
  /** Whether there is a subject to part from its backdrop. */
  readonly hasSubject: boolean;
  readonly warnings: readonly ClipWarning[];
}

/**
 * Lays the cells over what the frames shall show.
 *
 * @param silhouettes of the subject in these frames; undefined where the backdrop stays
 */
export function layGrid(
  silhouettes: readonly Silhouette[] | undefined,
  picture: Box,
  video: RawVideo,
  settings: Pick<ClipSettings, 'width' | 'height' | 'crop'>,
): LaidGrid {
  const { width, height, crop } = settings;
  const whole =
    typeof crop === 'object'
      ? fitArea(crop, width, height, video.pixel)
      : fitWhole(picture, width, height, video.pixel);
  if (!silhouettes) return { grid: whole, hasSubject: false, warnings: [] };
  // A stray spark must not shrink the sprite, but what is there twice belongs to it.
  const least = (cellIn(picture, settings) / 4) * (1 + silhouettes.length / 24);
  const box = subjectBox(silhouettes, least);
  if (!box) return { grid: whole, hasSubject: false, warnings: ['no_subject'] };
  const grid = crop === 'subject' ? fitSubject(box, width, height, video.pixel) : whole;
  return { grid, hasSubject: true, warnings: touches(box, picture) ? ['touches_edge'] : [] };
}

/** About how wide a cell will be, in pixels of the raw frames. */
export function cellIn(picture: Box, { width, height }: Pick<ClipSettings, 'width' | 'height'>): number {
  return Math.min((picture.right - picture.left) / width, (picture.bottom - picture.top) / height);
}

function touches(box: Box, picture: Box): boolean {
  const [left, top] = [box.left - picture.left, box.top - picture.top];
  const [right, bottom] = [picture.right - box.right, picture.bottom - box.bottom];
  return Math.min(left, top, right, bottom) <= 2;
}
