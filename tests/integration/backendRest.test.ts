import type { SupabaseClient } from '@supabase/supabase-js';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  anonymousClient,
  generate,
  jobIn,
  localClient,
  startTestBackend,
  strangerClient,
  type TestBackend,
} from './backendFixture.ts';

let backend: TestBackend;
let client: SupabaseClient;
let userId = '';
let jobIds: string[] = [];
beforeAll(async () => {
  backend = await startTestBackend({ queuedFor: 0, dreamingFor: 0 });
  ({ client, userId } = await localClient(backend));
  for (const width of [16, 32, 64]) {
    jobIds = [
      ...jobIds,
      await generate(client, { prompt: `cat, "${width}"`, width, height: 64, colorCount: 16, fps: 12 }),
    ];
  }
  for (const jobId of jobIds) await jobIn(client, jobId, 'processing');
});
afterAll(async () => {
  await backend.dispose();
  expect(backend.errors).toEqual([]);
});

const jobs = () => client.from('video_generation_jobs');
const widths = (rows: readonly { width: number }[] | null) => rows?.map(({ width }) => width);

test('filters, order and ranges', async () => {
  const ordered = () => jobs().select('width').order('width', { ascending: false });
  expect(widths((await ordered()).data)).toEqual([64, 32, 16]);
  expect(widths((await ordered().limit(2)).data)).toEqual([64, 32]);
  expect(widths((await ordered().range(1, 1)).data)).toEqual([32]);
  expect(widths((await ordered().eq('width', 32)).data)).toEqual([32]);
  expect(widths((await ordered().neq('width', 32)).data)).toEqual([64, 16]);
  expect(widths((await ordered().gt('width', 16).lt('width', 64)).data)).toEqual([32]);
  expect(widths((await ordered().gte('width', 32).lte('width', 32)).data)).toEqual([32]);
  expect(widths((await ordered().in('width', [16, 64, 99])).data)).toEqual([64, 16]);
  expect(widths((await ordered().in('prompt', ['cat, "16"', 'a,b'])).data)).toEqual([16]);
  expect(widths((await ordered().is('project_id', null).not('width', 'eq', 64)).data)).toEqual([32, 16]);
  expect(widths((await ordered().or('width.eq.16,and(width.gt.32,status.eq.processing)')).data)).toEqual([64, 16]);
  expect(widths((await ordered().in('width', [])).data)).toEqual([]);
});

test('one row, no row, many rows', async () => {
  const { data: job } = await jobs().select('id,created_at').eq('width', 16).single();
  expect(job?.id).toBe(jobIds[0]);
  expect(job?.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+00:00$/);
  const none = await jobs().select('*').eq('width', 17).single();
  expect([none.status, none.error?.code, none.error?.details]).toEqual([406, 'PGRST116', 'The result contains 0 rows']);
  const many = await jobs().select('*').single();
  expect([many.status, many.error?.details]).toEqual([406, 'The result contains 3 rows']);
  expect((await jobs().select('*').eq('width', 17).maybeSingle()).data).toBeNull();
  expect((await jobs().select('*', { count: 'exact', head: true })).count).toBe(3);
});

test('an insert of one’s own, and the rights around it', async () => {
  const row = { client_request_id: crypto.randomUUID(), prompt: 'mine' };
  const inserted = await jobs().insert(row).select('status,user_id').single();
  expect([inserted.status, inserted.data]).toEqual([201, { status: 'pending', user_id: userId }]);
  expect((await jobs().insert(row)).error?.code).toBe('23505');
  expect((await jobs().insert(row)).status).toBe(409);
  const bulk = [crypto.randomUUID(), crypto.randomUUID()].map((id) => ({ client_request_id: id, prompt: 'two' }));
  expect((await jobs().insert(bulk)).status).toBe(201);
  const forbidden = await jobs().insert({ ...row, client_request_id: crypto.randomUUID(), status: 'completed' });
  expect([forbidden.status, forbidden.error?.code]).toEqual([403, '42501']);
  const wrong = await jobs().insert({ ...row, client_request_id: 'not a uuid' });
  expect([wrong.status, wrong.error?.code]).toEqual([400, '22P02']);
  const canceled = await jobs().update({ status: 'canceled' }).in('prompt', ['mine', 'two']).select('status');
  expect(canceled.data).toEqual([{ status: 'canceled' }, { status: 'canceled' }, { status: 'canceled' }]);
});

test('a change of one’s own goes forward only', async () => {
  const back = await jobs()
    .update({ status: 'queued' })
    .eq('id', jobIds[0] ?? '');
  expect([back.status, back.error?.code, back.error?.hint]).toEqual([400, 'P0001', 'illegal_transition']);
  const url = await jobs()
    .update({ luma_video_url: 'https://example.org/' })
    .eq('id', jobIds[0] ?? '');
  expect([url.status, url.error?.code]).toEqual([403, '42501']);
  const all = await client.from('video_generation_jobs').update({ status: 'canceled' });
  expect([all.status, all.error?.code]).toEqual([400, '21000']);
  // Two rows for one: nothing may have changed.
  const two = await jobs().update({ status: 'canceled' }).gt('width', 16).eq('status', 'processing').select().single();
  expect(two.error?.code).toBe('PGRST116');
  expect((await jobs().select('id').eq('status', 'processing')).data).toHaveLength(3);
});

