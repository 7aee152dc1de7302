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

revoke all on function public.video_jobs_unanswered from public, anon, authenticated;
grant execute on function public.video_jobs_unanswered to service_role;
