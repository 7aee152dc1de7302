import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { FormatError } from '../formatError.ts';
import { MemoryBudget } from '../memoryBudget.ts';
import { PixelInflater } from './compressedPixels.ts';
import { decodeAseprite } from './decodeAseprite.ts';
import { encodeAseprite } from './encodeAseprite.ts';
import type { FrameWriter } from './frameChunks.ts';
import { both, celChunk, handmadeFile, layerChunk, textChunk } from './handmadeFile.ts';

/** The error's code and reason for a one-frame file, or more frames, of chunks behind one image layer. */
function refusal(...frames: ((chunks: FrameWriter) => void)[]): string {
  const [first, ...rest] = frames;
  const withLayer = (chunks: FrameWriter) => {
    layerChunk(chunks, 'Cat');
    first?.(chunks);
  };
  return refusalOf(handmadeFile('rgba', withLayer, ...rest));
}

function refusalOf(bytes: Uint8Array): string {
  try {
    decodeAseprite(bytes, nodeZlib);
  } catch (error) {
    if (error instanceof FormatError) return `${error.code}: ${error.reason}`;
    throw error;
  }
  return 'accepted';
}

const link = (frame: number) => (chunks: FrameWriter) => celChunk(chunks, 1, (out) => out.u16(frame));
const raw = (chunks: FrameWriter) => celChunk(chunks, 0, onePixel);
function onePixel(out: ByteWriter): void {
  out.u16(1);
  out.u16(1);
  out.u32(0xff0000ff);
}

function header(change: (view: DataView) => void): Uint8Array {
  const bytes = handmadeFile('rgba', () => {});
  change(new DataView(bytes.buffer));
  return bytes;
}

test('links that circle, point forward or point at nothing are refused', () => {
  expect(refusal(link(0))).toBe('invalid: a cel of "Cat" is linked to frame 0, which has none before it');
  expect(refusal(link(1), raw)).toMatch(/^invalid: a cel of "Cat" is linked to frame 1/);
  expect(refusal(() => {}, link(0))).toMatch(/^invalid: a cel of "Cat" is linked to frame 0/);
  expect(refusal(raw, link(0), link(1))).toBe('accepted');
});

test('sizes of zero and beyond the limits are refused before anything is read', () => {
  expect(refusalOf(header((view) => view.setUint16(8, 0)))).toBe('invalid: 0 pixels of width');
  expect(refusalOf(header((view) => view.setUint16(10, 65535, true)))).toMatch(/^too_large: 65535 pixels of height/);
  expect(refusalOf(header((view) => view.setUint16(6, 0)))).toBe('invalid: 0 frames');
  expect(refusalOf(header((view) => view.setUint16(6, 4001, true)))).toMatch(/^too_large: 4001 frames/);
  expect(refusalOf(header((view) => view.setUint16(6, 4000, true)))).toMatch(/^truncated: 4000 frames/);
  expect(refusalOf(header((view) => view.setUint16(12, 24, true)))).toMatch(/^unsupported: 24 bits per pixel/);
  expect(refusalOf(header((view) => view.setUint16(4, 1)))).toMatch(/^wrong_format/);
  expect(refusalOf(header((view) => view.setUint32(140, 900_000, true)))).toMatch(/^truncated: 900000 chunks/);
  expect(refusalOf(new Uint8Array(0))).toMatch(/^truncated/);
});

test('compressed pixels that are fewer, more or far more than announced are refused', () => {
  const cel = (width: number, height: number, bytes: number) => (chunks: FrameWriter) =>
    celChunk(chunks, 2, (out) => {
      out.u16(width);
      out.u16(height);
      out.bytes(deflateSync(new Uint8Array(bytes)));
    });
  expect(refusal(cel(4, 4, 64))).toBe('accepted');
  expect(refusal(cel(4, 4, 63))).toMatch(/^invalid: compressed pixels/);
  expect(refusal(cel(4, 4, 65))).toMatch(/^invalid: compressed pixels/);
  expect(refusal(cel(4, 4, 100_000_000))).toMatch(/^invalid: compressed pixels/);
  expect(refusal(cel(8000, 8000, 64))).toMatch(/^truncated: \d+ compressed bytes cannot hold 8000 x 8000 pixels/);
  expect(refusal(cel(65535, 65535, 64))).toMatch(/^too_large: a cel of 65535 x 65535/);
});

