import { registerHooks } from 'node:module';
import type { Sharp } from 'sharp';
import type { Animation } from '../../shared/formats/animation.ts';
import { decodePicture as decodeOwn, pictureOfAnimation } from '../../shared/formats/decodePicture.ts';
import { FormatError } from '../../shared/formats/formatError.ts';
import { indexed } from '../../shared/formats/ownColors.ts';
import { planAnimation } from '../../shared/formats/planAnimation.ts';
import { encodePng as encodeOwnPng } from '../../shared/formats/png/encodePng.ts';
import type { ImportedPicture } from '../../shared/formats/spriteOfFrames.ts';
import { animatedWebp, losslessStream, type WebpFrame } from '../../shared/formats/webp/animatedWebp.ts';
import { wholeDurations } from '../../shared/formats/wholeDurations.ts';
import type { DecodedImage, WrittenImage } from '../../shared/ipc.ts';
import { rgbaToGray } from '../../shared/sprite/color.ts';
import { FileError } from './fileError.ts';
import { nodeZlib } from './nodeZlib.ts';

/** Most pixels of a picture: the largest sprite's. */
const MOST_PIXELS = 8192 * 8192;
const FORMATS: ReadonlySet<string> = new Set(['jpeg', 'webp', 'heif', 'tiff']);

/**
 * Decodes a picture of any kind, moving ones with all their frames: PNG, GIF and BMP by the codecs of our own; WebP,
 * JPEG, AVIF and TIFF, the first one of several, by sharp, turned upright. A still one is a single frame of 100 ms.
 *
 * @throws FileError `not_an_image` for damaged and unknown files, `file_too_large` above 8192 x 8192 pixels.
 */
export async function decodePicture(bytes: Uint8Array): Promise<ImportedPicture> {
  try {
    return decodeOwn(bytes, nodeZlib) ?? (await pictureBySharp(bytes));
  } catch (error) {
    throw toImageError(error);
  }
}

/**
 * Encodes a PNG that decodes to the very same bytes, fully transparent and faint pixels included. With a palette it is
 * an indexed one, with the entries that are given; a gray picture is a grayscale one.
 *
 * @throws FileError `not_an_image` when a pixel's colour is not in the palette, or the size does not fit the bytes.
 */
export async function encodePng(image: WrittenImage): Promise<Uint8Array> {
  const { width, height, palette, entries = [] } = image;
  if (image.pixels.length !== width * height * 4) {
    throw new FileError('not_an_image', `${image.pixels.length} bytes are no picture of ${width} x ${height} pixels.`);
  }
  const pixels = wholePixels(image.pixels);
  if (image.gray) {
    const shades = Uint16Array.from(pixels, rgbaToGray);
    return encodeOwnPng({ width, height, colorMode: 'grayscale', pixels: shades }, nodeZlib);
  }
  if (palette === undefined) return encodeOwnPng({ width, height, colorMode: 'rgba', pixels }, nodeZlib);
  const own = indexed(pixels, palette, entries).entries;
  if (own === undefined) throw new FileError('not_an_image', 'The picture has a colour that its palette lacks.');
  return encodeOwnPng({ width, height, colorMode: 'indexed', pixels: own, palette }, nodeZlib);
}

/** RGBA bytes as pixels, copied only where they do not begin at a pixel of their memory. */
function wholePixels(bytes: Uint8Array): Uint32Array {
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Uint32Array(buffer, byteOffset, byteLength / 4);
}

/**
 * Encodes a JPEG of the best quality, which still is not exact: what is transparent becomes black, as a JPEG has no
 * transparency.
 *
 * @param picture RGBA, row by row.
 */
