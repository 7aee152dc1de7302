import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import type { Studio, StudioId, StudioPicture, StudioProgress } from '../../shared/studio.ts';
import { VideoCache } from '../generation/videoCache.ts';
import type { StudioVideo } from '../studioRequests.ts';
import { testFfmpeg, writeBoxVideo } from './boxVideo.fixture.ts';
import { StudioDesk } from './studioDesk.ts';

const SMALL = { ...DEFAULT_CLIP, width: 16, height: 16 };

let folder = '';
let clip = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-studio-'));
  clip = join(folder, 'box.mp4');
  await writeBoxVideo(clip);
});
afterAll(() => rm(folder, { recursive: true }));

function openDesk(patience = 60_000, limit = 1e9): StudioDesk {
  const workerUrl = new URL('../generation/pixelateWorker.ts', import.meta.url);
  return new StudioDesk({
    ffmpeg: testFfmpeg,
    videos: new VideoCache(join(folder, 'videos'), () => limit),
    workerUrl,
    patience,
  });
}

let opened = 0;
const newId = () => `studio-${++opened}` as StudioId;

function openOn(desk: StudioDesk, video: StudioVideo, id = newId()): Promise<Studio> {
  return desk.open(id, async () => video);
}

const source = () => ({ kind: 'file', path: clip, name: 'box.mp4' }) as const;

test('an opened video tells its size and length', async () => {
  const desk = openDesk();
  const studio = await openOn(desk, source());
  onTestFinished(() => desk.close(studio.id));
  expect(studio).toMatchObject({ name: 'box.mp4', width: 192, height: 144, fps: 24, seconds: 2 });
  expect(studio.hash).toMatch(/^[0-9a-f]{64}$/);
});

test('stills are of their time', async () => {
  const desk = openDesk();
  const { id } = await openOn(desk, source());
  onTestFinished(() => desk.close(id));
  const early = await desk.picture(id, 0.5, 96);
  expect([early.width, early.height]).toEqual([96, 72]);
  expect(redBox(early)).toEqual([22, 20, 41, 39]);
  // Its edges are a mixture: colour has half the resolution.
  const [left, top, right] = redBox(await desk.picture(id, 1.5, 192)) ?? [];
  expect([left, right]).toEqual([92, 131]);
  expect(Math.abs((top ?? 0) - 40)).toBeLessThan(2);
  expect(redBox(await desk.picture(id, 99, 192))?.[0]).toBeGreaterThan(88);
  const strip = await desk.strip(id, 0, 2, 4, 48);
  expect(strip.map((picture) => redBox(picture)?.[1])).toEqual([10, 10, 10, 10]);
});

test('frames are cut, and the progress is told', async () => {
  const desk = openDesk();
  const { id } = await openOn(desk, source());
  onTestFinished(() => desk.close(id));
  const told: StudioProgress[] = [];
  desk.onProgress((progress) => told.push(progress));
  const { clip: frames, report } = await desk.cut(id, { ...SMALL, loop: { kind: 'off' } }, 'exact');
  expect([frames.width, frames.height]).toEqual([16, 16]);
  expect(report.frames.length).toBe(frames.frames.length);
  expect(told.every((progress) => progress.id === id)).toBe(true);
  expect(new Set(told.map(({ stage }) => stage))).toEqual(new Set(['decoding', 'pixelating']));
});

test('a newer order takes the place of an older one, and closing ends both', async () => {
  const desk = openDesk();
  const { id } = await openOn(desk, source());
  const older = refusal(desk.cut(id, SMALL, 'exact'));
  const middle = refusal(desk.cut(id, { ...SMALL, colorCount: 4 }, 'exact'));
  const newest = desk.cut(id, { ...SMALL, fps: 6 }, 'exact');
  expect([await older, await middle]).toEqual(['superseded', 'superseded']);
  expect((await newest).clip.frames[0]?.duration).toBeGreaterThan(100);
  const last = refusal(desk.cut(id, SMALL, 'exact'));
  await desk.close(id);
  expect(await last).toBe('studio_closed');
  expect(await refusal(desk.picture(id, 0, 10))).toBe('studio_closed');
});

