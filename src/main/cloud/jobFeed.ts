import type { SupabaseClient } from '@supabase/supabase-js';
import { isLive, type VideoJob, type VideoJobChange } from '../../../supabase/functions/_shared/job.ts';
import { CloudError } from './cloudError.ts';
import { type JobChannel, openJobChannel } from './jobChannel.ts';
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
  /** The computer slept or changed networks: connects anew and looks at every job. */
  rebuild(): void;
  /** Tells everybody who still listens why. */
  close(reason: CloudError): void;
}

interface Watcher {
  readonly jobId: string;
  readonly onUpdate: (job: VideoJob) => void;
  readonly onError: (error: unknown) => void;
  job: VideoJob | null;
  quiet: number;
  timer: NodeJS.Timeout | undefined;
}

/** What a look at a job will not get over by itself. */
const FINAL: ReadonlySet<string> = new Set(['unauthorized', 'not_found', 'not_deployed']);

/**
 * One private channel per user tells of all jobs. Broadcasts may be missed, doubled or late, so a row is taken only if
 * its `rev` is newer, every (re)connection is followed by a look at the table, and a job that stays silent is asked after.
 */
export function createJobFeed(client: SupabaseClient, userId: string, timing: JobFeedTiming = USUAL_TIMING): JobFeed {
  const watchers = new Set<Watcher>();
  let channel: JobChannel | null = null;

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
    clearTimeout(watcher.timer);
    if (watchers.size > 0) return;
    channel?.close();
    channel = null;
  };

  const fail = (watcher: Watcher, error: unknown): void => {
    if (!watchers.has(watcher)) return;
    drop(watcher);
    watcher.onError(error);
  };

  const look = async (watcher: Watcher, how: typeof getVideoJob): Promise<void> => {
    try {
      const job = await how(client, watcher.jobId);
      if (job) take(watcher, job);
      else fail(watcher, new CloudError('job_gone', 'The job is no longer there.'));
    } catch (error) {
      // The network comes and goes; the next look tells.
      if (error instanceof CloudError && FINAL.has(error.code)) fail(watcher, error);
    }
  };

  const lookAtAll = (): void => {
    for (const watcher of [...watchers]) void look(watcher, getVideoJob);
  };

  const waitForSilence = (watcher: Watcher): void => {
    clearTimeout(watcher.timer);
    watcher.timer = setTimeout(async () => {
      watcher.quiet = Math.min(watcher.quiet * 2, timing.longestQuiet);
      // A job whose video is ready waits for ourselves; the provider has nothing more to tell.
      await look(watcher, watcher.job?.status === 'processing' ? getVideoJob : refreshVideoJob);
      if (watchers.has(watcher)) waitForSilence(watcher);
    }, watcher.quiet);
  };

  const heard = (change: VideoJobChange): void => {
    for (const watcher of [...watchers]) {
      if (watcher.jobId !== change.id) continue;
      // The broadcast carries no prompt; the row read at the start does.
      if (watcher.job) take(watcher, { ...change, prompt: watcher.job.prompt });
      else void look(watcher, getVideoJob);
    }
  };

  const failAll = (error: CloudError): void => {
    for (const watcher of [...watchers]) fail(watcher, error);
  };

  return {
    subscribe(jobId, onUpdate, onError) {
      const watcher: Watcher = { jobId, onUpdate, onError, job: null, quiet: timing.quiet, timer: undefined };
      watchers.add(watcher);
      channel ??= openJobChannel(client, userId, { onChange: heard, onJoined: lookAtAll, onSignedOut: failAll });
      void look(watcher, getVideoJob);
      waitForSilence(watcher);
      return () => {
        if (watchers.has(watcher)) drop(watcher);
      };
    },
    rebuild() {
      channel?.rebuild();
      lookAtAll();
    },
    close: failAll,
  };
}
