import { expect, test } from 'vitest';
import type { UsageDay } from '../../../shared/usage.ts';
import { dailyFigures } from './dailyFigures.ts';

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

test('a day without a video has no times, and a provider without one counts for none', () => {
  const day = row('2026-11-02', { jobs: 2, failed: 2 });
  const fal = row('2026-11-02', { provider: 'fal', jobs: 1, succeeded: 1, averageSeconds: 40, p95Seconds: 50 });
  const today = new Date('2026-11-02T00:00:00Z');
  expect(dailyFigures([day], today, 1)).toMatchObject([{ averageSeconds: null, p95Seconds: null }]);
  expect(dailyFigures([day, fal], today, 1)).toMatchObject([{ averageSeconds: 40, p95Seconds: 50 }]);
});
