import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Row } from '../database.ts';
import { startPostgres } from './server.ts';

const SUPABASE = join(import.meta.dirname, '../..');

/** A hosted project's database before its first migration, with the rights that its owner has there. */
export interface HostedProject {
  /** Where the owner, who is no superuser, reaches it. */
  readonly url: string;
  /** As the superuser, whom a hosted project does not let in. */
  query(sql: string): Promise<Row[]>;
  /** Several statements, as the project's owner. */
  run(script: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * In a hosted project `postgres` owns the database, the schema public and the publication, and is a member of the roles
 * that own the schemas realtime and storage; of auth it may refer to the users. Extensions lie in a schema of their own.
 * The migrations' history is not there yet.
 */
const HOSTED = `
  drop schema supabase_migrations cascade;
  create role project_owner login createrole bypassrls;
  create role supabase_realtime_admin nologin;
  create role supabase_storage_admin nologin;
  grant supabase_realtime_admin, supabase_storage_admin, anon, authenticated, service_role to project_owner;
  alter database postgres owner to project_owner;
  alter schema public owner to project_owner;
  alter publication supabase_realtime owner to project_owner;
  alter table realtime.messages owner to supabase_realtime_admin;
  alter table storage.buckets owner to supabase_storage_admin;
  alter table storage.objects owner to supabase_storage_admin;
  grant usage on schema auth, realtime, storage, extensions to project_owner;
  grant all on all tables in schema auth to project_owner;
  alter database postgres set search_path = "$user", public, extensions;
  create extension plpgsql_check with schema extensions;
  create schema vault;
  create view vault.decrypted_secrets as select ''::text as name, ''::text as decrypted_secret;
  create schema net;
  create function net.http_post(url text, body jsonb, headers jsonb, timeout_milliseconds integer)
    returns bigint language sql as 'select 1::bigint';
  grant usage on schema vault, net to project_owner;
  grant select on vault.decrypted_secrets to project_owner;
  alter default privileges for role project_owner in schema public grant all on tables to anon, authenticated, service_role;
  alter default privileges for role project_owner in schema public grant all on functions to anon, authenticated, service_role;
`;

export async function openHostedProject(): Promise<HostedProject> {
  const server = await startPostgres({ tcp: true });
  const superuser = await server.connect();
  for (const script of ['local/bootstrap.sql', 'tests/storage.sql']) {
    await superuser.run(await readFile(join(SUPABASE, script), 'utf8'));
  }
  await superuser.run(HOSTED);
  const owner = await server.connect('project_owner');
  return {
    url: server.url('project_owner'),
    query: (sql) => superuser.query(sql),
    run: (script) => owner.run(script),
    async close() {
      await Promise.all([superuser.close(), owner.close()]);
      await server.stop();
    },
  };
}
