import { decode, rawMatrix } from '../../../src/main/ffmpeg/decode.ts';
import { probe } from '../../../src/main/ffmpeg/probe.ts';
import type { Ffmpeg } from '../../../src/main/ffmpeg/resolve.ts';
import { planDecode } from '../../../src/main/generation/decodePlan.ts';
import { type ClipSettings, DEFAULT_CLIP } from '../../../src/shared/clip/clipSettings.ts';
import { ClipCutter } from '../../../src/shared/pixelate/clipCutter.ts';
import type { BenchClip } from '../speed/speedClips.ts';
import { CONTROLS, type Control } from './controls.ts';

/** What a change took, in milliseconds: processor time of this thread, which other programs do not lengthen. */
interface Answered {
  readonly coarse: number;
  /** Both passes together; the same where the coarse one was exact. */
  readonly exact: number;
}

/**
 * How soon each control of the studio's panel is answered: one cutter that holds a clip's frames, in one process in which
 * all code has run before. Each change is made from the same state; of a control's changes the slowest one counts.
 *
 * @param runs how often each change is made
 */
export async function measureSliders(ffmpeg: Ffmpeg, clips: readonly BenchClip[], runs: number): Promise<void> {
  for (const clip of clips) {
    const cutter = await filledCutter(ffmpeg.path, clip.file);
    console.log(`\nsliders on ${clip.name}, ${cutter.frameCount} frames: ms of processor time, medians; * missed`);
    console.log('                            coarse    aim    exact    aim');
    for (const control of CONTROLS) console.log(lineOf(control, slowest(cutter, control, runs)));
  }
}

async function filledCutter(program: string, file: string): Promise<ClipCutter> {
  const facts = await probe(program, file);
  const { width, height, scale, fps, span } = planDecode(facts, DEFAULT_CLIP);
  const matrix = rawMatrix(facts);
  const cutter = new ClipCutter({ width, height, pixel: scale, fps, from: 0, matrix, range: 'tv' });
  cutter.expect(DEFAULT_CLIP);
  await decode(program, file, facts, { width, height, fps, matrix, span }, (frame) => cutter.add(frame));
  return cutter;
}

function slowest(cutter: ClipCutter, { before, changes }: Control, runs: number): Answered {
  const start: ClipSettings = { ...DEFAULT_CLIP, ...before };
  const medians = changes.map((change) => {
    // The first round warms the code.
    const all = Array.from({ length: runs + 1 }, () => answer(cutter, start, { ...start, ...change })).slice(1);
    return { coarse: median(all.map((one) => one.coarse)), exact: median(all.map((one) => one.exact)) };
  });
  return {
    coarse: Math.max(...medians.map((one) => one.coarse)),
    exact: Math.max(...medians.map((one) => one.exact)),
  };
}

function answer(cutter: ClipCutter, before: ClipSettings, after: ClipSettings): Answered {
  cutter.cut(before, 'exact');
  const begun = now();
  const { isExact } = cutter.cut(after, 'coarse');
  const coarse = now() - begun;
  if (!isExact) cutter.cut(after, 'exact');
  return { coarse, exact: isExact ? coarse : now() - begun };
}

function lineOf(control: Control, { coarse, exact }: Answered): string {
  const cell = (time: number, aim: number): string =>
    `${time.toFixed(0).padStart(8)}${String(aim).padStart(7)}${time > aim ? '*' : ' '}`;
  return `  ${control.name.padEnd(24)}${cell(coarse, control.coarse)}${cell(exact, control.exact)}`;
}

function now(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((p, q) => p - q)[values.length >> 1] ?? Number.NaN;
}
