const MAX_BITS = 12;
const MAX_CODES = 1 << MAX_BITS;
/** Twice the codes there can be, so that searches end soon. A power of two. */
const SLOTS = 2 * MAX_CODES;

/**
 * LZW as GIF uses it (GIF89a specification, appendix F): codes grow from `minCodeSize` + 1 to 12 bits, lowest bit first;
 * when all are taken, a clear code starts over. `indices` must be below 2^minCodeSize.
 */
export function lzwEncode(indices: Uint8Array, minCodeSize: number): Uint8Array {
  const clear = 1 << minCodeSize;
  const out = new BitWriter();
  const keys = new Int32Array(SLOTS).fill(-1);
  const codes = new Uint16Array(SLOTS);
  let bits = minCodeSize + 1;
  let next = clear + 2;
  let prefix = -1;
  out.write(clear, bits);
  for (const index of indices) {
    if (prefix < 0) {
      prefix = index;
      continue;
    }
    const key = (prefix << 8) | index;
    let slot = Math.imul(key, 0x9e3779b1) >>> (32 - MAX_BITS - 1);
    while (keys[slot] !== -1 && keys[slot] !== key) slot = (slot + 1) & (SLOTS - 1);
    if (keys[slot] === key) {
      prefix = codes[slot] ?? 0;
      continue;
    }
    out.write(prefix, bits);
    prefix = index;
    if (next === MAX_CODES) {
      out.write(clear, bits);
      keys.fill(-1);
      bits = minCodeSize + 1;
      next = clear + 2;
      continue;
    }
    keys[slot] = key;
    codes[slot] = next;
    if (next === 1 << bits) bits++;
    next++;
  }
  if (prefix >= 0) {
    out.write(prefix, bits);
    // The reader notes one more code now, which may lengthen the next.
    if (next === 1 << bits && bits < MAX_BITS) bits++;
  }
  out.write(clear + 1, bits);
  return out.finish();
}

class BitWriter {
  #bytes = new Uint8Array(4096);
  #length = 0;
  #pending = 0;
  #count = 0;

  write(code: number, bits: number): void {
    this.#pending |= code << this.#count;
    this.#count += bits;
    for (; this.#count >= 8; this.#count -= 8) this.#byte();
  }

  finish(): Uint8Array {
    if (this.#count > 0) this.#byte();
    return this.#bytes.slice(0, this.#length);
  }

  #byte(): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = this.#pending & 255;
    this.#pending >>>= 8;
  }
}
