-- How callbacks fare, for the user whose jobs they were about: private.video_webhook_metrics is the operator's alone.

-- By provider, of the caller's own jobs of the last 14 days, which is as long as callbacks are kept. Of what arrived, each
-- callback's first delivery was accepted, refused, or is unsettled (not looked at yet, or it could not be); the others are
-- repeated. Settled are the jobs whose end the provider told; of these polled, without a callback of that end.
create function public.video_callback_metrics()
returns table (provider text, arrived bigint, accepted bigint, refused bigint, unsettled bigint, repeated bigint,
               settled bigint, polled bigint)
language sql stable security definer set search_path = '' as $$
  with told as (
    select j.id, j.provider,
           j.ready_at is not null
             or (j.provider_generation_id is not null and j.error_code not in ('provider_timeout', 'submit_failed')) as settled
      from public.video_generation_jobs j
     where j.user_id = (select auth.uid()) and j.created_at > private.clock() - interval '14 days'
       and j.submitted_at is not null
  ), counted as (
    select t.provider, coalesce(t.settled, false) as settled, e.*
      from told t cross join lateral (
        select coalesce(sum(w.deliveries), 0) as arrived, count(*) as callbacks,
               count(*) filter (where w.outcome = 'applied') as accepted,
               count(*) filter (where w.outcome = 'refused') as refused,
               count(*) filter (where w.outcome <> 'refused' and w.state not in ('queued', 'dreaming')) as ends
          from private.video_webhook_events w where w.job_id = t.id) e
  )
  select c.provider, sum(c.arrived)::bigint, sum(c.accepted)::bigint, sum(c.refused)::bigint,
         sum(c.callbacks - c.accepted - c.refused)::bigint, sum(c.arrived - c.callbacks)::bigint,
         count(*) filter (where c.settled), count(*) filter (where c.settled and c.ends = 0)
    from counted c group by c.provider order by c.provider $$;

-- The one function with its owner's rights that a user may call: it takes nothing, and goes by who asks.
revoke all on function public.video_callback_metrics from public, anon, authenticated, service_role;
grant execute on function public.video_callback_metrics to authenticated;
