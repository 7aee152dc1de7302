import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { nodeZlib } from './nodeZlib.ts';

test('what was deflated inflates to the same bytes', () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, i) => (i * i) % 256);
  const stream = nodeZlib.deflate(bytes);
  expect(nodeZlib.inflate(stream, 70_000)).toEqual({ content: bytes, length: stream.length });
  expect(nodeZlib.inflate(nodeZlib.deflate(new Uint8Array(0)), 0).content).toHaveLength(0);
});

test('a stream that is longer or shorter than announced, or damaged, is refused', () => {
  const stream = deflateSync(new Uint8Array(100));
  expect(() => nodeZlib.inflate(stream, 99)).toThrow();
  expect(() => nodeZlib.inflate(stream, 101)).toThrow('100 bytes instead of 101');
  expect(() => nodeZlib.inflate(stream.subarray(0, 8), 100)).toThrow();
  expect(() => nodeZlib.inflate(deflateSync(new Uint8Array(64 * 1024 ** 2)), 1000)).toThrow();
});
