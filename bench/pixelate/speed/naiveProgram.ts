import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The way most scripts go, as a program: every frame a PNG file, then sharp over each, and one sheet of all.
 *
 *     node naiveProgram <ffmpeg> <video> <frames a second> <side of a frame> <colours> <sheet>
 *
 * It is written as fast as its way allows with what ffmpeg and sharp do by default: sharp is loaded while ffmpeg works,
 * reads the files itself, many at a time, and hands on raw pixels; the sheet is quantized once, which takes half of
 * what each frame alone would take, and gives it one palette, as ours has. Nothing is encoded twice.
 */
const [ffmpeg = '', video = '', fps = '', side = '', colors = '', sheet = ''] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'celkiln-naive-'));
try {
  const [{ default: sharp }] = await Promise.all([import('sharp'), extract()]);
  const size = Number(side);
  const names = (await readdir(folder)).sort();
  const frames = await Promise.all(
    names.map((name) =>
      sharp(join(folder, name)).resize(size, size, { fit: 'contain' }).ensureAlpha().raw().toBuffer(),
    ),
  );
  const columns = Math.ceil(Math.sqrt(frames.length));
  const rows = Math.ceil(frames.length / columns);
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  await sharp({ create: { width: size * columns, height: size * rows, channels: 4, background } })
    .composite(
      frames.map((input, i) => ({
        input,
        raw: { width: size, height: size, channels: 4 },
        left: size * (i % columns),
        top: size * Math.floor(i / columns),
      })),
    )
    .png({ palette: true, colours: Number(colors) })
    .toFile(sheet);
} finally {
  await rm(folder, { recursive: true });
}

async function extract(): Promise<void> {
  const args = ['-v', 'error', '-i', video, '-vf', `fps=${fps}`, join(folder, '%04d.png')];
  const [code] = await once(spawn(ffmpeg, args, { stdio: 'inherit' }), 'close');
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}
