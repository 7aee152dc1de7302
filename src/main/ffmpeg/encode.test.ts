import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Encoder, encodeArguments, encodeVideo } from './encode.ts';
import { runToEnd } from './run.ts';

const ffmpeg = process.env.FFMPEG_BIN ?? 'ffmpeg';
const h264: Encoder = { path: ffmpeg, encoders: new Set(['libx264']) };
const format = { width: 64, height: 48, fps: 24 };
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-encode-'));
});
afterAll(() => rm(folder, { recursive: true }));

function* plain(count: number, color: readonly [number, number, number]): Generator<Uint8Array> {
  const pixels = new Uint8Array(64 * 48 * 3).map((_, i) => color[i % 3] ?? 0);
  for (let i = 0; i < count; i++) yield pixels;
}

test.each([
  ['H.264', h264],
  ['MPEG-4 where there is no H.264', { path: ffmpeg, encoders: new Set<string>() }],
])('%s comes back with the colours that went in', async (_name, tool) => {
  const file = join(folder, `${tool.encoders.size}.mp4`);
  await encodeVideo(tool, format, plain(30, [220, 40, 60]), file);
  const back = await runToEnd(tool.path, [
    ...['-v', 'error', '-i', file, '-vf', 'scale=in_color_matrix=bt709', '-pix_fmt', 'rgb24'],
    ...['-f', 'rawvideo', 'pipe:1'],
  ]);
  expect(back.length).toBe(30 * 64 * 48 * 3);
  for (const [i, value] of [220, 40, 60].entries()) expect(Math.abs((back[i] ?? 0) - value)).toBeLessThan(5);
});

test('cancel and failure leave no file', async () => {
  const file = join(folder, 'half.mp4');
  const stop = new AbortController();
  function* endless(): Generator<Uint8Array> {
    for (const [i, frame] of [...plain(1000, [0, 255, 0])].entries()) {
      if (i === 500) stop.abort();
      yield frame;
    }
  }
  await expect(encodeVideo(h264, format, endless(), file, stop.signal)).rejects.toMatchObject({ code: 'canceled' });
  expect(existsSync(file)).toBe(false);
  const nowhere = encodeVideo(h264, format, plain(2, [0, 0, 0]), join(folder, 'no', 'folder.mp4'));
  await expect(nowhere).rejects.toMatchObject({ code: 'encode_failed', lines: expect.any(Array) });
});

test('the file name never becomes an option or a protocol', () => {
  expect(encodeArguments(format, true, '-y.mp4').at(-1)).toBe('file:-y.mp4');
});
