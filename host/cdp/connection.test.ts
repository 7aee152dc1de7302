import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Connection, ProtocolError, splitMessages } from './connection.ts';

function connect() {
  const input = new PassThrough();
  const output = new PassThrough();
  const sent = (): unknown[] => {
    const text: string = output.read()?.toString() ?? '';
    return text
      .split('\0')
      .filter(Boolean)
      .map((message) => JSON.parse(message));
  };
  const answer = (message: object): void => void input.write(`${JSON.stringify(message)}\0`);
  return { connection: new Connection(input, output), input, sent, answer };
}

test('messages come out whole, however the stream is cut', () => {
  const messages = ['{"a":1}', '', '한글', 'x'.repeat(50)];
  const bytes = Buffer.from(messages.map((message) => `${message}\0`).join(''));
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length)), (cuts) => {
      const arrived: string[] = [];
      const split = splitMessages((message) => arrived.push(message));
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      for (const [index, place] of places.entries()) split(bytes.subarray(place, places[index + 1] ?? bytes.length));
      expect(arrived).toEqual(messages);
    }),
    { numRuns: 100, seed: 45 },
  );
});

test('each answer goes to the command that it belongs to', async () => {
  const { connection, sent, answer } = connect();
  const version = connection.root.send('Browser.getVersion');
  const refused = connection.session('s1').send('Page.enable');
  expect(sent()).toEqual([
    { id: 1, method: 'Browser.getVersion', params: {} },
    { id: 2, method: 'Page.enable', params: {}, sessionId: 's1' },
  ]);
  answer({ id: 2, error: { code: -32000, message: 'Not allowed' } });
  answer({ id: 1, result: { product: 'Chromium/1' } });
  await expect(version).resolves.toEqual({ product: 'Chromium/1' });
  await expect(refused).rejects.toThrow(new ProtocolError('Page.enable: Not allowed'));
});

test('events go to the listeners of their session until these stop', async () => {
  const { connection, answer } = connect();
  const heard: unknown[] = [];
  const stop = connection.session('s1').on('Page.loadEventFired', (event) => heard.push(event));
  answer({ method: 'Page.loadEventFired', params: { timestamp: 1 }, sessionId: 's1' });
  answer({ method: 'Page.loadEventFired', params: { timestamp: 2 }, sessionId: 's2' });
  answer({ method: 'Page.loadEventFired', params: { timestamp: 3 } });
  await new Promise(setImmediate);
  stop();
  answer({ method: 'Page.loadEventFired', params: { timestamp: 4 }, sessionId: 's1' });
  await new Promise(setImmediate);
  expect(heard).toEqual([{ timestamp: 1 }]);
});

test('when Chromium goes away, what waits and what comes after is refused', async () => {
  const { connection, input } = connect();
  const waiting = connection.root.send('Browser.getVersion');
  input.destroy();
  await expect(waiting).rejects.toThrow('Browser.getVersion: Chromium ended before it had answered.');
  await expect(connection.root.send('Browser.close')).rejects.toThrow('Chromium is not running any more.');
});
