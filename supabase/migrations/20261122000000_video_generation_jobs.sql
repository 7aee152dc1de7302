-- Video generation jobs: one row per prompt that became a request to a video provider.
-- Only functions write a provider's state; the owner may read, finish and cancel. Status moves forward only.

create schema if not exists private;                       -- never exposed by the Data API
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role; -- the guard trigger runs as its caller

-- ------------------------------------------------------------------ time
-- Everything here takes its time from private.clock(). A test sets it by the one row of private.clock_setting, which
-- only the owner of the schema can write: no grant, no policy, no setting that a session could forge.
create table private.clock_setting (
  only_row  boolean primary key default true check (only_row),
  stands_at timestamptz not null
);
revoke all on private.clock_setting from public, anon, authenticated, service_role;

create function private.clock() returns timestamptz
language sql stable security definer set search_path = '' as
$$ select coalesce((select c.stands_at from private.clock_setting c), pg_catalog.now()) $$;

-- ---------------------------------------------------------------- quotas
-- A user's row is made with these defaults by the first job; change the row to change the user's plan.
create table public.video_quotas (
  user_id             uuid primary key references auth.users (id) on delete cascade,
  max_active          integer not null default 2   check (max_active between 0 and 1000),
  max_per_minute      integer not null default 5   check (max_per_minute >= 0),
  max_per_day         integer not null default 20  check (max_per_day >= 0),
  max_cents_per_month integer not null default 500 check (max_cents_per_month >= 0),
  updated_at          timestamptz not null default private.clock()
);

create table private.rate_limits (
  user_id      uuid not null references auth.users (id) on delete cascade,
  bucket       text not null,
  window_start timestamptz not null,
  hits         integer not null default 0,
  primary key (user_id, bucket, window_start)
);

-- What a provider takes at once and in a minute, and until when it has told us to stay away. A provider's row is made
-- with these defaults by its first job; change the row to what your contract with the provider allows.
create table private.video_providers (
  provider         text primary key,
  max_active       integer not null default 10  check (max_active >= 0),
  max_per_minute   integer not null default 20  check (max_per_minute >= 0),
  expected_seconds integer not null default 120 check (expected_seconds between 1 and 3600), -- until times are measured
  busy_until       timestamptz
);

-- ------------------------------------------------------------------ jobs
create table public.video_generation_jobs (
  id                     uuid primary key default gen_random_uuid(),
  user_id                uuid not null default auth.uid() references auth.users (id) on delete cascade,
  client_request_id      uuid not null,                    -- made by the app before its first try
  retry_of               uuid references public.video_generation_jobs (id) on delete set null,
  project_id             uuid,                             -- the app's own; projects live on the user's disk

  prompt                 text not null check (char_length(btrim(prompt)) between 1 and 2000),
  width                  smallint not null default 64 check (width between 8 and 512),
  height                 smallint not null default 64 check (height between 8 and 512),
  color_count            smallint not null default 16 check (color_count between 2 and 256),
  fps                    smallint not null default 12 check (fps between 1 and 60),
  options                jsonb not null default '{}'::jsonb
                         check (jsonb_typeof(options) = 'object' and pg_column_size(options) < 16384),

  provider               text not null default 'luma'
                         check (provider in ('luma', 'luma-agents', 'fal', 'replicate', 'demo')),
  provider_model         text check (char_length(provider_model) <= 100),
  provider_generation_id text check (char_length(provider_generation_id) between 1 and 200),
  submit_after           timestamptz,                      -- set: it waits for its turn, which does not come earlier
  submitted_at           timestamptz,                      -- when the right to submit it was last taken
  retries                smallint not null default 0,      -- how often it was sent again, having surely not been sent

  status                 text not null default 'pending'
                         check (status in ('pending', 'queued', 'dreaming', 'processing',
                                           'completed', 'failed', 'canceled', 'expired')),
  progress               smallint not null default 0 check (progress between 0 and 100),
  rev                    integer not null default 0,       -- one more at every change
  error_code             text check (error_code ~ '^[a-z][a-z0-9_]{0,63}$'),
  error_message          text check (char_length(error_message) <= 2000),

  luma_video_url         text,
  video_url_expires_at   timestamptz,
  storage_path           text check (char_length(storage_path) <= 500),
  frame_count            integer check (frame_count between 1 and 10000),

  cost_estimate_cents    integer not null default 0 check (cost_estimate_cents >= 0),
  cost_cents             integer check (cost_cents >= 0),

  created_at             timestamptz not null default private.clock(),
  queued_at              timestamptz,
  dreaming_at            timestamptz,
  ready_at               timestamptz,                      -- the provider's video is there
  finished_at            timestamptz,
  updated_at             timestamptz not null default private.clock(),
  last_polled_at         timestamptz,
  expires_at             timestamptz not null default private.clock() + interval '7 days',
  processing_time_ms     integer generated always as (case when ready_at >= created_at then
                         least(extract(epoch from (ready_at - created_at)) * 1000, 2147483647)::integer end) stored,

  constraint video_jobs_request_unique unique (user_id, client_request_id),
  -- Plain http only to this machine, and only for the embedded backend's own generator.
  constraint video_jobs_url_is_safe check (
    luma_video_url is null or char_length(luma_video_url) <= 4096 and (
      luma_video_url ~ '^https://[a-z0-9.-]+(:[0-9]{1,5})?/'
      or (provider = 'demo' and luma_video_url ~ '^http://(127\.0\.0\.1|\[::1\]|localhost)(:[0-9]{1,5})?/'))),
  constraint video_jobs_ready_has_video check (
    status not in ('processing', 'completed') or luma_video_url is not null or storage_path is not null),
  constraint video_jobs_failed_has_code check (status <> 'failed' or error_code is not null)
);
create unique index video_jobs_generation_key on public.video_generation_jobs (provider, provider_generation_id)
  where provider_generation_id is not null;
