import type { Box, RawVideo } from './rawVideo.ts';

/** Luma below which a line counts as black. */
const BLACK = 28;
const MOST_BAR = 0.3;

/**
 * The picture without black bars. A bar is a run of lines that stay black over all the given frames; it counts only
 * when the opposite side has one of about the same width, because a dark scene has none.
 */
export function pictureBox(frames: readonly Uint8Array[], video: RawVideo): Box {
  const { width, height } = video;
  const rows = new Uint8Array(height);
  const columns = new Uint8Array(width);
  for (const frame of frames) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const luma = frame[y * width + x] ?? 0;
        if (luma > (rows[y] ?? 0)) rows[y] = luma;
        if (luma > (columns[x] ?? 0)) columns[x] = luma;
      }
    }
  }
  const [top, bottom] = bars(rows);
  const [left, right] = bars(columns);
  return { left, top, right: width - right, bottom: height - bottom };
}

/** Widths of the bars at both ends, rounded up to whole chroma samples. */
function bars(brightest: Uint8Array): readonly [number, number] {
  const length = brightest.length;
  const first = brightest.findIndex((luma) => luma >= BLACK);
  if (first < 0) return [0, 0];
  const last = length - 1 - brightest.findLastIndex((luma) => luma >= BLACK);
  const isPair = Math.abs(first - last) <= Math.max(2, 0.1 * Math.max(first, last));
  if (!isPair || Math.min(first, last) < 2 || Math.max(first, last) > MOST_BAR * length) return [0, 0];
  return [(first + 1) & ~1, (last + 1) & ~1];
}
