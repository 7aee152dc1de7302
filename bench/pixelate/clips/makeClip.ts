import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ffmpeg } from '../../../src/main/ffmpeg/resolve.ts';
import { runToEnd } from '../../../src/main/ffmpeg/run.ts';
import { type ClipScene, sceneName } from './clipScene.ts';
import { BackdropPainter } from './paintBackdrop.ts';
import { paintFrame } from './paintFrame.ts';
import { driftAt, placeOf, VIDEO_FPS, VIDEO_FRAMES, VIDEO_HEIGHT, VIDEO_WIDTH } from './place.ts';
import { PERIOD } from './sprites/indexCanvas.ts';
import { drawSprite } from './sprites/sprites.ts';

const CACHE = join(import.meta.dirname, '../../../node_modules/.cache/celkiln/bench-pixelate');

/** A folder that stands for the code that paints the clips and for the ffmpeg that writes them; made when it is not there. */
export async function clipFolder({ version }: Ffmpeg): Promise<string> {
  const hash = createHash('sha256').update(version);
  for (const file of globSync('**/*.ts', { cwd: import.meta.dirname }).toSorted()) {
    if (!file.endsWith('clipScene.ts')) hash.update(readFileSync(join(import.meta.dirname, file)));
  }
  const folder = join(CACHE, hash.digest('hex').slice(0, 16));
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Paints and encodes a scene, unless it is there already; the file. Its colours are left untagged, as generators do. */
export async function makeClip(scene: ClipScene, folder: string, ffmpeg: string): Promise<string> {
  const file = join(folder, `${sceneName(scene)}.mp4`);
  if (existsSync(file)) return file;
  const unfinished = `${file}.part`;
  await runToEnd(
    ffmpeg,
    [
      ...['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${VIDEO_WIDTH}x${VIDEO_HEIGHT}`],
      ...['-r', String(VIDEO_FPS), '-i', 'pipe:0'],
      ...[
        '-vf',
        'scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp',
      ],
      ...['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'medium', '-crf', String(scene.crf)],
      // One thread, so that every machine writes the same bytes.
      ...['-threads', '1', '-f', 'mp4', unfinished],
    ],
    { input: paintFrames(scene), timeout: 300_000 },
  );
  await rename(unfinished, file);
  return file;
}

function* paintFrames(scene: ClipScene): Generator<Uint8Array> {
  const { palette, frames } = drawSprite(scene.sprite);
  const place = placeOf(scene);
  const painted: Uint8ClampedArray[] = [];
  const painter = new BackdropPainter(scene, place);
  let backdrop: Float32Array | undefined;
  for (let t = 0; t < VIDEO_FRAMES; t++) {
    const drift = driftAt(scene, t);
    if (scene.drift || !backdrop) backdrop = painter.at(drift);
    const at = { x: place.x + drift.x, y: place.y + drift.y, cell: scene.cell, blur: scene.blur };
    const ready = scene.drift ? undefined : painted[t % PERIOD];
    const picture = ready ?? paintFrame(backdrop, frames[t % PERIOD] ?? new Uint8Array(), palette, at);
    if (t < PERIOD) painted.push(picture);
    yield new Uint8Array(picture.buffer);
  }
}
