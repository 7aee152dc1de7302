import type { Connection, Failure, Quote } from '../../shared/ipc.ts';
import type { Backend } from '../backend/backend.ts';
import type { SettingsStore } from '../settings.ts';
import { CloudError, unreachable } from './cloudError.ts';
import type { JobFeedTiming } from './jobFeed.ts';
import { openProject, type Project, type VideoJobs } from './project.ts';
import { memorySecrets, type Secrets } from './secrets.ts';

export interface CloudOptions {
  readonly settings: Pick<SettingsStore, 'read'>;
  /** Where sessions are kept. */
  readonly secrets: Secrets;
  /** Starts the embedded backend; called at the first need, and again after one that ended. */
  readonly startBackend: () => Promise<Backend>;
  readonly timing?: JobFeedTiming;
}

/** Where prompts go: the Supabase project of the settings, or the embedded backend when none is named. */
export interface CloudClient {
  connection(): Promise<Connection>;
  signIn(email: string, password: string): Promise<Connection>;
  signUp(email: string, password: string): Promise<Connection>;
  signOut(): Promise<Connection>;
  reconnect(): Promise<Connection>;
  /** What a video would cost whoever is signed in; null when that cannot be known now. */
  quote(): Promise<Quote | null>;
  /** Finds out again whether the project answers: something hinted that it does not. */
  check(): Promise<void>;
  /** The computer slept or changed networks. */
  wake(): Promise<void>;
  /** Hears of every connection that is another one than before. */
  onChange(listener: (connection: Connection) => void): () => void;
  /** Whose jobs are asked for at present, without asking anybody: a Provider's id. */
  providerId(): string;
  /** The jobs of whoever is signed in; on the embedded backend that is done without asking. */
  jobs(): Promise<{ readonly jobs: VideoJobs; readonly provider: Provider }>;
  close(): Promise<void>;
}

export interface Provider {
  /** Where a job belongs to, over restarts: the address of its project, or 'demo'. */
  readonly id: string;
  readonly name: string;
  /** The only addresses from which videos are fetched: whole origins, or host names for https. */
  readonly videoHosts: readonly string[];
}

export const DEMO_PROVIDER = 'Demo generator';
const DEMO = 'demo';
/** What the providers behind the functions are called. */
const PROVIDER_NAMES: Readonly<Record<string, string>> = {
  demo: DEMO_PROVIDER,
  luma: 'Luma',
  'luma-agents': 'Luma',
  fal: 'fal',
};
/** Where Luma and fal keep finished videos; hosts below them count too. */
const PROVIDER_HOSTS = ['cdn-luma.com', 'fal.media'];
/** Longest wait for a connection's state in milliseconds. */
const SLOW = 3000;
/** How often a project that did not answer is tried again, in milliseconds. */
const TRY_AGAIN = 20_000;

interface Open {
  readonly project: Project;
  readonly provider: Provider;
  readonly backend: Backend | null;
  /** Whether the project has answered; it is not asked for that at every turn. */
  reached: boolean;
}

export function createCloud(options: CloudOptions): CloudClient {
  return new Cloud(options);
}

class Cloud implements CloudClient {
  readonly #options: CloudOptions;
  readonly #listeners = new Set<(connection: Connection) => void>();
  #current: Promise<Open> | null = null;
  /** The end of the one before; two backends on one folder would not share their jobs. */
  #closed: Promise<void> = Promise.resolve();
  #told = '';
  #again: NodeJS.Timeout | undefined;

  constructor(options: CloudOptions) {
    this.#options = options;
  }