test('many small cels whose tiles would fill the memory are refused', () => {
  const inflater = new PixelInflater(nodeZlib, new MemoryBudget(1024 ** 2));
  const reader = new ByteReader('test', new Uint8Array(0));
  // 1024 tiles of 16 KiB each time.
  for (let i = 0; i < 64; i++) inflater.take(reader, 'rgba', 65535, 1);
  expect(() => inflater.take(reader, 'rgba', 65535, 1)).toThrow(
    'the pixels take 1040 MiB, more than a file of this size may',
  );
});

function numbers(out: ByteWriter, ...values: readonly number[]): void {
  for (const value of values) out.u32(value);
}

test('counts that lie are refused', () => {
  const tags = (chunks: FrameWriter) =>
    chunks.chunk(0x2018, (out) => {
      out.u16(60_000);
      out.zeros(8);
    });
  const palette = (size: number, first: number, last: number) => (chunks: FrameWriter) =>
    chunks.chunk(0x2019, (out) => {
      for (const number of [size, first, last]) out.u32(number);
      out.zeros(8);
    });
  const properties = (body: (out: ByteWriter) => void) => (chunks: FrameWriter) =>
    chunks.chunk(0x2020, (out) => {
      out.u32(4);
      body(out);
    });
  expect(refusal(tags)).toMatch(/^truncated/);
  expect(refusal(palette(0xffffffff, 0, 1))).toMatch(/^too_large: a palette of 4294967295 colours/);
  expect(refusal(palette(4, 0, 9))).toBe('invalid: palette entry 9 of 4');
  expect(refusal(palette(4, 0, 3))).toMatch(/^truncated/);
  expect(refusal(properties((out) => numbers(out, 0xffffffff, 1, 0, 0)))).toMatch(/^truncated/);
  expect(refusal(properties((out) => numbers(out, 16, 0xffffffff, 0, 0)))).toMatch(/^truncated/);
});

test('a tileset elsewhere may lie about its tiles, and can still be saved', () => {
  const tileset = (chunks: FrameWriter) => {
    chunks.chunk(0x2023, (out) => {
      numbers(out, 0, 5, 0x7fffffff);
      for (const number of [8, 8, 1]) out.u16(number);
      out.zeros(14);
      out.string('Far');
      numbers(out, 1, 2);
    });
    textChunk(chunks, 'of the tileset');
    textChunk(chunks, 'of tile 0');
    textChunk(chunks, 'of tile 1');
  };
  const sprite = decodeAseprite(handmadeFile('rgba', tileset), nodeZlib);
  const again = decodeAseprite(encodeAseprite(sprite, nodeZlib), nodeZlib);
  const [{ tileUserData } = { tileUserData: new Map() }] = again.tilesets;
  expect([...tileUserData].map(([tile, { text }]) => [tile, text])).toEqual([
    [0, 'of tile 0'],
    [1, 'of tile 1'],
  ]);
});

test('properties nested without end are refused', () => {
  const nested = (chunks: FrameWriter) =>
    chunks.chunk(0x2020, (out) => {
      out.u32(4);
      const size = out.reserveU32();
      for (const number of [1, 0, 1]) out.u32(number);
      out.string('a');
      for (let i = 0; i < 5000; i++) {
        out.u16(0x11);
        out.u32(1);
      }
      out.fillU32(size, out.length - size);
    });
  expect(refusal(nested)).toBe('too_large: properties are nested too deeply');
});

test('cels and layers that contradict each other are refused', () => {
  const group = (chunks: FrameWriter) => {
    layerChunk(chunks, 'Group', { type: 1 });
    celChunk(chunks, 0, onePixel);
  };
  const tilemap = (chunks: FrameWriter) => layerChunk(chunks, 'Ground', { type: 2, tileset: 7 });
  expect(refusalOf(handmadeFile('rgba', group))).toBe('invalid: a cel with an image in the group layer');
  expect(refusalOf(handmadeFile('rgba', tilemap))).toBe('invalid: layer "Ground" uses tileset 7, which is missing');
  expect(refusal((chunks) => celChunk(chunks, 0, onePixel, { layer: 9 }))).toBe(
    'invalid: a cel of layer 9; there are 1',
  );
  expect(refusal(both(raw, raw))).toBe('invalid: a second cel of layer "Cat"');
});

test('an error names the format, the place and the reason', () => {
  const bytes = handmadeFile('rgba', (chunks) => celChunk(chunks, 0, onePixel));
  expect(() => decodeAseprite(bytes, nodeZlib)).toThrow('.aseprite, byte 174: a cel of layer 0; there are 0');
});
