import { walkingFigure } from '../../bench/formats/walkingFigure.ts';
import { sliced, tagged } from '../../src/main/cli/batch/testSprites.fixture.ts';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import type { Animation } from '../../src/shared/formats/animation.ts';
import { encodeAseprite } from '../../src/shared/formats/aseprite/encodeAseprite.ts';
import { handmadeBmp } from '../../src/shared/formats/bmp/handmadeBmp.ts';
import { encodeGif } from '../../src/shared/formats/gif/encodeGif.ts';
import { PALETTE_FORMATS, type PaletteFormat } from '../../src/shared/formats/palette/paletteFormats.ts';
import { encodeApng } from '../../src/shared/formats/png/encodeApng.ts';
import { encodePng } from '../../src/shared/formats/png/encodePng.ts';
import { handmadePng } from '../../src/shared/formats/png/handmadePng.ts';
import { PNG_COLOR } from '../../src/shared/formats/png/pngHeader.ts';
import { sheetJson } from '../../src/shared/formats/sheet/sheetJson.ts';
import { encodeUtf8 } from '../../src/shared/formats/utf8.ts';
import type { Zlib } from '../../src/shared/formats/zlib.ts';
import { rgba } from '../../src/shared/sprite/color.ts';
import { compositeFrame } from '../../src/shared/sprite/composite.ts';
import { idsOf } from '../../src/shared/sprite/ids.ts';
import { newGroupLayer, newImageLayer, newSprite } from '../../src/shared/sprite/newSprite.ts';
import type { Layer, Sprite } from '../../src/shared/sprite/sprite.ts';

/** Sound files with many of everything, so that work shows that grows faster than the file. */

/** Many frames with linked cels; many tags and slices; many layers, in groups inside one another. */
export function longSprites(): Uint8Array[] {
  const figure = walkingFigure(64, 120);
  let crowded: Sprite = walkingFigure(16, 40);
  for (let i = 0; i < 1000; i++) crowded = sliced(tagged(crowded, `tag ${i}`, i % 40, 39), `slice ${i}`, 0, 0, 4, 4);
  return [figure, crowded, nested()].map((sprite) => encodeAseprite(sprite, nodeZlib));
}

function nested(): Sprite {
  const sprite = newSprite({ width: 1, height: 1 });
  const ids = idsOf(sprite);
  const layers = (depth: number): readonly Layer[] => {
    const some = Array.from({ length: 9 }, (_, i) => newImageLayer(ids.next('layer'), `layer ${depth} ${i}`));
    if (depth === 0) return some;
    return [...some, { ...newGroupLayer(ids.next('layer'), `group ${depth}`), children: layers(depth - 1) }];
  };
  return ids.claimed({ ...sprite, layers: layers(90) });
}

function walk(): Animation {
  const sprite = walkingFigure(32, 60);
  const { width, height } = sprite;
  const frames = sprite.frames.map(({ duration }, frame) => ({ pixels: compositeFrame(sprite, frame), duration }));
  return { width, height, frames, loop: 0 };
}

export function longGifs(): Uint8Array[] {
  return [encodeGif(walk())];
}

export function longApngs(): Uint8Array[] {
  return [encodeApng(walk(), nodeZlib)];
}

/** Noise in thousands of chunks, plain and interlaced. */
export function longPngs(zlib: Zlib): Uint8Array[] {
  const header = { width: 96, height: 96, depth: 8, colorType: PNG_COLOR.rgba } as const;
  const noise = (x: number, y: number, channel: number): number => Math.imul(x * 97 + y * 7919 + channel, 40_503) & 255;
  return [false, true].map((interlaced) => handmadePng({ ...header, interlaced }, noise, zlib, { split: 4000 }));
}

/** Whole rows, and rows packed pixel by pixel. */
export function longBitmaps(): Uint8Array[] {
  const palette = Array.from({ length: 256 }, (_, i) => rgba(i, 255 - i, 7));
  const bytes = Array.from({ length: 128 * 128 }, (_, i) => (i * i) & 255);
  const runs = bytes.flatMap((byte, i) => ((i + 1) % 128 === 0 ? [1, byte, 0, 0] : [1, byte]));
  const size = { bits: 8, width: 128, height: 128, palette };
  return [handmadeBmp(size, bytes), handmadeBmp({ ...size, compression: 1 }, [...runs, 0, 1])];
}

/** Many layers of many frames, each layer one strip. */
export function longPiskels(): Uint8Array[] {
  const pixels = Uint32Array.from({ length: 8 * 60 * 8 }, (_, i) => rgba(i & 255, (i * 7) & 255, 9));
  const png = encodePng({ width: 8 * 60, height: 8, colorMode: 'rgba', pixels }, nodeZlib);
  const base64PNG = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  const layer = (i: number): string => JSON.stringify({ name: `layer ${i}`, opacity: 1, frameCount: 60, base64PNG });
  const layers = Array.from({ length: 20 }, (_, i) => layer(i));
  const piskel = { name: 'Cat', fps: 8, width: 8, height: 8, layers };
  return [encodeUtf8(JSON.stringify({ modelVersion: 2, piskel }))];
}

/** Five hundred frames, all with one place on a sheet of that side. */
export function longSheets(side: number): Uint8Array[] {
  const whole = { x: 0, y: 0, width: side, height: side };
  const placement = { frame: whole, source: whole, sourceWidth: side, sourceHeight: side, trimmed: false };
  const frames = Array.from({ length: 500 }, (_, i) => ({ filename: `f ${i}`, placement, duration: 100 }));
  const size = { width: side, height: side, version: '1' };
  return (['hash', 'array'] as const).map((format) => encodeUtf8(sheetJson({ format, frames, ...size })));
}

/** As many colours as a palette holds. */
export function longPalettes(format: PaletteFormat): Uint8Array[] {
  const colors = Array.from({ length: 256 }, (_, i) => rgba(i, (i * 7) & 255, (i * 31) & 255));
  const names = new Map(colors.map((_, i) => [i, `colour ${i}`]));
  return [PALETTE_FORMATS[format].write({ colors, names })];
}

export function longPaletteTexts(): Uint8Array[] {
  const ways = ['#639bff ', 'rgb(99 155 255 / 50%), ', '99, 155, 255\n', '((((#', '                ', 'rgb(rgb(rgb('];
  return ways.map((way) => encodeUtf8(way.repeat(2000)));
}

/** Headers of movies with many boxes, and with a long text in which a cover might be. */
export function longMovieHeaders(): Uint8Array[] {
  const box = (type: string, body: Uint8Array): Uint8Array => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + body.length);
    head.write(type, 4, 'latin1');
    return Buffer.concat([head, body]);
  };
  const free = Buffer.concat(Array.from({ length: 200 }, () => box('free', new Uint8Array(16))));
  const tracks = Buffer.concat(Array.from({ length: 8 }, () => box('trak', free)));
  return [tracks, Buffer.concat([free, box('udta', new Uint8Array(20_000).fill(0x63))])];
}
