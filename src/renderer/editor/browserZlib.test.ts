import { deflateSync, inflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeZlib } from '../../main/files/nodeZlib.ts';
import { browserZlib } from './browserZlib.ts';

test('streams of Node are read, and Node reads ours', () => {
  const content = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.constant(new Uint8Array(100_000).fill(7)));
  fc.assert(
    fc.property(content, (bytes) => {
      const stream = deflateSync(bytes);
      expect(browserZlib.inflate(stream, bytes.length)).toEqual({ content: bytes, length: stream.length });
      expect(new Uint8Array(inflateSync(browserZlib.deflate(bytes)))).toEqual(bytes);
    }),
    { numRuns: 50, seed: 1 },
  );
});

test('a stream that is longer or shorter than announced is refused', () => {
  const stream = deflateSync(new Uint8Array(100));
  expect(() => browserZlib.inflate(stream, 99)).toThrow('more than 99 bytes');
  expect(() => browserZlib.inflate(stream, 101)).toThrow('100 bytes instead of 101');
});

test('bytes behind a stream are passed over, as Node does', () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, i) => (i * i) % 251);
  for (const behind of [1, 3, 4, 5000]) {
    const stream = deflateSync(bytes);
    const more = Uint8Array.from([...stream, ...new Uint8Array(behind).fill(behind)]);
    expect(nodeZlib.inflate(more, 300)).toEqual({ content: bytes, length: stream.length });
    expect(browserZlib.inflate(more, 300)).toEqual({ content: bytes, length: stream.length });
  }
});

test('a stream that expands to 64 MiB stops at the announced size', () => {
  const bomb = deflateSync(new Uint8Array(64 * 1024 ** 2));
  expect(() => browserZlib.inflate(bomb, 1000)).toThrow('more than 1000 bytes');
});

test('a damaged or cut stream is refused', () => {
  const bytes = Uint8Array.from({ length: 500 }, (_, i) => (i * 7) % 251);
  const stream = deflateSync(bytes);
  expect(() => browserZlib.inflate(stream.subarray(0, stream.length - 9), 500)).toThrow();
  expect(() => browserZlib.inflate(new Uint8Array(0), 500)).toThrow();
  let refused = 0;
  for (let at = 0; at < stream.length; at++) {
    const damaged = Uint8Array.from(stream, (byte, i) => (i === at ? byte ^ 0x20 : byte));
    try {
      // A bit that means nothing, such as one of the last byte's padding, may change.
      expect(browserZlib.inflate(damaged, 500).content).toEqual(bytes);
    } catch (error) {
      expect(error).not.toMatchObject({ name: 'AssertionError' });
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(stream.length - 5);
});
