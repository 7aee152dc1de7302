import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Animation } from '../../shared/formats/animation.ts';
import { pictureOfAnimation } from '../../shared/formats/decodePicture.ts';
import { encodeGif } from '../../shared/formats/gif/encodeGif.ts';
import { encodeApng } from '../../shared/formats/png/encodeApng.ts';
import type { WrittenImage } from '../../shared/ipc.ts';
import { isGray, rgba } from '../../shared/sprite/color.ts';
import { decodePicture, encodePng, encodeWebp } from './images.ts';
import { nodeZlib } from './nodeZlib.ts';

const LONG = process.env.CELKILN_LONG === '1';
const runs = { seed: 20261122, numRuns: LONG ? 1000 : 60 };

const size = fc.integer({ min: 1, max: 17 });
const picture = fc
  .tuple(size, size)
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height * 4, maxLength: width * height * 4 })
      .map((bytes): WrittenImage => ({ width, height, pixels: new Uint8Array(bytes) })),
  );

test('any picture comes back from a PNG byte for byte, whatever its alphas', async () => {
  await fc.assert(
    fc.asyncProperty(picture, async (image) => {
      expect(await decodeImage(await encodePng(image))).toEqual(image);
    }),
    runs,
  );
});

const color = fc.integer({ min: 0, max: 0xffffffff });
const indexedPicture = fc
  .uniqueArray(color, { minLength: 1, maxLength: 256 })
  .chain((palette) =>
    fc
      .tuple(size, size)
      .chain(([width, height]) =>
        fc
          .array(fc.nat(palette.length - 1), { minLength: width * height, maxLength: width * height })
          .map((entries) => indexed(width, height, palette, entries)),
      ),
  );

test('an indexed PNG keeps its palette, entry for entry, and its pixels', async () => {
  await fc.assert(
    fc.asyncProperty(indexedPicture, async (image) => {
      expect(await decodeImage(await encodePng(image))).toEqual(image);
    }),
    runs,
  );
});

test('palettes of every size from 1 to 256 are written', async () => {
  for (let length = 1; length <= 256; length += LONG ? 1 : 15) {
    const palette = Array.from({ length }, (_, entry) => rgba(entry, 255 - entry, 7, (entry * 37) & 255));
    const image = indexed(length, 1, palette, [...palette.keys()]);
    const png = await encodePng(image);
    expect((await sharp(png).metadata()).isPalette).toBe(true);
    expect(await decodeImage(png)).toEqual(image);
  }
});

test('a colour that the palette lacks is refused', async () => {
  const image = { ...indexed(1, 1, [rgba(1, 2, 3)], [0]), palette: [rgba(3, 2, 1)] };
  await expect(encodePng(image)).rejects.toMatchObject({ code: 'not_an_image' });
});

test('bytes that do not fit the size are refused', async () => {
  await expect(encodePng({ width: 2, height: 2, pixels: new Uint8Array(15) })).rejects.toMatchObject({
    code: 'not_an_image',
  });
});

test.each(['jpeg', 'webp', 'avif', 'tiff', 'gif'] as const)('%s is read', async (format) => {
  const bytes = await sharp({ create: { width: 9, height: 5, channels: 3, background: '#3366cc' } })
    .toFormat(format)
    .toBuffer();
  const image = await decodeImage(bytes);
  expect([image.width, image.height, image.pixels.length, image.pixels[3]]).toEqual([9, 5, 180, 255]);
  expect(Math.abs((image.pixels[2] ?? 0) - 0xcc)).toBeLessThan(12);
});

