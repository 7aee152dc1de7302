import type { ByteReader } from '../byteReader.ts';

/** Reads the bits of an H.264 parameter set, the highest of each byte first (ITU-T H.264, 7.2 and 9.1). */
export class BitReader {
  readonly #reader: ByteReader;
  readonly #bytes: Uint8Array;
  #at = 0;

  /** @param reader at the first byte behind the unit's header; read to its end */
  constructor(reader: ByteReader) {
    this.#reader = reader;
    this.#bytes = withoutEmulation(reader.bytes(reader.remaining));
  }

  /** An unsigned number of up to 32 bits. */
  bits(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) value = 2 * value + this.#bit();
    return value;
  }

  flag(): boolean {
    return this.#bit() === 1;
  }

  /** An unsigned Exp-Golomb code. */
  ue(): number {
    let zeros = 0;
    while (this.#bit() === 0) {
      zeros++;
      if (zeros > 31) throw this.#reader.error('invalid', 'a number of more than 32 bits');
    }
    return 2 ** zeros - 1 + this.bits(zeros);
  }

  /** A signed one. */
  se(): number {
    const code = this.ue();
    return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
  }

  #bit(): number {
    const byte = this.#bytes[this.#at >> 3];
    if (byte === undefined) throw this.#reader.error('truncated', 'a parameter set ends early');
    const bit = (byte >> (7 - (this.#at & 7))) & 1;
    this.#at++;
    return bit;
  }
}

/** Takes out the threes that keep two zero bytes from looking like a start code. */
function withoutEmulation(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, i) => !(byte === 3 && bytes[i - 1] === 0 && bytes[i - 2] === 0));
}
