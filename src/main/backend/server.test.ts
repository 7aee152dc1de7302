import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LoopbackServer, listenOnLoopback } from './server.ts';

let server: LoopbackServer;
let read = 0;
beforeAll(async () => {
  server = await listenOnLoopback();
  const answer = async (request: Request) => {
    read = (await request.arrayBuffer()).byteLength;
    return Response.json({ path: new URL(request.url).pathname });
  };
  server.serve([{ prefix: '/a/', bodyLimit: 1000, answer }], () => {});
});
afterAll(() => server.close());

/** The status of a request that sends `chunks` of 100 bytes without saying how many. */
function chunked(chunks: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${server.url}/a/b`, { method: 'POST' }, (response) =>
      resolve(response.statusCode ?? 0),
    );
    request.on('error', reject);
    for (let chunk = 0; chunk < chunks; chunk++) request.write('x'.repeat(100));
    request.end();
  });
}

test('a route answers what begins with its prefix', async () => {
  const response = await fetch(`${server.url}/a/b?c=d`);
  expect([response.status, await response.json()]).toEqual([200, { path: '/a/b' }]);
  expect((await fetch(`${server.url}/b`)).status).toBe(404);
});

test('a body is read up to the limit', async () => {
  const whole = await fetch(`${server.url}/a/b`, { method: 'POST', body: 'x'.repeat(1000) });
  expect([whole.status, read]).toEqual([200, 1000]);
  read = -1;
  expect((await fetch(`${server.url}/a/b`, { method: 'POST', body: 'x'.repeat(1001) })).status).toBe(413);
  expect([await chunked(10), read]).toEqual([200, 1000]);
  read = -1;
  expect([await chunked(11), read]).toEqual([413, -1]);
});

test('a length beyond the limit is refused before the body comes', async () => {
  const { port } = new URL(server.url);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('data', (data) => {
      resolve(data.toString());
      socket.destroy();
    });
    socket.write(`POST /a/b HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-length: 100000000\r\n\r\n`);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
});

test('a page that made its own name point here gets nothing', async () => {
  const status = await new Promise<number | undefined>((resolve) => {
    const request = httpRequest(`${server.url}/a/b`, { headers: { host: 'evil.example' } }, (response) =>
      resolve(response.statusCode),
    );
    request.end();
  });
  expect(status).toBe(403);
});

test('a browser’s question before the request is answered', async () => {
  const headers = { origin: 'https://example.org', 'access-control-request-headers': 'apikey' };
  const response = await fetch(`${server.url}/a/b`, { method: 'OPTIONS', headers });
  expect(response.status).toBe(204);
  expect(response.headers.get('access-control-allow-headers')).toBe('apikey');
});