create index video_jobs_user_created_idx on public.video_generation_jobs (user_id, created_at desc);
create index video_jobs_user_live_idx on public.video_generation_jobs (user_id)
  where status in ('pending', 'queued', 'dreaming', 'processing');
create index video_jobs_due_idx on public.video_generation_jobs ((coalesce(last_polled_at, updated_at)))
  where status in ('pending', 'queued', 'dreaming');
create index video_jobs_timeout_idx on public.video_generation_jobs ((coalesce(submitted_at, created_at)))
  where status in ('pending', 'queued', 'dreaming');
create index video_jobs_waiting_idx on public.video_generation_jobs (provider, created_at)
  where status = 'pending' and submit_after is not null;
create index video_jobs_running_idx on public.video_generation_jobs (provider, user_id)
  where status in ('pending', 'queued', 'dreaming') and submitted_at is not null;
create index video_jobs_submitted_idx on public.video_generation_jobs (provider, submitted_at)
  where submitted_at is not null;
create index video_jobs_ready_idx on public.video_generation_jobs (provider, ready_at) where ready_at is not null;
create index video_jobs_expiry_idx on public.video_generation_jobs (expires_at)
  where status in ('processing', 'completed', 'failed', 'canceled', 'expired');
create index video_jobs_retry_idx on public.video_generation_jobs (retry_of) where retry_of is not null;

-- What a provider's callback must know, and which callbacks came. Neither is reachable through the Data API.
create table private.video_job_callbacks (
  job_id       uuid primary key references public.video_generation_jobs (id) on delete cascade,
  token_sha256 bytea not null check (octet_length(token_sha256) = 32),
  created_at   timestamptz not null default private.clock()
);
create table private.video_webhook_events (
  job_id      uuid not null references public.video_generation_jobs (id) on delete cascade,
  body_sha256 bytea not null check (octet_length(body_sha256) = 32),
  state       text,
  outcome     text not null default 'received' check (outcome in ('received', 'applied', 'retry', 'refused')),
  deliveries  integer not null default 1,
  received_at timestamptz not null default private.clock(),
  settled_at  timestamptz,
  primary key (job_id, body_sha256)
);
create index video_webhook_events_received_idx on private.video_webhook_events (received_at);

-- The pictures that a video is to begin and end with, PNG in base64, until the job is submitted.
create table private.video_job_frames (
  job_id      uuid primary key references public.video_generation_jobs (id) on delete cascade,
  start_frame text check (char_length(start_frame) <= 400000),
  end_frame   text check (char_length(end_frame) <= 400000)
);

-- Generations that their owners gave up, and that the provider has yet to hear of.
create table private.video_cancellations (
  job_id   uuid primary key references public.video_generation_jobs (id) on delete cascade,
  attempts smallint not null default 0,
  next_at  timestamptz not null default private.clock()
);
create index video_cancellations_next_idx on private.video_cancellations (next_at);

-- --------------------------------------------------------- state machine
create function private.video_transition_ok(old_status text, new_status text, actor text) returns boolean
language sql immutable set search_path = '' as $$
  select case
    when old_status = new_status then true
    when actor = 'client' then
         (old_status = 'processing' and new_status in ('completed', 'failed'))
      or (old_status in ('pending', 'queued', 'dreaming', 'processing') and new_status = 'canceled')
    when new_status = 'queued'     then old_status = 'pending'
    when new_status = 'dreaming'   then old_status in ('pending', 'queued')
    when new_status = 'processing' then old_status in ('pending', 'queued', 'dreaming')
    when new_status = 'failed'     then old_status in ('pending', 'queued', 'dreaming')
    when new_status = 'canceled'   then old_status in ('pending', 'queued', 'dreaming', 'processing')
    when new_status = 'expired'    then old_status in ('processing', 'completed', 'failed', 'canceled')
    else false
  end $$;

create function private.video_jobs_guard() returns trigger language plpgsql set search_path = '' as $$
declare
  actor text := case when current_user in ('anon', 'authenticated') then 'client' else 'server' end;
  polled public.video_generation_jobs;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'pending' then
      raise exception 'a job begins as pending' using errcode = 'P0001', hint = 'illegal_transition';
    end if;
    return new;
  end if;

  if (new.id, new.user_id, new.client_request_id, new.created_at, new.provider)
     is distinct from (old.id, old.user_id, old.client_request_id, old.created_at, old.provider) then
    raise exception 'this column never changes' using errcode = '42501';
  end if;
  if old.provider_generation_id is not null
     and new.provider_generation_id is distinct from old.provider_generation_id then
    raise exception 'provider_generation_id is written once' using errcode = '42501';
  end if;
  if not private.video_transition_ok(old.status, new.status, actor) then
    raise exception 'a job cannot go from % to %', old.status, new.status
      using errcode = 'P0001', hint = 'illegal_transition';
  end if;

  if actor = 'client' then
    if new.status = old.status then return old; end if;   -- said twice: nothing changes
    if new.status <> 'failed' then
      new.error_code := old.error_code;
      new.error_message := old.error_message;
    end if;
    if new.status <> 'completed' then new.frame_count := old.frame_count; end if;
  end if;

  polled := new;                                          -- a poll that found nothing is not news
  polled.last_polled_at := old.last_polled_at;
  polled.processing_time_ms := old.processing_time_ms;    -- generated columns are not computed yet
  if polled is not distinct from old then return new; end if;

  new.progress := case new.status when 'completed' then 100
                                  when 'processing' then greatest(new.progress, old.progress, 90)
                                  else greatest(new.progress, old.progress) end;
  if new.status <> old.status then
    case new.status
      when 'queued'     then new.queued_at   := coalesce(new.queued_at, private.clock());
      when 'dreaming'   then new.dreaming_at := coalesce(new.dreaming_at, private.clock());
      when 'processing' then new.ready_at    := coalesce(new.ready_at, private.clock());
      when 'expired'    then new.luma_video_url := null;
      else new.finished_at := coalesce(new.finished_at, private.clock());
    end case;
    if new.status <> 'pending' then new.submit_after := null; end if;
  end if;
  new.rev := old.rev + 1;
  new.updated_at := private.clock();
  return new;
