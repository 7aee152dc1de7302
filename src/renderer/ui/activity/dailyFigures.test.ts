import { expect, test } from 'vitest';
import type { UsageDay } from '../../../shared/usage.ts';
import { dailyFigures, topOf } from './dailyFigures.ts';

const row = (day: string, more: Partial<UsageDay>): UsageDay => ({
  day,
  provider: 'Luma',
  jobs: 0,
  succeeded: 0,
  failed: 0,
  averageSeconds: null,
  p95Seconds: null,
  cents: 0,
  ...more,
});

test('days without jobs are there as zeros, and providers of one day are put together', () => {
  const days = dailyFigures(
    [
      row('2026-11-01', { jobs: 2, succeeded: 2, averageSeconds: 30, p95Seconds: 40, cents: 28 }),
      row('2026-11-01', {
        provider: 'fal',
        jobs: 2,
        succeeded: 1,
        failed: 1,
        averageSeconds: 60,
        p95Seconds: 60,
        cents: 20,
      }),
    ],
    new Date('2026-11-02T23:59:00Z'),
    3,
  );
  expect(days.map(({ day, jobs }) => [day, jobs])).toEqual([
    ['2026-10-31', 0],
    ['2026-11-01', 4],
    ['2026-11-02', 0],
  ]);
  expect(days[1]).toMatchObject({ succeeded: 3, failed: 1, cents: 48, averageSeconds: 40, p95Seconds: 60 });
});

test.each([
  [[], 1],
  [[0], 1],
  [[3, 7], 10],
  [[12], 20],
  [[50], 50],
  [[0.3], 0.5],
])('a plot of %j goes up to %d', (values, top) => {
  expect(topOf(values)).toBeCloseTo(top);
});
