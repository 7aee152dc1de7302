import type { TimeRange } from '../../shared/clip/clipSettings.ts';
import type { VideoFacts } from './probe.ts';

/**
 * A run of frames, counted from the begin of the video at so many a second: frame n is what is shown at n / fps. Spans of
 * one video that overlap hold the same frames where they do.
 */
export interface FrameSpan {
  readonly first: number;
  /** Outside; infinite: to the end of the video. */
  readonly end: number;
}

/** The frames that are shown within a part of a video, at least one; where it is known how long it is, one that exists. */
export function frameSpan(range: TimeRange | null, fps: number, { seconds }: Pick<VideoFacts, 'seconds'>): FrameSpan {
  if (range === null) return { first: 0, end: Number.POSITIVE_INFINITY };
  const total = seconds === undefined ? Number.POSITIVE_INFINITY : Math.max(1, Math.ceil(seconds * fps));
  const first = Math.min(total - 1, Math.round(range.from * fps));
  const end = Math.max(first + 1, Math.round(range.to * fps));
  return { first, end: end >= total ? Number.POSITIVE_INFINITY : end };
}

/** How many frames a span will have; undefined where nobody can tell before they are decoded. */
export function frameCountOf(
  { first, end }: FrameSpan,
  fps: number,
  facts: Pick<VideoFacts, 'seconds'>,
): number | undefined {
  const total = facts.seconds === undefined ? Number.POSITIVE_INFINITY : Math.ceil(facts.seconds * fps);
  const count = Math.min(end, total) - first;
  return Number.isFinite(count) ? Math.max(1, count) : undefined;
}
