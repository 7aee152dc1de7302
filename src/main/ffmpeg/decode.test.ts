import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decode, decodeArguments, type RawFormat, rawMatrix } from './decode.ts';
import { probe, probeArguments, type VideoFacts } from './probe.ts';
import { runToEnd } from './run.ts';

const WHOLE = { first: 0, end: Number.POSITIVE_INFINITY };
const ffmpeg = process.env.FFMPEG_BIN ?? 'ffmpeg';
let folder = '';
const at = (name: string): string => join(folder, name);
const make = (...args: readonly string[]): Promise<Buffer> => runToEnd(ffmpeg, ['-v', 'error', '-y', ...args]);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-decode-'));
  const moving = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=24:d=2'];
  await make(...moving, '-pix_fmt', 'yuv420p', '-movflags', '+faststart', at('good.mp4'));
  await make(...moving, '-pix_fmt', 'yuv420p', at('index-last.mp4'));
  await make(...moving, '-c:v', 'libvpx', '-b:v', '300k', at('good.webm'));
  await make(...moving, at('good.gif'));
  await make('-f', 'lavfi', '-i', 'sine=d=1', at('audio.mp4'));
});
afterAll(() => rm(folder, { recursive: true }));

type Rest = [facts: VideoFacts, format: RawFormat, signal?: AbortSignal];

async function framesOf(name: string, ...[facts, format, signal]: Rest): Promise<readonly Uint8Array[]> {
  const frames: Uint8Array[] = [];
  await decode(ffmpeg, at(name), facts, format, (frame) => frames.push(frame), signal);
  return frames;
}

async function read(
  name: string,
): Promise<{ readonly facts: VideoFacts; readonly count: number; readonly length: number }> {
  const facts = await probe(ffmpeg, at(name));
  const format = { width: 64, height: 36, fps: 12, matrix: rawMatrix(facts), span: WHOLE };
  const frames = await framesOf(name, facts, format);
  return { facts, count: frames.length, length: frames[0]?.length ?? 0 };
}

test.each(['good.mp4', 'index-last.mp4', 'good.webm', 'good.gif'])(
  '%s becomes raw frames of the asked size',
  async (name) => {
    const { facts, count, length } = await read(name);
    expect(facts).toMatchObject({ width: 320, height: 180 });
    expect(facts.fps).toBeGreaterThan(20);
    expect(count).toBe(24);
    expect(length).toBe(64 * 36 * 1.5);
  },
);

test.each([
  ['mp4', 24, 12],
  ['mp4', 25, 12],
  ['mp4', 10, 12],
  ['webm', 24, 12],
  ['webm', '30000/1001', 8],
  ['gif', 20, 10],
])('any part of a %s of %s fps has the frames that the whole has there', async (kind, rate, fps) => {
  const name = `part.${kind}`;
  await make('-f', 'lavfi', '-i', `testsrc2=s=64x36:r=${rate}:d=4`, ...(kind === 'gif' ? [] : ['-g', '17']), at(name));
  const facts = await probe(ffmpeg, at(name));
  const format = { width: 32, height: 18, fps, matrix: rawMatrix(facts) };
  const whole = await framesOf(name, facts, { ...format, span: WHOLE });
  expect(whole.length).toBeGreaterThan(3.9 * fps);
  for (const [first, end] of [
    [1, 3],
    [13, 20],
    [25, 31],
    [30, 31],
  ] as const) {
    const part = await framesOf(name, facts, { ...format, span: { first, end } });
    expect(part.map(sum)).toEqual(whole.slice(first, end).map(sum));
  }
});

