-- Files that belong to jobs: the mirrored video, and frames that a provider fetches by address. What is left of the
-- operator's money at a provider. Generations that were given up before their ids were known.

-- ------------------------------------------------------------------ files
-- Every file that was ever put, or was about to be put, into the bucket `videos`. It is noted here first, so that none
-- stays behind when its job is gone; only the Storage API may remove files, and the scheduler asks it to.
create table private.video_files (
  path      text primary key check (char_length(path) <= 500),   -- <user>/<job>.mp4, <user>/<job>-start.png
  job_id    uuid not null,                                       -- no reference: a file may outlive its job
  attempts  smallint not null default 1,                         -- to store it
  next_at   timestamptz not null default private.clock(),        -- when it may be tried again
  stored_at timestamptz,
  remove_at timestamptz not null
);
create index video_files_job_idx on private.video_files (job_id);
create index video_files_again_idx on private.video_files (next_at) where stored_at is null and attempts < 4;
create index video_files_remove_idx on private.video_files (remove_at);

create index video_jobs_unmirrored_idx on public.video_generation_jobs (ready_at)
  where status in ('processing', 'completed') and storage_path is null and luma_video_url is not null;
create index rate_limits_window_idx on private.rate_limits (window_start);

create function private.video_file_path(p_user uuid, p_job uuid, p_ending text) returns text
language sql immutable set search_path = '' as $$ select p_user::text || '/' || p_job::text || p_ending $$;

-- A file goes when its job expires or is deleted, be it with its user.
create function private.video_jobs_note_files() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' then
    update private.video_files set remove_at = least(remove_at, private.clock()) where job_id = old.id;
    return old;
  end if;
  update private.video_files set remove_at = new.expires_at
   where job_id = new.id and path = private.video_file_path(new.user_id, new.id, '.mp4');
  return new;
end $$;
create trigger video_jobs_files_gone before delete on public.video_generation_jobs
  for each row execute function private.video_jobs_note_files();
create trigger video_jobs_files_later after update of expires_at on public.video_generation_jobs
  for each row when (new.expires_at <> old.expires_at) execute function private.video_jobs_note_files();

-- Finished videos that are to be mirrored, or only that job's, each handed to one caller, and again after two, four and
-- eight minutes, four times at most; a json array of {id, path, provider, url}.
create function public.video_mirrors_due(p_limit integer default 3, p_job uuid default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare v_now timestamptz := private.clock(); v_due jsonb;
begin
  with due as (
    select j.id, j.provider, j.luma_video_url, j.expires_at,
           private.video_file_path(j.user_id, j.id, '.mp4') as path
      from public.video_generation_jobs j
      left join private.video_files f on f.path = private.video_file_path(j.user_id, j.id, '.mp4')
     where j.status in ('processing', 'completed') and j.storage_path is null and j.luma_video_url is not null
       and j.ready_at > v_now - interval '1 day' and (p_job is null or j.id = p_job)
       and (f.path is null or (f.attempts < 4 and f.next_at <= v_now))
     order by j.ready_at limit p_limit for update of j skip locked
  ), claimed as (
    insert into private.video_files as f (path, job_id, attempts, next_at, remove_at)
    select d.path, d.id, 1, v_now + interval '2 minutes', d.expires_at from due d
    on conflict (path) do update
      set attempts = f.attempts + 1, next_at = v_now + interval '2 minutes' * (1 << f.attempts)
    returning f.path
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'path', d.path, 'provider', d.provider,
                                               'url', d.luma_video_url)), '[]')
    into v_due from due d join claimed c on c.path = d.path;
  return v_due;
end $$;

