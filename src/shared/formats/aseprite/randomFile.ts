import type { ColorMode } from '../../sprite/sprite.ts';
import { ByteWriter } from '../byteWriter.ts';
import { pixelSize } from '../pixelBytes.ts';
import type { Zlib } from '../zlib.ts';
import { CHUNK, FORMAT } from './chunkTypes.ts';
import { Dice } from './dice.ts';
import { FrameWriter } from './frameChunks.ts';
import { randomUserData } from './randomUserData.ts';

/**
 * For tests: an .aseprite file with chunks of every kind and anything at all in the fields, flags and places that have
 * no meaning; in the form in which we write files (chunks in our order, pixels deflated), so that it must come back byte
 * for byte. From the published description, not from our codec.
 */
export function randomFile(bytes: readonly number[], zlib: Zlib): Uint8Array {
  return new RandomFile(new Dice(bytes), zlib).finish();
}

const DEPTHS = { rgba: 32, grayscale: 16, indexed: 8 } as const satisfies Record<ColorMode, number>;
const COLOR = 2;

interface RandomLayer {
  readonly kind: number;
  /** By frame: the first frame that has its content. */
  readonly cels: number[];
}

class RandomFile {
  readonly #dice: Dice;
  readonly #zlib: Zlib;
  readonly #mode: ColorMode;
  readonly #durations: readonly number[];
  readonly #owners: number[] = [];
  readonly #tilesets: number[] = [];
  readonly #layers: RandomLayer[] = [];
  readonly #groupBlend: boolean;
  readonly #uuids: boolean;
  #colors = 0;

  constructor(dice: Dice, zlib: Zlib) {
    this.#dice = dice;
    this.#zlib = zlib;
    this.#mode = dice.pick('rgba', 'indexed', 'grayscale');
    this.#durations = Array.from({ length: 1 + dice.below(3) }, () => 1 + dice.below(65535));
    this.#groupBlend = dice.rarely(2);
    this.#uuids = dice.rarely(2);
  }

  finish(): Uint8Array {
    const dice = this.#dice;
    const frames = new ByteWriter(FORMAT);
    for (const [number, duration] of this.#durations.entries()) {
      const chunks = new FrameWriter();
      this.#frame(chunks, number);
      const frame = new ByteWriter(FORMAT);
      chunks.writeTo(frame, duration, []);
      const whole = frame.finish().slice();
      whole.set(dice.reserved(2), 10);
      const tail = dice.tail();
      new DataView(whole.buffer).setUint32(0, whole.length + tail.length, true);
      frames.bytes(whole);
      frames.bytes(tail);
    }
    frames.bytes(dice.tail());
    const out = new ByteWriter(FORMAT);
    this.#header(out, 128 + frames.length);
    out.bytes(frames.finish());
    return out.finish();
  }