test('frames are decoded once, and again only for another part, rate or finer cells', async () => {
  const desk = openDesk();
  const { id } = await openOn(desk, source());
  onTestFinished(() => desk.close(id));
  const decodings = countDecodings(desk);
  const whole = { ...SMALL, background: { kind: 'keep' }, loop: { kind: 'off' } } as const;
  await desk.cut(id, whole, 'coarse');
  await desk.cut(id, whole, 'exact');
  await desk.cut(id, { ...whole, colorCount: 3, steadiness: 0 }, 'exact');
  await desk.cut(id, { ...whole, width: 12, height: 12 }, 'exact');
  expect(decodings()).toBe(1);
  const part = await desk.cut(id, { ...whole, range: { from: 0.5, to: 1 } }, 'exact');
  expect(part.report.frames.map(({ seconds }) => Math.round(12 * seconds))).toEqual([6, 7, 8, 9, 10, 11]);
  expect(decodings()).toBe(1);
  await desk.cut(id, { ...whole, fps: 8, range: { from: 0.5, to: 1 } }, 'exact');
  expect(decodings()).toBe(2);
  await desk.cut(id, { ...whole, fps: 8 }, 'exact');
  expect(decodings()).toBe(3);
  await desk.cut(id, { ...whole, fps: 8, width: 64, height: 64 }, 'coarse');
  expect(decodings()).toBe(3);
  await desk.cut(id, { ...whole, fps: 8, width: 64, height: 64 }, 'exact');
  expect(decodings()).toBe(4);
});

test('what was decoded for smaller cells does not show in larger ones', async () => {
  const desk = openDesk();
  const [one, other] = [await openOn(desk, source()), await openOn(desk, source())];
  onTestFinished(() => desk.closeAll());
  const settings = { ...SMALL, crop: 'picture', background: { kind: 'keep' }, loop: { kind: 'off' } } as const;
  await desk.cut(one.id, { ...settings, width: 64, height: 64 }, 'exact');
  const decodings = countDecodings(desk);
  await desk.cut(one.id, settings, 'coarse');
  expect(decodings()).toBe(0);
  const after = await desk.cut(one.id, settings, 'exact');
  expect(decodings()).toBe(1);
  expect(after).toEqual(await desk.cut(other.id, settings, 'exact'));
});

test('a part cut out of what is held is the same as that part decoded by itself', async () => {
  const desk = openDesk();
  const [one, other] = [await openOn(desk, source()), await openOn(desk, source())];
  onTestFinished(() => desk.closeAll());
  const settings = { ...SMALL, background: { kind: 'keep' }, loop: { kind: 'off' } } as const;
  const part = { ...settings, range: { from: 1.2, to: 1.7 } };
  await desk.cut(one.id, settings, 'exact');
  const decodings = countDecodings(desk);
  const held = await desk.cut(one.id, part, 'exact');
  expect(decodings()).toBe(0);
  expect(await desk.cut(other.id, part, 'exact')).toEqual(held);
  expect(decodings()).toBe(1);
});

test('newer settings do not begin the decoding anew that they need themselves', async () => {
  const desk = openDesk();
  const { id } = await openOn(desk, source());
  onTestFinished(() => desk.close(id));
  const decodings = countDecodings(desk);
  const orders = [24, 16, 12, 8].map((colorCount) => desk.cut(id, { ...SMALL, colorCount }, 'coarse'));
  const outcomes = await Promise.allSettled(orders);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
  expect(decodings()).toBe(1);
});

test.each(['decoding', 'pixelating'] as const)('closed while %s: no ffmpeg and no thread is left', async (when) => {
  const desk = openDesk();
  const { id } = await openOn(desk, source());
  const reached = Promise.withResolvers<void>();
  desk.onProgress(({ stage, fraction }) => {
    if (stage === when && fraction > 0) reached.resolve();
  });
  const cut = refusal(desk.cut(id, { ...SMALL, width: 64, height: 64, fps: 24 }, 'exact'));
  await reached.promise;
  await desk.close(id);
  expect([await cut, desk.bytes]).toEqual(['studio_closed', 0]);
  const processes = execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' });
  expect(processes.split('\n').filter((line) => line.includes(folder))).toEqual([]);
  expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Worker')).toEqual([]);
});

