import type { Dither } from '../clip/clipSettings.ts';
import { blueNoise } from './blueNoise.ts';

/** A square tile of thresholds between 0 and 1, each as often as any other; repeated over the frame. */
export interface Thresholds {
  readonly side: number;
  readonly values: Float32Array;
}

const BLUE_SIDE = 32;

const made = new Map<Dither, Thresholds>();

/** The pattern of an ordered dither, made once; undefined for none. */
export function thresholds(dither: Dither): Thresholds | undefined {
  const ranks = dither === 'none' || made.has(dither) ? undefined : ranksOf(dither);
  if (ranks) {
    const values = Float32Array.from(ranks, (rank) => (rank + 0.5) / ranks.length);
    made.set(dither, { side: Math.sqrt(ranks.length), values });
  }
  return made.get(dither);
}

function ranksOf(dither: Exclude<Dither, 'none'>): Uint16Array {
  switch (dither) {
    case 'bayer2':
      return bayer(1);
    case 'bayer4':
      return bayer(2);
    case 'bayer8':
      return bayer(3);
    case 'blue':
      return blueNoise(BLUE_SIDE);
  }
}

/** Bayer's matrix of 2^levels a side: the bits of x ^ y and y, interleaved from the coarsest on, the other way round. */
function bayer(levels: number): Uint16Array {
  const side = 1 << levels;
  return Uint16Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [i % side, Math.floor(i / side)];
    let rank = 0;
    for (let bit = 0; bit < levels; bit++) {
      const place = 2 * (levels - 1 - bit);
      rank |= (((x ^ y) >> bit) & 1) << (place + 1);
      rank |= ((y >> bit) & 1) << place;
    }
    return rank;
  });
}
