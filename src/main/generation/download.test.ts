import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { download } from './download.ts';

const VIDEO = Buffer.concat([Buffer.from('\0\0\0\x18ftypisom'), Buffer.alloc(5000, 7)]);

type Answer = (response: ServerResponse, request: IncomingMessage) => void | Promise<void>;
let answer: Answer;
let requests = 0;
const server = createServer((request, response) => {
  requests++;
  void answer(response, request);
});
let origin = '';
let folder = '';
let file = '';

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
  folder = await mkdtemp(join(tmpdir(), 'celkiln-download-'));
});
beforeEach(async () => {
  requests = 0;
  await rm(join(folder, 'videos'), { recursive: true, force: true });
  file = join(folder, 'videos/one.mp4');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true });
});

const fetchIt = (options: Partial<Parameters<typeof download>[2]> = {}) =>
  download(`${origin}/video.mp4`, file, { hosts: [origin], ...options });
const left = () => readdir(join(folder, 'videos')).catch(() => []);

test('a video arrives whole, its progress told, and no part of it is left', async () => {
  answer = (response) => void response.writeHead(200, { 'content-length': VIDEO.length }).end(VIDEO);
  const progress: number[] = [];
  const hash = await fetchIt({ onProgress: (fraction) => progress.push(fraction) });
  expect(hash).toBe(createHash('sha256').update(VIDEO).digest('hex'));
  expect(await readFile(file)).toEqual(VIDEO);
  expect(progress.at(-1)).toBe(1);
  expect(await left()).toEqual(['one.mp4']);
});

test('the first bytes may come one by one, and the length need not be told', async () => {
  answer = async (response) => {
    for (const byte of VIDEO.subarray(0, 10)) {
      response.write(Buffer.of(byte));
      await wait(2);
    }
    response.end(VIDEO.subarray(10));
  };
  await fetchIt();
  expect(await readFile(file)).toEqual(VIDEO);
});

test('what is compressed on its way is as long as it becomes', async () => {
  const small = gzipSync(VIDEO);
  const headers = { 'content-encoding': 'gzip', 'content-length': small.length };
  answer = (response) => void response.writeHead(200, headers).end(small);
  await fetchIt();
  expect(await readFile(file)).toEqual(VIDEO);
});