end $$;
create trigger video_jobs_guard before insert or update on public.video_generation_jobs
  for each row execute function private.video_jobs_guard();

create function private.video_jobs_note_cancellation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.video_cancellations (job_id) values (new.id) on conflict do nothing;
  return null;
end $$;
-- Also when the provider's answer came after the owner had given the job up; a finished video has nothing to cancel.
create trigger video_jobs_cancellation after update on public.video_generation_jobs
  for each row when (new.status = 'canceled' and new.provider_generation_id is not null and old.status <> 'processing'
                     and (old.status <> 'canceled' or old.provider_generation_id is null))
  execute function private.video_jobs_note_cancellation();

-- -------------------------------------------------------------- ledger
-- What was bought, for how much by estimate, and truly where the provider told. It outlives the jobs.
create table public.video_ledger (
  job_id         uuid primary key,
  user_id        uuid not null references auth.users (id) on delete cascade,
  provider       text not null,
  provider_model text,
  bought_at      timestamptz not null default private.clock(),
  estimate_cents integer not null,
  price_version  text,                                    -- of the price table that the estimate is from
  cost_cents     integer
);
create index video_ledger_user_idx on public.video_ledger (user_id, bought_at desc);

create function private.video_jobs_book() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.video_ledger as l
    (job_id, user_id, provider, provider_model, estimate_cents, price_version, cost_cents)
  values (new.id, new.user_id, new.provider, new.provider_model, new.cost_estimate_cents,
          left(new.options ->> 'priceVersion', 40), new.cost_cents)
  on conflict (job_id) do update set cost_cents = excluded.cost_cents;
  return null;
end $$;
-- A generation's id is the receipt.
create trigger video_jobs_book after update on public.video_generation_jobs
  for each row when (new.provider_generation_id is not null
                     and (old.provider_generation_id is null or old.cost_cents is distinct from new.cost_cents))
  execute function private.video_jobs_book();

-- ------------------------------------------------ quotas, one user at a time
create function private.video_jobs_lock(p_user uuid) returns void
language sql volatile security definer set search_path = '' as
$$ select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('video_jobs:' || p_user::text, 0)) $$;

create function private.take_rate_limit(p_user uuid, p_bucket text, p_max integer, p_window interval) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_start timestamptz := to_timestamp(
    floor(extract(epoch from private.clock()) / extract(epoch from p_window)) * extract(epoch from p_window));
  v_hits integer;
begin
  insert into private.rate_limits as r (user_id, bucket, window_start, hits) values (p_user, p_bucket, v_start, 1)
  on conflict (user_id, bucket, window_start) do update set hits = r.hits + 1
  returning hits into v_hits;
  return v_hits <= p_max;
end $$;

create function private.video_jobs_enforce_quota() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := private.clock();
  v_quota public.video_quotas;
  v_active integer; v_day integer; v_cents bigint;
begin
  perform private.video_jobs_lock(new.user_id);
  insert into public.video_quotas (user_id) values (new.user_id) on conflict do nothing;
  select * into v_quota from public.video_quotas where user_id = new.user_id;
  -- What ended without ever reaching the provider costs nothing and counts for nothing.
  select count(*) filter (where j.status in ('pending', 'queued', 'dreaming')),
         count(*) filter (where j.created_at > v_now - interval '1 day'),
         coalesce(sum(coalesce(j.cost_cents, j.cost_estimate_cents))
                  filter (where j.created_at >= date_trunc('month', v_now, 'UTC')), 0)
    into v_active, v_day, v_cents
    from public.video_generation_jobs j
   where j.user_id = new.user_id
     and j.created_at > v_now - interval '32 days'
     and not (j.status in ('failed', 'canceled', 'expired') and j.provider_generation_id is null);
  if v_active >= v_quota.max_active then
    raise exception 'At most % generations may run at the same time.', v_quota.max_active
      using errcode = 'P0001', hint = 'quota_active';
  elsif v_day >= v_quota.max_per_day then
    raise exception 'At most % generations may be started in 24 hours.', v_quota.max_per_day
      using errcode = 'P0001', hint = 'quota_day';
  elsif v_cents + new.cost_estimate_cents > v_quota.max_cents_per_month then
    raise exception 'This month''s budget of % cents does not cover this generation.', v_quota.max_cents_per_month
      using errcode = 'P0001', hint = 'quota_budget';
  elsif not private.take_rate_limit(new.user_id, 'video-generate', v_quota.max_per_minute, interval '1 minute') then
    raise exception 'At most % generations may be started in a minute.', v_quota.max_per_minute
      using errcode = 'P0001', hint = 'rate_limited';
  end if;
  return new;
