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
  const row = (y: number): Line => ({ start: y * width, step: 1, count: width });
  const column = (x: number): Line => ({ start: x, step: width, count: height });
  const [top, bottom] = bars(frames, height, row);
  const [left, right] = bars(frames, width, column);
  return { left, top, right: width - right, bottom: height - bottom };
}

/** Places of a row's or a column's luma. */
interface Line {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

function isBlack(frame: Uint8Array, { start, step, count }: Line): boolean {
  for (let i = 0, at = start; i < count; i++, at += step) if ((frame[at] ?? 0) >= BLACK) return false;
  return true;
}

/** Share of a line that is not black in the frame in which most of it is seen. */
function seenOn(frames: readonly Uint8Array[], { start, step, count }: Line): number {
  const shares = frames.map((frame) => {
    let bright = 0;
    for (let i = 0, at = start; i < count; i++, at += step) if ((frame[at] ?? 0) >= BLACK) bright++;
    return bright / count;
  });
  return Math.max(0, ...shares);
}

/** Widths of the bars at both ends, rounded up to whole chroma samples. */
function bars(
  frames: readonly Uint8Array[],
  length: number,
  line: (number: number) => Line,
): readonly [number, number] {
  const isBar = (number: number): boolean => frames.every((frame) => isBlack(frame, line(number)));
  const longest = Math.floor(MOST_BAR * length) + 1;
  let first = 0;
  while (first < longest && isBar(first)) first++;
  let last = 0;
  while (last < longest && isBar(length - 1 - last)) last++;
  const isPair = Math.abs(first - last) <= Math.max(2, 0.1 * Math.max(first, last));
  if (!isPair || Math.min(first, last) < 2 || Math.max(first, last) >= longest) return [0, 0];
  // The outermost line may be half a bar where the picture was scaled.
  const outermost = [first + 1, length - 2 - last].map((number) => seenOn(frames, line(number)));
  if (Math.min(...outermost) < LEAST_SEEN) return [0, 0];
  return [(first + 1) & ~1, (last + 1) & ~1];
}
