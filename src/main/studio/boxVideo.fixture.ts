import { encodeVideo } from '../ffmpeg/encode.ts';
import { resolveFfmpeg } from '../ffmpeg/resolve.ts';

export const BOX_VIDEO = { width: 192, height: 144, fps: 24 } as const;

/** The ffmpeg of the tests. */
export function testFfmpeg() {
  return resolveFfmpeg({ environment: process.env });
}

/** Writes a grey video in which a red box of 40 x 40 pixels goes right by `step` pixels a frame, from (20, 40) on. */
export async function writeBoxVideo(
  file: string,
  { frames = 48, step = 2, format = BOX_VIDEO }: { frames?: number; step?: number; format?: typeof BOX_VIDEO } = {},
): Promise<void> {
  const pictures = Array.from({ length: frames }, (_, t) => boxPicture(format, 20 + step * t));
  await encodeVideo(await testFfmpeg(), format, pictures, file);
}

function boxPicture({ width, height }: { readonly width: number; readonly height: number }, left: number): Uint8Array {
  const bytes = new Uint8Array(width * height * 3).fill(0x90);
  for (let y = 40; y < 80; y++) {
    for (let x = left; x < left + 40; x++) bytes.set([220, 20, 20], 3 * (y * width + x));
  }
  return bytes;
}