test('a photo comes upright', async () => {
  const lying = await sharp({ create: { width: 6, height: 2, channels: 3, background: '#fff' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  expect(await decodeImage(lying)).toMatchObject({ width: 2, height: 6 });
});

test.each(['jpeg', 'tiff'] as const)('a gray %s comes as shades of gray, a coloured one does not', async (format) => {
  const shades = sharp(
    Uint8Array.from({ length: 64 }, (_, i) => 4 * i),
    { raw: { width: 8, height: 8, channels: 1 } },
  );
  const { gray, frames } = await decodePicture(await shades.toColourspace('b-w').toFormat(format).toBuffer());
  expect(gray).toBe(true);
  expect(frames[0]?.pixels.every(isGray)).toBe(true);
  const colors = sharp({ create: { width: 8, height: 8, channels: 3, background: '#3366cc' } });
  expect((await decodePicture(await colors.toFormat(format).toBuffer())).gray).toBe(undefined);
});

test('a grey PNG of 16 bits becomes RGBA of 8', async () => {
  const grey = await sharp(Uint8Array.of(0, 128, 255, 7), { raw: { width: 4, height: 1, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
  expect(await decodeImage(grey)).toEqual({
    width: 4,
    height: 1,
    pixels: Uint8Array.of(0, 0, 0, 255, 128, 128, 128, 255, 255, 255, 255, 255, 7, 7, 7, 255),
  });
});

/** Pictures of 3 x 2 that differ, with half clear pixels and clear ones that have a colour. */
const moving: Animation = {
  width: 3,
  height: 2,
  loop: 2,
  frames: [40, 41, 65_535].map((duration, i) => ({
    pixels: Uint32Array.from({ length: 6 }, (_, at) => Math.imul(at + 6 * i + 1, 0x9e3779b1) >>> 0),
    duration,
  })),
};

test('an animated WebP, PNG or GIF comes with all its frames', async () => {
  expect(await decodePicture(await encodeWebp(moving))).toEqual(pictureOfAnimation(moving));
  expect(await decodePicture(encodeApng(moving, nodeZlib))).toEqual(pictureOfAnimation(moving));
  const frames = moving.frames.map(({ pixels }) => ({
    pixels: pixels.map((p) => (p | 0xff000000) >>> 0),
    duration: 50,
  }));
  expect(await decodePicture(encodeGif({ ...moving, frames }))).toEqual(pictureOfAnimation({ ...moving, frames }));
});

/** Frames of which parts stay, come and go, of few colours or many, clear and half clear. */
const animation = fc
  .record({
    width: fc.integer({ min: 1, max: 13 }),
    height: fc.integer({ min: 1, max: 9 }),
    colors: fc.array(color, { minLength: 1, maxLength: 5 }),
    many: fc.boolean(),
    moves: fc.array(fc.record({ from: fc.nat(107), count: fc.nat(40), color: fc.nat(5) }), {
      minLength: 2,
      maxLength: 6,
    }),
    loop: fc.nat(5),
  })
  .map(({ width, height, colors, many, moves, loop }): Animation => {
    let pixels = Uint32Array.from({ length: width * height }, (_, i) => (many ? Math.imul(i, 0x9e3779b1) >>> 0 : 0));
    const frames = moves.map(({ from, count, color: chosen }, i) => {
      pixels = pixels.slice().fill(colors[chosen] ?? 0, from, from + count);
      return { pixels, duration: 11 + 7 * i };
    });
    return { width, height, frames, loop };
  });

test('any animation comes back from a WebP frame for frame', async () => {
  await fc.assert(
    fc.asyncProperty(animation, async (sample) => {
      expect(await decodePicture(await encodeWebp(sample))).toEqual(pictureOfAnimation(sample));
    }),
    runs,
  );
});

test('frames that look alike stay frames of a WebP, and the shortest count as 100 ms', async () => {
  const [frame] = moving.frames;
  const frames = [40, 5, 30].flatMap((duration) => (frame ? [{ ...frame, duration }] : []));
  const { frames: read } = await decodePicture(await encodeWebp({ ...moving, frames }));
  expect(read.map(({ duration }) => duration)).toEqual([40, 100, 30]);
  expect(read.map(({ pixels }) => pixels)).toEqual(frames.map(({ pixels }) => pixels));
});

test('a still picture is one frame, whatever its kind', async () => {
  const pixels = Uint32Array.of(rgba(1, 2, 3), rgba(4, 5, 6, 7));
  const still = { width: 2, height: 1, frames: [{ pixels, duration: 100 }], loop: 0 };
  expect(await decodePicture(await encodeWebp(still))).toEqual(pictureOfAnimation(still));
  expect(await decodePicture(await encodePng({ width: 2, height: 1, pixels: new Uint8Array(pixels.buffer) }))).toEqual(
    pictureOfAnimation(still),
  );
});

test('a bitmap is read, with its palette', async () => {
  const bmp = new Uint8Array(66);
  const view = new DataView(bmp.buffer);
  bmp.set([0x42, 0x4d]);
  for (const [at, value] of [
    [10, 62],
    [14, 40],
    [18, 1],
    [22, 1],
    [46, 2],
    [54, 0x030201],
    [58, 0x0a0b0c],
  ] as const) {
    view.setUint32(at, value, true);
  }
  view.setUint16(28, 1, true);
  bmp[62] = 0x80;
  const image = {
    width: 1,
    height: 1,
    pixels: Uint8Array.of(10, 11, 12, 255),
    palette: [rgba(3, 2, 1), rgba(10, 11, 12)],
  };
  expect(await decodeImage(bmp)).toEqual(image);
});

test('what is no picture, or half of one, is refused', async () => {
  const whole = await encodePng(indexed(8, 8, [rgba(9, 8, 7)], new Array(64).fill(0)));
  const text = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>');
  for (const bytes of [new Uint8Array(), Uint8Array.of(1, 2, 3), text, whole.subarray(0, whole.length - 20)]) {
    await expect(decodePicture(bytes)).rejects.toMatchObject({ code: 'not_an_image' });
  }
});

test('a small file that unpacks to a huge picture is refused before it is unpacked', async () => {
  const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#000' } })
    .png({ compressionLevel: 9 })
    .toBuffer();
  await expect(decodePicture(bomb)).rejects.toMatchObject({ code: 'file_too_large' });
});

test.runIf(process.platform === 'linux')(
  "Electron on Linux gets sharp's WebAssembly build, just as exact",
  async () => {
    const script = `
    Object.defineProperty(process.versions, 'electron', { value: '45.4.1' });
    const { decodePicture, encodeWebp } = await import(${JSON.stringify(new URL('images.ts', import.meta.url).href)});
    const frames = [{ pixels: Uint32Array.of(0x073264c8, 0x00030201), duration: 100 }];
    const again = await decodePicture(await encodeWebp({ width: 2, height: 1, frames, loop: 0 }));
    const loaded = process.report.getReport().sharedObjects.filter((file) => file.includes('libvips'));
    console.log(JSON.stringify({ pixels: [...again.frames[0].pixels], loaded }));
  `;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    expect(JSON.parse(stdout)).toEqual({ pixels: [0x073264c8, 0x00030201], loaded: [] });
  },
);

function indexed(width: number, height: number, palette: readonly number[], entries: readonly number[]): WrittenImage {
  const pixels = new Uint8Array(Uint32Array.from(entries, (entry) => palette[entry] ?? 0).buffer);
  return { width, height, pixels, palette };
}

/** A still picture as bytes. */
async function decodeImage(bytes: Uint8Array): Promise<WrittenImage> {
  const { width, height, frames, palette } = await decodePicture(bytes);
  const pixels = new Uint8Array(frames[0]?.pixels.slice().buffer ?? new ArrayBuffer(0));
  return { width, height, pixels, ...(palette && { palette }) };
}
