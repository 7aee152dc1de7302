import { expect, test } from 'vitest';
import { QUOTE_SHAPE } from './quoteShape.ts';

const capabilities = { loop: true, startFrame: true, endFrame: true, cancel: false };
const budget = { used: { cents: 28 }, most: { cents: 500 } };
const LUMA = { provider: 'luma', cents: 14, priceVersion: '2026-11-22', budget, capabilities, callbacks: true };

test('a quote is taken whatever else a newer server says', () => {
  const answer = { ...LUMA, model: 'ray-2', capabilities: { ...capabilities, sound: true } };
  expect(QUOTE_SHAPE.parse(answer)).toEqual({ ...LUMA, videoHosts: [] });
});

test('videos may lie on public names, and nowhere else that a server may say', () => {
  const good = ['fal.media', 'storage.cdn-luma.com', 'xn--ls8h.example', 'a-1.b2.co'];
  const bad = ['127.0.0.1', '[::1]', '2130706433', 'localhost', 'router', 'nas.local', 'db.internal', 'a..b', '.com'];
  const worse = [
    'a b.com',
    'a.com/',
    'a.com:8443',
    'https://a.com',
    '*.com',
    'com',
    '',
    'A.com',
    `${'a'.repeat(64)}.com`,
  ];
  const answer = { ...LUMA, videoHosts: [...bad, ...worse, ...good] };
  expect(QUOTE_SHAPE.parse(answer).videoHosts).toEqual(good);
  const many = Array.from({ length: 50 }, (_, at) => `a${at}.example`);
  expect(QUOTE_SHAPE.parse({ ...LUMA, videoHosts: many }).videoHosts).toHaveLength(20);
});

test.each([
  ['nothing', null],
  ['no capabilities', { ...LUMA, capabilities: undefined }],
  ['capabilities that are missing', { ...LUMA, capabilities: { loop: true } }],
  ['no word of callbacks', { ...LUMA, callbacks: undefined }],
  ['a price below zero', { ...LUMA, cents: -1 }],
  ['a price in words', { ...LUMA, cents: 'free' }],
  ['hosts that are none', { ...LUMA, videoHosts: 'fal.media' }],
])('%s is no quote', (_, answer) => {
  expect(QUOTE_SHAPE.safeParse(answer).success).toBe(false);
});
