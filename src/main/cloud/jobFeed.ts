import type { SupabaseClient } from '@supabase/supabase-js';
import {
  isLive,
  type QueuePlace,
  type VideoJob,
  type VideoJobChange,
} from '../../../supabase/functions/_shared/job.ts';
import { CloudError } from './cloudError.ts';
import { type JobChannel, openJobChannel } from './jobChannel.ts';
import { getVideoJob, refreshVideoJob } from './videoJobs.ts';

export interface JobFeedTiming {
  /** How long a live job may be silent before the server is asked, in milliseconds; doubles up to `longestQuiet`. */
  readonly quiet: number;
  readonly longestQuiet: number;
}

export const USUAL_TIMING: JobFeedTiming = { quiet: 15_000, longestQuiet: 60_000 };

/** Hears of a job, and where it stands while it waits for its turn at the provider. */
export type JobListener = (job: VideoJob, queue: QueuePlace | null) => void;

export interface JobFeed {
  /**
   * Hears of every change of a job, newest state first known; ends by itself when the job has.
   * @returns a function that stops listening
   */
  subscribe(jobId: string, onUpdate: JobListener, onError: (error: unknown) => void): () => void;
  /** The computer slept or changed networks: connects anew and looks at every job. */
  rebuild(): void;
  /** Tells everybody who still listens why. */
  close(reason: CloudError): void;
}

interface Watcher {
  readonly jobId: string;
  readonly onUpdate: JobListener;
  readonly onError: (error: unknown) => void;
  job: VideoJob | null;
  queue: QueuePlace | null;
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
  return new Feed(client, userId, timing);
}

class Feed implements JobFeed {
  readonly #client: SupabaseClient;
  readonly #userId: string;
  readonly #timing: JobFeedTiming;
  readonly #watchers = new Set<Watcher>();
  #channel: JobChannel | null = null;

  constructor(client: SupabaseClient, userId: string, timing: JobFeedTiming) {
    this.#client = client;
    this.#userId = userId;
    this.#timing = timing;
  }

  subscribe(jobId: string, onUpdate: JobListener, onError: (error: unknown) => void): () => void {
    const { quiet } = this.#timing;
    const watcher: Watcher = { jobId, onUpdate, onError, job: null, queue: null, quiet, timer: undefined };
    this.#watchers.add(watcher);
    this.#channel ??= openJobChannel(this.#client, this.#userId, {
      onChange: (change) => this.#hear(change),
      onJoined: () => this.#lookAtAll(),
      onSignedOut: (error) => this.close(error),
    });
    void this.#look(watcher, 'row');
    this.#waitForSilence(watcher);
    return () => {
      if (this.#watchers.has(watcher)) this.#drop(watcher);
    };
  }

  rebuild(): void {
    this.#channel?.rebuild();
    this.#lookAtAll();
  }

  close(reason: CloudError): void {
    for (const watcher of [...this.#watchers]) this.#fail(watcher, reason);
  }

  #hear(change: VideoJobChange): void {
    for (const watcher of [...this.#watchers]) {
      if (watcher.jobId !== change.id) continue;
      // The broadcast carries no prompt; the row read at the start does.
      if (watcher.job) this.#take(watcher, { ...change, prompt: watcher.job.prompt });
      else void this.#look(watcher, 'row');
    }
  }

  #lookAtAll(): void {
    for (const watcher of [...this.#watchers]) void this.#look(watcher, 'row');
  }

  /** Reads the row, or has the server ask the provider, which also tells the place in the queue. */
  async #look(watcher: Watcher, how: 'row' | 'provider'): Promise<void> {
    try {
      const { job, queue = null } =
        how === 'row'
          ? { job: await getVideoJob(this.#client, watcher.jobId) }
          : await refreshVideoJob(this.#client, watcher.jobId);
      if (job === null) return this.#fail(watcher, new CloudError('job_gone', 'The job is no longer there.'));
      this.#take(watcher, job);
      if (how === 'provider') this.#moveUp(watcher, queue);
    } catch (error) {
      // The network comes and goes; the next look tells.
      if (error instanceof CloudError && FINAL.has(error.code)) this.#fail(watcher, error);
    }
  }

  #take(watcher: Watcher, job: VideoJob): void {
    if (!this.#watchers.has(watcher) || (watcher.job !== null && job.rev <= watcher.job.rev)) return;
    watcher.job = job;
    watcher.quiet = this.#timing.quiet;
    if (job.status !== 'pending') watcher.queue = null;
    if (isLive(job.status)) this.#waitForSilence(watcher);
    else this.#drop(watcher);
    watcher.onUpdate(job, watcher.queue);
  }

  /** A place in the queue changes without a change of the row. */
  #moveUp(watcher: Watcher, queue: QueuePlace | null): void {
    if (!this.#watchers.has(watcher) || watcher.job?.status !== 'pending') return;
    // Nobody else tells where it stands.
    watcher.quiet = this.#timing.quiet;
    if (JSON.stringify(queue) === JSON.stringify(watcher.queue)) return;
    watcher.queue = queue;
    watcher.onUpdate(watcher.job, queue);
  }

  #waitForSilence(watcher: Watcher): void {
    clearTimeout(watcher.timer);
    watcher.timer = setTimeout(async () => {
      watcher.quiet = Math.min(watcher.quiet * 2, this.#timing.longestQuiet);
      // A job whose video is ready waits for ourselves; the provider has nothing more to tell.
      await this.#look(watcher, watcher.job?.status === 'processing' ? 'row' : 'provider');
      if (this.#watchers.has(watcher)) this.#waitForSilence(watcher);
    }, watcher.quiet);
  }

  #fail(watcher: Watcher, error: unknown): void {
    if (!this.#watchers.has(watcher)) return;
    this.#drop(watcher);
    watcher.onError(error);
  }

  #drop(watcher: Watcher): void {
    this.#watchers.delete(watcher);
    clearTimeout(watcher.timer);
    if (this.#watchers.size > 0) return;
    this.#channel?.close();
    this.#channel = null;
  }
}
