import { IdSource } from '../../sprite/ids.ts';
import { newFrame, newSprite } from '../../sprite/newSprite.ts';
import type { ColorMode } from '../../sprite/sprite.ts';
import { ByteWriter } from '../byteWriter.ts';
import { FORMAT } from './chunkTypes.ts';
import { FrameWriter } from './frameChunks.ts';
import { writeHeader } from './header.ts';

/** For tests: the bytes of a 4 x 4 file whose frames hold just the chunks that each function writes. */
export function handmadeFile(colorMode: ColorMode, ...frames: readonly FillFrame[]): Uint8Array {
  const ids = new IdSource(100);
  const sprite = newSprite({ width: 4, height: 4, colorMode });
  const out = new ByteWriter(FORMAT);
  writeHeader(out, { ...sprite, frames: frames.map(() => newFrame(ids.next('frame'))) }, false);
  for (const fill of frames) {
    const chunks = new FrameWriter();
    fill(chunks);
    chunks.writeTo(out, 100, []);
  }
  return out.finish();
}

type FillFrame = (chunks: FrameWriter) => void;

export function both(first: FillFrame, second: FillFrame): FillFrame {
  return (chunks) => {
    first(chunks);
    second(chunks);
  };
}

/** A visible, opaque layer chunk. */
export function layerChunk(chunks: FrameWriter, name: string, { type = 0, level = 0, tileset = 0 } = {}): void {
  chunks.chunk(0x2004, (out) => {
    for (const word of [1, type, level, 0, 0, 0]) out.u16(word);
    out.u8(255);
    out.zeros(3);
    out.string(name);
    if (type === 2) out.u32(tileset);
  });
}

interface CelPlace {
  readonly layer?: number;
  readonly x?: number;
  readonly y?: number;
}

/** A cel chunk of the given type; `body` follows its fixed part. */
export function celChunk(
  chunks: FrameWriter,
  type: number,
  body: (out: ByteWriter) => void,
  place: CelPlace = {},
): void {
  chunks.chunk(0x2005, (out) => {
    out.u16(place.layer ?? 0);
    out.i16(place.x ?? 0);
    out.i16(place.y ?? 0);
    out.u8(255);
    out.u16(type);
    out.zeros(7);
    body(out);
  });
}

export function textChunk(chunks: FrameWriter, text: string): void {
  chunks.chunk(0x2020, (out) => {
    out.u32(1);
    out.string(text);
  });
}
