import { FormatError, type FormatErrorCode } from './formatError.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * Reads numbers from bytes, in order, and never past the end: that is a FormatError with the place in the whole file.
 * Little-endian unless the name ends in BE.
 */
export class ByteReader {
  readonly #format: string;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  /** Where these bytes start in the file. */
  readonly #start: number;
  #at = 0;

  constructor(format: string, bytes: Uint8Array, start = 0) {
    this.#format = format;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#start = start;
  }

  /** Place of the next byte in the file. */
  get offset(): number {
    return this.#start + this.#at;
  }

  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  error(code: FormatErrorCode, reason: string): FormatError {
    return new FormatError(this.#format, this.offset, code, reason);
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }
  i8(): number {
    return this.#view.getInt8(this.#advance(1));
  }
  u16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }
  i16(): number {
    return this.#view.getInt16(this.#advance(2), true);
  }
  u32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }
  i32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }
  u64(): bigint {
    return this.#view.getBigUint64(this.#advance(8), true);
  }
  i64(): bigint {
    return this.#view.getBigInt64(this.#advance(8), true);
  }
  f32(): number {
    return this.#view.getFloat32(this.#advance(4), true);
  }
  f64(): number {
    return this.#view.getFloat64(this.#advance(8), true);
  }
  u16BE(): number {
    return this.#view.getUint16(this.#advance(2), false);
  }
  u32BE(): number {
    return this.#view.getUint32(this.#advance(4), false);
  }
  f32BE(): number {
    return this.#view.getFloat32(this.#advance(4), false);
  }

  /** A view on the next `length` bytes; not a copy. */
  bytes(length: number): Uint8Array {
    const at = this.#advance(length);
    return this.#bytes.subarray(at, at + length);
  }

  skip(length: number): void {
    this.#advance(length);
  }

  /** A length in 16 bits, then that many bytes of UTF-8. */
  string(): string {
    return decodeUtf8(this.bytes(this.u16()));
  }

  /** A reader of the next `length` bytes, which this one then has passed. */
  part(length: number): ByteReader {
    const start = this.offset;
    return new ByteReader(this.#format, this.bytes(length), start);
  }

  /** A second reader at the same place. */
  copy(): ByteReader {
    return new ByteReader(this.#format, this.#bytes.subarray(this.#at), this.offset);
  }

  #advance(length: number): number {
    if (length > this.remaining) {
      throw this.error('truncated', `${length} bytes are needed here, ${this.remaining} are left`);
    }
    const at = this.#at;
    this.#at += length;
    return at;
  }
}
