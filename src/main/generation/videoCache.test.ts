import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { VideoCache } from './videoCache.ts';

const HOUR = 3600;
let folder = '';
let kept = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-cache-'));
  kept = join(folder, 'videos');
  onTestFinished(() => rm(folder, { recursive: true }));
});

const cacheOf = (limit = 1_000_000): VideoCache => new VideoCache(kept, () => limit);
const names = async (): Promise<readonly string[]> => (await readdir(kept)).sort();
async function fileOf(name: string, bytes: Buffer | string): Promise<string> {
  await writeFile(join(folder, name), bytes);
  return join(folder, name);
}

test('one video is kept once, however it is called, and outlives the file', async () => {
  const cache = cacheOf();
  const one = await fileOf('one.mp4', '\0\0\0\x20ftypisom....');
  const two = await fileOf('two.mov', '\0\0\0\x20ftypisom....');
  const first = await cache.keep(one);
  const second = await cache.keep(two);
  expect(second.path).toBe(first.path);
  expect(await names()).toEqual([`${first.hash}.mp4`]);
  await writeFile(one, 'something else');
  await rm(two);
  const found = await cacheOf().find(first.hash);
  expect(await readFile(found?.path ?? '', 'latin1')).toBe('\0\0\0\x20ftypisom....');
  expect(await cache.find('0'.repeat(64))).toBeUndefined();
});

test('a kept video is known by its name', async () => {
  const cache = cacheOf();
  const first = await cache.keep(await fileOf('one.mp4', 'video'));
  expect(await cache.keep(first.path)).toMatchObject({ hash: first.hash, path: first.path, isKept: true });
});

test.each([
  ['\0\0\0\x20ftypisom', 'mp4'],
  ['\0\0\0\x14ftypqt  ', 'mov'],
  ['\0\0\0\x08wide\0\0\0\0mdat', 'mov'],
  ['\x1a\x45\xdf\xa3\x9fB\x82\x84webm', 'webm'],
  ['\x1a\x45\xdf\xa3\x9fB\x82\x88matroska', 'mkv'],
  ['GIF89a', 'gif'],
])('what begins with %j ends in %s', async (head, ending) => {
  const { path } = await cacheOf().keep(await fileOf('a', Buffer.from(head, 'latin1')));
  expect(path).toMatch(new RegExp(`\\.${ending}$`));
});

test('the ones unused for longest go until the rest fits, but none that is held', async () => {
  const cache = cacheOf(1000);
  const videos = await Promise.all(
    ['oldest', 'older', 'old', 'young'].map(async (name) => cache.keep(await fileOf(name, name.padEnd(400, '.')))),
  );
  await Promise.all(
    videos.map(({ path }, i) => {
      const time = Date.now() / 1000 - (4 - i) * HOUR;
      return utimes(path, time, time);
    }),
  );
  const [oldest, older, old, young] = videos;
  older?.release();
  old?.release();
  young?.release();
  // Used again, and so not the next to go.
  (await cache.find(older?.hash ?? ''))?.release();
  await cache.trim();
  expect(await names()).toEqual([oldest, older].map((video) => `${video?.hash}.mov`).sort());
  oldest?.release();
  oldest?.release();
  await cache.trim();
  expect(await names()).toHaveLength(2);
  await cacheOf(100).trim();
  expect(await names()).toEqual([]);
});

test('what is larger than all may be is used where it lies', async () => {
  const file = await fileOf('huge.mp4', Buffer.alloc(2000));
  const { path, hash } = await cacheOf(1000).keep(file);
  expect(path).toBe(file);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
});

test('drafts that nobody writes any more are swept away', async () => {
  const cache = cacheOf();
  const [dead, growing] = [await cache.draft(), await cache.draft()];
  await writeFile(dead, '1');
  await writeFile(growing, '2');
  await utimes(dead, 1, 1);
  await cache.trim();
  expect(await names()).toEqual([growing.slice(kept.length + 1)]);
});

test('a file that is not there is named; a folder that cannot be made is one failure, not two', async () => {
  await expect(cacheOf().keep(join(folder, 'gone.mp4'))).rejects.toMatchObject({ code: 'file_not_found' });
  await mkdir(join(folder, 'in the way'));
  await expect(new VideoCache('/dev/null/videos', () => 1).trim()).resolves.toBeUndefined();
});

test('a copy that is no longer wanted leaves nothing', async () => {
  const file = await fileOf('a.mp4', Buffer.alloc(5_000_000));
  const reason = new Error('not wanted');
  await expect(cacheOf(10_000_000).keep(file, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(await readdir(folder)).toEqual(['a.mp4']);
});
