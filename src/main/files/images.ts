import { registerHooks } from 'node:module';
import type { Sharp } from 'sharp';
import type { DecodedImage } from '../../shared/ipc.ts';
import { FileError } from './fileError.ts';
import { encodeIndexedPng } from './indexedPng.ts';
import { readPngPalette } from './readPngPalette.ts';

/** Most pixels of a picture: the largest sprite's. */
const MOST_PIXELS = 8192 * 8192;
const FORMATS: ReadonlySet<string> = new Set(['png', 'jpeg', 'webp', 'gif', 'heif', 'tiff']);

/**
 * Decodes a still picture (PNG, JPEG, WebP, GIF, AVIF or TIFF; the first one of several) to exact RGBA bytes, turned
 * upright. An indexed PNG brings its palette along.
 *
 * @throws FileError `not_an_image` for damaged and unknown files, `file_too_large` above 8192 x 8192 pixels.
 */
export async function decodeImage(bytes: Uint8Array): Promise<DecodedImage> {
  const open = await loadSharp();
  try {
    const { format, width, height } = await open(bytes, LIMITS).metadata();
    if (!FORMATS.has(format))
      throw new FileError('not_an_image', 'This kind of picture is not read. Save it as a PNG.');
    if (width * height > MOST_PIXELS) throw new FileError('file_too_large', TOO_LARGE);
    const picture = await rawPixels(open(bytes, LIMITS).autoOrient());
    const palette = readPngPalette(bytes);
    return palette && coversAll(palette, picture) ? { ...picture, palette } : picture;
  } catch (error) {
    throw toImageError(error);
  }
}

/**
 * Encodes a PNG that decodes to the very same bytes, fully transparent and faint pixels included; what was written is
 * read again to make sure. With a palette it is an indexed one.
 *
 * @throws FileError `not_an_image` when a pixel's colour is not in the palette, or the size does not fit the bytes.
 */
export async function encodePng(image: DecodedImage): Promise<Uint8Array> {
  const { width, height, pixels, palette } = image;
  if (pixels.length !== width * height * 4) {
    throw new FileError('not_an_image', `${pixels.length} bytes are no picture of ${width} x ${height} pixels.`);
  }
  const open = await loadSharp();
  const png = palette
    ? encodeIndexedPng(image, palette)
    : new Uint8Array(
        await open(pixels, { raw: { width, height, channels: 4 } })
          .png(PNG_OPTIONS)
          .toBuffer(),
      );
  const again = await rawPixels(open(png, LIMITS));
  if (Buffer.compare(again.pixels, pixels) !== 0) {
    throw new FileError('file_failed', 'The picture did not survive its encoding, so that nothing was written.');
  }
  return png;
}

const LIMITS = { limitInputPixels: MOST_PIXELS, failOn: 'warning' } as const;
const PNG_OPTIONS = { compressionLevel: 9, adaptiveFiltering: false, palette: false } as const;
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

function coversAll(palette: readonly number[], { pixels }: DecodedImage): boolean {
  const colors = new Set(palette);
  return new Uint32Array(pixels.slice().buffer).every((color) => colors.has(color));
}

function toImageError(error: unknown): FileError {
  if (error instanceof FileError) return error;
  const tooLarge = error instanceof Error && error.message.includes('pixel limit');
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
