import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type Role, refusal, type TestDatabase } from './database.ts';
import { jobIn } from './jobs.ts';

let database: TestDatabase;
let owner: string;
let stranger: string;
beforeAll(async () => {
  database = await openTestDatabase({ storage: true });
  [owner, stranger] = [await database.addUser(), await database.addUser()];
  const job = await jobIn(database, owner, 'processing');
  await database.query(
    `insert into public.video_ledger (job_id, user_id, provider, estimate_cents) values ($1, $2, 'luma', 1)`,
    [job, owner],
  );
  await database.query('delete from public.video_quotas where user_id = $1', [stranger]);
  await database.query(`insert into storage.objects (bucket_id, name) values ('videos', $1)`, [`${owner}/a.mp4`]);
});
afterAll(() => database.close());

const WHO = ['anonymous', 'owner', 'other', 'service'] as const;
type Who = (typeof WHO)[number];
const ROLE: Readonly<Record<Who, Role>> = {
  anonymous: 'anon',
  owner: 'authenticated',
  other: 'authenticated',
  service: 'service_role',
};
/** S select, I insert, U update, D delete, T truncate, R references, G trigger: on the table or any column of it. */
const VERBS = { S: 'select', I: 'insert', U: 'update', D: 'delete', T: 'truncate', R: 'references', G: 'trigger' };

/** What somebody may do with a relation, as letters, and how many rows of it they see. */
async function rights(who: Who, relation: string): Promise<string> {
  const letters = [];
  for (const [letter, verb] of Object.entries(VERBS)) {
    const byColumn = ['select', 'insert', 'update', 'references'].includes(verb) ? '_any_column' : '_table';
    const sql = `select has${byColumn}_privilege($1, $2, $3) and has_schema_privilege($1, $4, 'usage') as may`;
    const rows = await database.query(sql, [ROLE[who], relation, verb, relation.split('.')[0]]);
    letters.push(rows[0]?.may === true ? letter : '-');
  }
  const user = who === 'owner' ? owner : who === 'other' ? stranger : null;
  let seen = '';
  const outcome = await refusal(
    database.as(ROLE[who], user, `select count(*)::int as n from ${relation}`).then((rows) => {
      seen = String(rows[0]?.n);
    }),
  );
  return `${letters.join('')} ${outcome === 'allowed' ? seen : '.'}`;
}

const NOTHING = '------- .';
const NOBODY = [NOTHING, NOTHING, NOTHING, NOTHING];

// What each may do, and how many rows they see of those that there are: one job, one quota and one ledger entry of the
// owner's, one file.
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'public.video_generation_jobs': [NOTHING, 'SIU---- 1', 'SIU---- 0', 'SIUD--- 1'],
  'public.video_job_metrics': [NOTHING, 'S------ 1', 'S------ 0', 'S------ 1'],
  'public.video_ledger': [NOTHING, 'S------ 1', 'S------ 0', 'S------ 1'],
  'public.video_quotas': [NOTHING, 'S------ 1', 'S------ 0', 'SIUD--- 1'],
  'private.clock_setting': NOBODY,
  'private.rate_limits': NOBODY,
  'private.video_cancellations': NOBODY,
  'private.video_credits': NOBODY,
  'private.video_files': NOBODY,
  'private.video_job_callbacks': NOBODY,
  'private.video_job_frames': NOBODY,
  'private.video_money': NOBODY,
  'private.video_providers': NOBODY,
  'private.video_queue_places': NOBODY,
  'private.video_webhook_events': NOBODY,
  'private.video_webhook_metrics': NOBODY,
};

test('every table and view, every verb, everybody', async () => {
  const relations = await database.query(`
    select c.relnamespace::regnamespace || '.' || c.relname as name from pg_class c
     where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'v', 'm', 'p', 'f')
     order by c.relnamespace <> 'public'::regnamespace, c.relname`);
  const found: Record<string, readonly string[]> = {};
  for (const { name } of relations) {
    const each = [];
    for (const who of WHO) each.push(await rights(who, String(name)));
    found[String(name)] = each;
  }
  expect(found).toEqual(EXPECTED);
});

test('the figures of callbacks are every user’s own', async () => {
  const seen = [];
  for (const who of WHO) {
    const user = who === 'owner' ? owner : who === 'other' ? stranger : null;
    let rows = 0;
    const asked = database.as(ROLE[who], user, 'select * from public.video_callback_metrics()');
    const outcome = await refusal(asked.then((found) => (rows = found.length)));
    seen.push(outcome === 'allowed' ? rows : outcome);
  }
  expect(seen).toEqual(['42501', 1, 0, '42501']);
});

test('no sequence is anybody’s', async () => {
  expect(
    await database.query(`select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`),
  ).toEqual([]);
});

test('what a user may write is what the app has to: columns by name', async () => {
  const columns = await database.query(`
    select lower(privilege_type) as verb, string_agg(column_name, ' ' order by column_name) as columns
      from information_schema.column_privileges
     where table_schema = 'public' and grantee = 'authenticated' and privilege_type in ('INSERT', 'UPDATE') group by 1`);
  expect(Object.fromEntries(columns.map(({ verb, columns }) => [verb, columns]))).toEqual({
    insert: 'client_request_id color_count fps height options project_id prompt width',
    update: 'error_code error_message frame_count status',
  });
});
