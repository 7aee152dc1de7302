import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const SUPABASE = join(import.meta.dirname, '..');
const CACHE = join(SUPABASE, '../node_modules/.cache/celkiln');
const SCRIPTS = ['local/bootstrap.sql', 'migrations/20261122000000_video_generation_jobs.sql'];

export type Role = 'anon' | 'authenticated' | 'service_role';
export type Row = Record<string, unknown>;

/** The schema in a real PostgreSQL, alone in its process. */
export interface TestDatabase {
  /** As the owner of everything. */
  query(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** As PostgREST would run it for that role and user, in a transaction of its own. */
  as(role: Role, userId: string | null, sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The transaction is rolled back at its end. */
  probe(role: Role, userId: string | null, topic: string): Promise<boolean>;
  addUser(quota?: Readonly<Record<string, number>>): Promise<string>;
  /** Stops the schema's clock at a time, or lets it run again. */
  setClock(time: string | null): Promise<void>;
  close(): Promise<void>;
}

/** Opens a fresh database with the schema in it; a dump of it is kept between runs, for speed. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const pglite = await openPglite();
  const run = async (sql: string, values: readonly unknown[] = []) => (await pglite.query<Row>(sql, [...values])).rows;
  return {
    query: run,
    as: (role, userId, sql, values = []) =>
      pglite.transaction(async (tx) => {
        await tx.query(`select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)`, [
          role,
          JSON.stringify({ role, ...(userId === null ? {} : { sub: userId }) }),
        ]);
        return (await tx.query<Row>(sql, [...values])).rows;
      }),
    probe: async (role, userId, topic) => {
      const rows: Row[] = [];
      await pglite.transaction(async (tx) => {
        await tx.query(`insert into realtime.messages (topic, extension) values ($1, 'broadcast')`, [topic]);
        await tx.query(
          `select set_config('role', $1, true), set_config('realtime.topic', $2, true),
                  set_config('request.jwt.claims', $3, true)`,
          [role, topic, JSON.stringify({ role, ...(userId === null ? {} : { sub: userId }) })],
        );
        rows.push(...(await tx.query<Row>('select id from realtime.messages')).rows);
        await tx.rollback();
      });
      return rows.length > 0;
    },
    addUser: async (quota = {}) => {
      const id = randomUUID();
      await run('insert into auth.users (id, email) values ($1, $2)', [id, `${id}@example.org`]);
      const names = Object.keys(quota);
      await run(
        `insert into public.video_quotas (${['user_id', ...names].join(', ')})
         values ($1${names.map((_, index) => `, $${index + 2}`).join('')})`,
        [id, ...Object.values(quota)],
      );
      return id;
    },
    setClock: async (time) => {
      await run('delete from private.clock_setting');
      if (time !== null) await run('insert into private.clock_setting (stands_at) values ($1)', [time]);
    },
    close: () => pglite.close(),
  };
}

async function openPglite(): Promise<PGlite> {
  const scripts = await Promise.all(SCRIPTS.map((path) => readFile(join(SUPABASE, path), 'utf8')));
  const hash = createHash('sha256').update(scripts.join('\0')).digest('hex').slice(0, 16);
  const dump = join(CACHE, `database-${hash}.tar`);
  if (existsSync(dump)) return PGlite.create({ loadDataDir: new Blob([await readFile(dump)]) });
  const pglite = await PGlite.create();
  for (const script of scripts) await pglite.exec(script);
  await mkdir(CACHE, { recursive: true });
  const unfinished = `${dump}.${process.pid}`;
  await writeFile(unfinished, await (await pglite.dumpDataDir('none')).bytes());
  await rename(unfinished, dump);
  return pglite;
}

/** What a refused statement said: SQLSTATE, and the hint if there was one. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'allowed';
  } catch (error) {
    const code = String(Reflect.get(Object(error), 'code'));
    const hint: unknown = Reflect.get(Object(error), 'hint');
    return typeof hint === 'string' && hint !== '' && code === 'P0001' ? hint : code;
  }
}
