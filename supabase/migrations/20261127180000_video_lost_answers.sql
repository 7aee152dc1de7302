-- Answers that were lost, of the provider to an order and of the database to a function.

-- Orders of which nobody knows whether the provider took them, that nobody looked for in so many seconds, each handed to
-- one caller only; a json array of jobs. A provider that lists its generations can be asked for them.
create function public.video_jobs_unanswered(p_limit integer default 20, p_idle_seconds integer default 30) returns jsonb
language sql security definer set search_path = '' as $$
  with due as (
    select j.id from public.video_generation_jobs j
     where j.status = 'pending' and j.submit_after is null and j.submitted_at is not null
       and j.provider_generation_id is null
       and coalesce(j.last_polled_at, j.submitted_at) <= private.clock() - make_interval(secs => p_idle_seconds)
     order by j.submitted_at limit p_limit for update skip locked
  ), claimed as (
    update public.video_generation_jobs j set last_polled_at = private.clock() from due where j.id = due.id returning j.*
  )
  select coalesce(jsonb_agg(to_jsonb(claimed) order by submitted_at), '[]'::jsonb) from claimed $$;

-- As before; but a caller who did not hear the answer, and asks again with the same fresh token, is told once more to
-- submit the job: nobody else was.
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
    v_submit := j.status = 'pending' and j.submitted_at is not null and j.submit_after is null
      and j.provider_generation_id is null
      and exists (select from private.video_job_callbacks c
                   where c.job_id = j.id and c.token_sha256 = decode(p_token_sha256_hex, 'hex'));
    return jsonb_build_object('created', v_submit, 'submit', v_submit, 'job', to_jsonb(j),
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

-- As before; but a caller who did not hear the answer, and asks again with the same fresh tokens, is given the same jobs.
create or replace function public.video_jobs_dispatch(p_token_sha256_hexes text[])
returns jsonb language plpgsql security definer set search_path = '' as $$
declare
  v_provider text; v_job uuid; j public.video_generation_jobs; v_now timestamptz := private.clock();
  v_most integer := coalesce(cardinality(p_token_sha256_hexes), 0); v_taken jsonb := '[]'::jsonb; v_count integer := 0;
begin
  select coalesce(jsonb_agg(to_jsonb(t.job) || coalesce(to_jsonb(f) - 'job_id', '{}'::jsonb)
                            order by array_position(p_token_sha256_hexes, encode(c.token_sha256, 'hex'))), '[]'::jsonb)
    into v_taken
    from (select v as job from public.video_generation_jobs v
           where v.status = 'pending' and v.submit_after is null and v.provider_generation_id is null
             and v.submitted_at is not null and coalesce(v.submitted_at, v.created_at) > v_now - interval '1 minute') t
    join private.video_job_callbacks c on c.job_id = (t.job).id
     and c.token_sha256 = any (select decode(hex, 'hex') from unnest(p_token_sha256_hexes) hex)
    left join private.video_job_frames f on f.job_id = c.job_id;
  if v_taken <> '[]'::jsonb then return v_taken; end if;
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

revoke all on function public.video_jobs_unanswered from public, anon, authenticated;
grant execute on function public.video_jobs_unanswered to service_role;
