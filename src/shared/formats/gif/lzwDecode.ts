const MAX_BITS = 12;
const MAX_CODES = 1 << MAX_BITS;

/** What went wrong, for the caller to say where. */
export type LzwFault = 'ends too early' | 'stops before its last pixel' | 'uses a code before it is defined';

/**
 * Unpacks GIF's LZW into exactly `count` indices; more are ignored, as other readers do. Also reads streams that go on
 * without a clear code when all 4096 codes are taken.
 */
export function lzwDecode(bytes: Uint8Array, minCodeSize: number, count: number): Uint8Array | LzwFault {
  const clear = 1 << minCodeSize;
  const out = new Uint8Array(count);
  const prefixes = new Uint16Array(MAX_CODES);
  const suffixes = new Uint8Array(MAX_CODES);
  const lengths = new Uint16Array(MAX_CODES);
  for (let code = 0; code < clear; code++) {
    suffixes[code] = code;
    lengths[code] = 1;
  }
  let [bits, next, previous] = [minCodeSize + 1, clear + 2, -1];
  let [at, pending, available, length] = [0, 0, 0, 0];
  while (length < count) {
    for (; available < bits; available += 8) {
      if (at === bytes.length) return 'ends too early';
      pending |= (bytes[at++] ?? 0) << available;
    }
    const code = pending & ((1 << bits) - 1);
    pending >>>= bits;
    available -= bits;
    if (code === clear) {
      [bits, next, previous] = [minCodeSize + 1, clear + 2, -1];
      continue;
    }
    if (code === clear + 1) return 'stops before its last pixel';
    if (code > next || (code === next && previous < 0) || (previous < 0 && code > clear)) {
      return 'uses a code before it is defined';
    }
    const known = code < next;
    const chain = known ? code : previous;
    const chainLength = lengths[chain] ?? 0;
    const first = unwind(out, length, chain, chainLength, prefixes, suffixes);
    length += chainLength;
    if (!known && length < count) out[length] = first;
    if (!known) length++;
    if (previous >= 0 && next < MAX_CODES) {
      prefixes[next] = previous;
      suffixes[next] = first;
      lengths[next] = (lengths[previous] ?? 0) + 1;
      next++;
      if (next === 1 << bits && bits < MAX_BITS) bits++;
    }
    previous = code;
  }
  return out;
}

/** Writes the string that a code stands for, last index first; returns its first index. */
function unwind(
  out: Uint8Array,
  at: number,
  code: number,
  length: number,
  prefixes: Uint16Array,
  suffixes: Uint8Array,
): number {
  let current = code;
  for (let i = at + length - 1; i > at; i--) {
    if (i < out.length) out[i] = suffixes[current] ?? 0;
    current = prefixes[current] ?? 0;
  }
  const first = suffixes[current] ?? 0;
  if (at < out.length) out[at] = first;
  return first;
}
