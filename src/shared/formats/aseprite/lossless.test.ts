import { expect, test } from 'vitest';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import type { Layer, Sprite } from '../../sprite/sprite.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { decodeAseprite } from './decodeAseprite.ts';
import { encodeAseprite } from './encodeAseprite.ts';
import type { FrameWriter } from './frameChunks.ts';
import { celChunk, handmadeFile, layerChunk, textChunk } from './handmadeFile.ts';

const open = (bytes: Uint8Array) => decodeAseprite(bytes, nodeZlib);
const save = (sprite: Sprite) => encodeAseprite(sprite, nodeZlib);

/** Bytes that no zero can be mistaken for, each time others. */
function mystery(out: ByteWriter, count: number): void {
  for (let i = 0; i < count; i++) out.u8(((out.length * 7 + i) % 254) + 1);
}

function colorProfile(chunks: FrameWriter): void {
  chunks.chunk(0x2007, (out) => {
    out.u16(1);
    out.u16(0x8000);
    mystery(out, 12 + 3);
  });
}

function externalFiles(chunks: FrameWriter): void {
  chunks.chunk(0x2008, (out) => {
    out.u32(1);
    mystery(out, 8);
    out.u32(3);
    out.u8(200);
    mystery(out, 7);
    out.string('a.thing');
    mystery(out, 2);
  });
}

function palette(chunks: FrameWriter): void {
  chunks.chunk(0x2019, (out) => {
    for (const number of [1, 0, 0]) out.u32(number);
    mystery(out, 8);
    out.u16(0);
    mystery(out, 4 + 5);
  });
}

function tileset(chunks: FrameWriter): void {
  const stream = nodeZlib.deflate(new Uint8Array(8));
  chunks.chunk(0x2023, (out) => {
    for (const number of [0, 0xf0000006, 2]) out.u32(number);
    for (const number of [1, 1, 1]) out.u16(number);
    mystery(out, 14);
    out.string('Ground');
    out.u32(stream.length);
    out.bytes(stream);
    mystery(out, 6);
  });
}

function tags(chunks: FrameWriter): void {
  chunks.chunk(0x2018, (out) => {
    out.u16(1);
    mystery(out, 8);
    out.zeros(4);
    out.u8(9);
    out.u16(0);
    mystery(out, 6);
    out.bytes(Uint8Array.of(1, 2, 3));
    mystery(out, 1);
    out.string('sideways');
    mystery(out, 3);
  });
  chunks.chunk(0x2020, (out) => {
    out.u32(2);
    out.bytes(Uint8Array.of(1, 2, 3, 255));
  });
}

/** A layer of any kind and blend mode. */
function layer(chunks: FrameWriter, type: number, mode: number, more = 0): void {
  chunks.chunk(0x2004, (out) => {
    for (const word of [0x103, type, 0]) out.u16(word);
    mystery(out, 4);
    out.u16(mode);
    out.u8(255);
    mystery(out, 3);
    out.string(`${type}/${mode}`);
    if (type === 2) out.u32(0);
    mystery(out, more);
  });
}

/** User data with an unknown flag, a map that is understood, one that is not, and something behind. */
function userData(chunks: FrameWriter): void {
  chunks.chunk(0x2020, (out) => {
    out.u32(0x80000005);
    out.string('text');
    const size = out.reserveU32();
    out.u32(2);
    for (const [id, type] of [
      [0, 3],
      [7, 99],
    ] as const) {
      out.u32(id);
      out.u32(1);
      out.string('level');
      out.u16(type);
      out.u8(5);
    }
    out.fillU32(size, out.length - size);
    mystery(out, 4);
  });
}

function slice(chunks: FrameWriter): void {
  chunks.chunk(0x2022, (out) => {
    for (const number of [3, 2]) out.u32(number);
    mystery(out, 4);
    out.string('hand');
    for (const frame of [0, 5, 70_000]) {
      out.u32(frame);
      for (const number of [1, 2, 3, 4, frame + 1, 6]) out.u32(number);
    }
    mystery(out, 9);
  });
}

