import type { PixelFrame } from '../../../shared/sprite/pixelClip.ts';

/** Milliseconds of one round. */
export function roundLength(frames: readonly Pick<PixelFrame, 'duration'>[]): number {
  return frames.reduce((sum, { duration }) => sum + duration, 0);
}

/** The frame seen `elapsed` milliseconds into an endless loop. */
export function frameAtTime(frames: readonly Pick<PixelFrame, 'duration'>[], elapsed: number): number {
  const round = roundLength(frames);
  if (round <= 0) return 0;
  let left = ((elapsed % round) + round) % round;
  const at = frames.findIndex(({ duration }) => {
    left -= duration;
    return left < 0;
  });
  return Math.max(0, at);
}

/** When a frame begins, in milliseconds from the start of the round. */
export function timeOfFrame(frames: readonly Pick<PixelFrame, 'duration'>[], frame: number): number {
  return roundLength(frames.slice(0, frame));
}
