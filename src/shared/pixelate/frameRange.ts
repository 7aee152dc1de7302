import type { TimeRange } from '../clip/clipSettings.ts';
import type { RawVideo } from './rawVideo.ts';

/** Frames `first` to `end - 1` of those that were decoded. */
export interface FrameRange {
  readonly first: number;
  readonly end: number;
}

/** The frames that are shown within a part of the video, at least one where there are any; all of them for null. */
export function frameRange(range: TimeRange | null, { fps, from }: RawVideo, count: number): FrameRange {
  if (range === null || count === 0) return { first: 0, end: count };
  const first = Math.min(count - 1, Math.max(0, Math.round((range.from - from) * fps)));
  return { first, end: Math.min(count, Math.max(first + 1, Math.round((range.to - from) * fps))) };
}
