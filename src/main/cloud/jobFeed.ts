import type { RealtimeChannel, SupabaseClient } from '@supabase/supabase-js';
import { isLive, jobsTopic, type VideoJob, type VideoJobChange } from '../../../supabase/functions/_shared/job.ts';
import { getVideoJob, refreshVideoJob } from './videoJobs.ts';

export interface JobFeedTiming {
  /** How long a live job may be silent before the server is asked, in milliseconds; doubles up to `longestQuiet`. */
  readonly quiet: number;
  readonly longestQuiet: number;
}

export const USUAL_TIMING: JobFeedTiming = { quiet: 15_000, longestQuiet: 60_000 };

export interface JobFeed {
  /**
   * Hears of every change of a job, newest state first known; ends by itself when the job has.
   * @returns a function that stops listening
   */
  subscribe(jobId: string, onUpdate: (job: VideoJob) => void, onError: (error: unknown) => void): () => void;
  close(): Promise<void>;
}

interface Watcher {
  readonly jobId: string;
  readonly onUpdate: (job: VideoJob) => void;
  readonly onError: (error: unknown) => void;
  job: VideoJob | null;
  quiet: number;
  timer: NodeJS.Timeout | null;
}

/**
 * One private channel per user tells of all jobs. Broadcasts may be missed, doubled or late, so a row is taken only if
 * its `rev` is newer, every (re)connection is followed by a look at the table, and a job that stays silent is asked after.
 */
export function createJobFeed(client: SupabaseClient, userId: string, timing: JobFeedTiming = USUAL_TIMING): JobFeed {
  const watchers = new Set<Watcher>();
  let channel: RealtimeChannel | null = null;
  let closed = false;

  const take = (watcher: Watcher, job: VideoJob): void => {
    if (!watchers.has(watcher) || (watcher.job !== null && job.rev <= watcher.job.rev)) return;
    watcher.job = job;
    watcher.quiet = timing.quiet;
    if (isLive(job.status)) waitForSilence(watcher);
    else drop(watcher);
    watcher.onUpdate(job);
  };

  const drop = (watcher: Watcher): void => {
    watchers.delete(watcher);
    if (watcher.timer) clearTimeout(watcher.timer);
    if (watchers.size === 0) leave();
  };

  const look = async (watcher: Watcher, how: typeof getVideoJob): Promise<void> => {
    try {
      const job = await how(client, watcher.jobId);
      if (job) take(watcher, job);
      else if (watchers.has(watcher)) {
        drop(watcher);
        watcher.onError(new Error('The job is no longer there.'));
      }
    } catch {
      // The network comes and goes; the next look tells.
    }
  };

  const waitForSilence = (watcher: Watcher): void => {
    if (watcher.timer) clearTimeout(watcher.timer);
    watcher.timer = setTimeout(async () => {
      watcher.quiet = Math.min(watcher.quiet * 2, timing.longestQuiet);
      // A job whose video is ready waits for ourselves; the provider has nothing more to tell.
      await look(watcher, watcher.job?.status === 'processing' ? getVideoJob : refreshVideoJob);
      if (watchers.has(watcher)) waitForSilence(watcher);
    }, watcher.quiet);
    watcher.timer.unref();
  };

  const join = (): void => {
    if (channel || closed) return;
    const joined = client.channel(jobsTopic(userId), { config: { private: true } });
    channel = joined;
    const heard = ({ payload }: { payload: unknown }): void => {
      if (!isChange(payload)) return;
      for (const watcher of [...watchers]) {
        // The broadcast carries no prompt; the row read at the start does.
        if (watcher.jobId === payload.id && watcher.job) take(watcher, { ...payload, prompt: watcher.job.prompt });
        else if (watcher.jobId === payload.id) void look(watcher, getVideoJob);
      }
    };
    joined.on('broadcast', { event: 'job_insert' }, heard).on('broadcast', { event: 'job_update' }, heard);
    joined.subscribe((status) => {
      if (status === 'SUBSCRIBED') for (const watcher of [...watchers]) void look(watcher, getVideoJob);
      if (status === 'CLOSED' && channel === joined && !closed) rejoin(joined);
    });
  };

  /** The server closed the channel, as it does when the token has expired. */
  const rejoin = (old: RealtimeChannel): void => {
    channel = null;
    void client.removeChannel(old);
    setTimeout(async () => {
      await client.realtime.setAuth();
      if (watchers.size > 0) join();
    }, 1000).unref();
  };

  const leave = (): void => {
    const old = channel;
    channel = null;
    if (old) void client.removeChannel(old);
  };

  return {
    subscribe(jobId, onUpdate, onError) {
      const watcher: Watcher = { jobId, onUpdate, onError, job: null, quiet: timing.quiet, timer: null };
      watchers.add(watcher);
      join();
      void look(watcher, getVideoJob);
      waitForSilence(watcher);
      return () => drop(watcher);
    },
    async close() {
      closed = true;
      for (const watcher of [...watchers]) drop(watcher);
      leave();
    },
  };
}

function isChange(payload: unknown): payload is VideoJobChange {
  return typeof payload === 'object' && payload !== null && 'id' in payload && 'rev' in payload && 'status' in payload;
}