/** A cel of layer `number` with a mystery in its reserved bytes. */
function cel(chunks: FrameWriter, number: number, type: number, body: (out: ByteWriter) => void): void {
  chunks.chunk(0x2005, (out) => {
    for (const word of [number, 1, 2]) out.u16(word);
    out.u8(200);
    out.u16(type);
    out.u16(0);
    mystery(out, 5);
    body(out);
  });
}

function tilemap(out: ByteWriter): void {
  for (const word of [1, 1, 32]) out.u16(word);
  for (const mask of [0x1fffffff, 0x80000000, 0x40000000, 0x20000000]) out.u32(mask);
  mystery(out, 10);
  out.bytes(nodeZlib.deflate(Uint8Array.of(1, 0, 0, 0)));
}

/** The file's size, and a mystery in all of the header that has no meaning. */
function finished(bytes: Uint8Array): Uint8Array {
  const all = new Uint8Array(bytes.length + 11);
  all.set(bytes);
  new DataView(all.buffer).setUint32(0, all.length, true);
  const places = [
    [14 + 1, 14 + 4],
    [20, 28],
    [29, 32],
    [44, 128],
    [bytes.length, all.length],
  ] as const;
  for (const [from, to] of places) for (let at = from; at < to; at++) all[at] = (at % 254) + 1;
  return all;
}

const everything = (chunks: FrameWriter) => {
  externalFiles(chunks);
  colorProfile(chunks);
  palette(chunks);
  userData(chunks);
  tileset(chunks);
  tags(chunks);
  layer(chunks, 0, 0, 3);
  userData(chunks);
  layer(chunks, 0, 77);
  layer(chunks, 2, 1, 1);
  layer(chunks, 12, 3, 20);
  slice(chunks);
  cel(chunks, 0, 9, (out) => mystery(out, 40));
  cel(chunks, 2, 3, tilemap);
  userData(chunks);
  cel(chunks, 3, 2, (out) => {
    for (const word of [1, 1]) out.u16(word);
    out.bytes(nodeZlib.deflate(Uint8Array.of(1, 2, 3, 4)));
  });
};

test('a file in which every byte without a meaning is set comes back byte for byte', () => {
  const bytes = finished(handmadeFile('rgba', everything, (chunks) => palette(chunks)));
  // The reserved bytes of a frame, too.
  bytes.set([9, 8], 128 + 10);
  // The number of colours, which the header repeats.
  bytes[32] = 1;
  expect(save(open(bytes))).toEqual(bytes);
});

test('what stands behind the chunks of a frame stays there', () => {
  const plain = save(open(handmadeFile('rgba', (chunks) => layerChunk(chunks, 'Cat'))));
  const bytes = Uint8Array.from([...plain, 1, 2, 3]);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, bytes.length, true);
  view.setUint32(128, view.getUint32(128, true) + 3, true);
  const sprite = open(bytes);
  expect(sprite.unknown).toEqual([]);
  expect(save(sprite)).toEqual(bytes);
});

test('layers, blend modes and directions that we do not know behave like plain ones until they are changed', () => {
  const sprite = open(handmadeFile('rgba', everything));
  const [first, second, , fourth] = sprite.layers;
  expect([first?.kind, second?.kind, fourth?.kind]).toEqual(['image', 'image', 'image']);
  expect([second?.blendMode, sprite.tags[0]?.direction]).toEqual(['normal', 'forward']);
  const layers = sprite.layers.map((each): Layer => (each === second ? { ...each, blendMode: 'multiply' } : each));
  const tags = sprite.tags.map((tag) => ({ ...tag, direction: 'reverse' }) as const);
  const changed = open(save({ ...sprite, layers, tags }));
  expect([changed.layers[1]?.blendMode, changed.tags[0]?.direction]).toEqual(['multiply', 'reverse']);
});

