import type { Box, RawVideo } from './rawVideo.ts';

/** Luma below which a line counts as black. */
const BLACK = 28;
/** Share of the side that a bar may take. */
const MOST_BAR = 0.3;
/** Share of the picture's outermost line that something is to be seen on. */
const LEAST_SEEN = 0.4;

/**
 * The picture without black bars. A bar is a run of lines that are black in all the given frames; it counts only when
 * the opposite side has one of about the same width, because the edge of a dark scene has none, and when the picture
 * begins along most of the line, because before a black backdrop only the subject's tip would.
 */
export function pictureBox(frames: readonly Uint8Array[], video: RawVideo): Box {
  const { width, height } = video;
  const rowSeen = (y: number): number => most(frames.map((frame) => seen(frame, y * width, 1, width)));
  const columnSeen = (x: number): number => most(frames.map((frame) => seen(frame, x, width, height)));
  const [top, bottom] = bars(height, rowSeen);
  const [left, right] = bars(width, columnSeen);
  return { left, top, right: width - right, bottom: height - bottom };
}

/** Share of a line that is not black. */
function seen(frame: Uint8Array, start: number, step: number, count: number): number {
  let bright = 0;
  for (let i = 0, at = start; i < count; i++, at += step) if ((frame[at] ?? 0) >= BLACK) bright++;
  return bright / count;
}

function most(values: readonly number[]): number {
  return Math.max(0, ...values);
}

/** Widths of the bars at both ends, rounded up to whole chroma samples. */
function bars(length: number, seenOn: (line: number) => number): readonly [number, number] {
  const longest = Math.floor(MOST_BAR * length) + 1;
  let first = 0;
  while (first < longest && seenOn(first) === 0) first++;
  let last = 0;
  while (last < longest && seenOn(length - 1 - last) === 0) last++;
  const isPair = Math.abs(first - last) <= Math.max(2, 0.1 * Math.max(first, last));
  if (!isPair || Math.min(first, last) < 2 || Math.max(first, last) >= longest) return [0, 0];
  // The outermost line may be half a bar where the picture was scaled.
  if (Math.min(seenOn(first + 1), seenOn(length - 2 - last)) < LEAST_SEEN) return [0, 0];
  return [(first + 1) & ~1, (last + 1) & ~1];
}
