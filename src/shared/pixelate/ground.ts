import { COVERAGE, FIELDS } from './cellSamples.ts';
import type { Samples } from './sampleStage.ts';
import type { SettledFrame } from './settle.ts';

/**
 * Shifts frames by whole rows so that the lowest row that is covered enough is the same one in all of them: the middle
 * (median) one of all. Rows that are pushed out are lost.
 *
 * @param coverage share of a cell that makes an opaque pixel
 */
export function samplesOnGround(
  { at, count }: Pick<Samples, 'at' | 'count'>,
  width: number,
  coverage: number,
): Samples['at'] {
  const feet = Array.from({ length: count }, (_, i) => {
    const samples = at(i);
    for (let cell = samples.length / FIELDS - 1; cell >= 0; cell--) {
      if ((samples[cell * FIELDS + COVERAGE] ?? 0) >= coverage) return Math.floor(cell / width);
    }
    return -1;
  });
  const ground = groundOf(feet);
  return (i) => movedRows(at(i), width * FIELDS, downTo(ground, feet[i]));
}

/** The same for frames whose opaque cells were settled since. */
export function settledOnGround(frames: readonly SettledFrame[], width: number): readonly SettledFrame[] {
  const feet = frames.map(({ opaque }) => Math.floor(opaque.lastIndexOf(1) / width));
  const ground = groundOf(feet);
  return frames.map((frame, t) => {
    const rows = downTo(ground, feet[t]);
    if (rows === 0) return frame;
    return {
      colors: movedRows(frame.colors, 3 * width, rows),
      opaque: movedRows(frame.opaque, width, rows),
      coverage: movedRows(frame.coverage, width, rows),
      // What was compared with the frame before has moved.
      still: new Uint8Array(frame.still.length),
    };
  });
}

/** The middle (median) one of the rows that frames stand on, those that are empty left out. */
function groundOf(feet: readonly number[]): number {
  const known = feet.filter((row) => row >= 0).toSorted((p, q) => p - q);
  return known[known.length >> 1] ?? 0;
}

/** Rows by which a frame must go down to reach the ground; none for an empty one. */
function downTo(ground: number, foot = -1): number {
  return foot < 0 ? 0 : ground - foot;
}

function movedRows<Values extends Float32Array | Uint8Array>(values: Values, rowLength: number, rows: number): Values {
  if (rows === 0) return values;
  const by = rows * rowLength;
  const moved = values.slice() as Values;
  if (rows > 0) {
    moved.copyWithin(by, 0, values.length - by);
    moved.fill(0, 0, by);
  } else {
    moved.copyWithin(0, -by);
    moved.fill(0, values.length + by);
  }
  return moved;
}
