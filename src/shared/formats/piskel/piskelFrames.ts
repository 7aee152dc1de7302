import { type FileImage, rgbaOf } from '../fileImage.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import type { MemoryBudget } from '../memoryBudget.ts';
import { decodePng } from '../png/decodePng.ts';
import type { Zlib } from '../zlib.ts';
import { decodeBase64 } from './base64.ts';
import { cssColor } from './cssColor.ts';
import { type Data, piskelError } from './piskelData.ts';

/** RGBA, row by row. */
export interface PiskelFrame {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

/** The frames of a layer: of the present form in chunks, of an older one side by side in one picture. */
export function framesOfLayer(layer: Data, zlib: Zlib, budget: MemoryBudget): PiskelFrame[] {
  const frames: PiskelFrame[] = [];
  if (!layer.get('chunks').isAbsent) {
    for (const chunk of layer.get('chunks').list()) {
      const layout = chunk
        .get('layout')
        .list()
        .map((column) => column.list().map((number) => frameNumber(number)));
      cutFrames(pictureOf(chunk.get('base64PNG'), zlib, budget), layout, frames);
    }
    return frames;
  }
  const count = layer.get('frameCount').whole(1, FORMAT_LIMITS.frames);
  const layout = Array.from({ length: count }, (_, number) => [number]);
  cutFrames(pictureOf(layer.get('base64PNG'), zlib, budget), layout, frames);
  return frames;
}

function frameNumber(number: Data): number {
  return number.whole(0, FORMAT_LIMITS.frames - 1);
}

function pictureOf(url: Data, zlib: Zlib, budget: MemoryBudget): FileImage {
  const encoded = /^data:image\/png;base64,(.*)$/s.exec(url.text())?.[1];
  const bytes = encoded === undefined ? undefined : decodeBase64(encoded);
  if (bytes === undefined) throw piskelError('invalid', 'a picture is no PNG in a data URL');
  const picture = decodePng(bytes, zlib);
  // What was read, and the frames that are cut from it.
  budget.take({ error: piskelError }, picture.width * picture.height * 8);
  return picture;
}

/** `layout` names, column by column and from top to bottom, the number of each frame in the picture. */
function cutFrames(picture: FileImage, layout: readonly (readonly number[])[], frames: PiskelFrame[]): void {
  const rows = layout[0]?.length ?? 0;
  const [width, height] = [picture.width / layout.length, picture.height / rows];
  if (!Number.isInteger(width) || !Number.isInteger(height)) {
    throw piskelError(
      'invalid',
      `a picture of ${picture.width} x ${picture.height} cannot hold ${layout.length} x ${rows} frames`,
    );
  }
  const all = rgbaOf(picture);
  layout.forEach((column, i) => {
    column.forEach((number, j) => {
      if (j >= rows) throw piskelError('invalid', 'the columns of a picture are not of one length');
      const pixels = new Uint32Array(width * height);
      for (let y = 0; y < height; y++) {
        const from = (j * height + y) * picture.width + i * width;
        pixels.set(all.subarray(from, from + width), y * width);
      }
      frames[number] = { width, height, pixels };
    });
  });
}

/** A frame of the oldest forms: a list of columns, whose pixels are numbers like ours or CSS colours. */
export function frameOfGrid(grid: Data): PiskelFrame {
  const columns = grid
    .parsed()
    .list()
    .map((column) => column.list());
  const [width, height] = [columns.length, columns[0]?.length ?? 0];
  if (width === 0 || height === 0) throw piskelError('invalid', 'a frame without pixels');
  if (Math.max(width, height) > FORMAT_LIMITS.side) throw piskelError('too_large', `a frame of ${width} x ${height}`);
  const pixels = new Uint32Array(width * height);
  columns.forEach((column, x) => {
    if (column.length !== height) throw piskelError('invalid', 'the columns of a frame are not of one length');
    column.forEach((pixel, y) => {
      pixels[y * width + x] = pixelOf(pixel);
    });
  });
  return { width, height, pixels };
}

function pixelOf(pixel: Data): number {
  if (!pixel.isText) return pixel.isAbsent ? 0 : pixel.whole(-0x80000000, 0xffffffff) >>> 0;
  const color = cssColor(pixel.text());
  if (color === undefined) throw piskelError('invalid', `"${pixel.text().slice(0, 40)}" is no colour`);
  return color;
}
