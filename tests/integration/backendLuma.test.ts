import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/main/backend/database.ts';
import { createLuma, type Luma } from '../../src/main/backend/luma/luma.ts';
import { renderDemo } from '../../src/main/backend/renderDemo.ts';
import { type LoopbackServer, listenOnLoopback } from '../../src/main/backend/server.ts';
import { probe } from '../../src/main/ffmpeg/probe.ts';
import { encodePng } from '../../src/main/files/images.ts';
import { QUICK, temporaryFolder, until } from './backendFixture.ts';

let folder = '';
let database: Database;
let server: LoopbackServer;
let luma: Luma;
const errors: unknown[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder, 'data'));
  database = await openDatabase(join(folder, 'data', 'database'));
  server = await listenOnLoopback();
  luma = await createLuma({
    database,
    dataFolder: join(folder, 'data'),
    origin: server.url,
    apiKey: 'the-key',
    settings: { ...QUICK, faults: ['none', 'callbacks_reordered', 'callbacks_duplicated'] },
    render: renderDemo('ffmpeg'),
    onError: (error) => errors.push(error),
  });
  server.serve(luma.routes, (error) => errors.push(error));
});
afterAll(async () => {
  await luma.stop();
  await server.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
  expect(errors).toEqual([]);
});

async function call(method: string, path: string, body?: unknown, key = 'the-key') {
  const init = { method, headers: { authorization: `Bearer ${key}` }, ...(body ? { body: JSON.stringify(body) } : {}) };
  const response = await fetch(`${server.url}/dream-machine/v1${path}`, init);
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

const WANTED = { prompt: 'a knight running', model: 'ray-flash-2', aspect_ratio: '1:1', loop: true, duration: '5s' };

interface Told {
  readonly id: string;
  readonly state: string;
}

/** Somebody who is told about generations. */
async function listen() {
  const told: Told[] = [];
  const listener = createServer((request, response) => {
    let text = '';
    request.on('data', (data) => {
      text += data;
    });
    request.on('end', () => {
      told.push(JSON.parse(text));
      response.end();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return { told, callback_url: `http://127.0.0.1:${port}/told?x=1`, close: () => listener.close() };
}

test('a generation goes from queued to completed and tells its callback each time', async () => {
  const { told, callback_url, close } = await listen();
  const { status, body } = await call('POST', '/generations/video', { ...WANTED, callback_url });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    generation_type: 'video',
    state: 'queued',
    failure_reason: null,
    assets: null,
    model: 'ray-flash-2',
    request: { ...WANTED, callback_url },
  });
  await until(() => told.length === 2, 'the callbacks');
  close();
  expect(told.map(({ id, state }) => [id, state])).toEqual([
    [body.id, 'dreaming'],
    [body.id, 'completed'],
  ]);
  const got = await call('GET', `/generations/${body.id}`);
  expect(got.body.state).toBe('completed');
  const video = await fetch(got.body.assets.video, { headers: { range: 'bytes=4-7' } });
  expect([video.status, await video.text()]).toEqual([206, 'ftyp']);
});

test.each([
  ['the wrong way round', ['completed', 'dreaming']],
  ['more than once', ['dreaming', 'dreaming', 'dreaming', 'completed', 'completed', 'completed']],
])('callbacks %s, when the fault says so', async (_, states) => {
  const { told, callback_url, close } = await listen();
  const { body } = await call('POST', '/generations/video', { ...WANTED, callback_url });
  await until(() => told.length === states.length, 'the callbacks');
  close();
  expect([...told.map(({ state }) => state)].sort()).toEqual([...states].sort());
  if (states.length === 2) expect(told.map(({ state }) => state)).toEqual(states);
  await call('DELETE', `/generations/${body.id}`);
});

test('with frames a video has their shape; answers and callbacks leave the pictures out', async () => {
  const { told, callback_url, close } = await listen();
  const frame0 = { type: 'image', url: dataUrl(await encodePng(picture(48, 32))) };
  const { status, body } = await call('POST', '/generations/video', { ...WANTED, callback_url, keyframes: { frame0 } });
  expect([status, body.request.keyframes]).toEqual([201, { frame0: { type: 'image', url: 'data:,' } }]);
  await until(() => told.some(({ state }) => state === 'completed'), 'the video');
  close();
  const { assets, request } = (await call('GET', `/generations/${body.id}`)).body;
  expect(request.keyframes).toEqual({ frame0: { type: 'image', url: 'data:,' } });
  const file = join(folder, 'framed.mp4');
  await writeFile(file, Buffer.from(await (await fetch(assets.video)).arrayBuffer()));
  const { width, height } = await probe('ffmpeg', file);
  expect(width / height).toBe(1.5);
  expect(await database.query('select * from demo.keyframes')).toEqual([]);
  await call('DELETE', `/generations/${body.id}`);
});

test('frames that cannot be used are refused in words, and nothing is started', async () => {
  const good = dataUrl(await encodePng(picture(8, 8)));
  const refusals: readonly (readonly [unknown, string])[] = [
    ['a picture', 'keyframes must be an object'],
    [{ frame0: { type: 'generation', id: 'x' } }, 'keyframes.frame0 must be of the type image'],
    [
      { frame0: { type: 'image', url: 'https://example.org/a.png' } },
      'keyframes.frame0 must begin with data:image/png',
    ],
    [{ frame1: { type: 'image', url: 'data:image/png;base64,?' } }, 'keyframes.frame1 is not base64'],
    [{ frame1: { type: 'image', url: 'data:image/png;base64,R0lGODlh' } }, 'keyframes.frame1 is not a PNG'],
    [{ frame0: { type: 'image', url: `${good.slice(0, 80)}` } }, 'keyframes.frame0 is a damaged PNG'],
    [{ frame0: { type: 'image', url: `${good}${'A'.repeat(400_000)}` } }, 'keyframes.frame0 is too large'],
    [
      { frame0: { type: 'image', url: dataUrl(await encodePng(picture(2049, 1))) } },
      'keyframes.frame0 has more than 2048 pixels a side',
    ],
    [
      {
        frame0: { type: 'image', url: good },
        frame1: { type: 'image', url: dataUrl(await encodePng(picture(8, 9))) },
      },
      'must have the same size',
    ],
  ];
  for (const [keyframes, detail] of refusals) {
    expect(await call('POST', '/generations/video', { ...WANTED, keyframes })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(detail) },
    });
  }
  expect((await call('GET', '/generations?limit=1&offset=0')).body.count).toBe(1);
});

function picture(width: number, height: number) {
  const pixels = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) pixels.set([200, (i * 37) % 256, 90, 255], 4 * i);
  return { width, height, pixels };
}