test('colour profiles and slices of unknown kinds are kept whole', () => {
  const oddities = (chunks: FrameWriter) => {
    chunks.chunk(0x2007, (out) => {
      out.u16(5);
      mystery(out, 30);
    });
    layerChunk(chunks, 'Cat');
    chunks.chunk(0x2022, (out) => {
      for (const number of [1, 8]) out.u32(number);
      mystery(out, 30);
    });
    textChunk(chunks, 'of the slice');
  };
  const bytes = save(open(handmadeFile('rgba', oddities)));
  const sprite = open(bytes);
  expect(sprite.unknown.map(({ type }) => type)).toEqual([0x2007]);
  expect(sprite.layers[0]?.unknown.map(({ type }) => type)).toEqual([0x2022, 0x2020]);
  expect(sprite.layers[0]?.userData.text).toBeUndefined();
  expect(save(sprite)).toEqual(bytes);
  expect(open(save({ ...sprite, colorProfile: { type: 'srgb' } })).colorProfile).toEqual({ type: 'srgb' });
});

test('text in other encodings keeps its bytes', () => {
  const latin = Uint8Array.of(0x4b, 0xe4, 0x66, 0xc3, 0xa9, 0xed, 0xa0, 0x80, 0xff);
  const bytes = save(
    open(
      handmadeFile('rgba', (chunks) => {
        chunks.chunk(0x2004, (out) => {
          for (const word of [1, 0, 0, 0, 0, 0]) out.u16(word);
          out.u8(255);
          out.zeros(3);
          out.u16(latin.length);
          out.bytes(latin);
        });
      }),
    ),
  );
  const text = [...(open(bytes).layers[0]?.name ?? '')].map((character) => character.codePointAt(0)?.toString(16));
  expect(text).toEqual(['4b', 'dce4', '66', 'e9', 'dced', 'dca0', 'dc80', 'dcff']);
  expect(Buffer.from(bytes).includes(Buffer.from(latin))).toBe(true);
  expect(save(open(bytes))).toEqual(bytes);
});

test('palettes that take more memory than any honest file are refused', () => {
  const large = (chunks: FrameWriter) => {
    for (let i = 0; i < 40; i++) {
      chunks.chunk(0x2019, (out) => {
        for (const number of [65_536, 1, 0]) out.u32(number);
        out.zeros(8);
      });
    }
  };
  expect(() => open(handmadeFile('rgba', large))).toThrow('the palettes have more than 1500000 colours');
});

test('a cel that could not be read gives way to what is painted into it', () => {
  const sprite = open(
    handmadeFile('rgba', (chunks) => {
      layerChunk(chunks, 'Cat');
      celChunk(chunks, 9, (out) => out.u32(1));
      layerChunk(chunks, 'Dog');
      celChunk(
        chunks,
        2,
        (out) => {
          for (const word of [1, 1]) out.u16(word);
          out.bytes(nodeZlib.deflate(Uint8Array.of(1, 2, 3, 255)));
        },
        { layer: 1 },
      );
    }),
  );
  const [cat, dog] = sprite.layers;
  const frame = sprite.frames[0]?.id;
  if (cat?.kind !== 'image' || dog?.kind !== 'image' || frame === undefined) throw new Error('two layers were written');
  const [unread, painted] = [cat.cels.get(frame), dog.cels.get(frame)];
  if (!unread || !painted) throw new Error('two cels were written');
  const cels = new Map([[frame, { ...unread, content: painted.content }]]);
  const again = open(save({ ...sprite, layers: [{ ...cat, cels }] }));
  const [layer] = again.layers;
  const content = layer?.kind === 'image' ? [...layer.cels.values()][0]?.content : undefined;
  expect(content).toMatchObject({ kind: 'image', bounds: { width: 1, height: 1 } });
});
