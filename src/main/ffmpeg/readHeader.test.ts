import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askFfmpeg } from './probe.ts';
import { readHeader } from './readHeader.ts';
import { runToEnd } from './run.ts';

const ffmpeg = process.env.FFMPEG_BIN ?? 'ffmpeg';
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-header-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Makes a file of a moving picture. @param words size, rate and length, then what ffmpeg is told, then the file's ending */
async function made(words: string): Promise<string> {
  const [look = '', ...options] = words.split(' ');
  const file = join(folder, `${words.replace(/[^\w.]+/g, '_')}.${options.pop()}`);
  const audio = options.includes('aac') ? ['-f', 'lavfi', '-i', 'sine=d=1.7'] : [];
  const input = ['-f', 'lavfi', '-i', `testsrc2=${look}`, ...audio];
  await runToEnd(ffmpeg, ['-v', 'error', '-y', ...input, ...options, file]);
  return file;
}

/** What ffmpeg says, as far as a header of ours would. */
async function told(file: string) {
  const { isCover, ...facts } = await askFfmpeg(ffmpeg, file);
  return { ...facts, ...(isCover && { isCover }) };
}

const H264 = '-pix_fmt yuv420p';

test.each([
  `s=64x48:r=24:d=1 ${H264} mp4`,
  `s=64x48:r=24:d=1 ${H264} mov`,
  `s=64x48:r=24:d=1 ${H264} -movflags +faststart mp4`,
  `s=64x48:r=30000/1001:d=1 ${H264} mp4`,
  `s=64x48:r=24000/1001:d=2 ${H264} mp4`,
  `s=64x48:r=60000/1001:d=1 ${H264} mov`,
  `s=64x48:r=25:d=0.12 ${H264} mp4`,
  `s=64x48:r=7:d=3 ${H264} mp4`,
  `s=64x48:r=12.5:d=1 ${H264} mp4`,
  `s=64x48:r=120:d=1 ${H264} mp4`,
  `s=64x48:r=24:d=1 ${H264} -bf 0 mp4`,
  `s=64x48:r=24:d=1 ${H264} -bf 8 -g 5 mp4`,
  `s=64x48:r=24:d=1 ${H264} -profile:v baseline mp4`,
  `s=322x178:r=24:d=1 ${H264} mp4`,
  `s=1920x1080:r=24:d=0.2 ${H264} mp4`,
  `s=64x48:r=24:d=1 ${H264} -c:a aac mp4`,
  `s=64x48:r=24:d=1 ${H264} -c:a aac -metadata title=covert mov`,
  `s=64x48:r=24:d=1 ${H264} -colorspace bt709 -color_primaries bt709 -color_trc bt709 mp4`,
  `s=64x48:r=24:d=1 ${H264} -colorspace smpte170m mp4`,
  `s=64x48:r=24:d=1 ${H264} -colorspace bt470bg -color_primaries bt470bg mov`,
  `s=64x48:r=24:d=1 ${H264} -colorspace smpte240m mp4`,
  `s=64x48:r=24:d=1 ${H264} -colorspace bt2020nc -color_trc smpte2084 mp4`,
  `s=64x48:r=24:d=1 ${H264} -colorspace fcc mp4`,
  `s=64x48:r=24:d=1 ${H264} -color_primaries bt709 mp4`,
  's=64x48:r=24:d=1 -pix_fmt yuvj420p -colorspace bt709 mp4',
  's=64x48:r=24:d=1 -pix_fmt yuv420p10le mp4',
])('knows what ffmpeg says of %s', async (words) => {
  const file = await made(words);
  const header = await readHeader(file);
  expect(header).toBeDefined();
  expect(header).toEqual(await told(file));
});

test.each([
  `s=64x48:r=24:d=1,setsar=4/3 ${H264} mp4`,
  `s=64x48:r=24:d=1,select='not(eq(mod(n\\,5)\\,1))' ${H264} -vsync vfr mp4`,
  `s=64x48:r=24:d=1 ${H264} -c:v libx264 m4v`,
  `s=64x48:r=24:d=1 ${H264} -video_track_timescale 1000 mp4`,
  `s=64x48:r=24:d=1 ${H264} -movflags frag_keyframe+empty_moov mp4`,
  `s=64x48:r=24:d=1 ${H264} -movflags dash mp4`,
  `s=64x48:r=24:d=1 ${H264} -flags +ildct+ilme mp4`,
  `s=64x48:r=24:d=1 ${H264} -frames:v 1 mp4`,
  `s=64x48:r=24:d=1 ${H264} -c:v mpeg4 mp4`,
  `s=64x48:r=24:d=1 ${H264} -c:v mpeg4 mov`,
  's=64x48:r=24:d=1 -c:v mjpeg -pix_fmt yuvj420p mov',
  's=64x48:r=24:d=1 -c:v prores_ks mov',
  's=64x48:r=24:d=1 -pix_fmt yuv444p mp4',
  's=64x48:r=24:d=1 -pix_fmt yuv422p mp4',
  's=64x48:r=24:d=1 -c:v libx264rgb mp4',
  `s=64x48:r=24:d=1 ${H264} -colorspace ycgco mp4`,
  `s=64x48:r=24:d=1 ${H264} -map 0 -map 0 mp4`,
  `s=64x48:r=24:d=1 ${H264} -timecode 01:00:00:00 mov`,
  `s=64x48:r=24:d=1 ${H264} mkv`,
  's=64x48:r=24:d=1 -c:v libvpx webm',
  's=64x48:r=24:d=1 gif',
])('leaves to ffmpeg, or agrees on, %s', async (words) => {
  const file = await made(words);
  const header = await readHeader(file);
  if (header) expect(header).toEqual(await told(file));
});

