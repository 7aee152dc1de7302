import { expect, test } from 'vitest';
import type { Usage } from '../../../shared/usage.ts';
import { attributesOf, htmlOf, wordsOf } from '../testPage.tsx';
import { Figures } from './Figures.tsx';

const TODAY = new Date('2026-11-27T09:00:00Z');
const NOTHING: Usage = {
  missing: [],
  month: { usedCents: 0, mostCents: 1000, capCents: null, priceVersion: '2026-10' },
  ledger: [],
  days: [],
  averageSeconds: null,
  p95Seconds: null,
  failures: [],
  callbacks: [],
};
const DAY = { provider: 'Luma', jobs: 4, succeeded: 3, failed: 1, averageSeconds: 40, p95Seconds: 55, cents: 56 };
const CALLBACKS = {
  provider: 'Luma',
  expected: true,
  arrived: 4,
  accepted: 3,
  refused: 0,
  unsettled: 0,
  repeated: 1,
  settled: 3,
  polled: 0,
};

const figuresOf = (usage: Partial<Usage>, language: 'en' | 'ko' = 'en'): string =>
  htmlOf(<Figures usage={{ ...NOTHING, ...usage }} today={TODAY} />, {}, { language });

test('without jobs one sentence stands in the place of empty plots', () => {
  const html = figuresOf({});
  expect(wordsOf(html)).toBe('No jobs in the last 30 days.');
  expect(html).not.toContain('<svg');
});

test('what an older project cannot tell is left out, and not called nothing', () => {
  expect(figuresOf({ missing: ['days', 'callbacks'] })).toBe('');
  const html = figuresOf({ missing: ['days'], failures: [{ code: 'timeout', count: 2 }], averageSeconds: 40 });
  expect(wordsOf(html)).toMatch(
    /Jobs a day – Success rate – Average time 40 s .* Why jobs failed That took too long\. 2/,
  );
  expect(html).not.toContain('<svg');
  expect(wordsOf(figuresOf({ missing: ['callbacks'], days: [{ ...DAY, day: '2026-11-26' }] }))).not.toContain(
    'Callbacks',
  );
});

test('a single day is told in numbers, in plots with names, and in the table', () => {
  const html = figuresOf({ days: [{ ...DAY, day: '2026-11-26' }], averageSeconds: 40.4, p95Seconds: 55 });
  expect(wordsOf(html)).toMatch(
    /^The last 30 days Jobs a day 0\.13 Success rate 75 % Average time 40 s 95 % done within 55 s Jobs All Failed 4 /,
  );
  expect(attributesOf(html, 'aria-label')).toEqual([
    'Jobs: All at most 4, on Nov 26; Failed at most 1, on Nov 26',
    'Seconds a job: Average time at most 40, on Nov 26; 95 % done within at most 55, on Nov 26',
    'Cost: at most $0.56, on Nov 26',
  ]);
  expect(wordsOf(html)).toContain('2026-11-25 – – 2026-11-26 40 55 2026-11-27 – –');
});

test('jobs that all failed have no time, and say why', () => {
  const html = figuresOf({
    days: [{ ...DAY, day: '2026-11-27', succeeded: 0, failed: 4, averageSeconds: null, p95Seconds: null }],
    failures: [
      { code: 'moderated', count: 3 },
      { code: 'timeout', count: 1 },
    ],
  });
  expect(wordsOf(html)).toContain('Success rate 0 % Average time – 95 % done within –');
  expect(attributesOf(html, 'aria-label')[1]).toBe('Seconds a job: Average time nothing; 95 % done within nothing');
  expect(wordsOf(html)).toContain(
    'Why jobs failed The video provider refused this prompt. 3 That took too long. 1 Callbacks',
  );
});

test('callbacks are told in a sentence that fits their numbers', () => {
  const line = (more: object) => wordsOf(figuresOf({ callbacks: [{ ...CALLBACKS, ...more }] }));
  expect(line({})).toMatch(/4 arrived: 3 accepted, 0 refused, 1 repeated\. No finished job had to be asked after\.$/);
  expect(line({ polled: 2 })).toMatch(/\. 2 of 3 finished jobs had to be asked after, because no callback came\.$/);
  expect(line({ settled: 0 })).toMatch(/1 repeated\.$/);
  expect(line({ expected: false })).toMatch(
    /Sends no callbacks here\. Jobs are asked after instead: 3 finished that way\.$/,
  );
});

test('in Korean the demo generator and the days are Korean', () => {
  const html = figuresOf(
    { days: [{ ...DAY, day: '2026-11-26' }], callbacks: [{ ...CALLBACKS, provider: 'Demo generator' }] },
    'ko',
  );
  expect(wordsOf(html)).toContain('데모 생성기');
  expect(wordsOf(html)).not.toContain('Demo');
  expect(attributesOf(html, 'aria-label')[2]).toBe('비용: 최대 $0.56, 11월 26일');
});
