import { alpha, blue, green, red, rgba } from './color.ts';

/** a * b / 255, rounded, for two bytes, without a division. */
export function multiplyBytes(a: number, b: number): number {
  const product = a * b + 0x80;
  return ((product >> 8) + product) >> 8;
}

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
  const mix = (b: number, s: number): number => b + Math.trunc(((s - b) * above) / total);
  return rgba(
    mix(red(backdrop), red(source)),
    mix(green(backdrop), green(source)),
    mix(blue(backdrop), blue(source)),
    total,
  );
}

/** Whether two colours look the same: equal, or both wholly transparent. */
export function looksSame(a: number, b: number): boolean {
  return a === b || (alpha(a) === 0 && alpha(b) === 0);
}
