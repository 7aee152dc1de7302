import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { probe } from '../ffmpeg/probe.ts';
import { runToEnd } from '../ffmpeg/run.ts';
import { testFfmpeg } from './boxVideo.fixture.ts';
import { type StillSource, stillAt, stillStrip } from './stills.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-stills-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** A video that a source filter of ffmpeg makes. */
async function made(name: string, filter: string, ...options: readonly string[]): Promise<StillSource> {
  const file = join(folder, name);
  const { path } = await testFfmpeg();
  await runToEnd(path, ['-v', 'error', '-f', 'lavfi', '-i', filter, '-pix_fmt', 'yuv420p', ...options, file]);
  return { ffmpeg: path, file, facts: await probe(path, file) };
}

/** A second's grey level is 20 times its number. */
const STEPS = "format=yuv420p,geq=lum='16+20*floor(T)':cb=128:cr=128";
const secondOf = ({ pixels }: { readonly pixels: Uint8Array }): number => Math.round((pixels[0] ?? 0) / (20 * 1.164));

test('a still is of its time, from the begin to behind the end', async () => {
  const source = await made('steps.mp4', `color=s=64x48:r=10:d=6,${STEPS}`);
  for (const [time, second] of [
    [0, 0],
    [0.95, 0],
    [1, 1],
    [3.5, 3],
    [5.99, 5],
    [6, 5],
    [99, 5],
  ] as const) {
    expect([time, secondOf(await stillAt(source, time, 16))]).toEqual([time, second]);
  }
  expect(await stillAt(source, 1, 16)).toMatchObject({ width: 16, height: 12 });
});

test('a strip of a short range shows what happens between key pictures', async () => {
  const source = await made('one key.mp4', `color=s=64x48:r=10:d=6,${STEPS}`, '-g', '600');
  expect((await stillStrip(source, 0, 6, 6, 16)).map(secondOf)).toEqual([0, 1, 2, 3, 4, 5]);
  expect((await stillStrip(source, 2, 4, 4, 16)).map(secondOf)).toEqual([2, 2, 3, 3]);
  expect((await stillStrip(source, 4, 12, 4, 16)).map(secondOf)).toEqual([4, 5, 5, 5]);
});

test('a strip of a long range shows key pictures', async () => {
  const filter = `color=s=64x48:r=10:d=10,${STEPS},scale=2560:1440`;
  const { facts, ...source } = await made('long.mp4', filter, '-g', '20', '-preset', 'ultrafast');
  // As if it were longer: only how much there would be to decode counts.
  const long = { ...source, facts: { ...facts, fps: 10_000 } };
  expect((await stillStrip(long, 0, 10, 5, 16)).map(secondOf)).toEqual([0, 2, 4, 6, 8]);
});

test('a red of untagged HD video is the red that was filmed', async () => {
  const red =
    'color=c=0xdc283c:s=1280x720:r=12:d=0.5,format=gbrp,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p';
  const source = await made('red.mp4', red);
  const { pixels } = await stillAt(source, 0, 64);
  const differences = [0xdc, 0x28, 0x3c, 255].map((value, i) => Math.abs((pixels[i] ?? 0) - value));
  expect(Math.max(...differences)).toBeLessThan(4);
});

test('a still that is no longer wanted ends', async () => {
  const source = await made('short.mp4', 'testsrc2=s=320x180:r=24:d=2');
  const canceled = stillAt({ ...source, signal: AbortSignal.abort() }, 1, 64);
  await expect(canceled).rejects.toMatchObject({ code: 'canceled' });
});
