import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { renderDemoVideo } from '../../src/main/backend/demo/renderDemoVideo.ts';
import type { Ffmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { runToEnd } from '../../src/main/ffmpeg/run.ts';
import { cutFrames } from '../../src/main/generation/cutFrames.ts';
import { DEFAULT_CLIP } from '../../src/shared/clip/clipSettings.ts';
import type { PixelClip } from '../../src/shared/sprite/pixelClip.ts';

/** One motion of one subject: a video, and what becomes of it. */
export interface Exhibit {
  readonly subject: string;
  readonly motion: string;
  /** In words. */
  readonly facts: string;
  /** WebP */
  readonly picture: Uint8Array;
}

const FORMAT = { width: 720, height: 720, seconds: 5, fps: 24, loop: true, seed: 1 };
/** Of a frame on the page, in pixels. */
const [SIDE, ZOOM, GAP] = [64, 2, 8];
const SHOWN = SIDE * ZOOM;
const MORE_FRAMES = 4;

/** Draws the video, cuts it, and lays source, naive result and ours side by side. */
export async function exhibit(subject: string, motion: string, ffmpeg: Ffmpeg): Promise<Exhibit> {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-gallery-'));
  const video = join(folder, 'clip.mp4');
  try {
    await renderDemoVideo(`${subject} ${motion}`, FORMAT, ffmpeg.path, video);
    const workerUrl = new URL('../../src/main/generation/pixelateWorker.ts', import.meta.url);
    const { clip, report } = await cutFrames(video, DEFAULT_CLIP, { ffmpeg, workerUrl });
    const moment = Math.floor(clip.frames.length / 3);
    const source = await sourceFrame(ffmpeg.path, video, report.frames[moment]?.seconds ?? 0);
    const others = Array.from({ length: MORE_FRAMES }, (_, i) => Math.floor((i * clip.frames.length) / MORE_FRAMES));
    const panels = [
      await sharp(source).resize(SHOWN, SHOWN).ensureAlpha().raw().toBuffer(),
      await naive(source),
      ...(await Promise.all([moment, ...others].map((frame) => ours(clip, frame)))),
    ];
    const milliseconds = clip.frames.reduce((sum, { duration }) => sum + duration, 0);
    const facts = [
      `${clip.frames.length} frames, ${(milliseconds / 1000).toFixed(2)} s`,
      `${report.colorCount} colours`,
      `flicker ${report.flicker.toFixed(1)} ‰`,
      ...report.warnings,
    ].join('; ');
    return { subject, motion, facts, picture: await sideBySide(panels) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function sourceFrame(ffmpeg: string, video: string, seconds: number): Promise<Buffer> {
  const place = ['-ss', seconds.toFixed(3), '-i', video, '-frames:v', '1'];
  return runToEnd(ffmpeg, ['-v', 'error', ...place, '-f', 'image2pipe', '-c:v', 'png', '-']);
}

/** As most scripts do it: shrink, quantize. */
async function naive(source: Buffer): Promise<Buffer> {
  const small = await sharp(source)
    .resize(SIDE, SIDE)
    .png({ palette: true, colours: DEFAULT_CLIP.colorCount })
    .toBuffer();
  return sharp(small).resize(SHOWN, SHOWN, { kernel: 'nearest' }).ensureAlpha().raw().toBuffer();
}

function ours({ width, height, palette, frames }: PixelClip, number: number): Promise<Buffer> {
  const indices = frames[number]?.indices ?? new Uint8Array(width * height);
  const pixels = new Uint8Array(Uint32Array.from(indices, (index) => palette[index] ?? 0).buffer);
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .resize(SHOWN, SHOWN, { kernel: 'nearest' })
    .raw()
    .toBuffer();
}

function sideBySide(panels: readonly Buffer[]): Promise<Buffer> {
  const raw = { width: SHOWN, height: SHOWN, channels: 4 } as const;
  const width = panels.length * (SHOWN + GAP) - GAP;
  return sharp({ create: { width, height: SHOWN, channels: 4, background: '#00000000' } })
    .composite(panels.map((input, i) => ({ input, raw, left: i * (SHOWN + GAP), top: 0 })))
    .webp({ lossless: true, effort: 6 })
    .toBuffer();
}