test('a compressed answer that becomes too large is refused like any other', async () => {
  const bomb = gzipSync(Buffer.concat([VIDEO, Buffer.alloc(4_000_000)]));
  answer = (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
  await expect(fetchIt({ limit: 1_000_000 })).rejects.toMatchObject({ code: 'video_too_large' });
  expect(await left()).toEqual([]);
});

const FAULTS: readonly (readonly [string, string, Answer])[] = [
  ['403', 'url_expired', (response) => void response.writeHead(403).end()],
  ['410', 'url_expired', (response) => void response.writeHead(410).end()],
  ['500', 'download_failed', (response) => void response.writeHead(500).end('<html>')],
  ['a redirect', 'download_failed', (response) => void response.writeHead(302, { location: 'http://[::1]/' }).end()],
  ['nothing at all', 'download_failed', (response) => void response.writeHead(200).end()],
  ['204', 'download_failed', (response) => void response.writeHead(204).end()],
  ['a text', 'not_a_video', (response) => void response.writeHead(200).end('#EXTM3U\nhttp://example.org/')],
  ['four bytes', 'not_a_video', (response) => void response.writeHead(200).end('ftyp')],
  [
    'a length beyond the limit',
    'video_too_large',
    (response) => void response.writeHead(200, { 'content-length': 1e12 }).flushHeaders(),
  ],
  [
    'more than the limit',
    'video_too_large',
    (response) => void response.writeHead(200).end(Buffer.concat([VIDEO, VIDEO])),
  ],
  [
    'a body that breaks off',
    'download_failed',
    (response) => {
      response.writeHead(200, { 'content-length': VIDEO.length }).write(VIDEO.subarray(0, 2000));
      setTimeout(() => response.destroy(), 20);
    },
  ],
  [
    'a body without a length that breaks off',
    'download_failed',
    (response) => {
      response.writeHead(200).write(VIDEO.subarray(0, 2000));
      setTimeout(() => response.destroy(), 20);
    },
  ],
  ['no answer', 'download_failed', () => {}],
  ['silence', 'download_failed', (response) => void response.writeHead(200).write(VIDEO.subarray(0, 100))],
];

test.each(FAULTS)('%s is %s, and nothing is left on disk', async (_, code, fault) => {
  answer = fault;
  await expect(fetchIt({ limit: 6000, patience: 150 })).rejects.toMatchObject({ code });
  expect(await left()).toEqual([]);
});

test('a download that goes on slowly is not silent', async () => {
  answer = async (response) => {
    for (let at = 0; at < VIDEO.length; at += 1000) {
      response.write(VIDEO.subarray(at, at + 1000));
      await wait(60);
    }
    response.end();
  };
  await fetchIt({ patience: 200 });
  expect(await readFile(file)).toEqual(VIDEO);
});

test('one that is canceled ends with the reason, and without its part', async () => {
  const controller = new AbortController();
  answer = (response) => void response.writeHead(200).write(VIDEO);
  const done = fetchIt({ signal: controller.signal });
  await wait(50);
  controller.abort('enough');
  await expect(done).rejects.toBe('enough');
  expect(await left()).toEqual([]);
});

test('the part of a download that was killed is written over', async () => {
  answer = (response) => void response.writeHead(200).write(VIDEO);
  const controller = new AbortController();
  const killed = fetchIt({ signal: controller.signal });
  await wait(50);
  expect(await left()).toEqual(['one.mp4.part']);
  answer = (response) => void response.writeHead(200).end(VIDEO);
  await fetchIt();
  expect(await readFile(file)).toEqual(VIDEO);
  controller.abort();
  await expect(killed).rejects.toThrow();
});

test('a disk that fails says so in its own words, and is not taken for the network', async () => {
  answer = (response) => void response.writeHead(200).end(VIDEO);
  await mkdir(`${file}.part`, { recursive: true });
  await expect(fetchIt()).rejects.toMatchObject({ name: 'FileError', code: 'not_a_file' });
});

test.runIf(process.platform === 'linux')('a full disk is called that', async () => {
  answer = (response) => void response.writeHead(200).end(VIDEO);
  await mkdir(join(folder, 'videos'));
  await symlink('/dev/full', `${file}.part`);
  await expect(fetchIt()).rejects.toMatchObject({ name: 'FileError', code: 'disk_full' });
  expect(await left()).toEqual([]);
});

test.each([
  ['http://cdn-luma.com/v.mp4', 'plain http'],
  ['https://cdn-luma.com.example.org/v.mp4', 'another host'],
  ['https://notcdn-luma.com/v.mp4', 'a host that ends alike'],
  ['https://cdn-luma.com:8443/v.mp4', 'another port'],
  ['https://storage.cdn-luma.com:8443/v.mp4', 'another port below'],
  ['https://user:word@cdn-luma.com/v.mp4', 'a name and password'],
  ['https://cdn-luma.com@example.org/v.mp4', 'a host that looks like a name'],
  ['http://localhost:1/v.mp4', 'another loopback address'],
  ['http://[::1]:1/v.mp4', 'another loopback address'],
  ['http://127.0.0.1:1/v.mp4', 'another port on loopback'],
  ['file:///etc/passwd', 'a file'],
  ['data:video/mp4;base64,AAAA', 'data'],
  ['', 'nothing'],
])('%s is not fetched: %s', async (url) => {
  const hosts = ['cdn-luma.com', origin];
  await expect(download(url, file, { hosts })).rejects.toMatchObject({ code: 'bad_video_url' });
  expect(requests).toBe(0);
});

test('a whole origin on IPv6 loopback is allowed where it is named', async () => {
  const refused = download('http://[::1]:9/v.mp4', file, { hosts: ['http://[::1]:9'] });
  await expect(refused).rejects.toMatchObject({ code: 'download_failed' });
});
