import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type Row, type TestDatabase } from './database.ts';
import { applyTo, jobRow, newJobId, VIDEO_URL } from './jobs.ts';

const RUNS = process.env.CELKILN_LONG === '1' ? 400 : 40;
const RANK = new Map<unknown, number>([
  ['pending', 0],
  ['queued', 1],
  ['dreaming', 2],
  ['processing', 3],
  ['completed', 4],
  ['failed', 4],
  ['canceled', 4],
  ['expired', 5],
]);

let database: TestDatabase;
let user: string;
beforeAll(async () => {
  database = await openTestDatabase();
  user = await database.addUser({
    max_active: 1000,
    max_per_minute: 10_000,
    max_per_day: 10_000,
    max_cents_per_month: 1e9,
  });
});
afterAll(() => database.close());

type Event =
  | { readonly kind: 'word'; readonly status: string; readonly progress: number; readonly generation: string }
  | { readonly kind: 'client'; readonly status: string }
  | { readonly kind: 'time'; readonly seconds: number };

const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('word' as const),
        status: fc.constantFrom('queued', 'dreaming', 'processing', 'failed'),
        progress: fc.nat({ max: 120 }),
        generation: fc.constantFrom('one', 'one', 'one', 'two'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('client' as const),
        status: fc.constantFrom('completed', 'failed', 'canceled', 'queued'),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('time' as const),
        seconds: fc.constantFrom(1, 100, 400, 2000, 700_000),
      }),
    },
  ),
  { maxLength: 14 },
);

async function happen(id: string, event: Event, time: number): Promise<void> {
  if (event.kind === 'word') {
    await applyTo(database, id, {
      status: event.status,
      progress: event.progress,
      generation_id: `${event.generation}-${id}`,
      video_url: event.status === 'processing' ? VIDEO_URL : null,
      error_code: event.status === 'failed' ? 'provider_failed' : null,
    });
  } else if (event.kind === 'client') {
    const change = `update public.video_generation_jobs set status = $2, error_code = $3 where id = $1`;
    const code = event.status === 'failed' ? 'extraction_failed' : null;
    await database.as('authenticated', user, change, [id, event.status, code]).catch((error: unknown) => {
      expect(Reflect.get(Object(error), 'hint')).toBe('illegal_transition');
    });
  } else {
    await database.setClock(new Date(time).toISOString());
    await database.query('select private.video_jobs_sweep()');
  }
}

/** What must hold between a row and the next one, whatever happened. */
function compare(before: Row, after: Row): void {
  const rank = (row: Row) => RANK.get(row.status) ?? Number.NaN;
  expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
  if (rank(before) === 4 && rank(after) === 4) expect(after.status).toBe(before.status);
  expect(Number(after.progress)).toBeGreaterThanOrEqual(Number(before.progress));
  if (before.provider_generation_id !== null) expect(after.provider_generation_id).toBe(before.provider_generation_id);
  const { last_polled_at: _, rev: revBefore, ...rest } = before;
  const { last_polled_at: __, rev: revAfter, ...now } = after;
  expect(Number(revAfter) > Number(revBefore)).toBe(JSON.stringify(rest) !== JSON.stringify(now));
}

test('whatever comes in whatever order: a job only goes forward, and no change goes without a new revision', async () => {
  await fc.assert(
    fc.asyncProperty(events, async (story) => {
      let time = Date.parse('2026-03-10T12:00:00Z');
      await database.setClock(new Date(time).toISOString());
      const id = await newJobId(database, user, { cents: 0 });
      let before = await jobRow(database, id);
      for (const event of story) {
        if (event.kind === 'time') time += event.seconds * 1000;
        await happen(id, event, time);
        const after = (await database.query('select * from public.video_generation_jobs where id = $1', [id]))[0];
        if (after === undefined) break; // swept away at the end of its days
        compare(before, after);
        before = after;
      }
    }),
    { seed: 7, numRuns: RUNS },
  );
}, 600_000);
