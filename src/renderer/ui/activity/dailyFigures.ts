import type { UsageDay } from '../../../shared/usage.ts';

/** One day, all providers together. */
export interface DailyFigure {
  /** 2026-11-27 */
  readonly day: string;
  readonly jobs: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cents: number;
  /** Weighted by the videos of each provider. */
  readonly averageSeconds: number;
  /** The slowest provider's. */
  readonly p95Seconds: number;
}

const MS_A_DAY = 24 * 3600 * 1000;

/** The last `count` days up to `today` (UTC), those without jobs as zeros. */
export function dailyFigures(days: readonly UsageDay[], today: Date, count = 30): readonly DailyFigure[] {
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(today.getTime() - (count - 1 - index) * MS_A_DAY).toISOString().slice(0, 10);
    const rows = days.filter((row) => row.day === day);
    const sum = (of: (row: UsageDay) => number) => rows.reduce((total, row) => total + of(row), 0);
    const succeeded = sum((row) => row.succeeded);
    return {
      day,
      jobs: sum((row) => row.jobs),
      succeeded,
      failed: sum((row) => row.failed),
      cents: sum((row) => row.cents),
      averageSeconds: succeeded === 0 ? 0 : sum((row) => (row.averageSeconds ?? 0) * row.succeeded) / succeeded,
      p95Seconds: Math.max(0, ...rows.map((row) => row.p95Seconds ?? 0)),
    };
  });
}

/** A round number at or above the largest value, for the top of a plot. */
export function topOf(values: readonly number[]): number {
  const most = Math.max(...values, 0);
  if (most === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= most) ?? most;
}
