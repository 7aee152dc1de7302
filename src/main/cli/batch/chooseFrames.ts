import type { Sprite, Tag } from '../../../shared/sprite/sprite.ts';
import { BatchError } from './batchError.ts';
import type { Settings } from './plan.ts';
import { playedFrames, type Span, spanOf } from './playedFrames.ts';

/** The tag of this name. BatchError when there is none. */
export function tagNamed(sprite: Sprite, name: string, file: string): Tag {
  const tag = sprite.tags.find((each) => each.name === name);
  if (tag) return tag;
  throw new BatchError(
    `${file} has no tag "${name}". It has: ${sprite.tags.map((each) => each.name).join(', ') || 'none'}.`,
  );
}

/**
 * Numbers of the frames that are left of a sprite, or of one tag, in the order in which they are saved. A range beyond
 * the end takes what there is.
 */
export function chooseFrames(
  sprite: Sprite,
  tag: Tag | undefined,
  { frameRange, playSubtags }: Pick<Settings, 'frameRange' | 'playSubtags'>,
): readonly number[] {
  const whole: Span = tag ? spanOf(sprite, tag) : { from: 0, to: sprite.frames.length - 1 };
  const limit = (frame: number): number => Math.min(whole.from + frame, whole.to);
  const span = frameRange ? { from: limit(frameRange.from), to: limit(frameRange.to) } : whole;
  const beyond = frameRange !== null && whole.from + frameRange.from > whole.to;
  if (beyond && tag === undefined) return [];
  if (playSubtags) return playedFrames(sprite, span, frameRange ? undefined : tag);
  return Array.from({ length: span.to - span.from + 1 }, (_, i) => span.from + i);
}
