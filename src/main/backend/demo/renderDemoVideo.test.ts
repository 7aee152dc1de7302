import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runToEnd } from '../../ffmpeg/run.ts';
import { parsePrompt } from './parsePrompt.ts';
import { renderDemoVideo } from './renderDemoVideo.ts';
import { createScene } from './scene.ts';

const FFMPEG = process.env.FFMPEG_BIN ?? 'ffmpeg';
const FORMAT = { width: 160, height: 120, seconds: 2, fps: 24, loop: true, seed: 3 };
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('writes an MP4 whose frames are the painted ones', async () => {
  const file = join(folder, 'clip.mp4');
  await renderDemoVideo('고양이 달리기', FORMAT, FFMPEG, file);
  const bytes = await readFile(file);
  const [type, index, data] = ['ftyp', 'moov', 'mdat'].map((name) => bytes.indexOf(name));
  expect(type).toBe(4);
  expect(index).toBeLessThan(data ?? 0);

  const decoding = ['-v', 'error', '-i', file, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  const decoded = await runToEnd(FFMPEG, decoding);
  const size = 160 * 120 * 3;
  expect(decoded.length).toBe(48 * size);
  const { period, paint } = createScene(parsePrompt('고양이 달리기'), FORMAT);
  for (const frame of [0, 17, 47]) {
    const painted = paint(frame % period);
    let apart = 0;
    for (let i = 0; i < size; i++) apart += Math.abs((decoded[frame * size + i] ?? 0) - (painted[i] ?? 0));
    expect(apart / size, `frame ${frame}`).toBeLessThan(8);
  }
});

test('a cancelled clip leaves no file', async () => {
  const stop = new AbortController();
  const rendering = renderDemoVideo(
    'dragon',
    { ...FORMAT, seconds: 20 },
    FFMPEG,
    join(folder, 'clip.mp4'),
    stop.signal,
  );
  setTimeout(() => stop.abort(), 150);
  await expect(rendering).rejects.toMatchObject({ code: 'canceled' });
  expect(await readdir(folder)).toEqual([]);
});

test('a missing ffmpeg is said clearly', async () => {
  const rendering = renderDemoVideo('cat', FORMAT, join(folder, 'nothing'), join(folder, 'clip.mp4'));
  await expect(rendering).rejects.toMatchObject({ code: 'ffmpeg_missing' });
});
