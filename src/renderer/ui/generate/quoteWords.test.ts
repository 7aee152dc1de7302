import { expect, test } from 'vitest';
import type { Connection } from '../../../shared/connection.ts';
import type { Quote } from '../../../shared/ipc.ts';
import { en } from '../texts/en.ts';
import { ko } from '../texts/ko.ts';
import { DEMO_QUOTE } from './demoQuote.ts';
import { costWords, offersStartFrame } from './quoteWords.ts';

const SIGNED_IN: Connection = {
  kind: 'signedIn',
  url: 'https://example.org',
  email: 'a@example.org',
  remembered: true,
};
const LUMA: Quote = {
  provider: 'Luma',
  cents: 14,
  capabilities: { loop: true, startFrame: true, endFrame: true, cancel: false },
};
const FRAMELESS: Quote = { ...LUMA, capabilities: { ...LUMA.capabilities, startFrame: false } };

test('the cost is told in words before the click', () => {
  expect(costWords({ kind: 'demo' }, null, en)).toBe('Demo generator, free');
  expect(costWords(SIGNED_IN, LUMA, en)).toBe('About $0.14 with Luma, an estimate');
  expect(costWords(SIGNED_IN, LUMA, ko)).toBe('Luma, 약 $0.14 (예상 금액)');
  expect(costWords(SIGNED_IN, { ...LUMA, cents: 320, provider: 'fal' }, en)).toContain('$3.20 with fal');
  expect(costWords(SIGNED_IN, DEMO_QUOTE, en)).toBe('Demo generator, free');
  expect(costWords(SIGNED_IN, null, en)).toBe('Your project, billed by its provider');
});

test('a frame to start from is offered where the provider takes one and there is one', () => {
  const sprite = { width: 64, height: 64 };
  expect(offersStartFrame(LUMA, sprite)).toBe(true);
  expect(offersStartFrame(FRAMELESS, sprite)).toBe(false);
  expect(offersStartFrame(DEMO_QUOTE, sprite)).toBe(true);
  expect(offersStartFrame(null, sprite)).toBe(false);
  expect(offersStartFrame(LUMA, undefined)).toBe(false);
  expect(offersStartFrame(LUMA, { width: 64, height: 4096 })).toBe(false);
});
