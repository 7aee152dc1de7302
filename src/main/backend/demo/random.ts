/** 32 bits of a text (FNV-1a, followed by a mixing step of MurmurHash3). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return scramble(hash);
}

/** A number whose bits look unrelated to those of its neighbours (MurmurHash3's finalizer). */
export function scramble(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** A number from 0 up to 1 for every whole number, always the same one. */
export function chance(seed: number, index: number): number {
  return scramble(Math.imul(seed, 0x9e3779b1) + index) / 2 ** 32;
}
