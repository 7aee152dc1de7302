import { expect, test } from 'vitest';
import { JOB_LIMITS } from '../../../supabase/functions/_shared/job.ts';
import type { DecodedImage } from '../../shared/ipc.ts';
import { rgba } from '../../shared/sprite/color.ts';
import { decodePicture } from '../files/images.ts';
import { scaleUp } from '../files/scaleUp.ts';
import { keyFrameOf } from './keyFrame.ts';

const COLORS: Readonly<Record<string, number>> = {
  '.': 0,
  r: rgba(255, 0, 0),
  b: rgba(0, 0, 255),
  // Faint: what multiplies colours by alpha on the way would change it.
  f: rgba(200, 100, 50, 7),
};

function picture(...rows: readonly string[]): DecodedImage {
  const pixels = Uint32Array.from(rows.join(''), (sign) => COLORS[sign] ?? 0);
  return { width: rows[0]?.length ?? 0, height: rows.length, pixels: new Uint8Array(pixels.buffer) };
}

/** Pixels that no PNG makes smaller, the same at every run. */
function noise(width: number, height: number): DecodedImage {
  let state = 1;
  const pixels = Uint8Array.from({ length: width * height * 4 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  return { width, height, pixels };
}

async function decoded(png: string): Promise<{ width: number; height: number; pixels: Uint32Array | undefined }> {
  const { width, height, frames } = await decodePicture(Buffer.from(png, 'base64'));
  const [first] = frames;
  return { width, height, pixels: first?.pixels };
}

function enlarged(image: DecodedImage, factor: number) {
  const { width, height, pixels } = scaleUp(image, factor);
  return { width, height, pixels: new Uint32Array(pixels.buffer) };
}

test('enlarging makes every pixel a square of its own colour', () => {
  const twice = scaleUp(picture('rf', '.b'), 2);
  expect(twice).toEqual(picture('rrff', 'rrff', '..bb', '..bb'));
  expect(() => scaleUp(twice, 1.5)).toThrow(RangeError);
  expect(() => scaleUp(twice, 0)).toThrow(RangeError);
});

test('a frame is sent as it is, only larger: its longer side has at least 512 pixels', async () => {
  const frame = picture('rbr', 'f.b');
  expect(await decoded(await keyFrameOf(frame))).toEqual(enlarged(frame, 171));
});

test('one that is large enough is not enlarged', async () => {
  const frame: DecodedImage = { width: 600, height: 2, pixels: new Uint8Array(600 * 2 * 4).fill(255) };
  expect(await decoded(await keyFrameOf(frame))).toEqual(enlarged(frame, 1));
});

test('where the larger picture would not fit, a smaller one is sent', async () => {
  const frame = noise(256, 256);
  const png = await keyFrameOf(frame);
  expect(png.length).toBeLessThanOrEqual(JOB_LIMITS.frameLength);
  expect(await decoded(png)).toEqual(enlarged(frame, 1));
});

test('one that does not fit at all is refused in words', async () => {
  await expect(keyFrameOf(noise(300, 300))).rejects.toMatchObject({
    code: 'frame_too_large',
    message: expect.stringContaining('smaller'),
  });
});
