import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type HostedProject, openHostedProject } from './hostedProject.ts';
import { openSupabaseCli, type SupabaseCli } from './supabaseCli.ts';

const MIGRATIONS = join(import.meta.dirname, '../../migrations');

let cli: SupabaseCli;
let names: readonly string[];
beforeAll(async () => {
  cli = await openSupabaseCli();
  names = (await readdir(MIGRATIONS)).sort();
});
afterAll(() => cli.close());

let project: HostedProject;
beforeEach(async () => {
  project = await openHostedProject();
});
afterEach(() => project.close());

const push = (...flags: readonly string[]) => cli.run('db', 'push', `--remote=${project.url}`, ...flags);

/** The versions that the checkout has, and those that the database has, as the program lists them. */
async function versions(): Promise<{ readonly local: readonly string[]; readonly remote: readonly string[] }> {
  const { stdout } = await cli.run('migration', 'list', `--remote=${project.url}`);
  const rows = stdout.split('\n').map((line) => line.split('|').map((cell) => cell.replaceAll(/[\s`]/g, '')));
  const column = (index: number) => rows.map((row) => row[index] ?? '').filter((cell) => /^\d{14}$/.test(cell));
  return { local: column(0), remote: column(1) };
}

/** What the schema consists of, to tell whether a push changed anything. */
const shape = () =>
  project.query(`
    select 'table' as kind, c.oid::regclass::text as name, c.relacl::text as rights from pg_class c
     where c.relnamespace::regnamespace::text in ('public', 'private')
    union all
    select 'function', p.oid::regprocedure::text, md5(p.prosrc) || p.proacl::text from pg_proc p
     where p.pronamespace::regnamespace::text in ('public', 'private')
    union all
    select 'policy', schemaname || '.' || tablename || ': ' || policyname, coalesce(qual, '') from pg_policies
    order by 1, 2`);

test('a dry run names the migrations in their order, and changes nothing', async () => {
  const before = await shape();
  const { code, output } = await push('--dry-run');
  expect([code, output.match(/\d{14}_\w+\.sql/g)], output).toEqual([0, names]);
  expect(await shape()).toEqual(before);
  expect((await versions()).remote).toEqual([]);
});

test('the owner of a hosted project, who is no superuser, pushes them; once more is harmless', async () => {
  const first = await push();
  expect([first.code, first.output.match(/Applying migration (\S+\.sql)/g)?.length], first.output).toEqual([
    0,
    names.length,
  ]);
  const pushed = await shape();
  expect(pushed.length).toBeGreaterThan(50);
  const [local, all] = [await versions(), names.map((name) => name.slice(0, 14))];
  expect(local).toEqual({ local: all, remote: all });
  const again = await push();
  expect([again.code, /up to date/.test(again.output)], again.output).toEqual([0, true]);
  expect(await shape()).toEqual(pushed);
});

test('every version can be upgraded to the next, with jobs under way, and comes to the same', async () => {
  await push();
  const whole = await shape();
  await project.close();
  project = await openHostedProject();
  const folder = join(cli.folder, 'supabase/migrations');
  await rm(folder, { recursive: true });
  const jobs: string[] = [];
  for (const name of names) {
    await cp(join(MIGRATIONS, name), join(folder, name));
    const { code, output } = await push();
    expect([code, output.match(/\d{14}_\w+\.sql/g)], output).toEqual([0, [name]]);
    const user = String((await project.query(`insert into auth.users (email) values ('${name}') returning id`))[0]?.id);
    const [job] = await project.query(`
      insert into public.video_generation_jobs (user_id, client_request_id, prompt) values ('${user}', gen_random_uuid(), 'a cat')
      returning id`);
    jobs.push(String(job?.id));
  }
  expect(await shape()).toEqual(whole);
  const kept = await project.query(
    `select id from public.video_generation_jobs where status = 'pending' order by created_at`,
  );
  expect(kept.map(({ id }) => id)).toEqual(jobs);
});
