import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openPostgresDatabase, type PostgresTestDatabase } from '../database.ts';

/** Removing what is old, by several callers at once; Storage is their own memory here. */
let database: PostgresTestDatabase;
beforeAll(async () => {
  database = await openPostgresDatabase();
});
beforeEach(async () => {
  await database.setClock('2026-03-10T12:00:00Z');
  await database.query('delete from private.video_files');
});
afterAll(() => database.close());

const put = (name: string, count: number, removeAt: string) =>
  database.query(
    `insert into private.video_files (path, job_id, stored_at, remove_at)
     select $1 || n, gen_random_uuid(), private.clock(), $3 from generate_series(1, $2::int) n`,
    [`${name}-`, count, removeAt],
  );
const service = async (sql: string, values: readonly unknown[]) =>
  (await database.as('service_role', null, `select ${sql} as answer`, values))[0]?.answer;
async function take(most: number): Promise<readonly string[]> {
  const paths = await service('public.video_files_due($1)', [most]);
  return Array.isArray(paths) ? paths.map(String) : [];
}
const settle = (paths: readonly string[]) => service('public.video_files_settle($1)', [paths]);
const left = async () =>
  (await database.query('select path from private.video_files order by path')).map(({ path }) => String(path));

/** Eight callers go on until there is nothing for them; `remove` is the Storage of each. */
function removeAll(remove: (paths: readonly string[], caller: number) => Promise<boolean>): Promise<unknown> {
  return Promise.all(
    Array.from({ length: 8 }, async (_, caller) => {
      for (let paths = await take(7); paths.length > 0; paths = await take(7)) {
        if (await remove(paths, caller)) await settle(paths);
      }
    }),
  );
}

test('eight callers at once remove every old file, none of them twice, and nothing else', async () => {
  await put('old', 200, '2026-03-10T11:59:59Z');
  await put('young', 3, '2026-03-10T12:00:01Z');
  const removed: string[] = [];
  await removeAll(async (paths) => removed.push(...paths) > 0);
  expect([removed.length, new Set(removed).size]).toEqual([200, 200]);
  expect(await left()).toEqual(['young-1', 'young-2', 'young-3']);
});

test('what a caller could not remove, or died over, is handed out again after five minutes, and goes in the end', async () => {
  await put('old', 40, '2026-03-10T11:59:59Z');
  const removed: string[] = [];
  const half = async (paths: readonly string[], caller: number) => caller % 2 === 0 && removed.push(...paths) > 0;
  await removeAll(half);
  const kept = 40 - removed.length;
  expect(await left()).toHaveLength(kept);
  await database.setClock('2026-03-10T12:04:59Z');
  expect(await take(100)).toEqual([]);
  await database.setClock('2026-03-10T12:05:00Z');
  await removeAll(async (paths) => removed.push(...paths) > 0);
  expect([new Set(removed).size, removed.length, await left()]).toEqual([40, 40, []]);
});

test('the files of jobs that are deleted meanwhile, with their user, go too', async () => {
  await put('old', 60, '2026-03-10T11:59:59Z');
  const user = await database.addUser({ max_active: 1000, max_per_minute: 1000, max_per_day: 1000 });
  await database.query(
    `insert into public.video_generation_jobs (user_id, client_request_id, prompt)
     select $1, gen_random_uuid(), 'a cat' from generate_series(1, 30)`,
    [user],
  );
  await database.query(
    `insert into private.video_files (path, job_id, stored_at, remove_at)
     select private.video_file_path(user_id, id, '.mp4'), id, private.clock(), expires_at
       from public.video_generation_jobs where user_id = $1`,
    [user],
  );
  const removed: string[] = [];
  const remove = () => removeAll(async (paths) => removed.push(...paths) > 0);
  await Promise.all([remove(), database.query('delete from auth.users where id = $1', [user])]);
  await remove();
  expect([removed.length, new Set(removed).size, await left()]).toEqual([90, 90, []]);
});
