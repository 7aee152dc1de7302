import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgresDatabase, type PostgresTestDatabase } from '../database.ts';
import type { Connection } from './connection.ts';

/**
 * What `supabase db lint` and `supabase db advisors` look for, as far as it concerns a schema: the first is
 * plpgsql_check, the second a list of queries (supabase/splinter), whose rules are written anew here.
 */

let database: PostgresTestDatabase;
let owner: Connection;
beforeAll(async () => {
  database = await openPostgresDatabase({ storage: true });
  owner = await database.server.connect();
  // What the tick reads where it is there.
  await owner.run(`create extension plpgsql_check; create schema vault;
                   create view vault.decrypted_secrets as select ''::text as name, ''::text as decrypted_secret;
                   create schema net;
                   create function net.http_post(url text, body jsonb, headers jsonb, timeout_milliseconds integer)
                     returns bigint language sql as 'select 1::bigint'`);
});
afterAll(async () => {
  await owner.close();
  await database.close();
});

const OURS = `('public'::regnamespace, 'private'::regnamespace)`;
/** An extension's own objects are not ours. */
const notOfExtension = (oid: string) =>
  `not exists (select from pg_depend d where d.objid = ${oid} and d.deptype = 'e')`;

test('plpgsql_check finds nothing in any function, warnings included', async () => {
  const checked = await database.query(`
    select p.oid::regprocedure::text as name, t.oid is not null as triggers
      from pg_proc p join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
      left join lateral (select tg.oid from pg_trigger tg where tg.tgfoid = p.oid limit 1) t on true
     where p.pronamespace in ${OURS} and ${notOfExtension('p.oid')} and p.prorettype <> 'event_trigger'::regtype`);
  expect(checked.length).toBeGreaterThan(15);
  const found = await database.query(`
    select p.oid::regprocedure::text as function, c.lineno, c.level, c.message
      from pg_proc p join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
      left join lateral (select distinct tg.tgrelid from pg_trigger tg where tg.tgfoid = p.oid) t on true
      cross join lateral plpgsql_check_function_tb(p.oid, coalesce(t.tgrelid, 0),
        other_warnings => true, extra_warnings => true, security_warnings => true) c
     where p.pronamespace in ${OURS} and ${notOfExtension('p.oid')} and p.prorettype <> 'event_trigger'::regtype`);
  expect(found).toEqual([]);
});

/** Each query gives the objects that break the rule. */
const RULES: Readonly<Record<string, string>> = {
  'every foreign key has an index that begins with its columns': `
    select c.conrelid::regclass || '.' || c.conname as found from pg_constraint c
     where c.contype = 'f' and c.connamespace in ${OURS}
       and not exists (select from pg_index i where i.indrelid = c.conrelid
                        and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey)`,
  'no policy calls auth functions once for every row': `
    select schemaname || '.' || tablename || ': ' || policyname from pg_policies p
     where regexp_replace(lower(coalesce(p.qual, '') || ' ' || coalesce(p.with_check, '')),
                          'select (auth|realtime)\\.\\w+\\(\\)', '', 'g') ~ '(auth|realtime)\\.\\w+\\(\\)|current_setting'`,
  'no table is open to the Data API without row level security': `
    select c.oid::regclass::text from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity`,
  'no policy stands on a table whose row level security is off': `
    select p.tablename::text from pg_policies p join pg_class c on c.oid = (p.schemaname || '.' || p.tablename)::regclass
     where not c.relrowsecurity`,
  'every exposed table with row level security has a policy': `
    select c.oid::regclass::text from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity
       and not exists (select from pg_policy p where p.polrelid = c.oid)`,
  'no two permissive policies cover the same role and verb': `
    select schemaname || '.' || tablename || ' ' || cmd from pg_policies where permissive = 'PERMISSIVE'
     group by schemaname, tablename, cmd, roles having count(*) > 1`,
  'no policy goes by what a user may write into their own profile': `
    select policyname::text from pg_policies where coalesce(qual, '') || coalesce(with_check, '') ~ 'user_metadata'`,
  'no two indexes of a table are the same': `
    select min(i.indexrelid::regclass::text) from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relnamespace in ${OURS}
     group by i.indrelid, i.indkey::text, i.indclass::text, i.indpred::text, i.indexprs::text having count(*) > 1`,
  'every table has a primary key': `
    select c.oid::regclass::text from pg_class c where c.relnamespace in ${OURS} and c.relkind = 'r'
       and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
  'every function fixes its search path': `
    select p.oid::regprocedure::text from pg_proc p where p.pronamespace in ${OURS} and ${notOfExtension('p.oid')}
       and not coalesce('search_path=""' = any (p.proconfig), false)`,
  'no exposed view runs with the rights of its maker': `
    select c.oid::regclass::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
       and not coalesce('security_invoker=true' = any (c.reloptions), false)`,
  'no exposed view shows auth.users': `
    select distinct r.ev_class::regclass::text from pg_depend d join pg_rewrite r on r.oid = d.objid
      join pg_class c on c.oid = r.ev_class
     where d.refobjid = 'auth.users'::regclass and c.relnamespace = 'public'::regnamespace`,
  'no materialized view and no foreign table is exposed': `
    select c.oid::regclass::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('m', 'f')`,
  'no extension lies in an exposed schema': `
    select extname::text from pg_extension where extnamespace = 'public'::regnamespace and extname <> 'plpgsql_check'`,
  'no SECURITY DEFINER function can be called by a user, but the clock and the user’s own figures': `
    select p.oid::regprocedure::text from pg_proc p
     where p.pronamespace in ${OURS} and p.prosecdef and p.proname not in ('clock', 'video_callback_metrics')
       and (has_function_privilege('anon', p.oid, 'execute') or has_function_privilege('authenticated', p.oid, 'execute'))`,
  'no index is built on a column that cannot be looked up': `
    select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
     where c.relnamespace in ${OURS} and not (i.indisvalid and i.indisready)`,
};

describe('the advisors’ rules', () => {
  test.each(Object.entries(RULES))('%s', async (_, sql) => {
    expect((await database.query(sql)).map((row) => Object.values(row)[0])).toEqual([]);
  });
});

test('each rule can be broken: a schema full of mistakes is told so', async () => {
  await owner.run(`
    create table public.loose (a int, b uuid references auth.users (id));
    create index one on public.loose (a);
    create index two on public.loose (a);
    create table public.closed (a int primary key, owner uuid);
    alter table public.closed enable row level security;
    create table public.slow (a int primary key, owner uuid);
    alter table public.slow enable row level security;
    create policy slow on public.slow for select using (auth.uid() = owner);
    create policy twice on public.slow for select using (owner is null or auth.jwt() -> 'user_metadata' is null);
    create table public.off (a int primary key);
    create policy off on public.off for select using (true);
    create view public.people as select id from auth.users;
    create materialized view public.kept as select 1 as a;
    create extension pg_trgm schema public;
    create function public.anyone() returns int language sql security definer as 'select 1';
  `);
  const broken: string[] = [];
  for (const [rule, sql] of Object.entries(RULES)) if ((await database.query(sql)).length > 0) broken.push(rule);
  expect(Object.keys(RULES).filter((rule) => !broken.includes(rule))).toEqual([
    'no index is built on a column that cannot be looked up',
  ]);
});
