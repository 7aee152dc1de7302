import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HostedProject, openHostedProject } from './hostedProject.ts';
import { openSupabaseCli, type SupabaseCli } from './supabaseCli.ts';

/** What Supabase's own program finds in the schema: `db lint`, which is plpgsql_check, and the advisors' rules. */

let project: HostedProject;
let cli: SupabaseCli;
beforeAll(async () => {
  [project, cli] = await Promise.all([openHostedProject(), openSupabaseCli()]);
  await cli.run('db', 'push', remote());
});
afterAll(() => Promise.all([project.close(), cli.close()]));

const remote = (): string => `--remote=${project.url}`;
const OURS = `('public'::regnamespace, 'private'::regnamespace)`;
const PLPGSQL = `p.pronamespace in ${OURS} and p.prorettype <> 'event_trigger'::regtype
  and p.prolang = (select oid from pg_language where lanname = 'plpgsql')`;

test('plpgsql_check finds nothing in any function, with all warnings that it has', async () => {
  const checked = await project.query(`select p.oid from pg_proc p where ${PLPGSQL}`);
  expect(checked.length).toBeGreaterThan(15);
  const found = await project.query(`
    select p.oid::regprocedure::text as function, c.lineno, c.level, c.message
      from pg_proc p
      left join lateral (select distinct tg.tgrelid from pg_trigger tg where tg.tgfoid = p.oid) t on true
      cross join lateral extensions.plpgsql_check_function_tb(p.oid, coalesce(t.tgrelid, 0),
        other_warnings => true, extra_warnings => true, security_warnings => true) c
     where ${PLPGSQL}`);
  expect(found).toEqual([]);
});

const lint = () =>
  cli.run('db', 'lint', remote(), '--schema', 'public,private', '--level', 'warning', '--fail-on', 'warning');

test('supabase db lint has nothing to say', async () => {
  const { code, stdout, output } = await lint();
  expect([code, stdout.trim()], output).toEqual([0, '']);
  expect(output).toMatch(/Linting schema: public\s+Linting schema: private/);
});

/** The names of the advisors' rules that are broken, each with what breaks it. */
async function advice(
  level: 'info' | 'warn',
): Promise<{ readonly code: number | null; readonly found: readonly string[] }> {
  const { code, stdout } = await cli.run(
    'db',
    'advisors',
    remote(),
    '--type',
    'all',
    '--level',
    level,
    '--fail-on',
    level,
  );
  const list: readonly { name: string; detail: string }[] = stdout.trim() === '' ? [] : JSON.parse(stdout);
  return { code, found: list.map(({ name, detail }) => `${name}: ${detail}`) };
}

test('supabase db advisors has no warning, for security or performance', async () => {
  expect(await advice('warn')).toEqual({ code: 0, found: [] });
});

test('of what it would only mention, there are but indexes that a new database has not used yet', async () => {
  const { found } = await advice('info');
  expect(found.filter((each) => !each.startsWith('unused_index'))).toEqual([]);
});

test('both speak up when the schema is full of mistakes', async () => {
  await project.run(`
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
    create function public.wrong() returns int language plpgsql as 'begin return missing from public.loose; end';
    grant select on all tables in schema public to anon, authenticated;
  `);
  const { code, found } = await advice('info');
  expect(code).toBe(1);
  expect([...new Set(found.map((each) => each.split(':')[0]))].toSorted()).toEqual([
    'auth_rls_initplan',
    'auth_users_exposed',
    'duplicate_index',
    'extension_in_public',
    'function_search_path_mutable',
    'materialized_view_in_api',
    'multiple_permissive_policies',
    'no_primary_key',
    'policy_exists_rls_disabled',
    'rls_disabled_in_public',
    'rls_enabled_no_policy',
    'rls_references_user_metadata',
    'security_definer_view',
    'unindexed_foreign_keys',
    'unused_index',
  ]);
  const linted = await lint();
  expect(linted.code).toBe(1);
  expect(linted.stdout).toContain('column \\"missing\\" does not exist');
});

test('it asked nobody for anything', () => {
  expect(cli.reachedFor()).toEqual([]);
});
