import type { UsageDay } from '../../../shared/usage.ts';

/** One day, all providers together. */
export interface DailyFigure {
  /** 2026-11-27 */
  readonly day: string;
  readonly jobs: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cents: number;
  /** Weighted by the videos of each provider; null where there was none. */
  readonly averageSeconds: number | null;
  /** The slowest provider's; null where there was no video. */
  readonly p95Seconds: number | null;
}

const MS_A_DAY = 24 * 3600 * 1000;

/** The last `count` days up to `today` (UTC), those without jobs as zeros. */
export function dailyFigures(days: readonly UsageDay[], today: Date, count = 30): readonly DailyFigure[] {
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(today.getTime() - (count - 1 - index) * MS_A_DAY).toISOString().slice(0, 10);
    const rows = days.filter((row) => row.day === day);
    const sum = (of: (row: UsageDay) => number) => rows.reduce((total, row) => total + of(row), 0);
    const timed = rows.flatMap(({ averageSeconds, succeeded }) =>
      averageSeconds === null || succeeded === 0 ? [] : [{ seconds: averageSeconds, videos: succeeded }],
    );
    const videos = timed.reduce((total, row) => total + row.videos, 0);
    const slowest = rows.flatMap(({ p95Seconds }) => p95Seconds ?? []);
    return {
      day,
      jobs: sum((row) => row.jobs),
      succeeded: sum((row) => row.succeeded),
      failed: sum((row) => row.failed),
      cents: sum((row) => row.cents),
      averageSeconds: videos === 0 ? null : timed.reduce((total, row) => total + row.seconds * row.videos, 0) / videos,
      p95Seconds: slowest.length === 0 ? null : Math.max(...slowest),
    };
  });
}
