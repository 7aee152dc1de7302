/** What was made over the present connection, by whoever is signed in to it. Sums are US cents, times seconds. */
export interface Usage {
  /** What cannot be told because the project is of an older version than the application. */
  readonly missing: readonly UsagePart[];
  /** By estimate where the true cost is not known; months are UTC's. Null when it is missing. */
  readonly month: UsageMonth | null;
  /** Newest first, at most 200. */
  readonly ledger: readonly LedgerLine[];
  /** The last 30 days on which there were jobs, oldest first; one for each provider. */
  readonly days: readonly UsageDay[];
  /** Of the videos of these days; null where there is none. */
  readonly averageSeconds: number | null;
  readonly p95Seconds: number | null;
  /** Most frequent first. */
  readonly failures: readonly { readonly code: string; readonly count: number }[];
  /** One for each provider of the last 14 days. */
  readonly callbacks: readonly CallbackFigures[];
}

export type UsagePart = 'month' | 'ledger' | 'days' | 'jobs' | 'callbacks';

export interface UsageMonth {
  readonly usedCents: number;
  /** The limit that counts. */
  readonly mostCents: number;
  /** The operator's cap, below which a user may set a limit of their own; null where they cannot. */
  readonly capCents: number | null;
  readonly priceVersion: string;
}

/** How a provider told of the ends of jobs: by callbacks, or when it was asked. */
export interface CallbackFigures {
  readonly provider: string;
  /** False where none can come, so that every job is settled by asking. */
  readonly expected: boolean;
  /** All deliveries: accepted, refused and unsettled ones, and repeated deliveries of these. */
  readonly arrived: number;
  readonly accepted: number;
  readonly refused: number;
  readonly unsettled: number;
  readonly repeated: number;
  /** Jobs whose end the provider told, and those of them whose end no callback told. */
  readonly settled: number;
  readonly polled: number;
}

export interface LedgerLine {
  /** ISO 8601 */
  readonly boughtAt: string;
  readonly provider: string;
  readonly estimateCents: number;
  readonly costCents: number | null;
}

export interface UsageDay {
  /** 2026-11-27 */
  readonly day: string;
  readonly provider: string;
  readonly jobs: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly averageSeconds: number | null;
  readonly p95Seconds: number | null;
  readonly cents: number;
}
