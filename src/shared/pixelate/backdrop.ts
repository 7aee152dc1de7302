import type { Area, ClipSettings } from '../clip/clipSettings.ts';
import { type Background, fitBackground } from './background.ts';
import { keyBackground } from './keyBackground.ts';
import { pictureBox } from './letterbox.ts';
import { type Box, type RawVideo, spread } from './rawVideo.ts';

/** Which of the settings decide what is picture and what is behind the subject. */
export type BackdropSettings = Pick<ClipSettings, 'background' | 'crop'>;

/** The picture within black bars, and what is behind the subject. */
export interface Backdrop {
  /** On whole chroma samples; outside of it there is nothing to sample. */
  readonly picture: Box;
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
  const picture = typeof crop === 'object' ? onChroma(crop, video) : pictureBox(few, video);
  if (background.kind === 'keep') return { picture, background: undefined };
  const isKey = background.kind === 'key';
  return {
    picture,
    background: isKey ? keyBackground(background.color, few, video, picture) : fitBackground(few, video, picture),
  };
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

/** The area, in pixels of the original, on whole chroma samples within the frame. */
function onChroma(area: Area, { width, height, pixel }: RawVideo): Box {
  const even = (value: number, most: number): number => 2 * Math.round(Math.min(most, Math.max(0, value * pixel)) / 2);
  const [left, top] = [even(area.x, width - 2), even(area.y, height - 2)];
  return {
    left,
    top,
    right: Math.max(left + 2, even(area.x + area.width, width)),
    bottom: Math.max(top + 2, even(area.y + area.height, height)),
  };
}
