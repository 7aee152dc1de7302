import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { runToEnd } from '../../../src/main/ffmpeg/run.ts';

/** The way most scripts go: every frame a PNG file, then sharp over each: shrink, quantize, encode. */
export async function naive(ffmpeg: string, file: string, fps: number, side: number, colors: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-naive-'));
  try {
    await runToEnd(ffmpeg, ['-v', 'error', '-i', file, '-vf', `fps=${fps}`, join(folder, '%04d.png')], {
      timeout: 300_000,
    });
    const names = (await readdir(folder)).sort();
    await Promise.all(
      names.map(async (name) => {
        const image = sharp(await readFile(join(folder, name))).resize(side, side, { fit: 'contain' });
        await image.png({ palette: true, colours: colors }).toBuffer();
      }),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
