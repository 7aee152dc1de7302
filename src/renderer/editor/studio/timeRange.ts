import type { TimeRange } from '../../../shared/clip/clipSettings.ts';
import { rounded } from './draft.ts';

/** What is known of the video's time, in seconds. */
export interface VideoTime {
  readonly length: number;
  /** The longest range that can be looked at once. */
  readonly longest: number;
}

/** Least length of a range in seconds. */
const LEAST = 0.1;

/** The range that is looked at: the chosen one, or as much from the start as can be. */
export function rangeOf(range: TimeRange | null, { length, longest }: VideoTime): TimeRange {
  return range ?? { from: 0, to: Math.min(length, longest) };
}

/** A range with one end moved; the other one gives way where it must. Null: all of the video. */
export function moveEnd(
  range: TimeRange | null,
  end: 'from' | 'to',
  seconds: number,
  time: VideoTime,
): TimeRange | null {
  const before = rangeOf(range, time);
  const at = rounded(seconds, 0.001);
  if (end === 'from') {
    const from = Math.max(0, Math.min(at, time.length - LEAST));
    const to = Math.min(Math.max(before.to, from + LEAST), from + time.longest);
    return whole({ from, to }, time);
  }
  const to = Math.min(time.length, Math.max(at, LEAST));
  const from = Math.max(Math.min(before.from, to - LEAST), to - time.longest, 0);
  return whole({ from, to }, time);
}

/** A range moved as it is, within the video. */
export function moveRange(range: TimeRange | null, by: number, time: VideoTime): TimeRange | null {
  const { from, to } = rangeOf(range, time);
  const length = to - from;
  const start = Math.max(0, Math.min(rounded(from + by, 0.001), time.length - length));
  return whole({ from: start, to: start + length }, time);
}

function whole(range: TimeRange, { length }: VideoTime): TimeRange | null {
  const { from, to } = { from: rounded(range.from, 0.001), to: rounded(range.to, 0.001) };
  return from <= 0 && to >= rounded(length, 0.001) ? null : { from, to };
}
