import type { Area } from '../../../shared/clip/clipSettings.ts';
import { clipPixels } from '../../../shared/sprite/clipPixels.ts';
import { rgba } from '../../../shared/sprite/color.ts';
import type { StudioCut } from '../../../shared/studio.ts';
import type { Size } from '../view.ts';
import type { Overlay } from './studioState.ts';

/** Colours of the overlays, from little to much. */
export const HEAT = [rgba(255, 214, 64), rgba(255, 120, 40), rgba(235, 30, 70)] as const;
export const OFF_PALETTE = rgba(235, 60, 235);
export const EDGE = rgba(255, 70, 70);
export const COVERED = rgba(60, 200, 140);
export const UNCOVERED = rgba(60, 90, 200);

/** RGBA of an overlay over a frame of a cut, one number a pixel; 0 where there is nothing to say. */
export function overlayPixels(cut: StudioCut, frame: number, overlay: Overlay, video: Size): Uint32Array {
  const pixels = (values: Uint8Array | undefined, colorOf: (value: number) => number): Uint32Array =>
    Uint32Array.from({ length: cut.clip.width * cut.clip.height }, (_, i) => {
      const value = values?.[i];
      return value === undefined ? 0 : colorOf(value);
    });
  switch (overlay) {
    case 'none':
      return pixels(undefined, () => 0);
    case 'flicker':
      return pixels(cut.overlays.flicker, heat);
    case 'offPalette':
      return pixels(cut.overlays.offPalette[frame], offPalette);
    case 'coverage':
      return pixels(cut.overlays.coverage[frame], coverage);
    case 'edge':
      return edgePixels(cut, frame, video);
  }
}

function heat(value: number): number {
  if (value === 0) return 0;
  const color = HEAT[Math.min(HEAT.length - 1, Math.floor((value / 256) * HEAT.length))] ?? HEAT[0];
  return withAlpha(color, Math.min(255, 120 + value / 2));
}

/** 0.05 of OKLab, a fifth of the scale, is about what an eye begins to mind. */
function offPalette(value: number): number {
  return value < 51 ? 0 : withAlpha(OFF_PALETTE, Math.min(255, 60 + value));
}

/** Surely subject and surely backdrop are tinted; what is neither shows by how much it is covered. */
function coverage(value: number): number {
  return value >= 128 ? withAlpha(COVERED, 24 + (value - 128) * 0.7) : withAlpha(UNCOVERED, 24 + (127 - value) * 0.7);
}

/** Opaque pixels where the video's picture ends: there the subject may be cut off. */
function edgePixels(cut: StudioCut, frame: number, video: Size): Uint32Array {
  const { width, height, frames } = cut.clip;
  const indices = frames[frame]?.indices ?? new Uint8Array(width * height);
  const border = pictureWithin(cut.report.area, { width, height }, video);
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = x >= border.left && x <= border.right && y >= border.top && y <= border.bottom;
      const atEdge = x === border.left || x === border.right || y === border.top || y === border.bottom;
      if (inside && atEdge) pixels[y * width + x] = indices[y * width + x] === 0 ? withAlpha(EDGE, 50) : EDGE;
    }
  }
  return pixels;
}

/** Which pixels of the frames are the outermost that show the video's picture; all within the frames. */
function pictureWithin(area: Area, frames: Size, video: Size) {
  const cell = area.width / frames.width;
  const first = (offset: number): number => Math.max(0, Math.floor(-offset / cell + 0.001));
  return {
    left: first(area.x),
    top: first(area.y),
    right: Math.min(frames.width - 1, Math.ceil((video.width - area.x) / cell - 0.001) - 1),
    bottom: Math.min(frames.height - 1, Math.ceil((video.height - area.y) / cell - 0.001) - 1),
  };
}

function withAlpha(color: number, opacity: number): number {
  return ((color & 0xffffff) | (Math.round(opacity) << 24)) >>> 0;
}

/** RGBA of a frame of a cut, one number a pixel. */
export function framePixels({ clip }: StudioCut, frame: number): Uint32Array {
  return clipPixels(clip, frame);
}
