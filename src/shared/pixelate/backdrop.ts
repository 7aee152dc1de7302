import type { Area, ClipSettings } from '../clip/clipSettings.ts';
import { type Background, fitBackground } from './background.ts';
import { keyBackground } from './keyBackground.ts';
import { findPicture, type Picture } from './letterbox.ts';
import { type Box, type RawVideo, spread } from './rawVideo.ts';

/** Which of the settings decide what is picture and what is behind the subject. */
export type BackdropSettings = Pick<ClipSettings, 'background' | 'crop'>;

/** The picture within black bars, outside of which there is nothing to sample, and what is behind the subject. */
export interface Backdrop extends Picture {
  /** Undefined where it stays. */
  readonly background: Background | undefined;
}

/** Frames by which the picture and its backdrop are judged. */
export const FEW = 8;
/** Backdrops that differ less (OKLab) are the same. */
const SAME_BACKDROP = 0.01;

/** What the given frames show, all or `FEW` of them spread evenly. */
export function findBackdrop(
  frames: readonly Uint8Array[],
  video: RawVideo,
  { crop, background }: BackdropSettings,
): Backdrop {
  const few = spread(frames, FEW);
  const found = typeof crop === 'object' ? pictureOf(crop, video) : findPicture(few, video);
  return { ...found, background: findBackground(few, video, background, found.picture) };
}

function findBackground(
  few: readonly Uint8Array[],
  video: RawVideo,
  background: ClipSettings['background'],
  picture: Box,
): Background | undefined {
  switch (background.kind) {
    case 'keep':
      return undefined;
    case 'key':
      return keyBackground(background.color, few, video, picture);
    case 'auto':
      return fitBackground(few, video, picture);
  }
}

/** Whether mattes for one backdrop are as good for the other. */
export function isSameBackdrop(one: Backdrop, other: Backdrop): boolean {
  const isSameBox = (['left', 'top', 'right', 'bottom'] as const).every(
    (side) => one.picture[side] === other.picture[side],
  );
  const [early, late] = [one.background, other.background];
  if (!early || !late) return isSameBox && early === late;
  if (early.isColorful !== late.isColorful || early.isFound !== late.isFound) return false;
  if (early.texture.length + late.texture.length > 0) return false;
  return isSameBox && early.raster.every((value, i) => Math.abs(value - (late.raster[i] ?? 0)) <= SAME_BACKDROP);
}

/** An area to show, in pixels of the original, on whole chroma samples within the frame. */
function pictureOf(area: Area, { width, height, pixel }: RawVideo): Picture {
  const even = (value: number, most: number): number => 2 * Math.round(Math.min(most, Math.max(0, value * pixel)) / 2);
  const [left, top] = [even(area.x, width - 2), even(area.y, height - 2)];
  const [right, bottom] = [even(area.x + area.width, width), even(area.y + area.height, height)];
  const picture = { left, top, right: Math.max(left + 2, right), bottom: Math.max(top + 2, bottom) };
  return { picture, edges: picture };
}
