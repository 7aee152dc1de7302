import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { JobStatus } from '../functions/_shared/job.ts';
import { JOB_STATUSES } from '../functions/_shared/job.ts';
import { openTestDatabase, refusal, type TestDatabase } from './database.ts';
import { applyTo, jobIn, jobRow, newJobId, VIDEO_URL } from './jobs.ts';

let database: TestDatabase;
let user: string;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(async () => {
  user = await database.addUser({ max_active: 1000, max_per_minute: 1000, max_per_day: 1000 });
});
afterAll(() => database.close());

// Rows: from. Columns: to, in the order of JOB_STATUSES. = same, + allowed, . refused.
const ALLOWED: Readonly<Record<'server' | 'client', Readonly<Record<JobStatus, string>>>> = {
  server: {
    pending: '= + + + . + + .',
    queued: '. = + + . + + .',
    dreaming: '. . = + . + + .',
    processing: '. . . = . . + +',
    completed: '. . . . = . . +',
    failed: '. . . . . = . +',
    canceled: '. . . . . . = +',
    expired: '. . . . . . . =',
  },
  client: {
    pending: '= . . . . . + .',
    queued: '. = . . . . + .',
    dreaming: '. . = . . . + .',
    processing: '. . . = + + + .',
    completed: '. . . . = . . .',
    failed: '. . . . . = . .',
    canceled: '. . . . . . = .',
    expired: '. . . . . . . =',
  },
};

describe.each(['server', 'client'] as const)('a status changed by the %s', (actor) => {
  test.each(JOB_STATUSES)('from %s', async (from) => {
    const id = await jobIn(database, user, from);
    const results: string[] = [];
    for (const to of JOB_STATUSES) {
      const change = `update public.video_generation_jobs set status = '${to}'
        ${to === 'failed' ? ", error_code = 'test'" : ''}
        ${to === 'processing' && actor === 'server' ? `, luma_video_url = '${VIDEO_URL}'` : ''} where id = '${id}' returning status`;
      const outcome = await refusal(
        database.as(actor === 'client' ? 'authenticated' : 'service_role', user, `${change}`).then(async (rows) => {
          expect(rows).toEqual([{ status: to }]);
        }),
      );
      results.push(to === from ? '=' : outcome === 'illegal_transition' ? '.' : outcome === 'allowed' ? '+' : outcome);
      if (outcome === 'allowed') await putBack(id, from);
    }
    expect(results.join(' ')).toBe(ALLOWED[actor][from]);
  });
});

async function putBack(id: string, status: JobStatus): Promise<void> {
  await database.query('alter table public.video_generation_jobs disable trigger user');
  await database.query(
    `update public.video_generation_jobs set luma_video_url = $3, status = $2,
            error_code = case when $2 = 'failed' then 'provider_failed' end where id = $1`,
    [id, status, ['processing', 'completed'].includes(status) ? VIDEO_URL : null],
  );
  await database.query('alter table public.video_generation_jobs enable trigger user');
}

test('a job cannot begin anywhere but at pending', async () => {
  const insert = `insert into public.video_generation_jobs (user_id, client_request_id, prompt, status)
                  values ('${user}', gen_random_uuid(), 'a cat', 'queued')`;
  expect(await refusal(database.as('service_role', null, insert))).toBe('illegal_transition');
});

test('what identifies a job never changes, and its generation is written once', async () => {
  const id = await jobIn(database, user, 'queued');
  for (const change of [
    'id = gen_random_uuid()',
    'client_request_id = gen_random_uuid()',
    `created_at = now() - interval '1 day'`,
    `provider = 'demo'`,
    `provider_generation_id = 'another'`,
    'provider_generation_id = null',
  ]) {
    const update = `update public.video_generation_jobs set ${change} where id = '${id}'`;
    expect([change, await refusal(database.as('service_role', null, update))]).toEqual([change, '42501']);
  }
});