-- The video lies in the bucket. False when nobody wants it any more; then it is removed soon.
create function public.video_mirror_settle(p_job uuid, p_path text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.video_generation_jobs set storage_path = p_path
   where id = p_job and status in ('processing', 'completed', 'failed', 'canceled');
  if found then
    update private.video_files set stored_at = private.clock() where path = p_path;
    return true;
  end if;
  update private.video_files set stored_at = private.clock(), remove_at = private.clock() where path = p_path;
  return false;
end $$;

-- A job's frames are about to be stored under these paths, for a day.
create function public.video_frames_note(p_job uuid, p_paths text[]) returns void
language sql security definer set search_path = '' as $$
  insert into private.video_files (path, job_id, stored_at, remove_at)
  select path, p_job, private.clock(), private.clock() + interval '1 day' from unnest(p_paths) path
  on conflict (path) do update set remove_at = excluded.remove_at $$;

-- Files whose time is over, each handed to one caller until they are settled, and again after five minutes; a json array
-- of paths.
create function public.video_files_due(p_limit integer default 100) returns jsonb
language sql security definer set search_path = '' as $$
  with due as (
    select f.path from private.video_files f where f.remove_at <= private.clock()
     order by f.remove_at limit p_limit for update skip locked
  ), claimed as (
    update private.video_files f set remove_at = private.clock() + interval '5 minutes'
      from due where f.path = due.path returning f.path
  )
  select coalesce(jsonb_agg(claimed.path), '[]') from claimed $$;

-- The Storage API has removed them.
create function public.video_files_settle(p_paths text[]) returns void
language sql security definer set search_path = '' as $$
  update public.video_generation_jobs j set storage_path = null
    from private.video_files f
   where f.path = any (p_paths) and j.id = f.job_id and j.storage_path = f.path and j.status = 'expired';
  delete from private.video_files where path = any (p_paths) $$;

-- The bucket is private: files are reached by their owner, or through addresses that a function has signed.
do $$ begin
  if pg_catalog.to_regclass('storage.buckets') is not null then
    insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
    values ('videos', 'videos', false, 52428800, array['video/mp4', 'image/png'])
    on conflict (id) do update set public = false;
    create policy "Users can view own videos" on storage.objects for select to authenticated
      using (bucket_id = 'videos' and (storage.foldername(name))[1] = (select auth.uid())::text);
  end if;
end $$;

-- ---------------------------------------------------- generations given up
-- Also those whose time ran out, and those that turned out to have been bought when nobody waited for them any more.
drop trigger video_jobs_cancellation on public.video_generation_jobs;
create trigger video_jobs_cancellation after update on public.video_generation_jobs
  for each row when (
    new.provider_generation_id is not null and old.status <> 'processing'
    and (new.status = 'canceled' or (new.status = 'failed' and new.error_code in ('provider_timeout', 'submit_failed')))
    and (old.status <> new.status or old.provider_generation_id is null))
  execute function private.video_jobs_note_cancellation();

-- ------------------------------------------------------------------ money
-- What the provider said is left, read now and then. No provider tells what one video has cost; how its balance falls
-- does, all together.
create table private.video_credits (
  provider text not null,
  read_at  timestamptz not null default private.clock(),
  cents    integer not null,
  primary key (provider, read_at)
);
alter table private.video_providers add column credit_at timestamptz;

-- Whether the caller, and nobody else, is to read the provider's balance now: once in a quarter of an hour.
create function public.video_credit_due(p_provider text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update private.video_providers p set credit_at = private.clock()
   where p.provider = p_provider
     and (p.credit_at is null or p.credit_at <= private.clock() - interval '15 minutes');
  return found;
end $$;

-- Readings that repeat the last one are not kept, so that a quiet day is one row.
create function public.video_credit_note(p_provider text, p_cents integer) returns void
language sql security definer set search_path = '' as $$
  insert into private.video_credits (provider, cents)
  select p_provider, p_cents
   where p_cents is distinct from (select c.cents from private.video_credits c where c.provider = p_provider
                                    order by c.read_at desc limit 1)
  on conflict do nothing $$;

-- By month and provider: videos bought, what they were to cost, what they are known to have cost, and by how much the
-- balance fell and was raised.
create view private.video_money as
with readings as (
  select c.provider, date_trunc('month', c.read_at, 'UTC') as month,
         lag(c.cents) over (partition by c.provider order by c.read_at) - c.cents as fell
    from private.video_credits c
), balance as (
  select r.provider, r.month, sum(greatest(r.fell, 0)) as spent_cents, sum(greatest(-r.fell, 0)) as added_cents
    from readings r group by r.provider, r.month
), bought as (
  select l.provider, date_trunc('month', l.bought_at, 'UTC') as month, count(*) as videos,
         sum(l.estimate_cents) as estimate_cents, sum(l.cost_cents) as known_cents
    from public.video_ledger l group by 1, 2
)
select month, provider, coalesce(b.videos, 0) as videos, coalesce(b.estimate_cents, 0) as estimate_cents, b.known_cents,
       a.spent_cents, a.added_cents
  from bought b full join balance a using (provider, month);

-- ------------------------------------------------------------------ sweep
-- Bounded, so that a long pause does not end in one long transaction; the next sweep goes on.
create or replace function private.video_jobs_sweep() returns integer
language plpgsql security definer set search_path = '' as $$
declare v_now timestamptz := private.clock(); v_count integer; v_expired integer; v_most constant integer := 5000;
begin
  v_count := private.video_jobs_time_out();
  update public.video_generation_jobs set status = 'expired'
   where id in (select j.id from public.video_generation_jobs j
                 where j.status in ('processing', 'completed', 'failed', 'canceled') and j.expires_at < v_now
                 order by j.expires_at limit v_most for update skip locked);
  get diagnostics v_expired = row_count;
  delete from public.video_generation_jobs
   where id in (select j.id from public.video_generation_jobs j
                 where j.status = 'expired' and j.expires_at < v_now - interval '30 days'
                 order by j.expires_at limit v_most for update skip locked);
  delete from private.video_job_frames f using public.video_generation_jobs j
   where j.id = f.job_id and j.status <> 'pending';
  delete from private.rate_limits where window_start < v_now - interval '1 day';
  delete from private.video_webhook_events where received_at < v_now - interval '14 days';
  delete from private.video_credits where read_at < v_now - interval '400 days';
  return v_count + v_expired;
end $$;

-- Why a job's time is over, as its error code; null while it is not. 5 minutes for an answer to the submission, 6 hours in
-- the queue, and 30 minutes for the video: these only when the provider was asked after them and still had none, so that a
-- video which nobody looked for in time is not lost; after 6 hours anyway.
create function private.video_job_lateness(j public.video_generation_jobs, p_now timestamptz) returns text
language sql stable set search_path = '' as $$
  select case
    when j.status = 'pending' and j.submit_after is not null then
      case when j.created_at < p_now - interval '6 hours' then 'provider_busy' end
    when j.status = 'pending' then
      case when coalesce(j.submitted_at, j.created_at) < p_now - interval '5 minutes'
            and j.updated_at < p_now - interval '5 minutes' then 'submit_failed' end
    when j.status in ('queued', 'dreaming') then
      case when coalesce(j.submitted_at, j.created_at) < p_now - interval '6 hours'
             or (coalesce(j.submitted_at, j.created_at) < p_now - interval '30 minutes'
                 and j.last_polled_at > coalesce(j.submitted_at, j.created_at) + interval '30 minutes')
           then 'provider_timeout' end
  end $$;

-- Ends what waits too long, or only that job if it does.
create or replace function private.video_jobs_time_out(p_job uuid default null) returns integer
language plpgsql security definer set search_path = '' as $$
declare v_now timestamptz := private.clock(); v_late uuid[] := array[p_job]; v_count integer;
begin
  if p_job is null then
    select array_agg(l.id) into v_late from (
      select j.id from public.video_generation_jobs j
       where j.status in ('pending', 'queued', 'dreaming')
         and coalesce(j.submitted_at, j.created_at) < v_now - interval '5 minutes'
         and private.video_job_lateness(j, v_now) is not null
       for update skip locked) l;
  end if;
  update public.video_generation_jobs j
     set status = 'failed', error_code = private.video_job_lateness(j, v_now),
         error_message = case private.video_job_lateness(j, v_now)
                           when 'provider_timeout' then 'The video provider did not finish in time.'
                           when 'provider_busy' then 'The video provider stayed too busy.'
                           else 'The request did not reach the video provider.' end
   where j.id = any (v_late) and private.video_job_lateness(j, v_now) is not null;
  get diagnostics v_count = row_count;
  return v_count;
end $$;

-- The tick calls the function also for files that are to be removed, or stored at another attempt.
create or replace function private.video_jobs_tick() returns integer
language plpgsql security definer set search_path = '' as $$
declare v_ended integer := private.video_jobs_sweep(); v_url text; v_key text;
begin
  if pg_catalog.to_regclass('vault.decrypted_secrets') is null or pg_catalog.to_regproc('net.http_post') is null
     or not (exists (select from public.video_generation_jobs where status in ('pending', 'queued', 'dreaming'))
             or exists (select from private.video_cancellations)
             or exists (select from private.video_files where remove_at <= private.clock())
             or exists (select from private.video_files
                         where stored_at is null and attempts < 4 and next_at <= private.clock())) then
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

-- As before, with an index for who was served when, and counts where only a count is wanted: a thousand jobs may wait,
-- and each of their owners asks.
create index video_jobs_served_idx on public.video_generation_jobs (user_id, provider, submitted_at)
  where submitted_at is not null;
create or replace function private.video_queue(p_provider text) returns table (job_id uuid, place bigint, ready boolean)
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
                        where j.user_id = u.user_id and j.provider = p_provider and j.submitted_at is not null) as at
      from (select distinct w.user_id from waiting w) u
  )
  select w.id, row_number() over (order by w.turn, s.at nulls first, w.created_at, w.id), w.ready
    from waiting w join served s on s.user_id = w.user_id $$;

