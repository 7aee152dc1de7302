import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveFfmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { runToEnd } from '../../src/main/ffmpeg/run.ts';
import { VideoCache } from '../../src/main/generation/videoCache.ts';
import { StudioDesk } from '../../src/main/studio/studioDesk.ts';
import { DEFAULT_CLIP } from '../../src/shared/clip/clipSettings.ts';
import type { StudioId } from '../../src/shared/studio.ts';

/** Ten minutes in 4K, out of five seconds in which a red box goes from left to right. */

const SETTINGS = { ...DEFAULT_CLIP, loop: { kind: 'off' }, dropDuplicates: false, crop: 'picture' } as const;
const ffmpeg = () => resolveFfmpeg({ environment: process.env });
let folder = '';
let video = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-long-'));
  const { path } = await ffmpeg();
  const box = "color=0x00b000:s=3840x2160:r=12:d=5[g];color=red:s=600x600:r=12:d=5[b];[g][b]overlay=x='600*t':y=800";
  const [short, long] = [join(folder, 'short.mp4'), join(folder, 'long.mp4')];
  await runToEnd(path, [
    ...['-v', 'error', '-filter_complex', box, '-c:v', 'libx264', '-preset', 'ultrafast', '-g', '12'],
    ...['-pix_fmt', 'yuv420p', short],
  ]);
  await runToEnd(path, ['-v', 'error', '-stream_loop', '119', '-i', short, '-c', 'copy', long]);
  video = long;
});
afterAll(() => rm(folder, { recursive: true }));

test('a part of it is looked at and cut within the memory that is allowed', async () => {
  const desk = new StudioDesk({
    ffmpeg,
    videos: new VideoCache(join(folder, 'videos'), () => 0),
    workerUrl: new URL('../../src/main/generation/pixelateWorker.ts', import.meta.url),
  });
  const found = { kind: 'file', path: video, name: 'long.mp4' } as const;
  const studio = await desk.open('long' as StudioId, async () => found);
  expect(studio).toMatchObject({ width: 3840, height: 2160, seconds: 600 });
  expect(studio.longestRange).toBeGreaterThan(30);
  const before = process.memoryUsage().rss;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  try {
    const strip = await desk.strip(studio.id, 0, 600, 16, 96);
    expect(strip.map(({ width, height }) => [width, height])).toEqual(Array(16).fill([96, 54]));
    const whole = desk.cut(studio.id, { ...SETTINGS, range: null }, 'exact');
    await expect(whole).rejects.toMatchObject({ code: 'range_too_long' });

    // Far into the file a cycle of five seconds looks as the first one does.
    const early = await desk.cut(studio.id, { ...SETTINGS, range: { from: 0, to: 5 } }, 'exact');
    const late = await desk.cut(studio.id, { ...SETTINGS, range: { from: 495, to: 500 } }, 'exact');
    expect(late.clip).toEqual(early.clip);
    expect(late.report.frames[12]).toEqual({ number: 12, seconds: 496 });

    const long = await desk.cut(studio.id, { ...SETTINGS, range: { from: 300, to: 330 } }, 'exact');
    expect(long.clip.frames).toHaveLength(360);
    expect(desk.bytes).toBeLessThan(192 << 20);
  } finally {
    clearInterval(watch);
    await desk.closeAll();
  }
  expect(most - before).toBeLessThan(512 << 20);
});
