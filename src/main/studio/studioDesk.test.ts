import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import type { StudioPicture, StudioProgress } from '../../shared/studio.ts';
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

function openDesk(): StudioDesk {
  const workerUrl = new URL('../generation/pixelateWorker.ts', import.meta.url);
  return new StudioDesk({ ffmpeg: testFfmpeg, workerUrl });
}

const source = () => ({ kind: 'file', path: clip, name: 'box.mp4' }) as const;

test('an opened video tells its size and length', async () => {
  const desk = openDesk();
  const studio = await desk.open(source());
  onTestFinished(() => desk.close(studio.id));
  expect(studio).toMatchObject({ name: 'box.mp4', width: 192, height: 144, fps: 24, seconds: 2 });
  expect(studio.hash).toMatch(/^[0-9a-f]{64}$/);
});

test('stills are of their time', async () => {
  const desk = openDesk();
  const { id } = await desk.open(source());
  onTestFinished(() => desk.close(id));
  const early = await desk.picture(id, 0.5, 96);
  expect([early.width, early.height]).toEqual([96, 72]);
  expect(redBox(early)).toEqual([22, 20, 41, 39]);
  expect(redBox(await desk.picture(id, 1.5, 192))).toEqual([92, 40, 131, 79]);
  expect(redBox(await desk.picture(id, 99, 192))?.[0]).toBeGreaterThan(88);
  const strip = await desk.strip(id, 0, 2, 4, 48);
  expect(strip.map((picture) => redBox(picture)?.[1])).toEqual([10, 10, 10, 10]);
});

test('frames are cut, and the progress is told', async () => {
  const desk = openDesk();
  const { id } = await desk.open(source());
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
  const { id } = await desk.open(source());
  const older = desk.cut(id, SMALL, 'exact');
  const newer = desk.cut(id, { ...SMALL, fps: 6 }, 'exact');
  await expect(older).rejects.toMatchObject({ code: 'superseded' });
  await newer;
  const last = desk.cut(id, SMALL, 'exact');
  await desk.close(id);
  await expect(last).rejects.toMatchObject({ code: 'studio_closed' });
  await expect(desk.picture(id, 0, 10)).rejects.toMatchObject({ code: 'studio_closed' });
});

/** Left, top, right and bottom of what is red, in whole pixels. */
function redBox({ width, height, pixels }: StudioPicture): readonly number[] | null {
  const places = Array.from({ length: width * height }, (_, i) => i).filter(
    (i) => (pixels[4 * i] ?? 0) > 170 && (pixels[4 * i + 1] ?? 0) < 70,
  );
  if (places.length === 0) return null;
  const columns = places.map((i) => i % width);
  const rows = places.map((i) => Math.floor(i / width));
  return [Math.min(...columns), Math.min(...rows), Math.max(...columns), Math.max(...rows)];
}