create or replace function public.video_budget(p_user uuid, p_provider text) returns jsonb
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
  return jsonb_build_object('used', v_used, 'waiting', (
      select count(*) from public.video_generation_jobs w
       where w.provider = p_provider and w.status = 'pending' and w.submit_after is not null),
    'most', jsonb_build_object('active', q.max_active, 'day', q.max_per_day, 'cents', q.max_cents_per_month));
end $$;

create or replace function public.video_job_start(
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
              > (select count(*) from public.video_generation_jobs w
                  where w.provider = p_provider and w.status = 'pending' and w.submit_after <= v_now);
  insert into public.video_generation_jobs
    (user_id, client_request_id, retry_of, project_id, prompt, width, height, color_count, fps,
     options, provider, provider_model, cost_estimate_cents, submitted_at, submit_after)
  values
    (p_user, p_request, p_retry_of, p_project, p_prompt, p_width, p_height, p_colors, p_fps,
     coalesce(p_options, '{}'::jsonb), p_provider, p_model, coalesce(p_cost_estimate, 0),
     case when v_submit then v_now end, case when not v_submit then v_now end)
  returning * into j;
  insert into private.video_job_callbacks (job_id, token_sha256) values (j.id, decode(p_token_sha256_hex, 'hex'));
  if p_start_frame is not null or p_end_frame is not null then
    insert into private.video_job_frames values (j.id, p_start_frame, p_end_frame);
  end if;
  return jsonb_build_object('created', true, 'submit', v_submit, 'job', to_jsonb(j),
                            'queue', private.video_job_queue(j.id));
end $$;

-- Places of a long queue as they were a moment ago: each of its owners asks, and to order it takes a while.
create unlogged table private.video_queue_places (
  job_id   uuid primary key,
  provider text not null,
  place    bigint not null,
  taken_at timestamptz not null
);
create index video_queue_places_provider_idx on private.video_queue_places (provider);

-- A waiting job's place: exact among a hundred, at most five seconds old in a longer queue, where one caller at a time
-- counts anew and the others take what is there; who is not in it yet stands at the end.
create function private.video_queue_place(j public.video_generation_jobs, p_waiting bigint) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
declare v_now timestamptz := private.clock(); v_place bigint;
begin
  if p_waiting <= 100 then
    return (select q.place from private.video_queue(j.provider) q where q.job_id = j.id);
  end if;
  select p.place into v_place from private.video_queue_places p
   where p.job_id = j.id and p.taken_at > v_now - interval '5 seconds';
  if v_place is null and not exists (select from private.video_queue_places p
                                      where p.provider = j.provider and p.taken_at > v_now - interval '5 seconds')
     and pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('video_queue:' || j.provider, 0)) then
    delete from private.video_queue_places where provider = j.provider;
    insert into private.video_queue_places (job_id, provider, place, taken_at)
    select q.job_id, j.provider, q.place, v_now from private.video_queue(j.provider) q on conflict (job_id) do nothing;
  end if;
  return coalesce(v_place, (select p.place from private.video_queue_places p where p.job_id = j.id), p_waiting);