  #header(out: ByteWriter, size: number): void {
    const dice = this.#dice;
    out.u32(size);
    for (const word of [0xa5e0, this.#durations.length, 1 + dice.below(300), 1 + dice.below(300)]) out.u16(word);
    out.u16(DEPTHS[this.#mode]);
    const own = 1 | (this.#groupBlend ? 2 : 0) | (this.#uuids && this.#layers.some(({ kind }) => kind !== 12) ? 4 : 0);
    out.u32((own | dice.flags(0, ~7)) >>> 0);
    out.u16(this.#durations[0] ?? 0);
    out.bytes(dice.reserved(8));
    out.u8(dice.byte());
    out.bytes(dice.reserved(3));
    out.u16(this.#colors);
    out.bytes(Uint8Array.of(1 + dice.below(255), 1 + dice.below(255)));
    out.bytes(dice.bytes(8));
    out.bytes(dice.reserved(84));
  }

  #frame(chunks: FrameWriter, number: number): void {
    const dice = this.#dice;
    if (number === 0) {
      this.#externalFiles(chunks);
      this.#colorProfile(chunks);
    }
    if (dice.rarely(2)) this.#palette(chunks, number);
    if (number === 0) this.#userData(chunks);
    this.#unknown(chunks);
    if (number === 0) {
      dice.times(2, (index) => this.#tileset(chunks, index));
      this.#tags(chunks);
      dice.times(4, (index) => this.#layer(chunks, index));
      dice.times(2, () => this.#slice(chunks));
    }
    for (const [layer, { kind }] of this.#layers.entries()) if (kind !== 1) this.#cel(chunks, number, layer);
  }

  #userData(chunks: FrameWriter, must = 0): void {
    randomUserData(chunks, this.#dice, this.#owners, must);
  }

  /** Chunks that nobody knows; user data behind one is its own. */
  #unknown(chunks: FrameWriter, withUserData = true): void {
    const dice = this.#dice;
    if (!dice.rarely(3)) return;
    const type = dice.pick(0x2016, 0x2017, 0x2021, 0x3000, 0x0001);
    chunks.chunk(type, (out) => out.bytes(dice.bytes(dice.below(9))));
    if (withUserData && dice.rarely(2)) this.#userData(chunks);
  }

  #externalFiles(chunks: FrameWriter): void {
    const dice = this.#dice;
    const count = dice.below(4);
    if (count === 0) return;
    chunks.chunk(CHUNK.externalFiles, (out) => {
      out.u32(count);
      out.bytes(dice.reserved(8));
      for (let id = 1; id <= count; id++) {
        const type = dice.pick(2, 0, 1, 3, 200);
        if (type === 2) this.#owners.push(id);
        out.u32(id);
        out.u8(type);
        out.bytes(dice.reserved(7));
        out.string(type === 2 ? dice.pick(`maker/${id}`, 'maker/same') : dice.text());
      }
      out.bytes(dice.tail());
    });
    if (dice.rarely(3)) this.#owners.push(40);
  }

  #colorProfile(chunks: FrameWriter): void {
    const dice = this.#dice;
    const type = dice.below(3);
    chunks.chunk(CHUNK.colorProfile, (out) => {
      out.u16(type);
      out.u16(dice.flags(1, 0xfffe));
      out.bytes(dice.bytes(4));
      out.bytes(dice.reserved(8));
      if (type === 2) {
        out.u32(3);
        out.bytes(dice.bytes(3));
      }
      out.bytes(dice.tail());
    });
  }

  #palette(chunks: FrameWriter, frame: number): void {
    const dice = this.#dice;
    const count = 1 + dice.below(4);
    if (frame === 0) this.#colors = count;
    chunks.chunk(CHUNK.palette, (out) => {
      for (const number of [count, 0, count - 1]) out.u32(number);
      out.bytes(dice.reserved(8));
      for (let entry = 0; entry < count; entry++) {
        const flags = dice.flags(1, 0xfffe);
        out.u16(flags);
        out.bytes(dice.bytes(4));
        if (flags & 1) out.string(dice.text());
      }
      out.bytes(dice.tail());
    });
  }

  #tileset(chunks: FrameWriter, index: number): void {
    const dice = this.#dice;
    const [width, height, count] = [1 + dice.below(3), 1 + dice.below(3), dice.below(3)];
    const flags = dice.flags(7, ~7);
    this.#tilesets.push(index * 1000);
    chunks.chunk(CHUNK.tileset, (out) => {
      for (const number of [index * 1000, flags, count]) out.u32(number);
      for (const number of [width, height, 1]) out.u16(number);
      out.bytes(dice.reserved(14));
      out.string(dice.text());
      if (flags & 1) out.bytes(dice.bytes(8));
      const stream = this.#pixels(width, height * count);
      if (flags & 2) {
        const tail = dice.tail();
        out.u32(stream.length + tail.length);
        out.bytes(stream);
        out.bytes(tail);
      }
      out.bytes(dice.tail());
    });
    // The tileset's user data comes first, then that of its tiles.
    if (dice.rarely(2)) for (let tile = -1; tile < count; tile++) this.#userData(chunks, COLOR);
    this.#unknown(chunks, false);
  }

  #tags(chunks: FrameWriter): void {
    const dice = this.#dice;
    const tags = Array.from({ length: dice.below(3) }, () => ({ color: dice.bytes(3), alpha: dice.byte() }));
    if (tags.length === 0) return;
    chunks.chunk(CHUNK.tags, (out) => {
      out.u16(tags.length);
      out.bytes(dice.reserved(8));
      for (const { color } of tags) {
        const from = dice.below(this.#durations.length);
        for (const frame of [from, from]) out.u16(frame);
        out.u8(dice.pick(0, 1, 2, 3, 9));
        out.u16(dice.below(65536));
        out.bytes(dice.reserved(6));
        out.bytes(color);
        out.bytes(dice.reserved(1));
        out.string(dice.text());
      }
      out.bytes(dice.tail());
    });
    for (const { color, alpha } of tags) {
      chunks.chunk(CHUNK.userData, (out) => {
        out.u32(COLOR);
        out.bytes(Uint8Array.of(...color, alpha));
      });
      this.#unknown(chunks, false);
    }
  }

  #layer(chunks: FrameWriter, index: number): void {
    const dice = this.#dice;
    const kind = dice.pick(0, 1, ...(this.#tilesets.length > 0 ? [2] : []), 12);
    const level = this.#layers[index - 1]?.kind === 1 && dice.rarely(2) ? this.#levels.at(-1) : 0;
    this.#levels.push((level ?? 0) + 1);
    this.#layers.push({ kind, cels: [] });
    chunks.chunk(CHUNK.layer, (out) => {
      for (const word of [dice.flags(0x7f, 0xff80), kind, level ?? 0]) out.u16(word);
      out.bytes(dice.reserved(4));
      out.u16(dice.pick(0, 1, 18, 19, 300));
      out.u8(dice.byte());
      out.bytes(dice.reserved(3));
      out.string(dice.text());
      if (kind === 2) out.u32(dice.pick(this.#tilesets[0] ?? 0, ...this.#tilesets.slice(1)));
      // One that is not 0 must be among them, or there are none.
      if (this.#uuids && kind !== 12) out.bytes(dice.bytes(16).with(0, 1));
      out.bytes(kind === 12 ? dice.bytes(3) : dice.tail());
    });
    this.#userData(chunks);
    this.#unknown(chunks);
  }

  readonly #levels: number[] = [];

  #slice(chunks: FrameWriter): void {
    const dice = this.#dice;
    const flags = dice.below(4);
    const frames = [0, this.#durations.length - 1, 500].filter(() => dice.rarely(2));
    chunks.chunk(CHUNK.slice, (out) => {
      out.u32(frames.length);
      out.u32(flags);
      out.bytes(dice.reserved(4));
      out.string(dice.text());
      for (const frame of frames) {
        out.u32(frame);
        out.bytes(dice.bytes(16));
        if (flags & 1) out.bytes(dice.reserved(16));
        if (flags & 2) out.bytes(dice.bytes(8));
      }
      out.bytes(dice.tail());
    });
    this.#userData(chunks);
    this.#unknown(chunks);
  }

  #cel(chunks: FrameWriter, frame: number, number: number): void {
    const dice = this.#dice;
    const layer = this.#layers[number];
    if (layer === undefined || dice.rarely(4)) return;
    const linked = layer.cels.find((_, at) => at < frame && dice.rarely(2));
    const type = linked !== undefined ? 1 : dice.pick(layer.kind === 2 ? 3 : 2, 9);
    layer.cels[frame] = linked ?? frame;
    chunks.chunk(CHUNK.cel, (out) => {
      out.u16(number);
      out.bytes(dice.bytes(4));
      out.u8(dice.byte());
      out.u16(type);
      out.bytes(dice.bytes(2));
      out.bytes(dice.reserved(5));
      if (linked !== undefined) out.u16(linked);
      else if (type === 9) out.bytes(dice.bytes(7));
      else this.#content(out, type);
      if (type !== 9) out.bytes(dice.tail());
    });
    if (dice.rarely(3)) {
      chunks.chunk(CHUNK.celExtra, (out) => {
        out.u32(1);
        out.bytes(dice.bytes(16));
        out.zeros(16);
      });
    }
    this.#userData(chunks);
    this.#unknown(chunks);
  }

  #content(out: ByteWriter, type: number): void {
    const dice = this.#dice;
    const [width, height] = [dice.below(4), dice.below(4)];
    out.u16(width);
    out.u16(height);
    if (type === 2) {
      out.bytes(this.#pixels(width, height));
      return;
    }
    out.u16(32);
    out.bytes(dice.bytes(16));
    out.bytes(dice.reserved(10));
    out.bytes(this.#zlib.deflate(dice.bytes(width * height * 4)));
  }

  #pixels(width: number, height: number): Uint8Array {
    return this.#zlib.deflate(this.#dice.bytes(width * height * pixelSize(this.#mode)));
  }
}