test('closed while it is being opened: it is refused at once, and nothing of it is left', async () => {
  const desk = openDesk();
  const id = newId();
  const fetched = Promise.withResolvers<AbortSignal>();
  const opening = refusal(
    desk.open(id, ({ signal, onProgress }) => {
      onProgress(0.5);
      fetched.resolve(signal);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    }),
  );
  const { aborted } = await fetched.promise;
  expect(aborted).toBe(false);
  await desk.close(id);
  expect(await opening).toBe('studio_closed');
  expect((await fetched.promise).aborted).toBe(true);
  expect(await refusal(desk.cut(id, SMALL, 'coarse'))).toBe('studio_closed');
  // The same name is free again.
  const { hash } = await openOn(desk, source(), id);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  await desk.closeAll();
});

test('a large file that is left while it is hashed and copied leaves no copy behind', async () => {
  const file = join(folder, 'large.mp4');
  await copyFile(clip, file);
  await truncate(file, 300_000_000);
  const kept = join(folder, 'videos');
  const before = await readdir(kept).catch(() => []);
  const desk = openDesk();
  const id = newId();
  const opening = refusal(openOn(desk, { kind: 'file', path: file, name: 'large.mp4' }, id));
  await desk.close(id);
  expect(await opening).toBe('studio_closed');
  expect(await readdir(kept).catch(() => [])).toEqual(before);
});

test('one name is one studio: what was open under it is closed', async () => {
  const desk = openDesk();
  const id = newId();
  onTestFinished(() => desk.closeAll());
  await openOn(desk, source(), id);
  const cut = refusal(desk.cut(id, SMALL, 'exact'));
  const overtaken = refusal(openOn(desk, source(), id));
  const again = openOn(desk, source(), id);
  expect([await cut, await overtaken]).toEqual(['studio_closed', 'studio_closed']);
  expect((await again).id).toBe(id);
  expect((await desk.cut(id, SMALL, 'coarse')).clip.width).toBe(16);
});

test('of a video that is gone, what was decoded is cut on and is not given back', async () => {
  const file = join(folder, 'unplugged.mp4');
  await writeBoxVideo(file, { step: 2, frames: 36 });
  const desk = openDesk(50, 100);
  const { id } = await openOn(desk, { kind: 'file', path: file, name: 'unplugged.mp4' });
  onTestFinished(() => desk.close(id));
  await desk.cut(id, SMALL, 'coarse');
  // Before any timer: a studio that rests while its video is there gives the frames back.
  rmSync(file);
  // An exact pass would decode finer cells.
  const fewer = await desk.cut(id, { ...SMALL, colorCount: 3 }, 'exact');
  expect(fewer.report.colorCount).toBeLessThanOrEqual(3);
  expect(await refusal(desk.cut(id, { ...SMALL, fps: 7 }, 'exact'))).toBe('file_not_found');
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(desk.bytes).toBeGreaterThan(0);
  expect(await desk.cut(id, { ...SMALL, colorCount: 3 }, 'exact')).toEqual(fewer);
});

test('pictures that are asked for at once are made one after the other, each of its time', async () => {
  const desk = openDesk();
  const { id } = await openOn(desk, source());
  onTestFinished(() => desk.close(id));
  const pictures = await Promise.all([0, 0.5, 1].map((seconds) => desk.picture(id, seconds, 192)));
  expect(pictures.map((picture) => redBox(picture)?.[0])).toEqual([20, 44, 68]);
});

test('an idle studio gives its frames back, and decodes them again when it is asked', async () => {
  const desk = openDesk(50);
  const { id } = await openOn(desk, source());
  onTestFinished(() => desk.close(id));
  const first = await desk.cut(id, SMALL, 'exact');
  expect(desk.bytes).toBeGreaterThan(0);
  await expect.poll(() => desk.bytes).toBe(0);
  expect(await desk.cut(id, SMALL, 'exact')).toEqual(first);
});

