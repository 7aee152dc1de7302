import { WireError } from '../wireError.ts';

/**
 * PostgreSQL's error as PostgREST answers it, or null when `error` is something else.
 * Statuses after https://docs.postgrest.org/en/stable/references/errors.html
 */
export function restErrorOf(error: unknown, anonymous: boolean): WireError | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  if (!/^[0-9A-Z]{5}$/.test(error.code)) return null;
  const body = {
    code: error.code,
    message: error.message,
    details: field(error, 'detail'),
    hint: field(error, 'hint'),
  };
  return new WireError(statusOf(error.code, anonymous), body, error.message);
}

const STATUSES: readonly (readonly [prefix: string, status: number])[] = [
  ['08', 503],
  ['0L', 403],
  ['0P', 403],
  ['23503', 409],
  ['23505', 409],
  ['25006', 405],
  ['25', 500],
  ['28', 403],
  ['42883', 404],
  ['42P01', 404],
  ['42P17', 500],
  ['53400', 500],
  ['53', 503],
  ['P0001', 400],
  ['P0', 500],
  ['09', 500],
  ['2D', 500],
  ['38', 500],
  ['39', 500],
  ['3B', 500],
  ['40', 500],
  ['54', 500],
  ['55', 500],
  ['57', 500],
  ['58', 500],
  ['XX', 500],
];

function statusOf(code: string, anonymous: boolean): number {
  if (code === '42501') return anonymous ? 401 : 403;
  return STATUSES.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 400;
}

function field(error: Error, name: 'detail' | 'hint'): string | null {
  const value = Object.entries(error).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : null;
}
