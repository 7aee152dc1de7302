import { createServer, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { deliverCallback } from './deliverCallback.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

/** A listener that answers one status after the other, and the bodies that it was told. */
async function listen(...statuses: number[]): Promise<{ url: string; bodies: string[]; times: number[] }> {
  const bodies: string[] = [];
  const times: number[] = [];
  const listener = createServer((request, response) => {
    let body = '';
    request.on('data', (data) => {
      body += data;
    });
    request.on('end', () => {
      bodies.push(body);
      times.push(performance.now());
      response.writeHead(statuses[bodies.length - 1] ?? 500).end();
    });
  });
  server = listener;
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`, bodies, times };
}

const never = new AbortController().signal;

test('one that is taken is told once', async () => {
  const { url, bodies } = await listen(200);
  expect(await deliverCallback(url, { id: 'x', state: 'dreaming' }, never)).toBe(true);
  expect(bodies).toEqual(['{"id":"x","state":"dreaming"}']);
});

test('anything but 200 is told again, three times at most, 100 ms apart', async () => {
  const { url, bodies, times } = await listen(503, 204, 200);
  expect(await deliverCallback(url, { id: 'x' }, never)).toBe(true);
  expect(new Set(bodies).size).toBe(1);
  expect(times).toHaveLength(3);
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(95);
});

test('after four tries the word is lost', async () => {
  const { url, bodies } = await listen(500, 500, 500, 500, 200);
  expect(await deliverCallback(url, { id: 'x' }, never)).toBe(false);
  expect(bodies).toHaveLength(4);
});

test('nobody there, or nobody wants it any more', async () => {
  expect(await deliverCallback('http://127.0.0.1:9/', {}, never)).toBe(false);
  const { url, bodies } = await listen(200);
  expect(await deliverCallback(url, {}, AbortSignal.abort())).toBe(false);
  expect(bodies).toEqual([]);
});