end $$;
create trigger video_jobs_quota before insert on public.video_generation_jobs
  for each row execute function private.video_jobs_enforce_quota();

-- ----------------------------------------------------------------- queue
-- How many more jobs a provider takes now. To go by it, lock the provider's row first.
create function private.video_provider_room(p_provider text, p_even_if_busy boolean default false) returns integer
language sql stable security definer set search_path = '' as $$
  select case when p.busy_until > private.clock() and not p_even_if_busy then 0 else greatest(0, least(
      p.max_active - (select count(*) from public.video_generation_jobs j
                       where j.provider = p_provider and j.submitted_at is not null
                         and j.status in ('pending', 'queued', 'dreaming')),
      p.max_per_minute - (select count(*) from public.video_generation_jobs j
                           where j.provider = p_provider
                             and j.submitted_at > private.clock() - interval '1 minute')))::integer end
    from private.video_providers p where p.provider = p_provider $$;

-- The jobs that wait for a provider, in their order. A user's turn comes the later the more of theirs run or wait before
-- it, so that each has one running before anybody has two; among equals whoever was served longest ago is first, then the
-- oldest job. `ready`: its time has come.
create function private.video_queue(p_provider text) returns table (job_id uuid, place bigint, ready boolean)
language sql stable security definer set search_path = '' as $$
  with running as (
    select j.user_id, count(*) as jobs from public.video_generation_jobs j
     where j.provider = p_provider and j.submitted_at is not null and j.status in ('pending', 'queued', 'dreaming')
     group by j.user_id
  ), waiting as (
    select j.id, j.user_id, j.created_at, j.submit_after <= private.clock() as ready,
           coalesce(r.jobs, 0) + row_number() over (partition by j.user_id order by j.created_at, j.id) as turn
      from public.video_generation_jobs j left join running r on r.user_id = j.user_id
     where j.provider = p_provider and j.status = 'pending' and j.submit_after is not null
  ), served as (
    select u.user_id, (select max(j.submitted_at) from public.video_generation_jobs j
                        where j.user_id = u.user_id and j.provider = p_provider
                          and j.created_at > private.clock() - interval '1 day') as at
      from (select distinct w.user_id from waiting w) u
  )
  select w.id, row_number() over (order by w.turn, s.at nulls first, w.created_at, w.id), w.ready
    from waiting w join served s on s.user_id = w.user_id $$;

