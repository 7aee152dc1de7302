import type { DecodedImage } from '../../../shared/ipc.ts';
import { newCel } from '../../../shared/sprite/cels.ts';
import { idsOf } from '../../../shared/sprite/ids.ts';
import { newFrame, newSprite } from '../../../shared/sprite/newSprite.ts';
import { paletteOf } from '../../../shared/sprite/palette.ts';
import { type Pixels, rasterFrom, samePixels } from '../../../shared/sprite/raster.ts';
import type { Cel, ColorMode, FrameId, Sprite } from '../../../shared/sprite/sprite.ts';
import { LIMITS } from '../../../shared/sprite/sprite.ts';
import { FileError } from '../../files/fileError.ts';

interface TimedPicture {
  readonly pixels: Uint32Array;
  /** Milliseconds. */
  readonly duration: number;
}

/** Whole pictures of one size as the frames of a sprite of one layer. Frames that repeat the one before are linked. */
export function spriteOfPictures(width: number, height: number, pictures: readonly TimedPicture[]): Sprite {
  return spriteOf({ width, height, mode: 'rgba', pictures });
}

/** Still pictures as frames of 100 ms; the canvas is as large as the largest. Indexed if all have the same palette. */
export function spriteOfImages(images: readonly DecodedImage[]): Sprite {
  const [width, height] = [
    Math.max(...images.map((image) => image.width)),
    Math.max(...images.map((image) => image.height)),
  ];
  if (width > LIMITS.side || height > LIMITS.side) {
    throw new FileError('file_too_large', `the picture is larger than ${LIMITS.side} pixels. Scale it down.`);
  }
  const pictures = images.map((image) => ({ pixels: onCanvas(image, width, height), duration: 100 }));
  const palette = images[0]?.palette;
  const indexed = palette && images.every((image) => samePalette(image.palette, palette));
  if (!indexed || palette.length > 256) return spriteOf({ width, height, mode: 'rgba', pictures });
  return indexedSprite(width, height, palette, pictures);
}

function indexedSprite(
  width: number,
  height: number,
  palette: readonly number[],
  pictures: readonly TimedPicture[],
): Sprite {
  const clear = palette.findIndex((color) => color >>> 24 === 0);
  const entries = new Map(palette.map((color, entry) => [color, entry] as const).toReversed());
  const indexed = pictures.map(({ pixels, duration }) => ({
    pixels: Uint8Array.from(pixels, (color) => entries.get(color) ?? Math.max(0, clear)),
    duration,
  }));
  return spriteOf({
    width,
    height,
    mode: 'indexed',
    pictures: indexed,
    palette,
    transparentIndex: Math.max(0, clear),
    background: clear < 0,
  });
}

interface Parts {
  readonly width: number;
  readonly height: number;
  readonly mode: ColorMode;
  readonly pictures: readonly { readonly pixels: Pixels; readonly duration: number }[];
  readonly palette?: readonly number[];
  readonly transparentIndex?: number;
  /** Without a transparent entry every pixel is opaque. */
  readonly background?: boolean;
}

function spriteOf({ width, height, mode, pictures, palette, transparentIndex = 0, background = false }: Parts): Sprite {
  const name = background ? 'Background' : 'Layer 1';
  const plain = newSprite({
    width,
    height,
    colorMode: mode,
    layerName: name,
    ...(palette && { palette: paletteOf(palette) }),
  });
  const ids = idsOf(plain);
  const frames = pictures.map(({ duration }) => newFrame(ids.next('frame'), duration));
  const cels = new Map<FrameId, Cel>();
  let before: { readonly pixels: Pixels; readonly cel: Cel } | undefined;
  for (const [i, { pixels }] of pictures.entries()) {
    const frame = frames[i];
    if (frame === undefined) continue;
    const raster = rasterFrom(mode, pixels, width, height, transparentIndex);
    const fresh = (): Cel =>
      newCel({ kind: 'image', id: ids.next('content'), raster, bounds: { x: 0, y: 0, width, height } });
    const cel: Cel = before && samePixels(before.pixels, pixels) ? before.cel : fresh();
    cels.set(frame.id, cel);
    before = { pixels, cel };
  }
  const layers = plain.layers.map((layer) => (layer.kind === 'image' ? { ...layer, background, cels } : layer));
  return ids.claimed({ ...plain, transparentIndex, frames, layers });
}

function onCanvas(image: DecodedImage, width: number, height: number): Uint32Array {
  const pixels = new Uint32Array(image.pixels.slice().buffer);
  if (image.width === width && image.height === height) return pixels;
  const out = new Uint32Array(width * height);
  for (let y = 0; y < image.height; y++) out.set(pixels.subarray(y * image.width, (y + 1) * image.width), y * width);
  return out;
}

function samePalette(a: readonly number[] | undefined, b: readonly number[]): boolean {
  return a !== undefined && a.length === b.length && a.every((color, i) => color === b[i]);
}
