import { multiplyBytes } from './multiplyBytes.ts';

/**
 * Lays `source` over `backdrop`, both RGBA and not premultiplied, with an opacity of 0 to 255. Integer for integer what
 * Aseprite computes: rounded products of bytes and a division that truncates.
 */
export function blendNormal(backdrop: number, source: number, opacity: number): number {
  const below = backdrop >>> 24;
  const above = multiplyBytes(source >>> 24, opacity);
  if (below === 0) return ((source & 0xffffff) | (above << 24)) >>> 0;
  if (source >>> 24 === 0) return backdrop;
  if (above === 255) return source;
  const total = above + below - multiplyBytes(below, above);
  const r = mixChannel(backdrop & 255, source & 255, above, total);
  const g = mixChannel((backdrop >>> 8) & 255, (source >>> 8) & 255, above, total);
  const b = mixChannel((backdrop >>> 16) & 255, (source >>> 16) & 255, above, total);
  return (r | (g << 8) | (b << 16) | (total << 24)) >>> 0;
}

/** (The bits that `| 0` takes away are a fraction: the quotient is below 256.) */
function mixChannel(backdrop: number, source: number, above: number, total: number): number {
  return backdrop + ((((source - backdrop) * above) / total) | 0);
}
