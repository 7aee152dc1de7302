import type { Matte } from './matte.ts';
import type { Box, RawVideo } from './rawVideo.ts';

/** How many chroma samples of the subject lie in each column and row of a matte. */
export interface Silhouette {
  readonly columns: Uint16Array;
  readonly rows: Uint16Array;
}

export function silhouette(matte: Matte, video: RawVideo): Silhouette {
  const width = video.width >> 1;
  const height = video.height >> 1;
  const columns = new Uint16Array(width);
  const rows = new Uint16Array(height);
  for (let y = 0, i = 0; y < height; y++) {
    let count = 0;
    for (let x = 0; x < width; x++, i++) {
      if (matte[i] === 0) continue;
      count++;
      columns[x] = (columns[x] ?? 0) + 1;
    }
    rows[y] = count;
  }
  return { columns, rows };
}

/**
 * The box around the subject over all frames, in pixels of the raw frames; undefined when there is none. Rows and
 * columns that hold less than `least` samples over all frames together are no part of it.
 */
export function subjectBox(silhouettes: readonly Silhouette[], least: number): Box | undefined {
  const columns = sumOf(silhouettes.map((one) => one.columns));
  const rows = sumOf(silhouettes.map((one) => one.rows));
  const counts = (count: number): boolean => count >= least;
  const left = columns.findIndex(counts);
  const top = rows.findIndex(counts);
  if (left < 0 || top < 0) return undefined;
  return {
    left: 2 * left,
    top: 2 * top,
    right: 2 * (columns.findLastIndex(counts) + 1),
    bottom: 2 * (rows.findLastIndex(counts) + 1),
  };
}

function sumOf(lines: readonly Uint16Array[]): Uint32Array {
  const sum = new Uint32Array(lines[0]?.length ?? 0);
  for (const line of lines) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (line[i] ?? 0);
  return sum;
}
