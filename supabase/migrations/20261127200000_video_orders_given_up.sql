-- An order that its owner gives up while it is on its way to the provider may be bought all the same. It counts until the
-- answer is written down, or can no longer come, so that giving up makes no room beyond the quota.

create or replace function private.video_jobs_enforce_quota() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := private.clock();
  v_quota public.video_quotas;
  v_active integer; v_day integer; v_cents bigint; v_most integer;
begin
  perform private.video_jobs_lock(new.user_id);
  insert into public.video_quotas (user_id) values (new.user_id) on conflict do nothing;
  select * into v_quota from public.video_quotas where user_id = new.user_id;
  v_most := least(v_quota.max_cents_per_month, v_quota.own_cents_per_month);
  -- What ended without ever reaching the provider costs nothing and counts for nothing; an order that was given up on
  -- its way may have reached it, which is known half a minute later.
  select count(*) filter (where j.status in ('pending', 'queued', 'dreaming')
                            or (j.status = 'canceled' and j.provider_generation_id is null)),
         count(*) filter (where j.created_at > v_now - interval '1 day'),
         coalesce(sum(coalesce(j.cost_cents, j.cost_estimate_cents))
                  filter (where j.created_at >= date_trunc('month', v_now, 'UTC')), 0)
    into v_active, v_day, v_cents
    from public.video_generation_jobs j
   where j.user_id = new.user_id
     and j.created_at > v_now - interval '32 days'
     and not (j.status in ('failed', 'canceled', 'expired') and j.provider_generation_id is null
              and not (j.status = 'canceled' and coalesce(j.submitted_at > v_now - interval '1 minute', false)));
  if v_active >= v_quota.max_active then
    raise exception 'At most % generations may run at the same time.', v_quota.max_active
      using errcode = 'P0001', hint = 'quota_active';
  elsif v_day >= v_quota.max_per_day then
    raise exception 'At most % generations may be started in 24 hours.', v_quota.max_per_day
      using errcode = 'P0001', hint = 'quota_day';
  elsif v_cents + new.cost_estimate_cents > v_most then
    raise exception 'This month''s budget of % cents does not cover this generation.', v_most
      using errcode = 'P0001', hint = 'quota_budget';
  elsif not private.take_rate_limit(new.user_id, 'video-generate', v_quota.max_per_minute, interval '1 minute') then
    raise exception 'At most % generations may be started in a minute.', v_quota.max_per_minute
      using errcode = 'P0001', hint = 'rate_limited';
  end if;
  return new;
end $$;

-- As before, counted as the quota trigger counts.
create or replace function public.video_budget(p_user uuid, p_provider text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare v_now timestamptz := private.clock(); q public.video_quotas; v_used jsonb;
begin
  insert into public.video_quotas (user_id) values (p_user) on conflict do nothing;
  select * into q from public.video_quotas where user_id = p_user;
  select jsonb_build_object(
      'active', count(*) filter (where j.status in ('pending', 'queued', 'dreaming')
                                 or (j.status = 'canceled' and j.provider_generation_id is null)),
      'day', count(*) filter (where j.created_at > v_now - interval '1 day'),
      'cents', coalesce(sum(coalesce(j.cost_cents, j.cost_estimate_cents))
                        filter (where j.created_at >= date_trunc('month', v_now, 'UTC')), 0))
    into v_used
    from public.video_generation_jobs j
   where j.user_id = p_user and j.created_at > v_now - interval '32 days'
     and not (j.status in ('failed', 'canceled', 'expired') and j.provider_generation_id is null
              and not (j.status = 'canceled' and coalesce(j.submitted_at > v_now - interval '1 minute', false)));
  return jsonb_build_object('used', v_used, 'waiting', (
      select count(*) from public.video_generation_jobs w
       where w.provider = p_provider and w.status = 'pending' and w.submit_after is not null),
    'most', jsonb_build_object('active', q.max_active, 'day', q.max_per_day,
                               'cents', least(q.max_cents_per_month, q.own_cents_per_month)),
    'cap_cents', q.max_cents_per_month);
end $$;
