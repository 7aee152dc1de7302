import { mkdir, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/main/backend/database.ts';
import { createLuma, type Luma } from '../../src/main/backend/luma/luma.ts';
import { renderDemo } from '../../src/main/backend/renderDemo.ts';
import { type LoopbackServer, listenOnLoopback } from '../../src/main/backend/server.ts';
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
