import { createClient, type Provider, type SupabaseClient } from '@supabase/supabase-js';
import type { GenerateAccepted, GenerateRequest, VideoJob } from '../../../supabase/functions/_shared/job.ts';
import type { ConnectionCheck, SignInWays } from '../../shared/connection.ts';
import type { Usage, UsageMonth } from '../../shared/usage.ts';
import { checkProject } from './checkProject.ts';
import { CloudError, unauthorized, unreachable } from './cloudError.ts';
import { createJobFeed, type JobFeed, type JobFeedTiming, type JobListener } from './jobFeed.ts';
import type { QuotedVideo } from './quoteShape.ts';
import { reachProject } from './reachProject.ts';
import type { Secrets } from './secrets.ts';
import { sessionOf } from './session.ts';
import { signInWaysOf } from './signInWays.ts';
import { monthOf, usageOf } from './usage.ts';
import {
  endVideoJob,
  generateVideo,
  getVideoJob,
  type JobEnd,
  type JobName,
  limitSpending,
  quoteVideo,
  refreshVideoJob,
} from './videoJobs.ts';

/** The jobs of the user who is signed in to one Supabase project, hosted or embedded. */
export interface VideoJobs {
  /** The project's address; jobs are looked for only where they were started. */
  readonly url: string;
  quoteVideo(): Promise<QuotedVideo>;
  /** What this user made and what it cost. */
  usage(): Promise<Usage>;
  /** Sets this user's own limit for a month in US cents, or takes it away with null; answers what counts now. */
  limitSpending(cents: number | null): Promise<UsageMonth>;
  generateVideo(request: GenerateRequest): Promise<GenerateAccepted>;
  /** Calls back with every change of a job until it ends or the returned function is called. */
  subscribeToVideoJob(jobId: string, onUpdate: JobListener, onError: (error: unknown) => void): () => void;
  getVideoJob(jobId: string): Promise<VideoJob | null>;
  /** The same after the provider has been asked again; renews an expired video address. */
  refreshVideoJob(jobId: string): Promise<VideoJob>;
  endVideoJob(job: JobName, end: JobEnd): Promise<void>;
}

/** One Supabase project and the session in it. */
export interface Project {
  readonly jobs: VideoJobs;
  /** @throws CloudError that says why the project cannot be used */
  reach(): Promise<void>;
  /** Looks at one part of the project; see checkProject. */
  check(check: ConnectionCheck): Promise<string | null>;
  /** The signed-in user's e-mail; null when nobody is. @throws CloudError `unreachable` */
  user(): Promise<string | null>;
  signIn(email: string, password: string): Promise<void>;
  signUp(email: string, password: string): Promise<void>;
  signOut(): Promise<void>;
  /** What the project lets people sign in with. @throws CloudError */
  signInWays(): Promise<SignInWays>;
  /** Sends a code for one sign-in; the message may hold a link too, which leads to `redirectTo`. */
  sendCode(email: string, redirectTo: string): Promise<void>;
  signInWithCode(email: string, code: string): Promise<void>;
  /** Where the browser is to begin; it comes back to `redirectTo` with a code for signInWithRedirect. */
  browserAddress(way: string, redirectTo: string): Promise<string>;
  /** Exchanges the code, which is of no use to anybody but who made the address (PKCE, RFC 7636). */
  signInWithRedirect(code: string): Promise<void>;
  /** Hears when somebody signed in or out, or a session could not be renewed. */
  onChange(listener: () => void): () => void;
  /** The computer slept or changed networks. */
  rebuild(): void;
  /** Ends it; whoever follows a job is told why. */
  close(reason: CloudError): Promise<void>;
}

export interface ProjectOptions {
  readonly url: string;
  readonly key: string;
  readonly secrets: Secrets;
  readonly timing?: JobFeedTiming;
}

