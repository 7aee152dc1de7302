import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The way most scripts go, as a program: every frame a PNG file, then sharp over each.
 *
 *     node naiveProgram each|once <ffmpeg> <video> <frames a second> <side of a frame> <colours> <output>
 *
 * `each` shrinks and quantizes frame by frame, and writes each as a PNG file with a palette of its own into the folder
 * `output`. `once` is quicker: it hands on raw pixels and quantizes once, the sheet of all, which it writes to the file
 * `output`. Either is written as fast as its way allows with what ffmpeg and sharp do by default: sharp is loaded while
 * ffmpeg works, and reads the files itself, many at a time.
 */
const [way, ffmpeg = '', video = '', fps = '', side = '', colors = '', output = ''] = process.argv.slice(2);
const size = Number(side);
const palette = { palette: true, colours: Number(colors) };
const folder = await mkdtemp(join(tmpdir(), 'celkiln-naive-'));
try {
  const [{ default: sharp }] = await Promise.all([import('sharp'), extract()]);
  const names = (await readdir(folder)).sort();
  const shrunk = (name: string) => sharp(join(folder, name)).resize(size, size, { fit: 'contain' });
  if (way === 'each') {
    await mkdir(output, { recursive: true });
    await Promise.all(names.map((name) => shrunk(name).png(palette).toFile(join(output, name))));
  } else {
    const frames = await Promise.all(names.map((name) => shrunk(name).ensureAlpha().raw().toBuffer()));
    const columns = Math.ceil(Math.sqrt(frames.length));
    const rows = Math.ceil(frames.length / columns);
    const background = { r: 0, g: 0, b: 0, alpha: 0 };
    const raw = { width: size, height: size, channels: 4 } as const;
    const places = frames.map((input, i) => {
      return { input, raw, left: size * (i % columns), top: size * Math.floor(i / columns) };
    });
    await sharp({ create: { width: size * columns, height: size * rows, channels: 4, background } })
      .composite(places)
      .png(palette)
      .toFile(output);
  }
} finally {
  await rm(folder, { recursive: true });
}

async function extract(): Promise<void> {
  const args = ['-v', 'error', '-i', video, '-vf', `fps=${fps}`, join(folder, '%04d.png')];
  const [code] = await once(spawn(ffmpeg, args, { stdio: 'inherit' }), 'close');
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}
