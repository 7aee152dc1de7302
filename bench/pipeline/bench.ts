import { resolveFfmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { runToEnd } from '../../src/main/ffmpeg/run.ts';
import { cutFrames } from '../../src/main/generation/cutFrames.ts';
import { DEFAULT_CLIP } from '../../src/shared/clip/clipSettings.ts';
import { buildWorker } from '../pixelate/buildWorker.ts';
import { type BenchClip, benchClips } from './clips.ts';
import { demoClip } from './demoClip.ts';
import { naive } from './naive.ts';

/**
 * Our whole way from a file to a finished clip, beside (a) what ffmpeg needs to decode the file and throw it away and
 * (b) PNG files and sharp. Runs take turns, so that a busy moment of the machine hits all of them; medians count.
 *
 * node bench/pipeline/bench.ts [runs] [clip]
 */
const RUNS = Number(process.argv[2] ?? 7);
const [SIDE, COLORS, FPS, SOURCE_FPS] = [64, 24, 12, 24];
const [FLOOR, NAIVE] = ['(a) decode to null', '(b) PNG files + sharp'];
const workerUrl = await buildWorker();

const ffmpeg = await resolveFfmpeg({ environment: process.env });
const clips = [...(await benchClips(ffmpeg.path)), await demoClip(ffmpeg.path)];
console.log(
  `ffmpeg ${ffmpeg.version}; Node ${process.version}; ${SIDE} x ${SIDE}, ${COLORS} colours, ${FPS} fps; ${RUNS} runs`,
);
for (const clip of clips) if (!process.argv[3] || process.argv[3] === clip.name) await measure(clip);

async function measure(clip: BenchClip): Promise<void> {
  const ways = {
    [FLOOR]: () => runToEnd(ffmpeg.path, ['-v', 'error', '-i', clip.file, '-f', 'null', '-'], { timeout: 300_000 }),
    [NAIVE]: () => naive(ffmpeg.path, clip.file, FPS, SIDE, COLORS),
    'ours, S=4': () => ours(clip.file, 4),
    'ours, S=6': () => ours(clip.file, 6),
  };
  const times = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
  for (let run = -1; run < RUNS; run++) {
    for (const [name, way] of Object.entries(ways)) {
      const start = performance.now();
      await way();
      // The first round warms the file cache.
      if (run >= 0) times.get(name)?.push(performance.now() - start);
    }
  }
  report(clip, times);
}

async function ours(file: string, quality: 4 | 6): Promise<void> {
  const settings = { ...DEFAULT_CLIP, width: SIDE, height: SIDE, colorCount: COLORS, fps: FPS, quality };
  await cutFrames(file, settings, { ffmpeg, workerUrl });
}

function report(clip: BenchClip, times: ReadonlyMap<string, readonly number[]>): void {
  const median = (name: string): number => times.get(name)?.toSorted((p, q) => p - q)[RUNS >> 1] ?? Number.NaN;
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
