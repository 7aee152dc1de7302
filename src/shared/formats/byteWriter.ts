import { FormatError } from './formatError.ts';
import { encodeUtf8 } from './utf8.ts';

/**
 * A growing array of bytes. A number that does not fit its field is a FormatError that names the field. Little-endian
 * unless the name ends in BE.
 */
export class ByteWriter {
  readonly #format: string;
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  constructor(format: string) {
    this.#format = format;
  }

  get length(): number {
    return this.#length;
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  error(reason: string): FormatError {
    return new FormatError(this.#format, this.#length, 'not_encodable', reason);
  }

  u8(value: number, field = 'value'): void {
    const at = this.#grow(1);
    this.#view.setUint8(at, this.#within(value, 0, 0xff, field));
  }
  i8(value: number, field = 'value'): void {
    const at = this.#grow(1);
    this.#view.setInt8(at, this.#within(value, -0x80, 0x7f, field));
  }
  u16(value: number, field = 'value'): void {
    const at = this.#grow(2);
    this.#view.setUint16(at, this.#within(value, 0, 0xffff, field), true);
  }
  i16(value: number, field = 'value'): void {
    const at = this.#grow(2);
    this.#view.setInt16(at, this.#within(value, -0x8000, 0x7fff, field), true);
  }
  u32(value: number, field = 'value'): void {
    const at = this.#grow(4);
    this.#view.setUint32(at, this.#within(value, 0, 0xffffffff, field), true);
  }
  i32(value: number, field = 'value'): void {
    const at = this.#grow(4);
    this.#view.setInt32(at, this.#within(value, -0x80000000, 0x7fffffff, field), true);
  }
  u64(value: bigint): void {
    if (BigInt.asUintN(64, value) !== value) throw this.error(`${value} does not fit 64 bits without sign`);
    const at = this.#grow(8);
    this.#view.setBigUint64(at, value, true);
  }
  i64(value: bigint): void {
    if (BigInt.asIntN(64, value) !== value) throw this.error(`${value} does not fit 64 bits with sign`);
    const at = this.#grow(8);
    this.#view.setBigInt64(at, value, true);
  }
  f32(value: number): void {
    const at = this.#grow(4);
    this.#view.setFloat32(at, value, true);
  }
  f64(value: number): void {
    const at = this.#grow(8);
    this.#view.setFloat64(at, value, true);
  }
  u16BE(value: number, field = 'value'): void {
    const at = this.#grow(2);
    this.#view.setUint16(at, this.#within(value, 0, 0xffff, field), false);
  }
  u32BE(value: number, field = 'value'): void {
    const at = this.#grow(4);
    this.#view.setUint32(at, this.#within(value, 0, 0xffffffff, field), false);
  }
  f32BE(value: number): void {
    const at = this.#grow(4);
    this.#view.setFloat32(at, value, false);
  }

  bytes(bytes: Uint8Array): void {
    const at = this.#grow(bytes.length);
    this.#bytes.set(bytes, at);
  }

  zeros(count: number): void {
    const at = this.#grow(count);
    this.#bytes.fill(0, at, at + count);
  }

  /** Each character as one byte; for signatures. */
  ascii(text: string): void {
    for (let i = 0; i < text.length; i++) this.u8(text.charCodeAt(i));
  }

  /** A length in 16 bits, then that many bytes of UTF-8. */
  string(text: string, field = 'text'): void {
    const bytes = encodeUtf8(text);
    if (bytes.length > 0xffff) throw this.error(`${field} has ${bytes.length} bytes, 65535 are possible`);
    this.u16(bytes.length);
    this.bytes(bytes);
  }

  /** Sets aside 4 bytes for a number known later; returns where. */
  reserveU32(): number {
    const at = this.#grow(4);
    this.#view.setUint32(at, 0);
    return at;
  }
  fillU32(at: number, value: number): void {
    this.#view.setUint32(at, this.#within(value, 0, 0xffffffff, 'size'), true);
  }

  #within(value: number, least: number, most: number, field: string): number {
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw this.error(`${field} is ${value}; whole numbers from ${least} to ${most} are possible`);
  }

  #grow(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }
}
