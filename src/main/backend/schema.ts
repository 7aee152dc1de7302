import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.ts';

/**
 * Brings a database to the state of the migrations in `supabaseFolder`: first local/bootstrap.sql, which is what a
 * hosted project has from the start, then migrations/*.sql in the order of their names. What was applied is kept in
 * embedded.applied_scripts with a hash of its text.
 * @throws SchemaChanged when a script that was applied earlier now reads differently
 */
export async function applySchema(database: Database, supabaseFolder: string): Promise<void> {
  await database.run(`
    create schema if not exists embedded;
    create table if not exists embedded.applied_scripts (version text primary key, sha256 text not null);
  `);
  const rows = await database.query<{ version: string; sha256: string }>(
    'select version, sha256 from embedded.applied_scripts',
  );
  const applied = new Map(rows.map((row) => [row.version, row.sha256]));
  for (const script of await readScripts(supabaseFolder)) {
    const before = applied.get(script.version);
    if (before !== undefined && before !== script.sha256) throw new SchemaChanged(script.version);
    if (before === undefined) await apply(database, script);
  }
}

/** The data was made by a schema of the same name and another content; there is no migration between the two. */
class SchemaChanged extends Error {
  override readonly name = 'SchemaChanged';
  constructor(version: string) {
    super(`The script ${version} has changed since it was applied to this database.`);
  }
}

interface Script {
  readonly version: string;
  readonly text: string;
  readonly sha256: string;
}

async function readScripts(supabaseFolder: string): Promise<readonly Script[]> {
  const migrations = (await readdir(join(supabaseFolder, 'migrations'))).filter((name) => name.endsWith('.sql')).sort();
  const paths = ['local/bootstrap.sql', ...migrations.map((name) => `migrations/${name}`)];
  return Promise.all(paths.map((path) => readScript(supabaseFolder, path)));
}

async function readScript(supabaseFolder: string, path: string): Promise<Script> {
  const text = (await readFile(join(supabaseFolder, path), 'utf8')).replaceAll('\r\n', '\n');
  return { version: path, text, sha256: createHash('sha256').update(text).digest('hex') };
}

async function apply(database: Database, script: Script): Promise<void> {
  await database.transaction(async (sql) => {
    await sql.run(script.text);
    await sql.query('insert into embedded.applied_scripts (version, sha256) values ($1, $2)', [
      script.version,
      script.sha256,
    ]);
  });
}
