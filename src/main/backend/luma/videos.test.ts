import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openVideos, rangeResponse, type Videos } from './videos.ts';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const OTHER = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
let folder = '';
let videos: Videos;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-videos-'));
  videos = await openVideos(folder, 'http://127.0.0.1:1');
  await videos.store(ID, (file) => writeFile(file, '0123456789'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const whole = async () => false;
const statusOf = async (address: string) => (await videos.answer(new Request(address), whole)).status;

test.each([
  [undefined, 200, '0123456789', null],
  ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
  ['bytes=7-', 206, '789', 'bytes 7-9/10'],
  ['bytes=-3', 206, '789', 'bytes 7-9/10'],
  ['bytes=-99', 206, '0123456789', 'bytes 0-9/10'],
  ['bytes=5-99', 206, '56789', 'bytes 5-9/10'],
  ['bytes=10-', 416, '', 'bytes */10'],
  ['bytes=4-2', 416, '', 'bytes */10'],
  ['bytes=1-2,5-6', 200, '0123456789', null],
  ['bytes=-', 200, '0123456789', null],
])('range %s', async (range, status, content, contentRange) => {
  const request = new Request('http://127.0.0.1:1/', range === undefined ? {} : { headers: { range } });
  const response = rangeResponse(Buffer.from('0123456789'), request);
  expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([
    status,
    content,
    contentRange,
  ]);
});

test('an address is good until it runs out, for its own video only', async () => {
  const address = videos.addressOf(ID, 60);
  expect(await statusOf(address)).toBe(200);
  expect(await statusOf(address.replace(ID, OTHER))).toBe(403);
  expect(await statusOf(address.replace(/expires=\d+/, 'expires=9999999999'))).toBe(403);
  expect(await statusOf(address.replace(/token=.*/, 'token='))).toBe(403);
  expect(await statusOf(videos.addressOf(ID, 0))).toBe(403);
  expect(await statusOf(videos.addressOf(OTHER, 60))).toBe(404);
  expect(await statusOf(address.replace(`${ID}.mp4`, '..%2f..%2fpasswd'))).toBe(403);
});

test('a truncated one ends in the middle without a word', async () => {
  const response = await videos.answer(new Request(videos.addressOf(ID, 60)), async () => true);
  expect([response.headers.get('content-length'), await response.text()]).toEqual(['6', '012345']);
});

test('a video that could not be made leaves nothing', async () => {
  const fails = videos.store(OTHER, async (file) => {
    await writeFile(file, 'half');
    throw new Error('no more ink');
  });
  await expect(fails).rejects.toThrow('no more ink');
  expect(await readdir(folder)).toEqual([`${ID}.mp4`]);
});

test('only what is wanted is kept', async () => {
  await videos.store(OTHER, (file) => writeFile(file, 'x'));
  await writeFile(join(folder, `${OTHER}.part.mp4`), 'left behind');
  await videos.keepOnly(new Set([ID]));
  expect(await readdir(folder)).toEqual([`${ID}.mp4`]);
  expect([await videos.has(ID), await videos.has(OTHER)]).toEqual([true, false]);
});
