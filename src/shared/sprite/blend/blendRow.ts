import type { BlendMode } from '../sprite.ts';
import { blenderOf } from './blendColors.ts';
import { blendNormal } from './blendNormal.ts';

/** Lays `count` colours of `row` over `out`, from `at` on. A source of exactly 0 leaves what is there, in every mode. */
export type BlendRow = (out: Uint32Array, at: number, row: Uint32Array, count: number, opacity: number) => void;

export function rowBlenderOf(mode: BlendMode): BlendRow {
  if (mode === 'normal') return blendNormalRow;
  const blend = blenderOf(mode);
  return (out, at, row, count, opacity) => {
    for (let i = 0; i < count; i++) {
      const source = row[i] ?? 0;
      if (source !== 0) out[at + i] = blend(out[at + i] ?? 0, source, opacity);
    }
  };
}

/** The mode of nearly all layers, and nearly all of their pixels are opaque or clear. */
function blendNormalRow(out: Uint32Array, at: number, row: Uint32Array, count: number, opacity: number): void {
  for (let i = 0; i < count; i++) {
    const source = row[i] ?? 0;
    if (source === 0) continue;
    if (opacity === 255 && source >= OPAQUE) out[at + i] = source;
    else out[at + i] = blendNormal(out[at + i] ?? 0, source, opacity);
  }
}

const OPAQUE = 0xff000000;
