import type { UnknownChunk } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';

/**
 * What a file says within the chunks that we understand, but we do not: kept beside an object's unknown chunks, so that
 * it goes where the object goes, under numbers that no chunk can have.
 */
export const KEPT = {
  /** Reserved fields and unknown flags of the object's own chunk, and what follows its known fields. */
  fields: 0x10000,
  /** The same of chunks that belong to the sprite or a frame. */
  palette: 0x10001,
  colorProfile: 0x10002,
  externalFiles: 0x10003,
  tags: 0x10004,
  /** The number of a kind of layer, a blend mode or a tag's direction for which we have no name. */
  layerType: 0x10005,
  blendMode: 0x10006,
  direction: 0x10007,
  /** The type of a cel that we cannot read, and its content. */
  celBody: 0x10008,
  /** Keys of a slice for frames behind the last. */
  sliceKeys: 0x10009,
  /** What stands behind the last frame. */
  trailing: 0x1000a,
  /** What stands behind the pixels of a tileset, within the size that is given for them. */
  streamTail: 0x1000b,
  /** Blend mode and opacity of a group, where the header says that they do not count. */
  groupLook: 0x1000c,
} as const;
export type KeptType = (typeof KEPT)[keyof typeof KEPT];

/** Whether this is a chunk of its own. */
export function isChunk({ type }: UnknownChunk): boolean {
  return type < KEPT.fields;
}

/** What was kept under that number. */
export function keptIn(unknown: readonly UnknownChunk[], type: KeptType): Uint8Array | undefined {
  return unknown.find((part) => part.type === type)?.data;
}

/** A number of 16 bits, as a list of at most one part. */
export function keptNumber(type: KeptType, number: number): UnknownChunk {
  return { type, data: Uint8Array.of(number & 255, number >> 8) };
}

export function keptNumberIn(unknown: readonly UnknownChunk[], type: KeptType): number | undefined {
  const data = keptIn(unknown, type);
  return data && (data[0] ?? 0) | ((data[1] ?? 0) << 8);
}

/** Passes the reserved fields of one chunk, and remembers what stands in them. */
export class ReservedReader {
  readonly #bytes: number[] = [];

  skip(reader: ByteReader, length: number): void {
    this.#bytes.push(...reader.bytes(length));
  }

  /** Notes bits of a field that are not understood, as `length` bytes. */
  note(bits: number, length: number): void {
    for (let i = 0; i < length; i++) this.#bytes.push((bits >>> (8 * i)) & 255);
  }

  /** Nothing if all fields are 0 and `reader` is at the end; else the fields' length (32 bits), the fields, the rest. */
  kept(reader: ByteReader, type: KeptType): UnknownChunk[] {
    const rest = reader.bytes(reader.remaining);
    if (rest.length === 0 && this.#bytes.every((byte) => byte === 0)) return [];
    const data = new Uint8Array(LENGTH_BYTES + this.#bytes.length + rest.length);
    new DataView(data.buffer).setUint32(0, this.#bytes.length, true);
    data.set(this.#bytes, LENGTH_BYTES);
    data.set(rest, LENGTH_BYTES + this.#bytes.length);
    return [{ type, data }];
  }
}

/** Gives back, in the same order, what a ReservedReader kept; zeros where it kept nothing. */
export class ReservedWriter {
  readonly #fields: Uint8Array;
  readonly #rest: Uint8Array;
  #at = 0;

  constructor(unknown: readonly UnknownChunk[], type: KeptType) {
    const data = keptIn(unknown, type) ?? NOTHING;
    const end = LENGTH_BYTES + new DataView(data.buffer, data.byteOffset).getUint32(0, true);
    this.#fields = data.subarray(LENGTH_BYTES, end);
    this.#rest = data.subarray(end);
  }

  /** The bits of a noted field. */
  bits(length: number): number {
    let bits = 0;
    for (let i = 0; i < length; i++) bits |= (this.#fields[this.#at++] ?? 0) << (8 * i);
    return bits >>> 0;
  }

  write(out: ByteWriter, length: number): void {
    for (let i = 0; i < length; i++) out.u8(this.#fields[this.#at++] ?? 0);
  }

  writeRest(out: ByteWriter): void {
    out.bytes(this.#rest);
  }
}

const LENGTH_BYTES = 4;
const NOTHING = new Uint8Array(LENGTH_BYTES);
