import type { Box, RawVideo } from './rawVideo.ts';

/** Luma below which a line counts as black. */
const BLACK = 28;
/** Share of the side that a bar may take. */
const MOST_BAR = 0.3;

/**
 * The picture without black bars. A bar is a run of lines that are black in all the given frames; it counts only when
 * the opposite side has one of about the same width, because the edge of a dark scene has none.
 */
export function pictureBox(frames: readonly Uint8Array[], video: RawVideo): Box {
  const { width, height } = video;
  const isBlackRow = (y: number): boolean => frames.every((frame) => isBlack(frame, y * width, 1, width));
  const isBlackColumn = (x: number): boolean => frames.every((frame) => isBlack(frame, x, width, height));
  const [top, bottom] = bars(height, isBlackRow);
  const [left, right] = bars(width, isBlackColumn);
  return { left, top, right: width - right, bottom: height - bottom };
}

function isBlack(frame: Uint8Array, start: number, step: number, count: number): boolean {
  for (let i = 0, at = start; i < count; i++, at += step) if ((frame[at] ?? 0) >= BLACK) return false;
  return true;
}

/** Widths of the bars at both ends, rounded up to whole chroma samples. */
function bars(length: number, isBlackLine: (line: number) => boolean): readonly [number, number] {
  const most = Math.floor(MOST_BAR * length) + 1;
  let first = 0;
  while (first < most && isBlackLine(first)) first++;
  let last = 0;
  while (last < most && isBlackLine(length - 1 - last)) last++;
  const isPair = Math.abs(first - last) <= Math.max(2, 0.1 * Math.max(first, last));
  if (!isPair || Math.min(first, last) < 2 || Math.max(first, last) >= most) return [0, 0];
  return [(first + 1) & ~1, (last + 1) & ~1];
}
