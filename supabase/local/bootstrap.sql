-- What a hosted Supabase project already has before the first migration runs, as far as this product touches it:
-- roles, the auth schema, realtime.messages with send() and topic(), the publication, the table of applied migrations.
-- Used by the embedded backend and by the tests. NEVER run it against a hosted project.
-- Shapes after supabase/realtime (priv/repo/tenant_schema) and supabase/auth.

create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit;
grant anon, authenticated, service_role to authenticator;

create schema auth;
create schema extensions;
create schema realtime;
create schema supabase_migrations;
grant usage on schema public, auth, realtime, extensions to anon, authenticated, service_role;

-- The most generous defaults that a hosted project can have; the migration must close what they open.
alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;

create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);

-- ------------------------------------------------------------------ auth
create table auth.users (
  id                 uuid primary key default gen_random_uuid(),
  email              text unique,
  encrypted_password text,
  raw_user_meta_data jsonb not null default '{}'::jsonb,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  last_sign_in_at    timestamptz
);
create table auth.refresh_tokens (
  token_hash  bytea primary key,
  user_id     uuid not null references auth.users (id) on delete cascade,
  session_id  uuid not null,
  parent_hash bytea,
  revoked     boolean not null default false,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create index refresh_tokens_session_idx on auth.refresh_tokens (session_id);

create function auth.jwt() returns jsonb language sql stable as
$$ select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb $$;
create function auth.uid() returns uuid language sql stable as
$$ select nullif(auth.jwt() ->> 'sub', '')::uuid $$;
create function auth.role() returns text language sql stable as
$$ select auth.jwt() ->> 'role' $$;

-- -------------------------------------------------------------- realtime
create table realtime.messages (
  topic          text not null,
  extension      text not null,
  payload        jsonb,
  event          text,
  private        boolean default false,
  updated_at     timestamp not null default now(),
  inserted_at    timestamp not null default now(),
  id             uuid not null default gen_random_uuid(),
  binary_payload bytea,
  primary key (id, inserted_at)
);
create index messages_inserted_idx on realtime.messages (inserted_at);
alter table realtime.messages enable row level security;
grant insert, select, update on realtime.messages to anon, authenticated, service_role;

create function realtime.topic() returns text language sql stable as
$$ select nullif(current_setting('realtime.topic', true), '') $$;

create function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql as $$
declare generated_id uuid := gen_random_uuid();
begin
  begin
    perform set_config('realtime.topic', topic, true);
    insert into realtime.messages (id, payload, event, topic, private, extension)
    values (generated_id,
            case when payload ? 'id' then payload else payload || jsonb_build_object('id', generated_id) end,
            event, topic, private, 'broadcast');
  exception when others then
    raise warning 'WarnSendingBroadcastMessage: %', sqlerrm;
  end;
end $$;

create publication supabase_realtime;

-- ------------------------------------ local only: NOTIFY in place of the WAL reader
-- Channel realtime_messages: the id of a new row of realtime.messages.
-- Channel local_cdc: {"table","op","id"} for every insert and update of a published table of schema public.
create function realtime.local_notify() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from realtime.messages where inserted_at < new.inserted_at - interval '3 days';
  perform pg_notify('realtime_messages', new.id::text);
  return null;
end $$;
create trigger local_notify after insert on realtime.messages
  for each row execute function realtime.local_notify();

create function realtime.local_cdc() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform pg_notify('local_cdc', jsonb_build_object('table', tg_table_name, 'op', tg_op, 'id', new.id)::text);
  return null;
end $$;

-- A table that a migration adds to the publication gets its trigger at once.
create function realtime.local_publish() returns event_trigger language plpgsql as $$
declare published record;
begin
  for published in
    select tablename from pg_catalog.pg_publication_tables p
     where p.pubname = 'supabase_realtime' and p.schemaname = 'public'
  loop
    execute format('create or replace trigger zz_local_cdc after insert or update on public.%I '
                   'for each row execute function realtime.local_cdc()', published.tablename);
  end loop;
end $$;
create event trigger local_publish on ddl_command_end when tag in ('ALTER PUBLICATION')
  execute function realtime.local_publish();
