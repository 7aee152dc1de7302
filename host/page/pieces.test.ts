import { expect, test } from 'vitest';
import type { Encoded } from './codec.ts';
import { receivePieces, sendPieces } from './pieces.ts';

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const MEBIBYTE = 1024 * 1024;

function carry(messages: readonly Encoded[]): { pieces: string[]; arrived: Encoded[] } {
  const pieces: string[] = [];
  const arrived: Encoded[] = [];
  for (const message of messages) sendPieces(message, toBase64, (piece) => pieces.push(piece));
  const receive = receivePieces(
    (base64) => Buffer.from(base64, 'base64'),
    (message) => arrived.push(message),
  );
  for (const piece of pieces) receive(piece);
  return { pieces, arrived };
}

test('a small message is one piece', () => {
  expect(carry([{ text: '["x"]', buffers: [] }]).pieces).toEqual(['E["x"]']);
});

test('buffers and long texts are cut into pieces of 256 KiB at most, and arrive whole and in order', () => {
  const bytes = Uint8Array.from({ length: 2 * MEBIBYTE + 3 }, (_, index) => index % 251);
  const messages = [
    { text: 'a', buffers: [new Uint8Array(), bytes, Uint8Array.of(1, 2, 3)] },
    { text: 'b'.repeat(3 * MEBIBYTE), buffers: [] },
    { text: '', buffers: [Uint8Array.of(9)] },
  ];
  const { pieces, arrived } = carry(messages);
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(MEBIBYTE / 4 + 1);
  expect(arrived.map(({ text }) => text)).toEqual(messages.map(({ text }) => text));
  expect(arrived.flatMap(({ buffers }) => buffers.map(toBase64))).toEqual(
    messages.flatMap(({ buffers }) => buffers.map(toBase64)),
  );
});
