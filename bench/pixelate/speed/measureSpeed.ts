import type { Ffmpeg } from '../../../src/main/ffmpeg/resolve.ts';
import { runToEnd } from '../../../src/main/ffmpeg/run.ts';
import { type CutTools, cutFrames } from '../../../src/main/generation/cutFrames.ts';
import { DEFAULT_CLIP } from '../../../src/shared/clip/clipSettings.ts';
import { demoClip } from './demoClip.ts';
import { naive } from './naive.ts';
import { type BenchClip, benchClips } from './speedClips.ts';

const [SIDE, COLORS, FPS, SOURCE_FPS] = [64, 24, 12, 24];
const [FLOOR, NAIVE] = ['(a) decode to null', '(b) PNG files + sharp'];
/** The slow way is measured in no more rounds than these. */
const NAIVE_RUNS = 3;

/**
 * Our whole way from a file to a finished clip, beside (a) what the same ffmpeg needs to decode the file and throw it
 * away and (b) PNG files and sharp. Runs take turns, so that a busy moment of the machine hits all of them; medians
 * count.
 */
export async function measureSpeed(ffmpeg: Ffmpeg, workerUrl: URL, runs: number): Promise<void> {
  console.log(`\nspeed: ${SIDE} x ${SIDE}, ${COLORS} colours, ${FPS} fps; medians of ${runs} runs`);
  for (const clip of [...(await benchClips(ffmpeg.path)), await demoClip(ffmpeg.path)]) {
    await measure(clip, { ffmpeg, workerUrl }, runs);
  }
}

async function measure(clip: BenchClip, tools: CutTools, runs: number): Promise<void> {
  const { path } = tools.ffmpeg;
  const ways = {
    [FLOOR]: () => runToEnd(path, ['-v', 'error', '-i', clip.file, '-f', 'null', '-'], { timeout: 300_000 }),
    [NAIVE]: () => naive(path, clip.file, FPS, SIDE, COLORS),
    'ours, S=4': () => ours(clip.file, 4, tools),
    'ours, S=6': () => ours(clip.file, 6, tools),
  };
  const times = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
  for (let run = -1; run < runs; run++) {
    for (const [name, way] of Object.entries(ways)) {
      if (name === NAIVE && run >= NAIVE_RUNS) continue;
      const start = performance.now();
      await way();
      // The first round warms the file cache.
      if (run >= 0) times.get(name)?.push(performance.now() - start);
    }
  }
  report(clip, times);
}

async function ours(file: string, quality: 4 | 6, tools: CutTools): Promise<void> {
  await cutFrames(file, { ...DEFAULT_CLIP, width: SIDE, height: SIDE, colorCount: COLORS, fps: FPS, quality }, tools);
}

function report(clip: BenchClip, times: ReadonlyMap<string, readonly number[]>): void {
  const median = (name: string): number => {
    const sorted = times.get(name)?.toSorted((p, q) => p - q) ?? [];
    return sorted[sorted.length >> 1] ?? Number.NaN;
  };
  const [floor, slow] = [median(FLOOR), median(NAIVE)];
  console.log(`\n${clip.name}: ${clip.seconds} s, ${clip.megabitsPerSecond.toFixed(1)} Mb/s`);
  console.log('                            median     best   x (a)   (b) / it   ms over (a) per frame of the video');
  for (const [name, some] of times) {
    const time = median(name);
    const figures = [
      `${time.toFixed(0)} ms`.padStart(10),
      `${Math.min(...some).toFixed(0)} ms`.padStart(8),
      (time / floor).toFixed(2).padStart(7),
      (slow / time).toFixed(1).padStart(10),
      ((time - floor) / (clip.seconds * SOURCE_FPS)).toFixed(2).padStart(7),
    ];
    console.log(`  ${name.padEnd(22)} ${figures.join(' ')}`);
  }
}
