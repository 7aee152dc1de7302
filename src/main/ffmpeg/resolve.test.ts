import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { candidates, codecNames, outsideArchive, resolveFfmpeg } from './resolve.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-resolve-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('the order: setting, FFMPEG_BIN, ffmpeg-static, PATH', () => {
  const environment = { FFMPEG_BIN: '/env/ffmpeg' };
  const bundled = '/static/ffmpeg';
  expect(candidates({ setting: '/my/ffmpeg', environment, bundled })).toEqual(['/my/ffmpeg']);
  expect(candidates({ setting: '', environment, bundled })).toEqual(['/env/ffmpeg']);
  expect(candidates({ environment: {}, bundled })).toEqual(['/static/ffmpeg', 'ffmpeg']);
  expect(candidates({ environment: {} })).toEqual(['ffmpeg']);
});

test.each([
  [
    '/opt/Celkiln/resources/app.asar/node_modules/ffmpeg-static/ffmpeg',
    '/opt/Celkiln/resources/app.asar.unpacked/node_modules/ffmpeg-static/ffmpeg',
  ],
  [
    'C:\\Celkiln\\resources\\app.asar\\node_modules\\ffmpeg-static\\ffmpeg.exe',
    'C:\\Celkiln\\resources\\app.asar.unpacked\\node_modules\\ffmpeg-static\\ffmpeg.exe',
  ],
  ['/opt/app.asar.unpacked/ffmpeg', '/opt/app.asar.unpacked/ffmpeg'],
  ['/home/me/node_modules/ffmpeg-static/ffmpeg', '/home/me/node_modules/ffmpeg-static/ffmpeg'],
])('nothing is started inside an archive: %s', (inside, outside) => {
  expect(outsideArchive(inside)).toBe(outside);
  expect(candidates({ environment: {}, bundled: inside })[0]).toBe(outside);
});

test('a real ffmpeg tells its version and what it can', async () => {
  const tool = await resolveFfmpeg({ environment: process.env, bundled: join(folder, 'app.asar', 'ffmpeg') });
  expect(tool.version).not.toBe('');
  expect(tool.decoders.has('vp9')).toBe(true);
  expect(tool.encoders.has('gif')).toBe(true);
  expect(await resolveFfmpeg({ environment: process.env })).toBe(tool);
});

test('what does not work is named, with the remedy', async () => {
  const impostor = join(folder, 'impostor');
  await writeFile(impostor, '#!/bin/sh\necho hello\n');
  await chmod(impostor, 0o755);
  const absent = resolveFfmpeg({ setting: '/nowhere/ffmpeg', environment: {} });
  await expect(absent).rejects.toMatchObject({
    code: 'ffmpeg_missing',
    message: expect.stringMatching(/\/nowhere\/ffmpeg.*apt install ffmpeg.*settings/s),
  });
  await expect(resolveFfmpeg({ environment: { FFMPEG_BIN: impostor } })).rejects.toMatchObject({
    code: 'ffmpeg_missing',
    lines: [expect.stringContaining('not ffmpeg')],
  });
});

test('reads the table of codecs', () => {
  const table = [
    'Decoders:',
    ' V..... = Video',
    ' A..... = Audio',
    ' ------',
    ' VFS..D h264                 H.264 / AVC / MPEG-4 AVC',
    ' V....D libvpx-vp9           libvpx VP9 (codec vp9)',
    ' A....D aac                  AAC (Advanced Audio Coding)',
  ].join('\n');
  expect([...codecNames(table)].filter((name) => name !== '=')).toEqual(['h264', 'libvpx-vp9', 'aac']);
});
