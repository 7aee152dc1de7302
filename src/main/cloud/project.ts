import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { GenerateAccepted, GenerateRequest, VideoJob } from '../../../supabase/functions/_shared/job.ts';
import { CloudError, unreachable } from './cloudError.ts';
import { createJobFeed, type JobFeed, type JobFeedTiming } from './jobFeed.ts';
import type { Secrets } from './secrets.ts';
import { endVideoJob, generateVideo, getVideoJob, type JobEnd, refreshVideoJob } from './videoJobs.ts';

/** The jobs of the user who is signed in to one Supabase project, hosted or embedded. */
export interface VideoJobs {
  /** The project's address; jobs are looked for only where they were started. */
  readonly url: string;
  generateVideo(request: GenerateRequest): Promise<GenerateAccepted>;
  /** Calls back with every change of a job until it ends or the returned function is called. */
  subscribeToVideoJob(jobId: string, onUpdate: (job: VideoJob) => void, onError: (error: unknown) => void): () => void;
  getVideoJob(jobId: string): Promise<VideoJob | null>;
  /** The same after the provider has been asked again; renews an expired video address. */
  refreshVideoJob(jobId: string): Promise<VideoJob>;
  endVideoJob(jobId: string, end: JobEnd): Promise<void>;
}

/** One Supabase project and the session in it. */
export interface Project {
  readonly jobs: VideoJobs;
  /** The signed-in user's e-mail; null when nobody is. */
  user(): Promise<string | null>;
  signIn(email: string, password: string): Promise<void>;
  signUp(email: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  /** Hears when somebody signed in or out, or a session could not be renewed. */
  onChange(listener: () => void): () => void;
  close(): Promise<void>;
}

export interface ProjectOptions {
  readonly url: string;
  readonly key: string;
  readonly secrets: Secrets;
  readonly timing?: JobFeedTiming;
}

/** Opens a project with the session that was kept, if any. Nothing is asked of the network yet. */
export function openProject({ url, key, secrets, timing }: ProjectOptions): Project {
  const client = createClient(url, key, {
    auth: {
      storage: {
        getItem: (name) => secrets.get(name),
        setItem: (name, value) => secrets.set(name, value),
        removeItem: (name) => secrets.remove(name),
      },
      storageKey: `session:${url}`,
      flowType: 'pkce',
      detectSessionInUrl: false,
    },
  });
  let feed: { readonly userId: string; readonly feed: JobFeed } | null = null;
  const feedOf = (userId: string): JobFeed => {
    if (feed?.userId === userId) return feed.feed;
    void feed?.feed.close();
    feed = { userId, feed: createJobFeed(client, userId, timing) };
    return feed.feed;
  };
  return {
    jobs: jobsOf(client, url, feedOf),
    user: async () => (await sessionOf(client))?.user.email ?? null,
    signIn: async (email, password) => check(await client.auth.signInWithPassword({ email, password })),
    async signUp(email, password) {
      const answer = await client.auth.signUp({ email, password });
      check(answer);
      if (answer.data.session === null) {
        throw new CloudError('confirm_email', 'Open the link in the e-mail that was sent to you, then sign in.');
      }
    },
    async signOut() {
      await client.auth.signOut({ scope: 'local' });
      await feed?.feed.close();
      feed = null;
    },
    onChange(listener) {
      const { data } = client.auth.onAuthStateChange((event) => {
        if (event === 'SIGNED_IN' || event === 'SIGNED_OUT') listener();
      });
      return () => data.subscription.unsubscribe();
    },
    async close() {
      await feed?.feed.close();
      await client.auth.stopAutoRefresh();
      await client.removeAllChannels();
      await client.realtime.disconnect();
    },
  };
}

function jobsOf(client: SupabaseClient, url: string, feedOf: (userId: string) => JobFeed): VideoJobs {
  return {
    url,
    async generateVideo(request) {
      if ((await sessionOf(client)) === null) throw new CloudError('unauthorized', 'Sign in to generate a sprite.');
      return generateVideo(client, request);
    },
    subscribeToVideoJob(jobId, onUpdate, onError) {
      let stop = (): void => {};
      let stopped = false;
      sessionOf(client).then((session) => {
        if (stopped) return;
        if (session === null) onError(new CloudError('unauthorized', 'Sign in to follow this job.'));
        else stop = feedOf(session.user.id).subscribe(jobId, onUpdate, onError);
      }, onError);
      return () => {
        stopped = true;
        stop();
      };
    },
    getVideoJob: (jobId) => getVideoJob(client, jobId),
    refreshVideoJob: (jobId) => refreshVideoJob(client, jobId),
    endVideoJob: (jobId, end) => endVideoJob(client, jobId, end),
  };
}

async function sessionOf(client: SupabaseClient) {
  const { data } = await client.auth.getSession();
  return data.session;
}

function check({
  error,
}: {
  readonly error: {
    readonly code?: string | undefined;
    readonly message: string;
    readonly status?: number | undefined;
  } | null;
}): void {
  if (error === null) return;
  if (error.status === undefined || error.status === 0 || error.status >= 500) throw unreachable(error);
  throw new CloudError(error.code ?? 'sign_in_failed', error.message);
}