test('a part that was copied out of a video shows less than it holds', async () => {
  const whole = await made(`s=64x48:r=24:d=4 ${H264} -g 24 -bf 2 mp4`);
  for (const [start, length] of [
    ['0', '1.5'],
    ['1', '2'],
    ['1.3', '1'],
  ] as const) {
    const part = join(folder, `part ${start}.mp4`);
    await runToEnd(ffmpeg, ['-v', 'error', '-ss', start, '-t', length, '-i', whole, '-c', 'copy', part]);
    const header = await readHeader(part);
    if (header) expect(header).toEqual(await told(part));
  }
});

test('a video that lies on its side, and one that is mirrored or upside down', async () => {
  const file = await made(`s=64x48:r=24:d=1 ${H264} -metadata title=turned mp4`);
  const bytes = await readFile(file);
  // Behind its name: version and flags, 5 numbers, 16 bytes more.
  const at = bytes.indexOf('tkhd') + 4 + 4 + 20 + 16;
  for (const [turn, width] of [
    [[0, 1, -1, 0], 48],
    [[-1, 0, 0, -1], 64],
    [[0, -1, 1, 0], 48],
    [[-1, 0, 0, 1], undefined],
    [[0.7, 0.7, -0.7, 0.7], undefined],
    [[2, 0, 0, 1], undefined],
  ] as const) {
    for (const [i, value] of turn.entries())
      bytes.writeInt32BE(Math.round(value * 65536), at + 4 * i + (i < 2 ? 0 : 4));
    const turned = join(folder, 'turned.mp4');
    await writeFile(turned, bytes);
    const header = await readHeader(turned);
    expect(header?.width).toBe(width);
    if (header) expect(header).toEqual(await told(turned));
  }
});

test('matrices that the stream and the file do not agree on', async () => {
  const file = await made(`s=64x48:r=24:d=1 ${H264} -colorspace bt709 -metadata title=colours mp4`);
  for (const [name, filter] of [
    ['other', 'h264_metadata=matrix_coefficients=6'],
    ['silent', 'h264_metadata=matrix_coefficients=2'],
  ] as const) {
    const other = join(folder, `${name}.mp4`);
    await runToEnd(ffmpeg, ['-v', 'error', '-i', file, '-c', 'copy', '-bsf:v', filter, other]);
    const header = await readHeader(other);
    if (header) expect(header).toEqual(await told(other));
  }
});

test('music with a cover', async () => {
  const picture = await made('s=64x48:r=24:d=1 -frames:v 1 png');
  const file = join(folder, 'cover.mp4');
  const video = await made(`s=64x48:r=24:d=1 ${H264} -metadata title=for_cover mp4`);
  const inputs = ['-i', video, '-i', picture, '-map', '0', '-map', '1', '-c', 'copy'];
  await runToEnd(ffmpeg, ['-v', 'error', ...inputs, '-disposition:v:1', 'attached_pic', file]);
  expect(await readHeader(file)).toBeUndefined();
});

test('what is no whole movie is not known', async () => {
  const bytes = await readFile(await made(`s=64x48:r=24:d=1 ${H264} -metadata title=cut mp4`));
  for (const length of [0, 7, 8, 100, bytes.length >> 1, bytes.length - 1]) {
    const cut = join(folder, 'cut.mp4');
    await writeFile(cut, bytes.subarray(0, length));
    expect(await readHeader(cut)).toBeUndefined();
  }
  expect(await readHeader(folder)).toBeUndefined();
  expect(await readHeader(join(folder, 'nothing.mp4'))).toBeUndefined();
  await runToEnd('mkfifo', [join(folder, 'pipe.mp4')]);
  expect(await readHeader(join(folder, 'pipe.mp4'))).toBeUndefined();
  await symlink('/dev/zero', join(folder, 'endless.mp4'));
  expect(await readHeader(join(folder, 'endless.mp4'))).toBeUndefined();
});
