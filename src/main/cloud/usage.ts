import type { SupabaseClient } from '@supabase/supabase-js';
import * as z from 'zod';
import type { CallbackFigures, Usage, UsageDay, UsageMonth, UsagePart } from '../../shared/usage.ts';
import { CloudError } from './cloudError.ts';
import { providerName } from './providers.ts';
import type { QuotedVideo } from './quoteShape.ts';
import { JOBS_TABLE, quoteVideo, rows } from './videoJobs.ts';

const DAYS = 30;
const MOST_LINES = 200;
/** As many rows as a project gives at once. */
const MOST_JOBS = 1000;

const LEDGER = z.array(
  z.object({
    bought_at: z.string(),
    provider: z.string(),
    estimate_cents: z.number(),
    cost_cents: z.number().nullable(),
  }),
);
const METRICS = z.array(
  z.object({
    day: z.string(),
    provider: z.string(),
    jobs: z.number(),
    succeeded: z.number(),
    failed: z.number(),
    avg_processing_ms: z.number().nullable(),
    p95_processing_ms: z.number().nullable(),
    cents: z.number().nullable(),
  }),
);
const JOBS = z.array(
  z.object({ status: z.string(), error_code: z.string().nullable(), processing_time_ms: z.number().nullable() }),
);
const CALLBACKS = z.array(
  z.object({
    provider: z.string(),
    arrived: z.number(),
    accepted: z.number(),
    refused: z.number(),
    unsettled: z.number(),
    repeated: z.number(),
    settled: z.number(),
    polled: z.number(),
  }),
);

/**
 * What the signed-in user made in the last 30 days, and what it cost. What a project of an older version does not have is
 * left out and named. @throws CloudError
 */
export async function usageOf(client: SupabaseClient): Promise<Usage> {
  const since = new Date(Date.now() - DAYS * 24 * 3600 * 1000).toISOString();
  const ask = (table: string, columns: string, time: string, most: number) =>
    rows<unknown>(client, () =>
      client.from(table).select(columns).gte(time, since).order(time, { ascending: false }).limit(most),
    );
  const missing = new Set<UsagePart>();
  const part = <Value>(name: UsagePart, asked: Promise<Value>): Promise<Value | null> =>
    asked.catch((error: unknown) => {
      if (!(error instanceof CloudError && OLD_PROJECT.includes(error.code))) throw error;
      missing.add(name);
      return null;
    });
  const [quote, ledger, metrics, jobs, callbacks] = await Promise.all([
    part('month', quoteVideo(client)),
    part('ledger', ask('video_ledger', columnsOf(LEDGER), 'bought_at', MOST_LINES)),
    part('days', ask('video_job_metrics', columnsOf(METRICS), 'day', DAYS * 10)),
    part('jobs', ask(JOBS_TABLE, `${columnsOf(JOBS)},created_at`, 'created_at', MOST_JOBS)),
    part(
      'callbacks',
      rows<unknown>(client, () => client.rpc('video_callback_metrics')),
    ),
  ]);
  const made = parsed(JOBS, jobs);
  const seconds = made.flatMap(({ processing_time_ms: ms }) => (ms === null ? [] : [ms / 1000]));
  return {
    missing: PARTS.filter((name) => missing.has(name)),
    month: quote === null ? null : monthOf(quote),
    ledger: parsed(LEDGER, ledger).map((line) => ({
      boughtAt: line.bought_at,
      provider: providerName(line.provider),
      estimateCents: line.estimate_cents,
      costCents: line.cost_cents,
    })),
    days: parsed(METRICS, metrics).map(dayOf).toReversed(),
    averageSeconds: average(seconds),
    p95Seconds: percentile(seconds, 0.95),
    failures: counted(made.flatMap(({ status, error_code: code }) => (status === 'failed' && code ? [code] : []))),
    callbacks: parsed(CALLBACKS, callbacks).map((row) => callbacksOf(row, quote)),
  };
}

const PARTS: readonly UsagePart[] = ['month', 'ledger', 'days', 'jobs', 'callbacks'];
/** What an older project answers: it lacks tables or functions, or tells less of a price than is asked for now. */
const OLD_PROJECT: readonly string[] = ['schema_old', 'not_deployed', 'bad_answer'];

function columnsOf(table: { readonly element: { readonly shape: object } }): string {
  return Object.keys(table.element.shape).join(',');
}

/** What of a quote is about this month. */
export function monthOf({ budget, priceVersion }: QuotedVideo): UsageMonth {
  const { used, most, capCents = null } = budget;
  return { usedCents: used.cents, mostCents: most.cents, capCents, priceVersion };
}

function parsed<Value>(shape: z.ZodType<Value>, answer: unknown): Value {
  const found = shape.safeParse(answer ?? []);
  if (found.success) return found.data;
  throw new CloudError('bad_answer', 'The server answered with figures that cannot be right.');
}

function dayOf(row: z.infer<typeof METRICS>[number]): UsageDay {
  const inSeconds = (ms: number | null) => (ms === null ? null : ms / 1000);
  return {
    day: row.day.slice(0, 10),
    provider: providerName(row.provider),
    jobs: row.jobs,
    succeeded: row.succeeded,
    failed: row.failed,
    averageSeconds: inSeconds(row.avg_processing_ms),
    p95Seconds: inSeconds(row.p95_processing_ms),
    cents: row.cents ?? 0,
  };
}

/** Of a provider that new jobs do not go to, only what arrived tells whether it calls back. */
function callbacksOf(row: z.infer<typeof CALLBACKS>[number], quote: QuotedVideo | null): CallbackFigures {
  const expected = row.arrived > 0 || quote === null || quote.callbacks || row.provider !== quote.provider;
  return { ...row, provider: providerName(row.provider), expected };
}

function average(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The least value that so large a part does not exceed, as PostgreSQL's percentile_disc. */
function percentile(values: readonly number[], part: number): number | null {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * part) - 1)] ?? null;
}

function counted(codes: readonly string[]): Usage['failures'] {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => ({ code, count })).toSorted((a, b) => b.count - a.count);
}