test('functions are called by name, with the rights of the caller', async () => {
  const secret = { apikey: backend.secretKey, 'content-type': 'application/json' };
  const call = async (name: string, body: unknown, headers: Record<string, string> = secret) => {
    const url = `${backend.url}/rest/v1/rpc/${name}`;
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await response.text();
    return [response.status, text === '' ? null : JSON.parse(text)];
  };
  const apply = { p_job: crypto.randomUUID(), p_status: 'failed' };
  expect(await call('video_job_apply', apply)).toEqual([200, 'unknown_job']);
  expect(await call('video_jobs_due', {})).toEqual([200, []]);
  expect(
    await call('video_webhook_settle', { p_job: jobIds[0], p_body_sha256_hex: '00', p_outcome: 'applied' }),
  ).toEqual([204, null]);
  expect(await call('nothing', {})).toMatchObject([404, { code: 'PGRST202' }]);
  expect(await call('video_job_apply', { ...apply, p_other: 1 })).toMatchObject([404, { code: 'PGRST202' }]);
  expect(await call('video_job_apply', { p_job: 'x' })).toMatchObject([404, { code: 'PGRST202' }]);
  expect(await call('video_job_apply', apply, { apikey: backend.publishableKey })).toMatchObject([
    401,
    { code: '42501' },
  ]);
  expect((await client.rpc('video_job_apply', apply)).error?.code).toBe('42501');
  expect((await client.rpc('pg_sleep', { seconds: 1 })).status).toBe(404);
});

test('what the backend does not speak is refused, not misread', async () => {
  const upsert = await jobs().upsert({ client_request_id: crypto.randomUUID(), prompt: 'x' });
  expect([upsert.status, upsert.error?.code]).toEqual([400, 'PGRST100']);
  const embedded = await jobs().select('id,video_quotas(max_active)');
  expect([embedded.status, embedded.error?.code]).toEqual([400, 'PGRST100']);
  expect((await jobs().select('*').like('prompt', '%cat%')).error?.code).toBe('PGRST100');
  expect((await client.from('no_such_table').select('*')).status).toBe(404);
  expect((await client.schema('private').from('rate_limits').select('*')).error?.code).toBe('PGRST106');
});

test('hostile queries show a stranger nothing and break nothing', { timeout: 300_000 }, async () => {
  const stranger = await strangerClient(backend);
  const { data } = await stranger.client.auth.getSession();
  const headers = {
    apikey: backend.publishableKey,
    authorization: `Bearer ${data.session?.access_token}`,
    prefer: 'return=representation',
  };
  const piece = fc.constantFrom(
    ...[
      'id',
      'status',
      'user_id',
      'eq.',
      'neq.x',
      'is.null',
      'not.is.null',
      'in.(',
      ')',
      '(',
      ',',
      '"',
      "'",
      '\\',
      ';--',
    ],
    ...[
      'or',
      'and(',
      '*',
      "' or '1'='1",
      '"; drop table auth.users; --',
      '$1',
      '\0',
      '/*',
      '*/',
      'é',
      '::',
      '->>',
      '.',
      '1',
    ],
    ...[
      'auth.users',
      'private.rate_limits',
      'set role postgres',
      userId,
      'gt.',
      'rpc/',
      '../',
      '%2e%2e/',
      'video_quotas',
    ],
  );
  const text = fc.array(piece, { maxLength: 6 }).map((parts) => parts.join(''));
  const name = fc.oneof(fc.constantFrom('select', 'order', 'or', 'limit', 'columns', 'id', 'user_id'), text);
  const table = fc.oneof(
    { weight: 3, arbitrary: fc.constant('video_generation_jobs') },
    { weight: 1, arbitrary: text },
  );
  const method = fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE');
  const body = fc.oneof(
    fc.dictionary(text, text, { maxKeys: 3 }).map((row) => JSON.stringify(row)),
    text,
  );
  const runs = process.env.CELKILN_LONG === '1' ? 3_000 : 150;
  await fc.assert(
    fc.asyncProperty(
      fc.record({ table, method, body, query: fc.array(fc.tuple(name, text), { maxLength: 3 }) }),
      async (sent) => {
        const url = `${backend.url}/rest/v1/${encodeURIComponent(sent.table)}?${new URLSearchParams(sent.query)}`;
        const init = sent.method === 'GET' ? { headers } : { headers, method: sent.method, body: sent.body };
        const response = await fetch(url, init);
        const answer = await response.text();
        expect(response.status).toBeLessThan(500);
        for (const jobId of jobIds) expect(answer).not.toContain(jobId);
        expect(answer).not.toContain(backend.account.email);
      },
    ),
    { numRuns: runs, seed: 11 },
  );
  expect((await jobs().select('id').in('id', jobIds)).data).toHaveLength(3);
  expect((await anonymousClient(backend).auth.signInWithPassword(backend.account)).error).toBeNull();
});
