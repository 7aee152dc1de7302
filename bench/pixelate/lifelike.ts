import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { renderDemoVideo } from '../../src/main/backend/demo/renderDemoVideo.ts';
import type { Ffmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { type CutTools, cutFrames } from '../../src/main/generation/cutFrames.ts';
import { DEFAULT_CLIP } from '../../src/shared/clip/clipSettings.ts';
import { blurPixels } from './metrics/blurPixels.ts';
import { orphans } from './metrics/orphans.ts';
import { stillFlicker } from './metrics/stillFlicker.ts';
import { playbackOf } from './ours.ts';
import { reference } from './reference.ts';

/** What the demo generator is asked for: smooth drawings with film grain, of which nobody knows the true pixels. */
export const PROMPTS = [
  'a cute pixel art cat walking',
  'a knight attacking',
  'a wizard idle',
  'a red dragon flying',
  'a slime jumping',
  'a flame',
] as const;
const FORMAT = { width: 960, height: 720, seconds: 4, fps: 24, loop: true, seed: 1 } as const;

export interface LifelikeFigures {
  readonly flicker: number;
  readonly blink: number;
  readonly blur: number;
  readonly orphans: number;
  readonly colors: number;
  readonly frames: number;
}

/** Draws the clip once and keeps it beside the others. */
export async function lifelikeClip(prompt: string, folder: string, ffmpeg: Ffmpeg): Promise<string> {
  const file = join(folder, `${prompt.replaceAll(' ', '-')}.mp4`);
  if (!existsSync(file)) await renderDemoVideo(prompt, FORMAT, ffmpeg.path, file);
  return file;
}

/** Cuts a clip by the default settings; flicker is judged against the video itself. */
export async function lifelike(file: string, tools: CutTools): Promise<LifelikeFigures> {
  const result = await cutFrames(file, DEFAULT_CLIP, tools);
  const { clip, report } = result;
  const shown = playbackOf(result, DEFAULT_CLIP.fps);
  const start = report.frames[0]?.number ?? 0;
  const numbers = shown.frames.map((_, t) => start + t);
  const video = { ...FORMAT, fps: DEFAULT_CLIP.fps };
  const behind = await reference(tools.ffmpeg.path, file, video, report.area, clip, numbers);
  const { changed, blinked } = stillFlicker(shown, behind);
  return {
    flicker: changed,
    blink: blinked,
    blur: blurPixels(shown),
    orphans: orphans(shown),
    colors: report.colorCount,
    frames: clip.frames.length,
  };
}
