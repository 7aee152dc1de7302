import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderDemoVideo } from '../../../src/main/backend/demo/renderDemoVideo.ts';
import { type BenchClip, describe } from './speedClips.ts';

/** What the embedded generator sends for a first prompt; drawn once and kept beside the other clips. */
export async function demoClip(ffmpeg: string): Promise<BenchClip> {
  const folder = join(tmpdir(), 'celkiln-bench');
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'demo.mp4');
  const format = { width: 960, height: 720, seconds: 5, fps: 24, loop: true, seed: 1 };
  if (!existsSync(file)) await renderDemoVideo('a cute pixel art cat walking', format, ffmpeg, file);
  return describe('demo', file, format.seconds);
}
