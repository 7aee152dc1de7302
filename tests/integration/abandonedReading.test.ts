import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { resolveFfmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { runToEnd } from '../../src/main/ffmpeg/run.ts';
import { cutFrames } from '../../src/main/generation/cutFrames.ts';
import { VideoCache } from '../../src/main/generation/videoCache.ts';
import { StudioDesk } from '../../src/main/studio/studioDesk.ts';
import { DEFAULT_CLIP } from '../../src/shared/clip/clipSettings.ts';
import type { StudioId } from '../../src/shared/studio.ts';

/** A long video that is being read when nobody wants it any more: ten minutes in which something moves everywhere. */

const workerUrl = new URL('../../src/main/generation/pixelateWorker.ts', import.meta.url);
const ffmpeg = () => resolveFfmpeg({ environment: process.env });
const SETTINGS = {
  ...DEFAULT_CLIP,
  width: 32,
  height: 18,
  background: { kind: 'keep' },
  loop: { kind: 'off' },
} as const;
/** Takes ffmpeg seconds to read. */
const LONG = { ...SETTINGS, range: { from: 100, to: 200 } } as const;
const SHORT = { ...SETTINGS, range: { from: 10, to: 11 } } as const;
let folder = '';
let video = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-abandoned-'));
  const { path } = await ffmpeg();
  const short = join(folder, 'short.mp4');
  video = join(folder, 'long.mp4');
  await runToEnd(path, [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=1920x1080:r=24:d=5', '-pix_fmt', 'yuv420p'],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '24', short],
  ]);
  await runToEnd(path, ['-v', 'error', '-stream_loop', '119', '-i', short, '-c', 'copy', video]);
});
afterAll(() => rm(folder, { recursive: true }));

/** A studio on the video, and how far into the range its reading was told to be. */
async function openStudio() {
  const desk = new StudioDesk({ ffmpeg, videos: new VideoCache(join(folder, 'videos'), () => 0), workerUrl });
  onTestFinished(() => desk.closeAll());
  const { id } = await desk.open('long' as StudioId, async () => ({ kind: 'file', path: video, name: 'long.mp4' }));
  const told = { fraction: 0 };
  desk.onProgress(({ stage, fraction }) => {
    if (stage === 'decoding') told.fraction = fraction;
  });
  return { desk, id, told };
}

/** Programs that this process has started and that still run; those that have ended are no longer in the way. */
function readers(): readonly number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,comm='], { encoding: 'utf8' });
  return table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, state = '', name = '']) => Number(parent) === process.pid && /ffmpeg/.test(name) && !/Z/.test(state),
    )
    .map(([pid]) => Number(pid));
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}

const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error instanceof Error && 'code' in error && error.code,
  );

test('leaving the studio ends the reading at once', async () => {
  const { desk, id, told } = await openStudio();
  const cut = refusal(desk.cut(id, LONG, 'exact'));
  await until(() => told.fraction > 0.02);
  expect(readers()).toHaveLength(1);
  const closing = desk.close(id);
  expect(await cut).toBe('studio_closed');
  await closing;
  expect(readers()).toEqual([]);
  expect(told.fraction).toBeLessThan(0.5);
});

test('leaving it in the first moments, before anything was read, leaves nothing behind', async () => {
  for (const turns of [0, 1, 2, 4, 8]) {
    const { desk, id } = await openStudio();
    const cut = refusal(desk.cut(id, LONG, 'coarse'));
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
    await desk.close(id);
    expect(await cut).toBe('studio_closed');
    expect(readers()).toEqual([]);
  }
});

test('another range takes over: only that one is read, and its frames are its own', async () => {
  const { desk, id, told } = await openStudio();
  const fresh = await desk.cut(id, SHORT, 'exact');
  const abandoned = refusal(desk.cut(id, LONG, 'exact'));
  await until(() => told.fraction > 0.02 && told.fraction < 0.5);
  const [reader] = readers();
  const taken = desk.cut(id, SHORT, 'exact');
  expect(await abandoned).toBe('superseded');
  expect((await taken).clip).toEqual(fresh.clip);
  expect(readers()).not.toContain(reader);
  expect(readers()).toEqual([]);
});

test('a cut that is called off while it reads takes its ffmpeg along', async () => {
  const stop = new AbortController();
  let most = 0;
  const cut = cutFrames(video, LONG, {
    ffmpeg: await ffmpeg(),
    workerUrl,
    signal: stop.signal,
    onProgress: (stage, fraction) => {
      most = stage === 'decoding' ? fraction : 1;
      if (fraction > 0.02) stop.abort();
    },
  });
  expect(await refusal(cut)).toBe('canceled');
  expect(readers()).toEqual([]);
  expect(most).toBeLessThan(0.5);
});

test('stills that are being looked for end with their studio', async () => {
  const { desk, id } = await openStudio();
  const strip = refusal(desk.strip(id, 0, 600, 64, 96));
  await until(() => readers().length > 0);
  await desk.close(id);
  expect(await strip).toBe('studio_closed');
  expect(readers()).toEqual([]);
});
