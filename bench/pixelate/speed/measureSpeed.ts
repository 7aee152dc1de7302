import { readFile, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runToEnd } from '../../../src/main/ffmpeg/run.ts';
import { installed } from '../../formats/installed.ts';
import { demoClip } from './demoClip.ts';
import { type BenchClip, benchClips } from './speedClips.ts';

const [SIDE, COLORS, FPS, SOURCE_FPS] = [64, 24, 12, 24];
const [FLOOR, EACH, ONCE] = ['(a) decode to null', '(b) PNG files + sharp', '(c) quantized once'];

/** What a run took, in milliseconds. */
interface Cost {
  readonly wall: number;
  /** Of the processor, by all programs of the run together. */
  readonly processor: number;
}

/** Files of the programs that are compared. */
interface Programs {
  readonly ffmpeg: string;
  readonly celkiln: string;
  readonly naive: string;
}

/**
 * The whole program from a video to a sheet on the disk, as npm installs it, beside (a) what the same ffmpeg needs to
 * decode the file and throw it away, (b) a program that makes PNG files and gives them to sharp, and (c) the quickest such
 * program. Runs take turns, so that a busy moment of the machine hits all of them; medians count.
 */
export async function measureSpeed(ffmpeg: string, runs: number): Promise<void> {
  console.log(`\nspeed: ${SIDE} x ${SIDE}, ${COLORS} colours, ${FPS} fps; medians of ${runs} runs`);
  const celkiln = await installed(join(tmpdir(), 'celkiln-bench', 'installed'));
  const programs = { ffmpeg, celkiln, naive: await naiveProgram(celkiln) };
  for (const clip of [...(await benchClips(ffmpeg)), await demoClip(ffmpeg)]) {
    await measure(clip, programs, runs);
  }
}

/** The slow way beside what is installed, where it finds sharp; without its types, so that it loads as fast. */
async function naiveProgram(celkiln: string): Promise<string> {
  const source = await readFile(new URL('naiveProgram.ts', import.meta.url), 'utf8');
  const program = join(dirname(celkiln), 'naive.mjs');
  await writeFile(program, stripTypeScriptTypes(source));
  return program;
}

async function measure(clip: BenchClip, { ffmpeg, celkiln, naive }: Programs, runs: number): Promise<void> {
  const ours = (quality: number): Promise<Cost> => ran(process.execPath, [celkiln, ...words(clip.file, quality)]);
  const slow = (way: string, output: string): Promise<Cost> =>
    ran(process.execPath, [naive, way, ffmpeg, clip.file, ...[FPS, SIDE, COLORS].map(String), output]);
  const ways: Readonly<Record<string, () => Promise<Cost>>> = {
    [FLOOR]: () => ran(ffmpeg, ['-v', 'error', '-i', clip.file, '-f', 'null', '-']),
    [EACH]: () => slow('each', join(tmpdir(), 'celkiln-bench', 'frames')),
    [ONCE]: () => slow('once', sheet('once')),
    'ours, S=4': () => ours(4),
    'ours, S=6': () => ours(6),
  };
  const costs = new Map<string, Cost[]>(Object.keys(ways).map((name) => [name, []]));
  for (let run = -1; run < runs; run++) {
    for (const [name, way] of Object.entries(ways)) {
      const cost = await way();
      // The first round warms the file cache.
      if (run >= 0) costs.get(name)?.push(cost);
    }
  }
  report(clip, costs);
}

function words(file: string, quality: number): readonly string[] {
  const size = `${SIDE}x${SIDE}`;
  const settings = ['--size', size, '--colors', String(COLORS), '--fps', String(FPS), '--quality', String(quality)];
  return ['pixelate', file, ...settings, '--out', sheet('speed')];
}

function sheet(name: string): string {
  return join(tmpdir(), 'celkiln-bench', `${name}.png`);
}

/** Runs a program; a shell tells what it and its own programs took of the processor. */
async function ran(program: string, args: readonly string[]): Promise<Cost> {
  const start = performance.now();
  const told = await runToEnd('sh', ['-c', '"$@" 2>&1 && times', 'sh', program, ...args], { timeout: 300_000 });
  const wall = performance.now() - start;
  const [user, system] = told.toString().trim().split('\n').at(-1)?.split(' ').map(milliseconds) ?? [];
  return { wall, processor: (user ?? Number.NaN) + (system ?? Number.NaN) };
}

/** From a time such as 0m1.250s. */
function milliseconds(time: string): number {
  const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(time) ?? [];
  return 1000 * (60 * Number(minutes) + Number(seconds));
}

function report(clip: BenchClip, costs: ReadonlyMap<string, readonly Cost[]>): void {
  const sorted = (name: string, of: keyof Cost): readonly number[] =>
    (costs.get(name) ?? []).map((cost) => cost[of]).sort((p, q) => p - q);
  const median = (name: string, of: keyof Cost): number => {
    const some = sorted(name, of);
    return some[some.length >> 1] ?? Number.NaN;
  };
  const [floor, slow] = [median(FLOOR, 'wall'), median(EACH, 'wall')];
  console.log(`\n${clip.name}: ${clip.seconds} s, ${clip.megabitsPerSecond.toFixed(1)} Mb/s`);
  console.log(
    '                            median     best   x (a)   (b) / it   processor   x (a)   ms over (a) per frame',
  );
  for (const name of costs.keys()) {
    const [time, processor] = [median(name, 'wall'), median(name, 'processor')];
    const figures = [
      `${time.toFixed(0)} ms`.padStart(10),
      `${sorted(name, 'wall')[0]?.toFixed(0)} ms`.padStart(8),
      (time / floor).toFixed(2).padStart(7),
      (slow / time).toFixed(1).padStart(10),
      `${processor.toFixed(0)} ms`.padStart(11),
      (processor / median(FLOOR, 'processor')).toFixed(2).padStart(7),
      ((time - floor) / (clip.seconds * SOURCE_FPS)).toFixed(2).padStart(7),
    ];
    console.log(`  ${name.padEnd(22)} ${figures.join(' ')}`);
  }
}
