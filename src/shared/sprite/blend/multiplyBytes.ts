/**
 * a * b / 255, rounded, for two bytes, without a division. `a` may be negative (a difference of bytes); halves are then
 * rounded as Aseprite's shifts do it.
 */
export function multiplyBytes(a: number, b: number): number {
  const product = a * b + 0x80;
  return ((product >> 8) + product) >> 8;
}