-- Where a waiting job stands: {place, waiting, seconds}, null for any other job. `seconds` until it is submitted is an
-- estimate by the provider's measured pace: as many run at a time as may, each as long as the last twenty did.
create function private.video_job_queue(p_job uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  j public.video_generation_jobs; p private.video_providers; v_place bigint; v_waiting bigint;
  v_duration numeric; v_per_second numeric; v_beyond bigint; v_hold numeric;
begin
  select * into j from public.video_generation_jobs v
   where v.id = p_job and v.status = 'pending' and v.submit_after is not null;
  if not found then return null; end if;
  select * into p from private.video_providers v where v.provider = j.provider;
  select max(q.place) filter (where q.job_id = p_job), count(*) into v_place, v_waiting
    from private.video_queue(j.provider) q;
  select greatest(coalesce(avg(extract(epoch from t.ready_at - t.submitted_at)), p.expected_seconds), 1) into v_duration
    from (select v.ready_at, v.submitted_at from public.video_generation_jobs v
           where v.provider = j.provider and v.submitted_at is not null
             and v.ready_at > private.clock() - interval '1 day'
           order by v.ready_at desc limit 20) t;
  v_per_second := least(p.max_active / v_duration, p.max_per_minute / 60.0);
  v_beyond := greatest(v_place - private.video_provider_room(j.provider, true), 0);
  v_hold := greatest(extract(epoch from greatest(p.busy_until, j.submit_after) - private.clock()), 0);
  return jsonb_build_object('place', v_place, 'waiting', v_waiting,
                            'seconds', case when v_beyond = 0 then ceil(v_hold)
                                            when v_per_second > 0 then ceil(v_hold + v_beyond / v_per_second) end);
end $$;

-- -------------------------------- the functions' entry points (service_role only)

-- A user's quota and what is used of it, counted as the quota trigger counts; `waiting`: jobs in the provider's queue.
create function public.video_budget(p_user uuid, p_provider text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare v_now timestamptz := private.clock(); q public.video_quotas; v_used jsonb;
begin
  insert into public.video_quotas (user_id) values (p_user) on conflict do nothing;
  select * into q from public.video_quotas where user_id = p_user;
  select jsonb_build_object(
      'active', count(*) filter (where j.status in ('pending', 'queued', 'dreaming')),
      'day', count(*) filter (where j.created_at > v_now - interval '1 day'),
      'cents', coalesce(sum(coalesce(j.cost_cents, j.cost_estimate_cents))
                        filter (where j.created_at >= date_trunc('month', v_now, 'UTC')), 0))
    into v_used
    from public.video_generation_jobs j
   where j.user_id = p_user and j.created_at > v_now - interval '32 days'
     and not (j.status in ('failed', 'canceled', 'expired') and j.provider_generation_id is null);
  return jsonb_build_object('used', v_used, 'waiting', (select count(*) from private.video_queue(p_provider)),
    'most', jsonb_build_object('active', q.max_active, 'day', q.max_per_day, 'cents', q.max_cents_per_month));
end $$;

-- Makes a job, or finds the one that the same request made before. Answers {job, created, submit, queue}: `submit` says
-- that the caller, and nobody else, is to submit the job now; otherwise a new job waits at its place in the queue.
create function public.video_job_start(
  p_user uuid, p_request uuid, p_prompt text, p_width integer, p_height integer, p_colors integer, p_fps integer,
  p_project uuid, p_options jsonb, p_provider text, p_model text, p_cost_estimate integer, p_token_sha256_hex text,
  p_retry_of uuid default null, p_start_frame text default null, p_end_frame text default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare j public.video_generation_jobs; v_now timestamptz := private.clock(); v_submit boolean;
begin
  perform private.video_jobs_lock(p_user);                -- a parallel twin waits here and then finds the job
  select * into j from public.video_generation_jobs v where v.user_id = p_user and v.client_request_id = p_request;
  if found then
    if (j.prompt, j.width::integer, j.height::integer, j.color_count::integer, j.fps::integer, j.project_id)
       is distinct from (p_prompt, p_width, p_height, p_colors, p_fps, p_project) then
      raise exception 'This request id already belongs to another prompt.' using errcode = 'P0001', hint = 'conflict';
    end if;
    return jsonb_build_object('created', false, 'submit', false, 'job', to_jsonb(j),
                              'queue', private.video_job_queue(j.id));
  end if;
  if p_retry_of is not null and not exists (
    select from public.video_generation_jobs v
     where v.id = p_retry_of and v.user_id = p_user and v.status in ('failed', 'canceled', 'expired')) then
    raise exception 'Only a job of your own that has ended without a sprite can be tried again.'
      using errcode = 'P0001', hint = 'conflict';
  end if;
  insert into private.video_providers (provider) values (p_provider) on conflict do nothing;
  perform 1 from private.video_providers p where p.provider = p_provider for update;
  v_submit := private.video_provider_room(p_provider)
              > (select count(*) from private.video_queue(p_provider) q where q.ready);
  insert into public.video_generation_jobs
    (user_id, client_request_id, retry_of, project_id, prompt, width, height, color_count, fps,
     options, provider, provider_model, cost_estimate_cents, submitted_at, submit_after)
  values
    (p_user, p_request, p_retry_of, p_project, p_prompt, p_width, p_height, p_colors, p_fps,
     coalesce(p_options, '{}'), p_provider, p_model, coalesce(p_cost_estimate, 0),
     case when v_submit then v_now end, case when not v_submit then v_now end)
  returning * into j;
  insert into private.video_job_callbacks (job_id, token_sha256) values (j.id, decode(p_token_sha256_hex, 'hex'));
  if p_start_frame is not null or p_end_frame is not null then
    insert into private.video_job_frames values (j.id, p_start_frame, p_end_frame);
  end if;
  return jsonb_build_object('created', true, 'submit', v_submit, 'job', to_jsonb(j),
                            'queue', private.video_job_queue(j.id));
end $$;

-- Hands the caller the waiting jobs that are to be submitted now, in the queue's order, each to one caller only; at most
-- one per token, whose digests replace the old ones, which no provider has seen. A json array in the tokens' order, of
-- jobs with their frames.
create function public.video_jobs_dispatch(p_token_sha256_hexes text[]) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_provider text; v_job uuid; j public.video_generation_jobs; v_now timestamptz := private.clock();
  v_most integer := coalesce(cardinality(p_token_sha256_hexes), 0); v_taken jsonb := '[]'; v_count integer := 0;
begin
  for v_provider in
    select p.provider from private.video_providers p
     where exists (select from public.video_generation_jobs w
                    where w.provider = p.provider and w.status = 'pending' and w.submit_after <= v_now)
     order by p.provider for update
  loop
    for v_job in
      select q.job_id from private.video_queue(v_provider) q where q.ready order by q.place
       limit least(private.video_provider_room(v_provider), v_most - v_count)
    loop
      update public.video_generation_jobs set submit_after = null, submitted_at = v_now
       where id = v_job and status = 'pending' and submit_after is not null returning * into j;
      continue when not found;
      v_count := v_count + 1;
      update private.video_job_callbacks set token_sha256 = decode(p_token_sha256_hexes[v_count], 'hex')
       where job_id = v_job;
      v_taken := v_taken || jsonb_build_array(to_jsonb(j) || coalesce(
        (select to_jsonb(f) - 'job_id' from private.video_job_frames f where f.job_id = v_job), '{}'));
    end loop;
  end loop;
  return v_taken;
end $$;

-- The job was not bought: it goes back into the queue, for so many seconds at least. If the provider has said that it is
-- busy, nothing else is sent to it until then.
create function public.video_job_postpone(p_job uuid, p_seconds integer, p_provider_busy boolean default true)
returns boolean language plpgsql security definer set search_path = '' as $$
declare v_until timestamptz := private.clock() + make_interval(secs => least(greatest(p_seconds, 1), 600));
begin
  if p_provider_busy then
    update private.video_providers p set busy_until = greatest(p.busy_until, v_until)
      from public.video_generation_jobs j where j.id = p_job and p.provider = j.provider;
  end if;
  update public.video_generation_jobs set submit_after = v_until, submitted_at = null
   where id = p_job and status = 'pending' and provider_generation_id is null;
  return found;
end $$;

-- The job surely never reached the provider: it goes back into the queue for so many seconds, twice at most. False when
-- that is used up.
create function public.video_job_retry(p_job uuid, p_seconds integer) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.video_generation_jobs
     set submit_after = private.clock() + make_interval(secs => least(greatest(p_seconds, 1), 600)),
         submitted_at = null, retries = retries + 1
   where id = p_job and status = 'pending' and provider_generation_id is null and retries < 2;
  return found;
end $$;

-- Ends what waits too long: 5 minutes for an answer to the submission, 30 minutes for the video, 6 hours in the queue.
create function private.video_jobs_time_out(p_job uuid default null) returns integer
language plpgsql security definer set search_path = '' as $$
declare v_now timestamptz := private.clock(); v_count integer;
begin
  update public.video_generation_jobs j
     set status = 'failed',
         error_code = case when j.status <> 'pending' then 'provider_timeout'
                           when j.submit_after is not null then 'provider_busy' else 'submit_failed' end,
         error_message = case when j.status <> 'pending' then 'The video provider did not finish in time.'
                              when j.submit_after is not null then 'The video provider stayed too busy.'
                              else 'The request did not reach the video provider.' end
   where j.status in ('pending', 'queued', 'dreaming')
     and (p_job is null or j.id = p_job)
     and coalesce(j.submitted_at, j.created_at) < v_now - interval '5 minutes'
     and case when j.submit_after is not null then j.created_at < v_now - interval '6 hours'
              when j.status = 'pending' then j.updated_at < v_now - interval '5 minutes'
              else coalesce(j.submitted_at, j.created_at) < v_now - interval '30 minutes' end;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- The only way in which a provider's word reaches a job. Late, repeated and foreign words are outcomes, not errors:
-- applied | duplicate | stale | generation_mismatch | unknown_job
create function public.video_job_apply(
  p_job uuid, p_status text, p_generation_id text default null, p_video_url text default null,
  p_url_ttl_s integer default null, p_progress integer default null, p_error_code text default null,
  p_error_message text default null, p_cost_cents integer default null)
returns text language plpgsql security definer set search_path = '' as $$
declare j public.video_generation_jobs; v_now timestamptz := private.clock(); v_outcome text;
begin
  select * into j from public.video_generation_jobs where id = p_job for update;
  if not found then return 'unknown_job'; end if;
  if j.provider_generation_id <> p_generation_id then return 'generation_mismatch'; end if;

  if not private.video_transition_ok(j.status, p_status, 'server') then
    v_outcome := 'stale';                                 -- but what was paid for is remembered
    update public.video_generation_jobs set provider_generation_id = coalesce(j.provider_generation_id, p_generation_id),
           last_polled_at = v_now where id = p_job;
  elsif j.status = p_status
        and (coalesce(p_progress, 0) <= j.progress or j.finished_at is not null)
        and (p_generation_id is null or j.provider_generation_id is not null)
        and (p_video_url is null or p_video_url = j.luma_video_url or j.finished_at is not null) then
    v_outcome := 'duplicate';
    update public.video_generation_jobs set last_polled_at = v_now where id = p_job;
  else
    v_outcome := 'applied';
    update public.video_generation_jobs set
      status = p_status,
      provider_generation_id = coalesce(j.provider_generation_id, p_generation_id),
      progress = greatest(j.progress, least(coalesce(p_progress, 0), 99)),
      luma_video_url = coalesce(p_video_url, j.luma_video_url),
      video_url_expires_at = case when p_video_url is null then j.video_url_expires_at
                                  else v_now + make_interval(secs => p_url_ttl_s) end,
      error_code = coalesce(p_error_code, j.error_code),
      error_message = coalesce(left(p_error_message, 2000), j.error_message),
      cost_cents = coalesce(p_cost_cents, j.cost_cents),
      last_polled_at = v_now
    where id = p_job;
  end if;
  perform private.video_jobs_time_out(p_job);
  return v_outcome;
exception when unique_violation then                      -- that generation is another job's
  return 'generation_mismatch';
end $$;

-- Checks a callback's token and notes its arrival. A repeated one is handed on again only if the first was not settled.
-- Answers {outcome: denied} or {outcome: accepted | duplicate, provider, generation_id, status, created_at}.
create function public.video_webhook_accept(p_job uuid, p_token_sha256_hex text, p_body_sha256_hex text, p_state text)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  j public.video_generation_jobs;
  v_now timestamptz := private.clock();
  v_body bytea := decode(p_body_sha256_hex, 'hex');
  v_outcome text;
begin
  -- Fixed-length digests of a 256-bit secret: the time that the comparison takes tells nothing useful.
  select v.* into j from public.video_generation_jobs v
    join private.video_job_callbacks c on c.job_id = v.id
   where v.id = p_job and c.token_sha256 = decode(p_token_sha256_hex, 'hex');
  if not found then return jsonb_build_object('outcome', 'denied'); end if;

  insert into private.video_webhook_events (job_id, body_sha256, state)
  values (p_job, v_body, left(p_state, 40)) on conflict do nothing;
  if found then
    v_outcome := 'accepted';
  else
    update private.video_webhook_events e
       set outcome = 'received', received_at = v_now, settled_at = null, deliveries = deliveries + 1
     where e.job_id = p_job and e.body_sha256 = v_body
       and (e.outcome = 'retry' or (e.outcome = 'received' and e.received_at < v_now - interval '30 seconds'));
    v_outcome := case when found then 'accepted' else 'duplicate' end;
    if not found then
      update private.video_webhook_events set deliveries = deliveries + 1 where job_id = p_job and body_sha256 = v_body;
    end if;
  end if;
  return jsonb_build_object('outcome', v_outcome, 'provider', j.provider,
                            'generation_id', j.provider_generation_id, 'status', j.status, 'created_at', j.created_at);
end $$;

-- applied: done with; retry: the same callback may be processed again; refused: it was not about this job.
create function public.video_webhook_settle(p_job uuid, p_body_sha256_hex text, p_outcome text) returns void
language sql security definer set search_path = '' as $$
  update private.video_webhook_events set outcome = p_outcome, settled_at = private.clock()
   where job_id = p_job and body_sha256 = decode(p_body_sha256_hex, 'hex') $$;

-- The owner asks after a job. Answers null (not theirs) or {job, due, queue}: `due` says that the caller is to ask the
-- provider, which one caller hears at most once in p_idle_seconds, or to dispatch the queue, which has room.
create function public.video_job_poll(p_user uuid, p_job uuid, p_idle_seconds integer default 5) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare j public.video_generation_jobs; v_now timestamptz := private.clock(); v_due boolean;
begin
  select * into j from public.video_generation_jobs where id = p_job and user_id = p_user for update;
  if not found then return null; end if;
  v_due := (j.status = 'pending' and j.submit_after <= v_now and private.video_provider_room(j.provider) > 0)
        or (j.status in ('pending', 'queued', 'dreaming', 'processing') and j.provider_generation_id is not null
            and coalesce(j.last_polled_at, j.created_at) <= v_now - make_interval(secs => p_idle_seconds));
  if v_due then
    update public.video_generation_jobs set last_polled_at = v_now where id = p_job;
  elsif j.status = 'pending' then
    perform private.video_jobs_time_out(p_job);
  end if;
  select * into j from public.video_generation_jobs where id = p_job;
  return jsonb_build_object('job', to_jsonb(j), 'due', coalesce(v_due, false), 'queue', private.video_job_queue(p_job));
end $$;

-- Live jobs that nobody has asked the provider about for a while, each handed to one caller only; a json array.
create function public.video_jobs_due(p_limit integer default 20, p_idle_seconds integer default 30) returns jsonb
language sql security definer set search_path = '' as $$
  with due as (
    select j.id from public.video_generation_jobs j
     where j.status in ('pending', 'queued', 'dreaming')
       and coalesce(j.last_polled_at, j.updated_at) <= private.clock() - make_interval(secs => p_idle_seconds)
       and j.provider_generation_id is not null
     order by coalesce(j.last_polled_at, j.updated_at) limit p_limit for update skip locked
  ), claimed as (
    update public.video_generation_jobs j set last_polled_at = private.clock() from due where j.id = due.id returning j.*
  )
  select coalesce(jsonb_agg(to_jsonb(claimed) order by created_at), '[]') from claimed $$;

-- Generations to be canceled at their provider, each handed to one caller only and again after one, two, four, … minutes
-- until it is settled, five times at most; a json array of {id, provider, generation_id}. p_job: only that job's.
create function public.video_cancellations_due(p_limit integer default 20, p_job uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare v_now timestamptz := private.clock(); v_due jsonb;
begin
  delete from private.video_cancellations where attempts >= 5 and next_at <= v_now;
  with due as (
    select c.job_id from private.video_cancellations c
     where c.next_at <= v_now and (p_job is null or c.job_id = p_job)
     order by c.next_at limit p_limit for update skip locked
  ), claimed as (
    update private.video_cancellations c
       set attempts = c.attempts + 1, next_at = v_now + interval '1 minute' * (1 << c.attempts)
      from due where c.job_id = due.job_id returning c.job_id
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', j.id, 'provider', j.provider,
                                               'generation_id', j.provider_generation_id)), '[]')
    into v_due from claimed join public.video_generation_jobs j on j.id = claimed.job_id;
  return v_due;
end $$;

create function public.video_cancellation_settle(p_job uuid) returns void
language sql security definer set search_path = '' as
$$ delete from private.video_cancellations where job_id = p_job $$;

-- Ends what waits too long and removes what is old. Answers how many jobs it ended.
create function private.video_jobs_sweep() returns integer
language plpgsql security definer set search_path = '' as $$
declare v_now timestamptz := private.clock(); v_count integer; v_expired integer;
begin
  v_count := private.video_jobs_time_out();
  update public.video_generation_jobs set status = 'expired'
   where status in ('processing', 'completed', 'failed', 'canceled') and expires_at < v_now;
  get diagnostics v_expired = row_count;
  delete from public.video_generation_jobs where status = 'expired' and expires_at < v_now - interval '30 days';
  delete from private.video_job_frames f using public.video_generation_jobs j
   where j.id = f.job_id and j.status <> 'pending';
  delete from private.rate_limits where window_start < v_now - interval '1 day';
  delete from private.video_webhook_events where received_at < v_now - interval '14 days';
  return v_count + v_expired;
end $$;

create function public.video_jobs_sweep() returns integer
language sql security definer set search_path = '' as $$ select private.video_jobs_sweep() $$;

-- The tick of pg_cron: sweeps, and calls the function video-reconcile through pg_net while there is work for it. Address
-- and secret key are the Vault's celkiln_functions_url and celkiln_secret_key; without them it only sweeps.
create function private.video_jobs_tick() returns integer
language plpgsql security definer set search_path = '' as $$
declare v_ended integer := private.video_jobs_sweep(); v_url text; v_key text;
begin
  if pg_catalog.to_regclass('vault.decrypted_secrets') is null or pg_catalog.to_regproc('net.http_post') is null
     or not exists (select from public.video_generation_jobs where status in ('pending', 'queued', 'dreaming')
                    union all select from private.video_cancellations) then
    return v_ended;
  end if;
  begin
    execute $read$
      select max(s.decrypted_secret) filter (where s.name = 'celkiln_functions_url'),
             max(s.decrypted_secret) filter (where s.name = 'celkiln_secret_key') from vault.decrypted_secrets s
    $read$ into v_url, v_key;
    if v_url is not null and v_key is not null then
      execute 'select net.http_post(url => $1, body => $2, headers => $3, timeout_milliseconds => 30000)'
        using rtrim(v_url, '/') || '/video-reconcile', '{}'::jsonb,
              jsonb_build_object('apikey', v_key, 'content-type', 'application/json');
    end if;
  exception when others then
    raise warning 'video-reconcile could not be called: %', sqlstate; -- the sweep must stand
  end;
  return v_ended;
end $$;

-- ---------------------------------------------------------------- rights
alter table public.video_generation_jobs enable row level security;
alter table public.video_quotas enable row level security;
alter table public.video_ledger enable row level security;
revoke all on public.video_generation_jobs, public.video_quotas, public.video_ledger from public, anon, authenticated, service_role;
grant select on public.video_generation_jobs, public.video_quotas, public.video_ledger to authenticated;
grant select on public.video_ledger to service_role;
grant insert (client_request_id, prompt, width, height, color_count, fps, project_id, options)
  on public.video_generation_jobs to authenticated;
grant update (status, frame_count, error_code, error_message) on public.video_generation_jobs to authenticated;
grant select, insert, update, delete on public.video_generation_jobs, public.video_quotas to service_role;
revoke all on all tables in schema private from public, anon, authenticated, service_role;

revoke all on all functions in schema private from public, anon, authenticated, service_role;
grant execute on function private.clock(), private.video_transition_ok(text, text, text) to authenticated, service_role;
revoke all on function public.video_budget, public.video_job_start, public.video_jobs_dispatch, public.video_job_postpone,
  public.video_job_retry,
  public.video_job_apply, public.video_webhook_accept, public.video_webhook_settle, public.video_job_poll,
  public.video_jobs_due, public.video_cancellations_due, public.video_cancellation_settle,
  public.video_jobs_sweep from public, anon, authenticated;
grant execute on function public.video_budget, public.video_job_start, public.video_jobs_dispatch, public.video_job_postpone,
  public.video_job_retry,
  public.video_job_apply, public.video_webhook_accept, public.video_webhook_settle, public.video_job_poll,
  public.video_jobs_due, public.video_cancellations_due, public.video_cancellation_settle,
  public.video_jobs_sweep to service_role;

create policy "Users can view own video jobs" on public.video_generation_jobs
  for select to authenticated using ((select auth.uid()) = user_id);
create policy "Users can create own pending video jobs" on public.video_generation_jobs
  for insert to authenticated with check ((select auth.uid()) = user_id and status = 'pending');
create policy "Users can finish or cancel own video jobs" on public.video_generation_jobs
  for update to authenticated using ((select auth.uid()) = user_id) with check ((select auth.uid()) = user_id);
create policy "Users can view own video quota" on public.video_quotas
  for select to authenticated using ((select auth.uid()) = user_id);
create policy "Users can view own video ledger" on public.video_ledger
  for select to authenticated using ((select auth.uid()) = user_id);

-- -------------------------------------------------------------- realtime
-- A private broadcast per user; realtime.send turns its own errors into warnings, so it cannot undo a change.
create function private.video_jobs_broadcast() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform realtime.send(to_jsonb(new) - 'options' - 'prompt', 'job_' || lower(tg_op),
                        'video_jobs:' || new.user_id::text, true);
  return null;
end $$;
revoke all on function private.video_jobs_broadcast() from public, anon, authenticated, service_role;
create trigger video_jobs_broadcast_insert after insert on public.video_generation_jobs
  for each row execute function private.video_jobs_broadcast();
create trigger video_jobs_broadcast_update after update on public.video_generation_jobs
  for each row when (old.rev <> new.rev) execute function private.video_jobs_broadcast();

create policy "Users receive own video job broadcasts" on realtime.messages for select to authenticated
  using (extension = 'broadcast' and (select realtime.topic()) = 'video_jobs:' || (select auth.uid())::text);

alter publication supabase_realtime add table public.video_generation_jobs;

-- --------------------------------------------------------------- metrics
create view public.video_job_metrics with (security_invoker = true) as
select date_trunc('day', created_at, 'UTC') as day, provider, provider_model,
       count(*) as jobs,
       count(*) filter (where ready_at is not null) as succeeded,
       count(*) filter (where status = 'completed') as completed,
       count(*) filter (where status = 'failed') as failed,
       round(avg(processing_time_ms))::integer as avg_processing_ms,
       percentile_disc(0.95) within group (order by processing_time_ms) as p95_processing_ms,
       sum(coalesce(cost_cents, cost_estimate_cents))
         filter (where provider_generation_id is not null) as cents
  from public.video_generation_jobs group by 1, 2, 3;
revoke all on public.video_job_metrics from public, anon, authenticated, service_role;
grant select on public.video_job_metrics to authenticated, service_role;

create view private.video_webhook_metrics as
select date_trunc('day', received_at, 'UTC') as day, count(*) as callbacks, sum(deliveries) as deliveries,
       count(*) filter (where outcome = 'applied') as applied,
       count(*) filter (where outcome = 'retry') as to_retry,
       count(*) filter (where outcome = 'refused') as refused
  from private.video_webhook_events group by 1;
revoke all on private.video_webhook_metrics from public, anon, authenticated, service_role;

-- ------------------------------------------------------ pg_cron and pg_net
do $$ begin
  if exists (select 1 from pg_catalog.pg_available_extensions where name = 'pg_net') then
    create extension if not exists pg_net;
  end if;
  if exists (select 1 from pg_catalog.pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron;
    perform cron.schedule('video-jobs-tick', '20 seconds', 'select private.video_jobs_tick()');
  end if;
end $$;
