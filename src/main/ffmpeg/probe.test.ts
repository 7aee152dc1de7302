import { expect, test } from 'vitest';
import { parseProbe } from './probe.ts';

const header = (stream: string, ...after: readonly string[]): string =>
  [
    "Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'clip.mp4':",
    '  Duration: 00:01:05.04, start: 0.000000, bitrate: 2516 kb/s',
    stream,
    ...after,
  ].join('\n');

test.each([
  [
    '2.8: display matrix and rotate tag',
    header(
      '    Stream #0:0(und): Video: h264 (Baseline) (avc1 / 0x31637661), yuv420p, 1920x1080, 17003 kb/s, 29.97 fps, 30 tbr, 90k tbn, 180k tbc (default)',
      '    Metadata:',
      '      rotate          : 90',
      '      handler_name    : VideoHandle',
      '    Side data:',
      '      displaymatrix: rotation of -90.00 degrees',
    ),
    { codec: 'h264', width: 1080, height: 1920, fps: 29.97, seconds: 65.04, matrix: undefined },
  ],
  [
    '3.4: rotate tag only',
    header(
      '    Stream #0:0(eng): Video: mpeg4 (Simple Profile) (mp4v / 0x7634706D), yuv420p, 640x480 [SAR 1:1 DAR 4:3], 4000 kb/s, 15 fps, 15 tbr, 15 tbn, 15 tbc (default)',
      '    Metadata:',
      '      rotate          : 270',
    ),
    { codec: 'mpeg4', width: 480, height: 640, fps: 15 },
  ],
  [
    '4.4: tagged BT.709',
    header(
      '    Stream #0:0(und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(tv, bt709), 1280x720 [SAR 1:1 DAR 16:9], 2513 kb/s, 24 fps, 24 tbr, 12288 tbn, 48 tbc (default)',
    ),
    { codec: 'h264', width: 1280, height: 720, fps: 24, matrix: 'bt709' },
  ],
  [
    '5.1: untagged',
    header(
      '  Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(progressive), 1280x720, 1307 kb/s, 24 fps, 24 tbr, 12288 tbn (default)',
      '  Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, stereo, fltp, 128 kb/s (default)',
    ),
    { codec: 'h264', width: 1280, height: 720, fps: 24, matrix: undefined },
  ],
  [
    '6.1: wide pixels, three colour tags',
    header(
      '  Stream #0:0[0x1](und): Video: h264 (Main) (avc1 / 0x31637661), yuv420p(tv, smpte170m/bt470bg/smpte170m, top first), 720x576 [SAR 16:15 DAR 4:3], 900 kb/s, SAR 64:45 DAR 16:9, 25 fps, 25 tbr, 12800 tbn (default)',
    ),
    { width: 768, height: 576, fps: 25, matrix: 'smpte170m' },
  ],
  [
    '7.1: HDR',
    header(
      '  Stream #0:0[0x1](und): Video: hevc (Main 10) (hvc1 / 0x31637668), yuv420p10le(tv, bt2020nc/bt2020/arib-std-b67), 3840x2160, 20000 kb/s, 59.94 fps, 59.94 tbr, 60k tbn (default)',
      '      Side data:',
      '        Display Matrix: rotation of 180.00 degrees',
    ),
    { codec: 'hevc', width: 3840, height: 2160, fps: 59.94, matrix: 'bt2020nc' },
  ],
  [
    'WebM: no bit rate, thousand in the time base',
    header(
      '  Stream #0:0(eng): Video: vp9 (Profile 0), yuv420p(tv), 640x360, SAR 1:1 DAR 16:9, 1k fps, 1k tbr, 1k tbn (default)',
    ),
    { codec: 'vp9', width: 640, height: 360, fps: 1000, matrix: undefined },
  ],
  [
    'GIF without a duration',
    "Input #0, gif, from 'a.gif':\n  Duration: N/A, bitrate: N/A\n  Stream #0:0: Video: gif, bgra, 64x48, 10 tbr, 100 tbn",
    { codec: 'gif', width: 64, height: 48, fps: 10, seconds: undefined },
  ],
])('reads what ffmpeg %s says', (_name, text, expected) => {
  expect(parseProbe(text)).toMatchObject({ ...expected, isCover: false });
});

test("another stream's rotation does not count", () => {
  const text = header(
    '  Stream #0:0[0x1](und): Video: h264 (High), yuv420p, 640x480, 24 fps, 24 tbr, 12288 tbn (default)',
    '  Stream #0:1[0x2](und): Video: h264 (High), yuv420p, 320x240, 24 fps, 24 tbr, 12288 tbn',
    '      displaymatrix: rotation of -90.00 degrees',
  );
  expect(parseProbe(text)).toMatchObject({ width: 640, height: 480 });
});

test('music with a cover picture, and music without', () => {
  const cover =
    '  Stream #0:1[0x0]: Video: mjpeg (Baseline), yuvj420p(pc, bt470bg/unknown/unknown), 500x500 [SAR 1:1 DAR 1:1], 90k tbr, 90k tbn (attached pic)';
  expect(parseProbe(header(cover))).toMatchObject({ isCover: true, matrix: 'bt470bg' });
  expect(parseProbe(header('  Stream #0:0: Audio: aac (LC), 44100 Hz, stereo'))).toBeUndefined();
  expect(parseProbe('')).toBeUndefined();
});