end $$;

create or replace function private.video_job_queue(p_job uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  j public.video_generation_jobs; p private.video_providers; v_place bigint; v_waiting bigint;
  v_duration numeric; v_per_second numeric; v_beyond bigint; v_hold numeric;
begin
  select * into j from public.video_generation_jobs v
   where v.id = p_job and v.status = 'pending' and v.submit_after is not null;
  if not found then return null; end if;
  select * into p from private.video_providers v where v.provider = j.provider;
  select count(*) into v_waiting from public.video_generation_jobs w
   where w.provider = j.provider and w.status = 'pending' and w.submit_after is not null;
  v_place := private.video_queue_place(j, v_waiting);
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

-- The owner asks after a job. Answers null (not theirs) or {job, due, queue}: `due` says that the caller is to ask the
-- provider, which one caller hears at most once in p_idle_seconds, or, if the job waits, to move the queue: there is room,
-- or there are jobs that nobody asked after for a minute and that may be done.
create or replace function public.video_job_poll(p_user uuid, p_job uuid, p_idle_seconds integer default 5)
returns jsonb language plpgsql security definer set search_path = '' as $$
declare j public.video_generation_jobs; v_now timestamptz := private.clock(); v_due boolean;
begin
  select * into j from public.video_generation_jobs where id = p_job and user_id = p_user for update;
  if not found then return null; end if;
  if j.status = 'pending' and j.submit_after <= v_now then
    v_due := private.video_provider_room(j.provider) > 0
          or (select coalesce(o.last_polled_at, o.updated_at) from public.video_generation_jobs o
               where o.status in ('pending', 'queued', 'dreaming') and o.provider_generation_id is not null
               order by coalesce(o.last_polled_at, o.updated_at) limit 1) <= v_now - interval '1 minute';
  else
    v_due := j.status in ('pending', 'queued', 'dreaming', 'processing') and j.provider_generation_id is not null
         and coalesce(j.last_polled_at, j.created_at) <= v_now - make_interval(secs => p_idle_seconds);
  end if;
  if v_due then
    update public.video_generation_jobs set last_polled_at = v_now where id = p_job;
  elsif j.status = 'pending' then
    perform private.video_jobs_time_out(p_job);
  end if;
  select * into j from public.video_generation_jobs where id = p_job;
  return jsonb_build_object('job', to_jsonb(j), 'due', coalesce(v_due, false), 'queue', private.video_job_queue(p_job));
end $$;

-- As before, with the types said.
create or replace function public.video_jobs_dispatch(p_token_sha256_hexes text[])
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_provider text; v_job uuid; j public.video_generation_jobs; v_now timestamptz := private.clock();
  v_most integer := coalesce(cardinality(p_token_sha256_hexes), 0); v_taken jsonb := '[]'::jsonb; v_count integer := 0;
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
        (select to_jsonb(f) - 'job_id' from private.video_job_frames f where f.job_id = v_job), '{}'::jsonb));
    end loop;
  end loop;
  return v_taken;
end $$;

-- ----------------------------------------------------------------- rights
revoke all on private.video_files, private.video_credits, private.video_money, private.video_queue_places
  from public, anon, authenticated, service_role;
revoke all on function private.video_file_path, private.video_jobs_note_files, private.video_job_lateness,
  private.video_queue_place
  from public, anon, authenticated, service_role;
revoke all on function public.video_mirrors_due, public.video_mirror_settle, public.video_frames_note,
  public.video_files_due, public.video_files_settle, public.video_credit_due, public.video_credit_note
  from public, anon, authenticated;
grant execute on function public.video_mirrors_due, public.video_mirror_settle, public.video_frames_note,
  public.video_files_due, public.video_files_settle, public.video_credit_due, public.video_credit_note
  to service_role;