  async connection(): Promise<Connection> {
    const url = this.#url();
    const found = this.#now();
    const { promise: answer, resolve, reject } = Promise.withResolvers<Connection>();
    // Windows open with this answer; what comes out later is told.
    const timer = setTimeout(() => {
      resolve({ kind: 'unreachable', url, error: failureOf(unreachable(new Error('It has not answered yet.'))) });
      this.#told = '';
    }, SLOW);
    found.then((now) => resolve(this.#note(now)), reject);
    return answer.finally(() => clearTimeout(timer));
  }

  signIn(email: string, password: string): Promise<Connection> {
    return this.#withProject((project) => project.signIn(email, password));
  }

  signUp(email: string, password: string): Promise<Connection> {
    return this.#withProject((project) => project.signUp(email, password));
  }

  signOut(): Promise<Connection> {
    return this.#withProject((project) => project.signOut());
  }

  async reconnect(): Promise<Connection> {
    await this.#close('Another connection was chosen. Switch back to go on with this job.');
    return this.#tell();
  }

  async quote(): Promise<Quote | null> {
    try {
      const { jobs } = await this.jobs();
      const { provider, cents, capabilities } = await jobs.quoteVideo();
      return { provider: PROVIDER_NAMES[provider] ?? provider, cents, capabilities };
    } catch (error) {
      // Signed out, out of reach, or a server of an older version.
      if (error instanceof CloudError) return null;
      throw error;
    }
  }

  async check(): Promise<void> {
    const opened = await this.#opened();
    if (opened === null || opened.backend !== null) return;
    opened.reached = false;
    await this.#tell();
  }

  async wake(): Promise<void> {
    const opened = await this.#opened();
    opened?.project.rebuild();
    await this.check();
  }

  onChange(listener: (connection: Connection) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  providerId(): string {
    return this.#url() || DEMO;
  }

  async jobs(): Promise<{ readonly jobs: VideoJobs; readonly provider: Provider }> {
    const { project, provider, backend } = await this.#open();
    if (backend && (await project.user()) === null) {
      await project.signIn(backend.account.email, backend.account.password);
    }
    return { jobs: project.jobs, provider };
  }

  async close(): Promise<void> {
    await this.#close('The program ends.');
  }

  #url(): string {
    return this.#options.settings.read().supabaseUrl.replace(/\/+$/, '');
  }

  /** What is open, without opening anything. */
  async #opened(): Promise<Open | null> {
    return this.#current?.catch(() => null) ?? null;
  }

  #open(): Promise<Open> {
    if (this.#current) return this.#current;
    const opening = this.#closed.then(() => openCurrent(this.#options, this.#url(), () => void this.#tell()));
    this.#current = opening;
    const forget = (): void => {
      if (this.#current === opening) this.#current = null;
    };
    opening.then(async ({ backend, project }) => {
      if (backend === null) return;
      await backend.ended;
      // A backend that ended by itself is started afresh at the next need.
      forget();
      await project.close(new CloudError('backend_failed', 'The demo generator has stopped. Try again.'));
    }, forget);
    return opening;
  }

  async #now(): Promise<Connection> {
    const url = this.#url();
    if (url === '') return { kind: 'demo' };
    const found = await this.#find(url);
    // The settings may have changed while the network was asked.
    return url === this.#url() ? found : this.#now();
  }

  async #find(url: string): Promise<Connection> {
    try {
      const opened = await this.#open();
      if (!opened.reached) await opened.project.reach();
      opened.reached = true;
      const email = await opened.project.user();
      if (email === null) return { kind: 'signedOut', url };
      return { kind: 'signedIn', url, email, remembered: this.#options.secrets.remembered };
    } catch (error) {
      return { kind: 'unreachable', url, error: failureOf(error) };
    }
  }

  async #tell(): Promise<Connection> {
    return this.#note(await this.#now());
  }

  #note(now: Connection): Connection {
    clearTimeout(this.#again);
    if (now.kind === 'unreachable') {
      this.#again = setTimeout(() => void this.check(), TRY_AGAIN);
      this.#again.unref();
    }
    const text = JSON.stringify(now);
    if (text !== this.#told) {
      this.#told = text;
      for (const listener of this.#listeners) listener(now);
    }
    return now;
  }

  async #withProject(act: (project: Project) => Promise<void>): Promise<Connection> {
    if (this.#url() === '') {
      throw new CloudError('no_project', 'Enter the address and the key of a Supabase project first.');
    }
    await act((await this.#open()).project);
    return this.#tell();
  }

  async #close(why: string): Promise<void> {
    clearTimeout(this.#again);
    const closing = this.#current;
    this.#current = null;
    if (closing) this.#closed = this.#closed.then(() => closeOpen(closing, new CloudError('other_connection', why)));
    await this.#closed;
  }
}

async function openCurrent(options: CloudOptions, url: string, changed: () => void): Promise<Open> {
  if (url === '') return openDemo(options);
  const { secrets } = options;
  const project = openProject({ url, key: options.settings.read().supabaseKey, secrets, ...timingOf(options) });
  project.onChange(changed);
  const { host, origin, protocol } = new URL(url);
  // The settings let plain http through for this computer only.
  const videoHosts = [...PROVIDER_HOSTS, protocol === 'https:' ? host : origin];
  return { project, backend: null, provider: { id: url, name: host, videoHosts }, reached: false };
}

async function openDemo(options: CloudOptions): Promise<Open> {
  const backend = await options.startBackend();
  const { url, publishableKey: key } = backend;
  const project = openProject({ url, key, secrets: memorySecrets(), ...timingOf(options) });
  return { project, backend, provider: { id: DEMO, name: DEMO_PROVIDER, videoHosts: [url] }, reached: true };
}

async function closeOpen(opening: Promise<Open>, reason: CloudError): Promise<void> {
  const opened = await opening.catch(() => null);
  await opened?.project.close(reason);
  await opened?.backend?.stop();
}

function timingOf({ timing }: CloudOptions): { readonly timing?: JobFeedTiming } {
  return timing ? { timing } : {};
}

function failureOf(error: unknown): Failure {
  return error instanceof CloudError
    ? { code: error.code, message: error.message }
    : { code: 'internal', message: String(error) };
}