function sum(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test('names that look like options, patterns and protocols are files', async () => {
  for (const name of ['-y.mp4', 'a%03d.mp4', 'concat:a|b.mp4', "it's a clip;$(id).mp4", '고양이.mp4']) {
    await writeFile(at(name), await readFile(at('good.mp4')));
    expect((await read(name)).count).toBe(24);
  }
});

const texts = {
  'words.mp4': 'This is a text and no video.\n',
  'playlist.mp4': '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\ngood.mp4\n#EXT-X-ENDLIST\n',
  'concat.mp4': 'ffconcat version 1.0\nfile good.mp4\n',
  'subtitles.mp4': '[Script Info]\nScriptType: v4.00+\n[Events]\nDialogue: 0,0:00:00.00,0:00:01.00,Default,,0,0,0,,x\n',
  'empty.mp4': '',
};
test.each(Object.entries(texts))('%s is refused', async (name, text) => {
  await writeFile(at(name), text);
  await expect(read(name)).rejects.toMatchObject({ code: 'not_a_video', message: expect.stringContaining('MP4') });
});

test('a still picture with a wrong name is refused', async () => {
  await make('-f', 'lavfi', '-i', 'testsrc2=s=64x64', '-frames:v', '1', at('still.png'));
  await writeFile(at('still.mp4'), await readFile(at('still.png')));
  await expect(read('still.mp4')).rejects.toMatchObject({ code: 'not_a_video' });
});

test.each(['good.mp4', 'index-last.mp4', 'good.webm'])('%s cut in half is told from a whole one', async (name) => {
  const bytes = await readFile(at(name));
  await writeFile(at(`half-${name}`), bytes.subarray(0, bytes.length >> 1));
  await expect(read(`half-${name}`)).rejects.toMatchObject({ code: 'video_truncated' });
});

test('damage in the middle is an error, not a shorter video', async () => {
  const bytes = await readFile(at('good.mp4'));
  bytes.fill(0xa5, bytes.length >> 1, (bytes.length >> 1) + 4000);
  await writeFile(at('damaged.mp4'), bytes);
  await expect(read('damaged.mp4')).rejects.toMatchObject({
    code: expect.stringMatching(/decode_failed|video_truncated/),
  });
});

test('sound without a picture', async () => {
  await expect(read('audio.mp4')).rejects.toMatchObject({ code: 'no_picture' });
});

test('a file that is not there, or is a folder', async () => {
  await expect(read('nothing.mp4')).rejects.toMatchObject({ code: 'not_a_video' });
  await expect(read('.')).rejects.toMatchObject({ code: 'not_a_video' });
});

test('absurd sizes and lengths are refused before decoding', async () => {
  const facts = { codec: 'h264', width: 16384, height: 16384, fps: 24, seconds: 1, matrix: undefined, isCover: false };
  const format = { width: 64, height: 64, fps: 12, matrix: 'bt709', span: WHOLE } as const;
  const none = (): void => expect.unreachable();
  const huge = decode('/no/ffmpeg/is/started', at('good.mp4'), facts, format, none);
  await expect(huge).rejects.toMatchObject({ code: 'too_large', message: expect.stringContaining('16384') });
  const long = decode(
    '/no/ffmpeg/is/started',
    at('good.mp4'),
    { ...facts, width: 64, height: 64, seconds: 600 },
    format,
    none,
  );
  await expect(long).rejects.toMatchObject({
    code: 'range_too_long',
    message: expect.stringContaining('shorter range'),
  });
});

test('cancel ends decoding', async () => {
  const stop = new AbortController();
  const facts = await probe(ffmpeg, at('good.mp4'));
  const format = { width: 320, height: 180, fps: 24, matrix: 'bt709', span: WHOLE } as const;
  let count = 0;
  const onFrame = (): void => {
    count++;
    stop.abort();
  };
  const end = decode(ffmpeg, at('good.mp4'), facts, format, onFrame, stop.signal);
  await expect(end).rejects.toMatchObject({ code: 'canceled' });
  expect(count).toBe(1);
});

test('what the taker of frames throws ends decoding, and is thrown on', async () => {
  const facts = await probe(ffmpeg, at('good.mp4'));
  const format = { width: 320, height: 180, fps: 24, matrix: 'bt709', span: WHOLE } as const;
  const onFrame = (): void => {
    throw new RangeError('no room');
  };
  await expect(decode(ffmpeg, at('good.mp4'), facts, format, onFrame)).rejects.toThrow('no room');
});

test.each([
  [
    'untagged HD',
    { matrix: undefined, width: 1280, height: 720 },
    'bt709',
    'in_color_matrix=bt709:out_color_matrix=bt709',
  ],
  [
    'untagged SD',
    { matrix: undefined, width: 640, height: 480 },
    'bt601',
    'in_color_matrix=bt601:out_color_matrix=bt601',
  ],
  ['tagged SD', { matrix: 'bt709', width: 640, height: 480 }, 'bt709', 'in_color_matrix=bt709:out_color_matrix=bt709'],
  ['PAL', { matrix: 'bt470bg', width: 720, height: 576 }, 'bt601', 'in_color_matrix=bt601:out_color_matrix=bt601'],
  ['HDR', { matrix: 'bt2020nc', width: 3840, height: 2160 }, 'bt709', 'in_color_matrix=bt2020:out_color_matrix=bt709'],
] as const)('%s is read with the right matrix', (_name, size, matrix, options) => {
  const facts = { codec: 'h264', fps: 24, seconds: 1, isCover: false, ...size };
  expect(rawMatrix(facts)).toBe(matrix);
  const args = decodeArguments('a.mp4', facts, { width: 64, height: 36, fps: 12, matrix, span: WHOLE });
  expect(args.join(' ')).toContain(options);
});

test('every start of ffmpeg on a file is fenced', () => {
  const facts = { codec: 'h264', fps: 24, seconds: 1, isCover: false, matrix: undefined, width: 64, height: 64 };
  const format = { width: 64, height: 36, fps: 12, matrix: 'bt601', span: WHOLE } as const;
  for (const args of [probeArguments('a.mp4'), decodeArguments('a.mp4', facts, format)]) {
    const input = args.indexOf('-i');
    expect(args[input + 1]).toBe('file:a.mp4');
    for (const fence of ['-nostdin', '-protocol_whitelist', '-format_whitelist']) {
      expect(args.slice(0, input)).toContain(fence);
    }
  }
  expect(decodeArguments('a.mp4', facts, format)).toEqual(expect.arrayContaining(['-xerror', '-max_pixels']));
});

test('a red of HD video is the red that was filmed', async () => {
  const red =
    'color=c=0xdc283c:s=1280x720:r=12:d=0.5,format=gbrp,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p';
  await make('-f', 'lavfi', '-i', red, '-pix_fmt', 'yuv420p', at('red.mp4'));
  const facts = await probe(ffmpeg, at('red.mp4'));
  const format = { width: 32, height: 18, fps: 12, matrix: rawMatrix(facts), span: WHOLE };
  const [frame] = await framesOf('red.mp4', facts, format);
  const [y = 0, u = 0, v = 0] = [frame?.[0], frame?.[32 * 18], frame?.[32 * 18 * 1.25]];
  expect(Math.abs(y - 84.5)).toBeLessThan(3);
  expect(Math.abs(u - 118.7)).toBeLessThan(3);
  expect(Math.abs(v - 206.2)).toBeLessThan(3);
});

test('no picture at all', async () => {
  await make('-f', 'lavfi', '-i', 'testsrc2=s=64x64:d=1', '-pix_fmt', 'yuv420p', at('cut.mp4'));
  await truncate(at('cut.mp4'), 40);
  await expect(read('cut.mp4')).rejects.toMatchObject({ code: expect.stringMatching(/not_a_video|video_truncated/) });
});
