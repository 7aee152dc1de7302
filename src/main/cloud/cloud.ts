import type {
  BrowserSignIn,
  CheckOutcome,
  Connection,
  ConnectionCheck,
  KeyProvider,
  SignInWays,
} from '../../shared/connection.ts';
import type { Failure, Quote } from '../../shared/ipc.ts';
import type { Usage, UsageMonth } from '../../shared/usage.ts';
import type { Backend, BackendNotice } from '../backend/backend.ts';
import type { OwnProvider } from '../backend/ownProvider.ts';
import { connectionOf, type SettingsStore } from '../settings.ts';
import { type Browser, type BrowserVisit, createBrowserVisit } from './browserVisit.ts';
import { CloudError, unreachable } from './cloudError.ts';
import { closeOpen, type Open, openDemo, openHosted, openOwnKey, type Timing } from './connections.ts';
import type { JobFeedTiming } from './jobFeed.ts';
import { createProviderKeys, type ProviderKeys } from './keys.ts';
import { codeIn, DEEP_LINK } from './landing.ts';
import type { Project, VideoJobs } from './project.ts';
import { EMBEDDED_IDS, type Provider, providerName } from './providers.ts';
import type { Secrets } from './secrets.ts';

export interface CloudOptions {
  readonly settings: Pick<SettingsStore, 'read'>;
  /** Where sessions and providers' keys are kept. */
  readonly secrets: Secrets;
  /** May hold providers' keys and settings; see OwnProvider. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /**
   * Starts the embedded backend, with the demo generator or for the artist's own keys; called at the first need, and
   * again after one that ended.
   */
  readonly startBackend: (own?: OwnProvider) => Promise<Backend>;
  readonly timing?: JobFeedTiming;
  /** Hears how an embedded backend started. */
  readonly onNotice?: (notice: BackendNotice) => void;
  /** The system's browser; without one nobody signs in through it. */
  readonly browser?: Browser;
}

/** Where prompts go by the settings: the demo generator, a provider by the artist's own key, or a Supabase project. */
export interface CloudClient {
  connection(): Promise<Connection>;
  signIn(email: string, password: string): Promise<Connection>;
  signUp(email: string, password: string): Promise<Connection>;
  signOut(): Promise<Connection>;
  signInWays(): Promise<SignInWays>;
  sendCode(email: string): Promise<void>;
  signInWithCode(email: string, code: string): Promise<Connection>;
  /** Goes through the system's browser. */
  signInWithBrowser(way: BrowserSignIn): Promise<Connection>;
  cancelBrowserSignIn(): void;
  /** Takes in a deep link that nobody waits for: the link in a message with a code. */
  arrive(link: URL): Promise<void>;
  keepProviderKey(provider: KeyProvider, key: string): Promise<Connection>;
  /** What was made over the present connection; null when that cannot be known now. */
  usage(): Promise<Usage | null>;
  /** Sets the signed-in user's own limit for a month; null takes it away. Answers what counts now. @throws CloudError */
  limitSpending(cents: number | null): Promise<UsageMonth>;
  /** Looks at one part of the present connection. */
  checkConnection(check: ConnectionCheck): Promise<CheckOutcome>;
  budgetChanged(): Promise<void>;
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

/** Longest wait for a connection's state in milliseconds. */
const SLOW = 3000;
/** How often a project that did not answer is tried again, in milliseconds. */
const TRY_AGAIN = 20_000;

export function createCloud(options: CloudOptions): CloudClient {
  return new Cloud(options);
}

class Cloud implements CloudClient {
  readonly #options: CloudOptions;
  readonly #keys: ProviderKeys;
  readonly #browser: BrowserVisit;
  readonly #listeners = new Set<(connection: Connection) => void>();
  #current: Promise<Open> | null = null;
  /** The end of the one before; two backends on one folder would not share their jobs. */
  #closed: Promise<void> = Promise.resolve();
  #told = '';
  #again: NodeJS.Timeout | undefined;

  constructor(options: CloudOptions) {
    this.#options = options;
    this.#browser = createBrowserVisit(options.browser ?? null);
    this.#keys = createProviderKeys(options.secrets, options.environment ?? {});
  }