export async function encodeJpeg({ width, height, pixels }: Picture): Promise<Uint8Array> {
  const open = await loadSharp();
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const picture = open(bytes, { raw: { width, height, channels: 4 }, limitInputPixels: MOST_PIXELS });
  return new Uint8Array(
    await picture.flatten({ background: '#000' }).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(),
  );
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

/**
 * Encodes a WebP without loss, still or animated, that shows the very same pixels for as long, frame by frame; what was
 * written is read again to make sure.
 *
 * @throws FileError `file_too_large` beyond what WebP can hold, `file_failed` when it did not survive.
 */
export async function encodeWebp(animation: Animation): Promise<Uint8Array> {
  const { width, height, frames } = animation;
  if (Math.max(width, height) > WEBP_SIDE || frames.length * width * height > MOST_ANIMATED_PIXELS) {
    throw new FileError('file_too_large', `A WebP can be ${WEBP_SIDE} pixels wide and high. Make the picture smaller.`);
  }
  const [only] = frames;
  const webp =
    frames.length === 1 && only ? await stillWebp({ width, height, pixels: only.pixels }) : await movingWebp(animation);
  if (!showsTheSame(await decodeBySharp(webp), animation)) {
    throw new FileError('file_failed', 'The picture did not survive its encoding, so that nothing was written.');
  }
  return webp;
}

async function stillWebp({ width, height, pixels }: Picture): Promise<Uint8Array> {
  const open = await loadSharp();
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const picture = open(bytes, { raw: { width, height, channels: 4 }, limitInputPixels: MOST_ANIMATED_PIXELS });
  return new Uint8Array(await picture.webp({ lossless: true, exact: true }).toBuffer());
}

async function movingWebp({ width, height, loop, frames }: Animation): Promise<Uint8Array> {
  const durations = wholeDurations(frames.map(({ duration }) => duration));
  const pictures = frames.map(({ pixels }) => pixels);
  const plans = planAnimation(pictures, width, { step: 2, restores: false });
  const parts = plans.map(async ({ rect, disposal, source, over }, i): Promise<WebpFrame> => {
    const stream = losslessStream(await stillWebp({ ...rect, pixels: over ?? source }));
    if (stream === undefined) throw new FileError('file_failed', 'A frame could not be encoded without loss.');
    return { rect, duration: durations[i] ?? 0, blend: over ? 'over' : 'source', clears: disposal === 'clear', stream };
  });
  return animatedWebp({ width, height, loop, frames: await Promise.all(parts) });
}

/** Most pixels of all frames together: 1 GiB. */
const MOST_ANIMATED_PIXELS = 2 ** 28;
const WEBP_SIDE = 16_383;
const ANIMATED = { limitInputPixels: MOST_ANIMATED_PIXELS, failOn: 'warning', animated: true } as const;

/** Gray where the file has but one channel of colour. */
async function pictureBySharp(bytes: Uint8Array): Promise<ImportedPicture> {
  const picture = pictureOfAnimation(await decodeBySharp(bytes));
  const open = await loadSharp();
  const { space } = await open(bytes, ANIMATED).metadata();
  return GRAY_SPACES.has(space) ? { ...picture, gray: true } : picture;
}

/** As sharp calls them. */
const GRAY_SPACES: ReadonlySet<string> = new Set(['b-w', 'grey16']);

/** A moving WebP with all its frames, the first picture of anything else. */
async function decodeBySharp(bytes: Uint8Array): Promise<Animation> {
  const open = await loadSharp();
  const { format, width, height, pageHeight = height, pages = 1 } = await open(bytes, ANIMATED).metadata();
  if (!FORMATS.has(format)) throw new FileError('not_an_image', 'This kind of picture is not read. Save it as a PNG.');
  if (width * pageHeight > MOST_PIXELS) throw new FileError('file_too_large', TOO_LARGE);
  if (format === 'webp' && pages > 1) return decodeWebp(bytes, open);
  const { pixels, ...size } = await rawPixels(open(bytes, LIMITS).autoOrient());
  return { ...size, frames: [{ pixels: new Uint32Array(pixels.slice().buffer), duration: 100 }], loop: 0 };
}

async function decodeWebp(bytes: Uint8Array, open: OpenImage): Promise<Animation> {
  const picture = open(bytes, ANIMATED);
  const { pages = 1, pageHeight = 0, delay = [], loop = 0 } = await picture.metadata();
  const { width, pixels } = await rawPixels(picture);
  const all = new Uint32Array(pixels.buffer);
  const frames = Array.from({ length: pages }, (_, i) => {
    const page = all.subarray(i * width * pageHeight, (i + 1) * width * pageHeight);
    return { pixels: page, duration: played(delay[i] ?? 100) };
  });
  return { width, height: pageHeight, frames, loop };
}

/** Whether what was read has the very same frames, for as long. */
function showsTheSame(read: Animation, { frames }: Animation): boolean {
  const durations = frames.length > 1 ? wholeDurations(frames.map(({ duration }) => duration)).map(played) : [100];
  return (
    read.frames.length === frames.length &&
    read.frames.every(({ pixels, duration }, i) => same(pixels, frames[i]?.pixels) && duration === durations[i])
  );
}

/** Viewers take the shortest durations for none at all, and show such frames for 100 ms. */
function played(milliseconds: number): number {
  return milliseconds <= 10 ? 100 : milliseconds;
}

function same(a: Uint32Array | undefined, b: Uint32Array | undefined): boolean {
  return a !== undefined && b !== undefined && a.length === b.length && a.every((pixel, i) => pixel === b[i]);
}

const LIMITS = { limitInputPixels: MOST_PIXELS, failOn: 'warning' } as const;
const TOO_LARGE = 'The picture is larger than 8192 x 8192 pixels.';

async function rawPixels(picture: Sharp): Promise<DecodedImage> {
  const { data, info } = await picture
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 4) throw new FileError('not_an_image', 'The picture has no colours that we can read.');
  return { width: info.width, height: info.height, pixels: new Uint8Array(data) };
}

function toImageError(error: unknown): FileError {
  if (error instanceof FileError) return error;
  const tooLarge =
    error instanceof FormatError
      ? error.code === 'too_large'
      : error instanceof Error && error.message.includes('pixel limit');
  if (tooLarge) return new FileError('file_too_large', TOO_LARGE, error);
  return new FileError('not_an_image', 'The picture is damaged, or it is no picture at all.', error);
}

type OpenImage = typeof import('sharp').default;
let sharp: Promise<OpenImage> | undefined;

/** Loaded when first needed, because it would hold up the start. */
function loadSharp(): Promise<OpenImage> {
  sharp ??= importSharp();
  return sharp;
}

/**
 * Real Electron on Linux maps the system's GObject while sharp's native library carries another one, and the two crash
 * at the first decode (electron#46323, sharp#4522). There sharp's WebAssembly build takes its place.
 */
async function importSharp(): Promise<OpenImage> {
  if (process.platform === 'linux' && process.versions.electron) {
    registerHooks({
      resolve: (specifier, context, next) =>
        next(specifier.startsWith('@img/sharp-linux') ? '@img/sharp-wasm32/sharp.node' : specifier, context),
    });
  }
  return (await import('sharp')).default;
}
