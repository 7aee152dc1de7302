import type { Connection } from '../../shared/ipc.ts';
import type { Backend } from '../backend/backend.ts';
import type { SettingsStore } from '../settings.ts';
import { CloudError } from './cloudError.ts';
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
  onChange(listener: (connection: Connection) => void): () => void;
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

interface Open {
  readonly project: Project;
  readonly provider: Provider;
  readonly backend: Backend | null;
}

export function createCloud(options: CloudOptions): CloudClient {
  const listeners = new Set<(connection: Connection) => void>();
  let current: Promise<Open> | null = null;

  const tell = async (): Promise<Connection> => {
    const now = await connection();
    for (const listener of listeners) listener(now);
    return now;
  };
  const open = (): Promise<Open> => {
    if (current) return current;
    const opening = openCurrent(options, tell);
    current = opening;
    const forget = (): void => {
      if (current === opening) current = null;
    };
    // A backend that could not start, or ended, is started afresh at the next need.
    opening.then(({ backend }) => backend?.ended.then(forget), forget);
    return opening;
  };
  const connection = async (): Promise<Connection> => {
    const { supabaseUrl: url } = options.settings.read();
    if (url === '') return { kind: 'demo' };
    const { project } = await open();
    const email = await project.user();
    if (email === null) return { kind: 'signedOut', url };
    return { kind: 'signedIn', url, email, remembered: options.secrets.remembered };
  };
  const close = async (): Promise<void> => {
    const closing = current;
    current = null;
    const opened = await closing?.catch(() => null);
    await opened?.project.close();
    await opened?.backend?.stop();
  };
  const withProject = async (act: (project: Project) => Promise<void>): Promise<Connection> => {
    if (options.settings.read().supabaseUrl === '') {
      throw new CloudError('no_project', 'Enter the address and the key of a Supabase project first.');
    }
    await act((await open()).project);
    return tell();
  };
  return {
    connection,
    signIn: (email, password) => withProject((project) => project.signIn(email, password)),
    signUp: (email, password) => withProject((project) => project.signUp(email, password)),
    signOut: () => withProject((project) => project.signOut()),
    async reconnect() {
      await close();
      return tell();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async jobs() {
      const { project, provider } = await open();
      return { jobs: project.jobs, provider };
    },
    close,
  };
}

async function openCurrent(options: CloudOptions, changed: () => Promise<unknown>): Promise<Open> {
  const { supabaseUrl: url, supabaseKey: key } = options.settings.read();
  if (url === '') return openDemo(options);
  const project = openProject({ url, key, secrets: options.secrets, ...timingOf(options) });
  project.onChange(() => void changed().catch(() => {}));
  const own = new URL(url).host;
  return { project, backend: null, provider: { id: url, name: own, videoHosts: [...LUMA_HOSTS, own] } };
}

async function openDemo(options: CloudOptions): Promise<Open> {
  const backend = await options.startBackend();
  const { url, publishableKey: key, account } = backend;
  const project = openProject({ url, key, secrets: memorySecrets(), ...timingOf(options) });
  await project.signIn(account.email, account.password);
  return { project, backend, provider: { id: 'demo', name: DEMO_PROVIDER, videoHosts: [url] } };
}

/** Where Luma keeps finished videos. */
const LUMA_HOSTS = ['storage.cdn-luma.com', 'cdn-luma.com'];

function timingOf({ timing }: CloudOptions): { readonly timing?: JobFeedTiming } {
  return timing ? { timing } : {};
}