  async connection(): Promise<Connection> {
    const { supabaseUrl: url } = this.#options.settings.read();
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

  async signInWays(): Promise<SignInWays> {
    return (await this.#open()).project.signInWays();
  }

  async sendCode(email: string): Promise<void> {
    await (await this.#open()).project.sendCode(email, DEEP_LINK);
  }

  signInWithCode(email: string, code: string): Promise<Connection> {
    return this.#withProject((project) => project.signInWithCode(email, code));
  }

  signInWithBrowser(way: BrowserSignIn): Promise<Connection> {
    return this.#withProject((project) => this.#browser.signIn(project, way));
  }

  cancelBrowserSignIn(): void {
    this.#browser.cancel();
  }

  async arrive(link: URL): Promise<void> {
    const code = codeIn(link);
    await this.#withProject((project) => project.signInWithRedirect(code));
  }

  async keepProviderKey(provider: KeyProvider, key: string): Promise<Connection> {
    await this.#keys.keep(provider, key);
    const { generator } = this.#options.settings.read();
    // A backend that runs has the old one.
    return generator === 'ownKey' ? this.reconnect() : this.connection();
  }

  async usage(): Promise<Usage | null> {
    try {
      return await (await this.jobs()).jobs.usage();
    } catch (error) {
      if (error instanceof CloudError) return null;
      throw error;
    }
  }

  async limitSpending(cents: number | null): Promise<UsageMonth> {
    return (await this.jobs()).jobs.limitSpending(cents);
  }

  async checkConnection(check: ConnectionCheck): Promise<CheckOutcome> {
    try {
      const found = await (await this.#open()).check(check);
      return found === null ? { kind: 'unknown' } : { kind: 'good', found };
    } catch (error) {
      return { kind: 'bad', error: failureOf(error) };
    }
  }

  async budgetChanged(): Promise<void> {
    const { generator, monthlyCents } = this.#options.settings.read();
    if (generator === 'ownKey') (await this.#opened())?.backend?.limitBudget(monthlyCents);
  }

  async reconnect(): Promise<Connection> {
    await this.#close('Another connection was chosen. Switch back to go on with this job.');
    return this.#tell();
  }

  async quote(): Promise<Quote | null> {
    try {
      const { jobs } = await this.jobs();
      const { provider, cents, capabilities } = await jobs.quoteVideo();
      return { provider: providerName(provider), cents, capabilities };
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
    const { generator } = this.#options.settings.read();
    return generator === 'project' ? this.#url() : EMBEDDED_IDS[generator];
  }

  async jobs(): Promise<{ readonly jobs: VideoJobs; readonly provider: Provider }> {
    const { project, jobs, provider, backend } = await this.#open();
    if (backend && (await project.user()) === null) {
      await project.signIn(backend.account.email, backend.account.password);
    }
    return { jobs, provider };
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
    const opening = this.#closed.then(() => this.#openCurrent());
    this.#current = opening;
    const forget = (): void => {
      if (this.#current === opening) this.#current = null;
    };
    opening.then(async ({ backend, project }) => {
      if (backend === null) return;
      for (const notice of backend.notices) this.#options.onNotice?.(notice);
      await backend.ended;
      // A backend that ended by itself is started afresh at the next need.
      forget();
      await project.close(new CloudError('backend_failed', 'The generator on this computer has stopped. Try again.'));
    }, forget);
    return opening;
  }

  async #openCurrent(): Promise<Open> {
    const { settings, secrets, startBackend, timing: pace } = this.#options;
    const { generator, keyProvider, monthlyCents, supabaseKey } = settings.read();
    const timing: Timing = pace ? { timing: pace } : {};
    switch (generator) {
      case 'demo':
        return openDemo(startBackend, timing);
      case 'ownKey':
        if (!(await this.#keys.has(keyProvider)))
          throw new CloudError('no_key', 'Enter the key of the provider first.');
        return openOwnKey(await this.#keys.forBackend(keyProvider, monthlyCents), startBackend, timing);
      case 'project': {
        const url = this.#url();
        if (url === '') throw noProject();
        const opened = openHosted(url, supabaseKey, secrets, timing);
        opened.project.onChange(() => void this.#tell());
        return opened;
      }
    }
  }

  async #now(): Promise<Connection> {
    const { settings } = this.#options;
    const chosen = connectionOf(settings.read());
    const found = await this.#find();
    // The settings may have changed while the network was asked.
    return chosen === connectionOf(settings.read()) ? found : this.#now();
  }

  async #find(): Promise<Connection> {
    const { generator, keyProvider: provider } = this.#options.settings.read();
    if (generator === 'demo') return { kind: 'demo' };
    if (generator === 'project') return this.#findProject(this.#url());
    if (!(await this.#keys.has(provider))) return { kind: 'noKey', provider };
    return { kind: 'ownKey', provider, remembered: this.#options.secrets.remembered };
  }

  async #findProject(url: string): Promise<Connection> {
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
    if (this.#options.settings.read().generator !== 'project') throw noProject();
    await act((await this.#open()).project);
    return this.#tell();
  }

  async #close(why: string): Promise<void> {
    this.#browser.cancel();
    clearTimeout(this.#again);
    const closing = this.#current;
    this.#current = null;
    if (closing) this.#closed = this.#closed.then(() => closeOpen(closing, new CloudError('other_connection', why)));
    await this.#closed;
  }
}

function noProject(): CloudError {
  return new CloudError('no_project', 'Enter the address and the key of a Supabase project first.');
}

function failureOf(error: unknown): Failure {
  return error instanceof CloudError
    ? { code: error.code, message: error.message }
    : { code: 'internal', message: String(error) };
}
