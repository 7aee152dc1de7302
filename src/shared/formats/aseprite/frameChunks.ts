import type { UnknownChunk } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import { ByteWriter } from '../byteWriter.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { FORMAT } from './chunkTypes.ts';
import { isChunk, KEPT, ReservedReader, ReservedWriter } from './reservedBytes.ts';

const FRAME_MAGIC = 0xf1fa;
const FRAME_HEADER_BYTES = 16;
const CHUNK_HEADER_BYTES = 6;

export interface FrameHeader {
  /** Milliseconds; 0 = the speed of the file's header. */
  readonly duration: number;
  readonly chunkCount: number;
  /** Everything of the frame behind its header. */
  readonly body: ByteReader;
  readonly reserved: ReservedReader;
}

export function readFrameHeader(reader: ByteReader): FrameHeader {
  const size = reader.u32();
  if (size < FRAME_HEADER_BYTES) throw reader.error('invalid', `a frame of ${size} bytes`);
  if (reader.u16() !== FRAME_MAGIC) throw reader.error('invalid', 'the magic number F1FA of a frame is missing');
  const oldCount = reader.u16();
  const duration = reader.u16();
  const reserved = new ReservedReader();
  reserved.skip(reader, 2);
  const count = reader.u32();
  const body = reader.part(size - FRAME_HEADER_BYTES);
  return { duration, chunkCount: count === 0 ? oldCount : count, body, reserved };
}

/** The frame's chunks in order; each gets a reader of its own bytes only. */
export function* chunksOf({ chunkCount, body }: FrameHeader): Generator<{ type: number; reader: ByteReader }> {
  if (chunkCount * CHUNK_HEADER_BYTES > body.remaining) {
    throw body.error('truncated', `${chunkCount} chunks are announced in ${body.remaining} bytes`);
  }
  if (chunkCount > FORMAT_LIMITS.chunks) throw body.error('too_large', `${chunkCount} chunks`);
  for (let i = 0; i < chunkCount; i++) {
    const size = body.u32();
    if (size < CHUNK_HEADER_BYTES) throw body.error('invalid', `a chunk of ${size} bytes`);
    const type = body.u16();
    yield { type, reader: body.part(size - CHUNK_HEADER_BYTES) };
  }
}

/** Collects the chunks of one frame. */
export class FrameWriter {
  readonly #out = new ByteWriter(FORMAT);
  #count = 0;

  chunk(type: number, body: (out: ByteWriter) => void): void {
    const start = this.#out.length;
    const size = this.#out.reserveU32();
    this.#out.u16(type);
    body(this.#out);
    this.#out.fillU32(size, this.#out.length - start);
    this.#count++;
  }

  unknown(chunks: readonly UnknownChunk[]): void {
    for (const { type, data } of chunks.filter(isChunk)) this.chunk(type, (out) => out.bytes(data));
  }

  /** Appends the frame's header and chunks to `file`, and what was kept of both. */
  writeTo(file: ByteWriter, duration: number, unknown: readonly UnknownChunk[]): void {
    const reserved = new ReservedWriter(unknown, KEPT.fields);
    if (this.#count > FORMAT_LIMITS.chunks) throw file.error(`a frame has ${this.#count} parts`);
    const size = file.reserveU32();
    file.u16(FRAME_MAGIC);
    file.u16(Math.min(this.#count, 0xffff));
    file.u16(duration, 'frame duration');
    reserved.write(file, 2);
    file.u32(this.#count);
    file.bytes(this.#out.finish());
    reserved.writeRest(file);
    file.fillU32(size, file.length - size);
  }
}