function dataUrl(png: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}

test('list, delete, credits, ping', async () => {
  await call('POST', '/generations', WANTED);
  const listed = await call('GET', '/generations?limit=1&offset=0');
  expect(listed.body).toMatchObject({ has_more: true, count: 2, limit: 1, offset: 0 });
  const [{ id }] = listed.body.generations;
  expect((await call('DELETE', `/generations/${id}`)).status).toBe(204);
  expect((await call('GET', `/generations/${id}`)).status).toBe(404);
  expect((await call('DELETE', `/generations/${id}`)).status).toBe(404);
  expect((await call('GET', '/credits')).body).toEqual({ credit_balance: expect.any(Number) });
  expect((await call('GET', '/ping')).body).toEqual({ message: 'pong' });
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(await readdir(join(folder, 'data', 'videos'))).toHaveLength(1);
});

test('errors come as {detail}', async () => {
  expect(await call('GET', '/ping', undefined, 'another-key')).toEqual({
    status: 401,
    body: { detail: 'Invalid API key is provided' },
  });
  expect(await call('POST', '/generations/video', { ...WANTED, model: 'ray-0' })).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('Model') },
  });
  expect((await call('GET', `/generations/${crypto.randomUUID()}`)).status).toBe(404);
  expect((await call('GET', '/generations?limit=x')).status).toBe(400);
  expect((await call('PATCH', '/generations')).status).toBe(404);
});
