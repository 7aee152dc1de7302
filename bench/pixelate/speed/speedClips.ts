import { existsSync } from 'node:fs';
import { mkdir, rename, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runToEnd } from '../../../src/main/ffmpeg/run.ts';

export interface BenchClip {
  readonly name: string;
  readonly file: string;
  readonly seconds: number;
  readonly megabitsPerSecond: number;
}

const SECONDS = 5;

/** Filter graphs whose output is 1280 x 720 at 24 fps. Everything in them is fixed, so the clips are the same everywhere. */
const GRAPHS: Readonly<Record<string, string>> = {
  // Movement everywhere and no plain backdrop: the whole picture is pixelated.
  busy: [
    'mandelbrot=s=1280x720:rate=24:maxiter=120[deep]',
    'testsrc2=s=480x270:rate=24[test]',
    '[deep][test]overlay=x=400+300*sin(t):y=225+150*cos(t)',
  ].join(';'),
  // A rich moving disc on a green backdrop with film grain: matte, crop and loop all have work.
  subject: [
    'color=c=0x26ab40:s=1280x720:rate=24,noise=alls=5:allf=t:all_seed=1[back]',
    'mandelbrot=s=560x560:rate=24:maxiter=120,format=yuva420p,' +
      "geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='255*lte(hypot(X-280,Y-280),270)'[disc]",
    '[back][disc]overlay=x=360:y=100+60*abs(sin(PI*t))',
  ].join(';'),
};

/** Makes the clips once and keeps them in the system's folder for temporary files. */
export async function benchClips(ffmpeg: string): Promise<readonly BenchClip[]> {
  const folder = join(tmpdir(), 'celkiln-bench');
  await mkdir(folder, { recursive: true });
  const clips: BenchClip[] = [];
  for (const [name, graph] of Object.entries(GRAPHS)) {
    const file = join(folder, `${name}.mp4`);
    if (!existsSync(file)) await makeClip(ffmpeg, graph, file);
    clips.push(await describe(name, file, SECONDS));
  }
  return clips;
}

async function makeClip(ffmpeg: string, graph: string, file: string): Promise<void> {
  const unfinished = `${file}.part`;
  await runToEnd(
    ffmpeg,
    [
      ...['-v', 'error', '-y', '-filter_complex', graph, '-t', String(SECONDS), '-r', '24'],
      ...['-c:v', 'libx264', '-preset', 'medium', '-crf', '21', '-pix_fmt', 'yuv420p'],
      ...['-movflags', '+faststart', '-f', 'mp4', unfinished],
    ],
    { timeout: 300_000 },
  );
  await rename(unfinished, file);
}

export async function describe(name: string, file: string, seconds: number): Promise<BenchClip> {
  const { size } = await stat(file);
  return { name, file, seconds, megabitsPerSecond: (size * 8) / seconds / 1e6 };
}
