import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Connection } from './postgres/connection.ts';
import { type PostgresServer, startPostgres } from './postgres/server.ts';

const SUPABASE = join(import.meta.dirname, '..');
const CACHE = join(SUPABASE, '../node_modules/.cache/celkiln');

export type Role = 'anon' | 'authenticated' | 'service_role';
export type Row = Record<string, unknown>;

/** The schema in a database of its own. */
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

/** On PostgreSQL calls of `as` run side by side, each in a session of its own. */
export interface PostgresTestDatabase extends TestDatabase {
  readonly server: PostgresServer;
}

/**
 * Opens a fresh database with the schema in it: PGlite, or the system's PostgreSQL where TEST_DATABASE says so.
 * `storage`: with a stand-in for the schema of Supabase Storage, which PGlite's users do not have.
 */
export function openTestDatabase(options: { readonly storage?: boolean } = {}): Promise<TestDatabase> {
  return process.env.TEST_DATABASE === 'postgres' ? openPostgresDatabase(options) : openPgliteDatabase(options);
}

async function openPgliteDatabase({ storage = false }: { readonly storage?: boolean }): Promise<TestDatabase> {
  const pglite = await openPglite(await scripts(storage));
  const run = async (sql: string, values: readonly unknown[] = []) => (await pglite.query<Row>(sql, [...values])).rows;
  return testDatabase({
    query: run,
    transaction: (work) =>
      pglite.transaction((tx) => work(async (sql, values = []) => (await tx.query<Row>(sql, [...values])).rows)),
    close: () => pglite.close(),
  });
}

export async function openPostgresDatabase(
  options: { readonly storage?: boolean; readonly durable?: boolean } = {},
): Promise<PostgresTestDatabase> {
  const server = await startPostgres(options);
  const owner = await server.connect();
  for (const script of await scripts(options.storage ?? false)) await owner.run(script);
  const idle: Connection[] = [];
  const database = testDatabase({
    query: (sql, values) => owner.query(sql, values),
    async transaction(work) {
      const connection = idle.pop() ?? (await server.connect());
      try {
        await connection.run('begin');
        const result = await work((sql, values) => connection.query(sql, values));
        await connection.run('commit');
        return result;
      } catch (error) {
        await connection.run('rollback');
        throw error;
      } finally {
        idle.push(connection);
      }
    },
    async close() {
      await Promise.all([owner, ...idle].map((connection) => connection.close()));
      await server.stop();
    },
  });
  return { ...database, server };
}

type Query = (sql: string, values?: readonly unknown[]) => Promise<Row[]>;
interface Engine {
  readonly query: Query;
  transaction(work: (query: Query) => Promise<Row[]>): Promise<Row[]>;
  close(): Promise<void>;
}

function testDatabase({ query, transaction, close }: Engine): TestDatabase {
  const claims = (role: Role, userId: string | null) =>
    JSON.stringify({ role, ...(userId === null ? {} : { sub: userId }) });
  return {
    query,
    as: (role, userId, sql, values = []) =>
      transaction(async (run) => {
        const settings = `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)`;
        await run(settings, [role, claims(role, userId)]);
        return run(sql, values);
      }),
    probe: async (role, userId, topic) => {
      const rolledBack = new Error('only a probe');
      const rows: Row[] = [];
      const probed = transaction(async (run) => {
        await run(`insert into realtime.messages (topic, extension) values ($1, 'broadcast')`, [topic]);
        await run(
          `select set_config('role', $1, true), set_config('realtime.topic', $2, true),
                  set_config('request.jwt.claims', $3, true)`,
          [role, topic, claims(role, userId)],
        );
        rows.push(...(await run('select id from realtime.messages')));
        throw rolledBack;
      });
      await probed.catch((error: unknown) => {
        if (error !== rolledBack) throw error;
      });
      return rows.length > 0;
    },
    addUser: async (quota = {}) => {
      const id = randomUUID();
      await query('insert into auth.users (id, email) values ($1, $2)', [id, `${id}@example.org`]);
      const names = Object.keys(quota);
      await query(
        `insert into public.video_quotas (${['user_id', ...names].join(', ')})
         values ($1${names.map((_, index) => `, $${index + 2}`).join('')})`,
        [id, ...Object.values(quota)],
      );
      return id;
    },
    setClock: async (time) => {
      await query('delete from private.clock_setting');
      if (time !== null) await query('insert into private.clock_setting (stands_at) values ($1)', [time]);
    },
    close,
  };
}

/** What a hosted project has from the start, then the migrations in their order. */
async function scripts(storage: boolean): Promise<readonly string[]> {
  const migrations = (await readdir(join(SUPABASE, 'migrations'))).sort().map((name) => `migrations/${name}`);
  const paths = ['local/bootstrap.sql', ...(storage ? ['tests/storage.sql'] : []), ...migrations];
  return Promise.all(paths.map((path) => readFile(join(SUPABASE, path), 'utf8')));
}

/** A dump of it is kept between runs, for speed. */
async function openPglite(scripts: readonly string[]): Promise<PGlite> {
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
