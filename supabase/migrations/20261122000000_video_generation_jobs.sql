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
  submit_after           timestamptz,                      -- set: the provider was busy, submit again from then on

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
create index video_jobs_timeout_idx on public.video_generation_jobs (created_at)
  where status in ('pending', 'queued', 'dreaming');
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

-- -------------------------------- the functions' entry points (service_role only)

-- Makes a job, or finds the one that the same request made before.
-- Answers {job, created, submit}: `submit` says that the caller, and nobody else, is to submit the job now.
create function public.video_job_start(
  p_user uuid, p_request uuid, p_prompt text, p_width integer, p_height integer, p_colors integer, p_fps integer,
  p_project uuid, p_options jsonb, p_provider text, p_model text, p_cost_estimate integer, p_token_sha256_hex text,
  p_retry_of uuid default null)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare j public.video_generation_jobs;
begin
  perform private.video_jobs_lock(p_user);                -- a parallel twin waits here and then finds the job
  select * into j from public.video_generation_jobs v where v.user_id = p_user and v.client_request_id = p_request;
  if found then
    if (j.prompt, j.width::integer, j.height::integer, j.color_count::integer, j.fps::integer, j.project_id)
       is distinct from (p_prompt, p_width, p_height, p_colors, p_fps, p_project) then
      raise exception 'This request id already belongs to another prompt.' using errcode = 'P0001', hint = 'conflict';
    end if;
    return jsonb_build_object('created', false,
                              'submit', public.video_job_claim_submission(j.id, p_token_sha256_hex),
                              'job', to_jsonb(j));
  end if;
  insert into public.video_generation_jobs
    (user_id, client_request_id, retry_of, project_id, prompt, width, height, color_count, fps,
     options, provider, provider_model, cost_estimate_cents)
  values
    (p_user, p_request, (select v.id from public.video_generation_jobs v where v.id = p_retry_of and v.user_id = p_user),
     p_project, p_prompt, p_width, p_height, p_colors, p_fps,
     coalesce(p_options, '{}'), p_provider, p_model, coalesce(p_cost_estimate, 0))
  returning * into j;
  insert into private.video_job_callbacks (job_id, token_sha256) values (j.id, decode(p_token_sha256_hex, 'hex'));
  return jsonb_build_object('created', true, 'submit', true, 'job', to_jsonb(j));
end $$;

