import type { IdSource } from '../../ids.ts';
import { newFrame } from '../../newSprite.ts';
import type { PixelClip } from '../../pixelClip.ts';
import type { Frame, Sprite } from '../../sprite.ts';

/** Which frames of a sprite a clip is laid over. */
export interface Span {
  /** Place of the first one. */
  readonly first: number;
  /** How many there are for it; what the clip has more is put in behind them. Null: all up to the last. */
  readonly length: number | null;
}

/** The sprite with frames for all of a clip, and which these are. */
export interface FramesForClip {
  readonly frames: readonly Frame[];
  readonly covered: readonly Frame[];
}

/** @param timing whether the frames are shown as long as the clip says, or as they were */
export function framesForClip(
  sprite: Sprite,
  clip: PixelClip,
  { first, length }: Span,
  timing: 'clip' | 'sprite',
  ids: IdSource,
): FramesForClip {
  const there = Math.min(clip.frames.length, length ?? sprite.frames.length - first);
  const kept = sprite.frames.slice(first, first + there).map((frame, i) => {
    const duration = timing === 'clip' ? clip.frames[i]?.duration : undefined;
    return duration === undefined || duration === frame.duration ? frame : { ...frame, duration };
  });
  const added = clip.frames.slice(there).map(({ duration }) => newFrame(ids.next('frame'), duration));
  const covered = [...kept, ...added];
  const end = first + (length ?? sprite.frames.length - first);
  const before = sprite.frames.slice(0, first);
  const behind = [...sprite.frames.slice(first + there, end), ...added, ...sprite.frames.slice(end)];
  return { frames: [...before, ...kept, ...behind], covered };
}