test('of two studios at once each cuts its own video', async () => {
  const other = join(folder, 'slow.mp4');
  await writeBoxVideo(other, { step: 1 });
  const desk = openDesk();
  const slow = await openOn(desk, { kind: 'file', path: other, name: 'slow.mp4' });
  const quick = await openOn(desk, source());
  onTestFinished(() => desk.closeAll());
  const settings = { ...SMALL, crop: 'picture', loop: { kind: 'off' } } as const;
  const [one, two] = await Promise.all([desk.cut(slow.id, settings, 'exact'), desk.cut(quick.id, settings, 'exact')]);
  const firstColumn = ({ clip: { frames, width } }: typeof one): number => {
    const last = frames.at(-1)?.indices ?? new Uint8Array();
    return Math.min(...Array.from(last.keys()).flatMap((i) => (last[i] === 0 ? [] : [i % width])));
  };
  expect(firstColumn(two)).toBeGreaterThan(firstColumn(one));
});

test('an opened video is kept: its file may go, and it opens again by its hash', async () => {
  const file = join(folder, 'leaving.mp4');
  await copyFile(clip, file);
  const desk = openDesk();
  const first = await openOn(desk, { kind: 'file', path: file, name: 'leaving.mp4' });
  await rm(file);
  const cut = await desk.cut(first.id, SMALL, 'exact');
  await desk.close(first.id);
  const again = await openOn(desk, { kind: 'kept', hash: first.hash, name: 'leaving' });
  onTestFinished(() => desk.close(again.id));
  expect(again).toEqual({ ...first, id: again.id, name: 'leaving' });
  expect(await desk.cut(again.id, SMALL, 'exact')).toEqual(cut);
  expect(await readFile(await desk.fileOf(again.id))).toEqual(await readFile(clip));
  await rm(join(folder, 'videos'), { recursive: true });
  expect(await refusal(desk.fileOf(again.id))).toBe('video_not_kept');
  expect(await refusal(desk.picture(again.id, 0, 10))).toBe('video_not_kept');
  expect(await refusal(openOn(desk, { kind: 'kept', hash: '0'.repeat(64), name: '' }))).toBe('video_not_kept');
});

test('a file too large to be kept that is gone or another one by now is named', async () => {
  const file = join(folder, 'passing.mp4');
  await writeBoxVideo(file, { step: 3, frames: 30 });
  const desk = openDesk(60_000, 100);
  const { id } = await openOn(desk, { kind: 'file', path: file, name: 'passing.mp4' });
  onTestFinished(() => desk.close(id));
  await writeBoxVideo(file, { step: 1, frames: 30 });
  expect(await refusal(desk.cut(id, SMALL, 'exact'))).toBe('source_changed');
  expect(await refusal(desk.picture(id, 0, 10))).toBe('source_changed');
  await rm(file);
  expect(await refusal(desk.cut(id, SMALL, 'exact'))).toBe('file_not_found');
  expect(await refusal(desk.strip(id, 0, 1, 2, 10))).toBe('file_not_found');
});

async function refusal(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

/** Counts the decodings that begin from now on. */
function countDecodings(desk: StudioDesk): () => number {
  let count = 0;
  desk.onProgress(({ stage, fraction }) => {
    if (stage === 'decoding' && fraction === 0) count++;
  });
  return () => count;
}

/** Left, top, right and bottom of what is red, in whole pixels. */
function redBox({ width, height, pixels }: StudioPicture): readonly number[] | null {
  const places = Array.from({ length: width * height }, (_, i) => i).filter(
    (i) => (pixels[4 * i] ?? 0) > 150 && (pixels[4 * i + 1] ?? 0) < 90,
  );
  if (places.length === 0) return null;
  const columns = places.map((i) => i % width);
  const rows = places.map((i) => Math.floor(i / width));
  return [Math.min(...columns), Math.min(...rows), Math.max(...columns), Math.max(...rows)];
}