-- Takes the right to submit a job that the provider was too busy for. True for exactly one caller, from its time on;
-- the callback token is replaced, because the provider never saw the old one.
create function public.video_job_claim_submission(p_job uuid, p_token_sha256_hex text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.video_generation_jobs set submit_after = null
   where id = p_job and status = 'pending' and submit_after <= private.clock();
  if not found then return false; end if;
  update private.video_job_callbacks set token_sha256 = decode(p_token_sha256_hex, 'hex') where job_id = p_job;
  return true;
end $$;

-- The provider said that it is busy: the job stays pending and may be submitted again later.
create function public.video_job_postpone(p_job uuid, p_seconds integer) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.video_generation_jobs
     set submit_after = private.clock() + make_interval(secs => least(greatest(p_seconds, 1), 600))
   where id = p_job and status = 'pending' and provider_generation_id is null;
  return found;
end $$;

-- Ends what waits too long: 5 minutes without an answer to the submission, 30 minutes in all.
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
     and (j.created_at < v_now - interval '30 minutes'
          or (j.status = 'pending' and j.submit_after is null and j.updated_at < v_now - interval '5 minutes'));
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

-- The owner asks after a job. Answers null (not theirs) or {job, due}: `due` says that the caller is to ask the provider,
-- which one caller hears at most once in p_idle_seconds.
create function public.video_job_poll(p_user uuid, p_job uuid, p_idle_seconds integer default 5) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare j public.video_generation_jobs; v_now timestamptz := private.clock(); v_due boolean;
begin
  select * into j from public.video_generation_jobs where id = p_job and user_id = p_user for update;
  if not found then return null; end if;
  v_due := (j.status = 'pending' and j.submit_after <= v_now)
        or (j.status in ('pending', 'queued', 'dreaming', 'processing') and j.provider_generation_id is not null
            and coalesce(j.last_polled_at, j.created_at) <= v_now - make_interval(secs => p_idle_seconds));
  if v_due then
    update public.video_generation_jobs set last_polled_at = v_now where id = p_job;
  elsif j.status = 'pending' then
    perform private.video_jobs_time_out(p_job);
  end if;
  select * into j from public.video_generation_jobs where id = p_job;
  return jsonb_build_object('job', to_jsonb(j), 'due', coalesce(v_due, false));
end $$;

-- Live jobs that nobody has asked the provider about for a while, each handed to one caller only; a json array.
create function public.video_jobs_due(p_limit integer default 20, p_idle_seconds integer default 30) returns jsonb
language sql security definer set search_path = '' as $$
  with due as (
    select j.id from public.video_generation_jobs j
     where j.status in ('pending', 'queued', 'dreaming')
       and coalesce(j.last_polled_at, j.updated_at) <= private.clock() - make_interval(secs => p_idle_seconds)
       and (j.provider_generation_id is not null or j.submit_after <= private.clock())
     order by coalesce(j.last_polled_at, j.updated_at) limit p_limit for update skip locked
  ), claimed as (
    update public.video_generation_jobs j set last_polled_at = private.clock() from due where j.id = due.id returning j.*
  )
  select coalesce(jsonb_agg(to_jsonb(claimed) order by created_at), '[]') from claimed $$;

-- Every minute by pg_cron where there is one. Answers how many jobs it ended.
create function private.video_jobs_sweep() returns integer
language plpgsql security definer set search_path = '' as $$
declare v_now timestamptz := private.clock(); v_count integer; v_expired integer;
begin
  v_count := private.video_jobs_time_out();
  update public.video_generation_jobs set status = 'expired'
   where status in ('processing', 'completed', 'failed', 'canceled') and expires_at < v_now;
  get diagnostics v_expired = row_count;
  delete from public.video_generation_jobs where status = 'expired' and expires_at < v_now - interval '30 days';
  delete from private.rate_limits where window_start < v_now - interval '1 day';
  delete from private.video_webhook_events where received_at < v_now - interval '14 days';
  return v_count + v_expired;
end $$;

-- ---------------------------------------------------------------- rights
alter table public.video_generation_jobs enable row level security;
alter table public.video_quotas enable row level security;
revoke all on public.video_generation_jobs, public.video_quotas from public, anon, authenticated, service_role;
grant select on public.video_generation_jobs, public.video_quotas to authenticated;
grant insert (client_request_id, prompt, width, height, color_count, fps, project_id, options)
  on public.video_generation_jobs to authenticated;
grant update (status, frame_count, error_code, error_message) on public.video_generation_jobs to authenticated;
grant select, insert, update, delete on public.video_generation_jobs, public.video_quotas to service_role;
revoke all on all tables in schema private from public, anon, authenticated, service_role;

revoke all on all functions in schema private from public, anon, authenticated, service_role;
grant execute on function private.clock(), private.video_transition_ok(text, text, text) to authenticated, service_role;
revoke all on function public.video_job_start, public.video_job_claim_submission, public.video_job_postpone,
  public.video_job_apply, public.video_webhook_accept, public.video_webhook_settle, public.video_job_poll,
  public.video_jobs_due from public, anon, authenticated;
grant execute on function public.video_job_start, public.video_job_claim_submission, public.video_job_postpone,
  public.video_job_apply, public.video_webhook_accept, public.video_webhook_settle, public.video_job_poll,
  public.video_jobs_due to service_role;

create policy "Users can view own video jobs" on public.video_generation_jobs
  for select to authenticated using ((select auth.uid()) = user_id);
create policy "Users can create own pending video jobs" on public.video_generation_jobs
  for insert to authenticated with check ((select auth.uid()) = user_id and status = 'pending');
create policy "Users can finish or cancel own video jobs" on public.video_generation_jobs
  for update to authenticated using ((select auth.uid()) = user_id) with check ((select auth.uid()) = user_id);
create policy "Users can view own video quota" on public.video_quotas
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

-- --------------------------------------------------------------- pg_cron
do $$ begin
  if exists (select 1 from pg_catalog.pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron;
    perform cron.schedule('video-jobs-sweep', '* * * * *', 'select private.video_jobs_sweep()');
  end if;
end $$;
