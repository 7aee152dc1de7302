import { expect, test } from 'vitest';
import { QUOTE_SHAPE } from './quoteShape.ts';

const capabilities = { loop: true, startFrame: true, endFrame: true, cancel: false };
const budget = { used: { cents: 28 }, most: { cents: 500 } };
const LUMA = { provider: 'luma', cents: 14, priceVersion: '2026-11-22', budget, capabilities, callbacks: true };

test('a quote is taken whatever else a newer server says', () => {
  const answer = { ...LUMA, model: 'ray-2', capabilities: { ...capabilities, sound: true } };
  expect(QUOTE_SHAPE.parse(answer)).toEqual(LUMA);
});

test.each([
  ['nothing', null],
  ['no capabilities', { ...LUMA, capabilities: undefined }],
  ['capabilities that are missing', { ...LUMA, capabilities: { loop: true } }],
  ['no word of callbacks', { ...LUMA, callbacks: undefined }],
  ['a price below zero', { ...LUMA, cents: -1 }],
  ['a price in words', { ...LUMA, cents: 'free' }],
])('%s is no quote', (_, answer) => {
  expect(QUOTE_SHAPE.safeParse(answer).success).toBe(false);
});