describe('a provider’s word', () => {
  test('moves a job forward, stamps times, and counts revisions', async () => {
    const id = await newJobId(database, user);
    const seen = [];
    for (const [word, named] of [
      ['queued', { status: 'queued', generation_id: `g-${id}`, progress: 5 }],
      ['queued again', { status: 'queued', generation_id: `g-${id}`, progress: 5 }],
      ['dreaming', { status: 'dreaming', generation_id: `g-${id}`, progress: 40 }],
      ['less progress', { status: 'dreaming', generation_id: `g-${id}`, progress: 20 }],
      ['more progress', { status: 'dreaming', generation_id: `g-${id}`, progress: 60 }],
      ['another generation', { status: 'processing', generation_id: 'foreign', video_url: VIDEO_URL }],
      ['ready', { status: 'processing', generation_id: `g-${id}`, video_url: VIDEO_URL }],
      ['ready again', { status: 'processing', generation_id: `g-${id}`, video_url: VIDEO_URL }],
      ['a new url', { status: 'processing', generation_id: `g-${id}`, video_url: `${VIDEO_URL}?2`, url_ttl_s: 60 }],
      ['late dreaming', { status: 'dreaming', generation_id: `g-${id}`, progress: 80 }],
      ['late failure', { status: 'failed', generation_id: `g-${id}`, error_code: 'provider_failed' }],
    ] as const) {
      const outcome = await applyTo(database, id, named);
      const { rev, status, progress } = await jobRow(database, id);
      seen.push(`${word}: ${outcome}, ${rev} ${status} ${progress}`);
    }
    expect(seen).toEqual([
      'queued: applied, 1 queued 5',
      'queued again: duplicate, 1 queued 5',
      'dreaming: applied, 2 dreaming 40',
      'less progress: duplicate, 2 dreaming 40',
      'more progress: applied, 3 dreaming 60',
      'another generation: generation_mismatch, 3 dreaming 60',
      'ready: applied, 4 processing 90',
      'ready again: duplicate, 4 processing 90',
      'a new url: applied, 5 processing 90',
      'late dreaming: stale, 5 processing 90',
      'late failure: stale, 5 processing 90',
    ]);
    const row = await jobRow(database, id);
    expect([row.queued_at, row.dreaming_at, row.ready_at].every((time) => time instanceof Date)).toBe(true);
    expect(row.video_url_expires_at).toBeInstanceOf(Date);
    expect(row.processing_time_ms).toBeGreaterThanOrEqual(0);
  });

  test('may skip states, comes too late for a canceled job, and remembers what was paid for', async () => {
    const quick = await newJobId(database, user);
    expect(await applyTo(database, quick, { status: 'processing', generation_id: 'quick', video_url: VIDEO_URL })).toBe(
      'applied',
    );
    const canceled = await newJobId(database, user);
    await database.as(
      'authenticated',
      user,
      `update public.video_generation_jobs set status = 'canceled'
                                               where id = '${canceled}'`,
    );
    expect(await applyTo(database, canceled, { status: 'queued', generation_id: 'paid' })).toBe('stale');
    expect(await jobRow(database, canceled)).toMatchObject({ status: 'canceled', provider_generation_id: 'paid' });
  });

  test('about no job, or with the generation of another job, changes nothing', async () => {
    expect(await applyTo(database, user, { status: 'queued' })).toBe('unknown_job');
    const [one, other] = [await newJobId(database, user), await newJobId(database, user)];
    await applyTo(database, one, { status: 'queued', generation_id: 'taken' });
    expect(await applyTo(database, other, { status: 'queued', generation_id: 'taken' })).toBe('generation_mismatch');
    expect(await jobRow(database, other)).toMatchObject({ status: 'pending', provider_generation_id: null, rev: 0 });
  });

  test('that nothing is new is not told to anyone', async () => {
    const id = await newJobId(database, user);
    await applyTo(database, id, { status: 'queued', generation_id: 'quiet', progress: 5 });
    const before = await database.query('select count(*)::int as messages from realtime.messages');
    expect(await applyTo(database, id, { status: 'queued', generation_id: 'quiet', progress: 5 })).toBe('duplicate');
    expect(await database.query('select count(*)::int as messages from realtime.messages')).toEqual(before);
    expect((await jobRow(database, id)).last_polled_at).toBeInstanceOf(Date);
  });
});

test.each([
  ['luma', 'https://storage.cdn-luma.com/a.mp4', 'allowed'],
  ['luma', 'http://storage.cdn-luma.com/a.mp4', '23514'],
  ['luma', 'http://127.0.0.1:8000/a.mp4', '23514'],
  ['luma', 'https://user@evil.example/a.mp4', '23514'],
  ['demo', 'http://127.0.0.1:8000/a.mp4', 'allowed'],
  ['demo', 'http://[::1]:8000/a.mp4', 'allowed'],
  ['demo', 'http://localhost/a.mp4', 'allowed'],
  ['demo', 'http://127.0.0.1:80@evil.example/a.mp4', '23514'],
  ['demo', 'http://localhost.evil.example/a.mp4', '23514'],
  ['demo', 'file:///etc/passwd', '23514'],
])('a video of %s at %s is %s', async (provider, url, expected) => {
  const id = await newJobId(database, user, { provider });
  expect(await refusal(applyTo(database, id, { status: 'processing', video_url: url }))).toBe(expected);
});

describe('the owner', () => {
  test('finishes a job once; said twice it changes nothing', async () => {
    const id = await jobIn(database, user, 'processing');
    const finish = `update public.video_generation_jobs set status = 'completed', frame_count = 12 where id = '${id}'`;
    await database.as('authenticated', user, finish);
    const first = await jobRow(database, id);
    expect(first).toMatchObject({ status: 'completed', progress: 100, frame_count: 12, error_code: null });
    expect(first.finished_at).toBeInstanceOf(Date);
    await database.as('authenticated', user, finish.replace('12', '99'));
    expect(await jobRow(database, id)).toEqual(first);
  });

  test('must say why a job failed', async () => {
    const id = await jobIn(database, user, 'processing');
    const fail = `update public.video_generation_jobs set status = 'failed' where id = '${id}'`;
    expect(await refusal(database.as('authenticated', user, fail))).toBe('23514');
  });
});