/** Longest wait for an answer in milliseconds; to submit a prompt takes a provider some seconds. */
const PATIENCE = 60_000;

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
    global: { fetch: fetchPatiently },
  });
  let feed: { readonly userId: string; readonly feed: JobFeed } | null = null;
  let closed: CloudError | null = null;
  const leaveFeed = (reason: CloudError): void => {
    feed?.feed.close(reason);
    feed = null;
  };
  const assertOpen = (): void => {
    if (closed) throw closed;
  };
  const feedOf = (userId: string): JobFeed => {
    assertOpen();
    if (feed && feed.userId !== userId) leaveFeed(unauthorized());
    feed ??= { userId, feed: createJobFeed(client, userId, timing) };
    return feed.feed;
  };
  return {
    jobs: jobsOf(client, url, feedOf, assertOpen),
    reach: () => reachProject(url, key),
    check: (check) => checkProject({ client, url, key }, check),
    async user() {
      const session = await sessionOf(client);
      return session && (session.user.email ?? session.user.id);
    },
    signIn: async (email, password) => check(await client.auth.signInWithPassword({ email, password })),
    async signUp(email, password) {
      const answer = await client.auth.signUp({ email, password });
      check(answer);
      if (answer.data.session === null) {
        throw new CloudError('confirm_email', 'Open the link in the e-mail that was sent to you, then sign in.');
      }
    },
    async signOut() {
      leaveFeed(unauthorized());
      await client.auth.signOut({ scope: 'local' });
    },
    ...otherSignIns(client, url, key),
    onChange(listener) {
      const { data } = client.auth.onAuthStateChange((event) => {
        if (event === 'SIGNED_IN' || event === 'SIGNED_OUT') listener();
      });
      return () => data.subscription.unsubscribe();
    },
    rebuild: () => feed?.feed.rebuild(),
    async close(reason) {
      closed = reason;
      leaveFeed(reason);
      await client.auth.stopAutoRefresh();
      await client.removeAllChannels();
    },
  };
}

type OtherSignIns = Pick<
  Project,
  'signInWays' | 'sendCode' | 'signInWithCode' | 'browserAddress' | 'signInWithRedirect'
>;

/** All ways in but the password. */
function otherSignIns({ auth }: SupabaseClient, url: string, key: string): OtherSignIns {
  return {
    signInWays: () => signInWaysOf(url, key),
    async sendCode(email, redirectTo) {
      check(await auth.signInWithOtp({ email, options: { shouldCreateUser: true, emailRedirectTo: redirectTo } }));
    },
    signInWithCode: async (email, token) => check(await auth.verifyOtp({ email, token, type: 'email' })),
    async browserAddress(way, redirectTo) {
      const provider = way as Provider;
      const answer = await auth.signInWithOAuth({ provider, options: { redirectTo, skipBrowserRedirect: true } });
      check(answer);
      return answer.data.url ?? '';
    },
    signInWithRedirect: async (code) => check(await auth.exchangeCodeForSession(code)),
  };
}

/** A server that takes a request and never answers must not hold anything up for ever. */
const fetchPatiently: typeof fetch = (input, init) => {
  const limit = AbortSignal.timeout(PATIENCE);
  return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit });
};

function jobsOf(
  client: SupabaseClient,
  url: string,
  feedOf: (userId: string) => JobFeed,
  assertOpen: () => void,
): VideoJobs {
  return {
    url,
    quoteVideo: () => quoteVideo(client),
    usage: () => usageOf(client),
    async limitSpending(cents) {
      await limitSpending(client, cents);
      return monthOf(await quoteVideo(client));
    },
    async generateVideo(request) {
      assertOpen();
      return generateVideo(client, request);
    },
    subscribeToVideoJob(jobId, onUpdate, onError) {
      let stop = (): void => {};
      let stopped = false;
      sessionOf(client)
        .then((session) => {
          if (stopped) return;
          if (session === null) throw unauthorized();
          stop = feedOf(session.user.id).subscribe(jobId, onUpdate, onError);
        })
        .catch((error: unknown) => stopped || onError(error));
      return () => {
        stopped = true;
        stop();
      };
    },
    getVideoJob: (jobId) => getVideoJob(client, jobId),
    refreshVideoJob: async (jobId) => (await refreshVideoJob(client, jobId)).job,
    endVideoJob: (job, end) => endVideoJob(client, job, end),
  };
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
  const refused = error.status === 401 ? 'wrong_key' : 'sign_in_failed';
  throw new CloudError(error.code ?? refused, error.message);
}
