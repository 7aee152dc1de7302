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
import type { CloudClient } from './cloudClient.ts';
import { CloudError, unreachable } from './cloudError.ts';
import { ConnectionNews } from './connectionNews.ts';
import { type Open, openDemo, openHosted, openOwnKey, type Timing } from './connections.ts';
import type { JobFeedTiming } from './jobFeed.ts';
import { createProviderKeys, type ProviderKeys } from './keys.ts';
import { codeIn, DEEP_LINK } from './landing.ts';
import { OpenConnection } from './openConnection.ts';
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

/** Longest wait for a connection's state in milliseconds. */
const SLOW = 3000;

export function createCloud(options: CloudOptions): CloudClient {
  return new Cloud(options);
}

class Cloud implements CloudClient {
  readonly #options: CloudOptions;
  readonly #keys: ProviderKeys;
  readonly #browser: BrowserVisit;
  readonly #news = new ConnectionNews(() => void this.check());
  readonly #connection: OpenConnection;

  constructor(options: CloudOptions) {
    this.#options = options;
    this.#browser = createBrowserVisit(options.browser ?? null);
    this.#keys = createProviderKeys(options.secrets, options.environment ?? {});
    this.#connection = new OpenConnection(
      () => this.#openChosen(),
      (notice) => options.onNotice?.(notice),
    );
  }

  async connection(): Promise<Connection> {
    const { supabaseUrl: url } = this.#options.settings.read();
    const found = this.#now();
    const { promise: answer, resolve, reject } = Promise.withResolvers<Connection>();
    // Windows open with this answer; what comes out later is told.
    const timer = setTimeout(() => {
      resolve({ kind: 'unreachable', url, error: failureOf(unreachable(new Error('It has not answered yet.'))) });
      this.#news.forget();
    }, SLOW);
    found.then((now) => resolve(this.#news.note(now)), reject);
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
    return (await this.#connection.open()).project.signInWays();
  }

  async sendCode(email: string): Promise<void> {
    await (await this.#connection.open()).project.sendCode(email, DEEP_LINK);
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
      const found = await (await this.#connection.open()).check(check);
      return found === null ? { kind: 'unknown' } : { kind: 'good', found };
    } catch (error) {
      return { kind: 'bad', error: failureOf(error) };
    }
  }

  async budgetChanged(): Promise<void> {
    const { generator, monthlyCents } = this.#options.settings.read();
    if (generator === 'ownKey') (await this.#connection.opened())?.backend?.limitBudget(monthlyCents);
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
    const opened = await this.#connection.opened();
    if (opened === null || opened.backend !== null) return;
    opened.reached = false;
    await this.#tell();
  }

  async wake(): Promise<void> {
    const opened = await this.#connection.opened();
    opened?.project.rebuild();
    await this.check();
  }

  onChange(listener: (connection: Connection) => void): () => void {
    return this.#news.onChange(listener);
  }

  providerId(): string {
    const { generator } = this.#options.settings.read();
    return generator === 'project' ? this.#url() : EMBEDDED_IDS[generator];
  }

  async jobs(): Promise<{ readonly jobs: VideoJobs; readonly provider: Provider }> {
    const { project, jobs, provider, backend } = await this.#connection.open();
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

  async #openChosen(): Promise<Open> {
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
      const opened = await this.#connection.open();
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
    return this.#news.note(await this.#now());
  }

  async #withProject(act: (project: Project) => Promise<void>): Promise<Connection> {
    if (this.#options.settings.read().generator !== 'project') throw noProject();
    await act((await this.#connection.open()).project);
    return this.#tell();
  }

  async #close(why: string): Promise<void> {
    this.#browser.cancel();
    this.#news.rest();
    await this.#connection.close(why);
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
