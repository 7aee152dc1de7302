import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Session } from './cdp/connection.ts';
import type { TargetInfo } from './cdp/protocol.ts';
import { type Chromium, type ChromiumOptions, sandboxFlags, startChromium, whenProfileIsFree } from './chromium.ts';
import { MAPPED_URLS } from './mappedUrls.ts';

export interface OpenedWindow {
  readonly targetId: string;
  readonly windowId: number;
  readonly session: Session;
}

export interface RequestPattern {
  readonly urlPattern: string;
  readonly requestStage: 'Request' | 'Response';
}

/** The one Chromium of this process. */
export class Browser {
  #chromium: Chromium | undefined;
  #options: ChromiumOptions | undefined;
  #patterns: readonly RequestPattern[] = [];
  #ending = false;

  get visible(): boolean {
    return this.#options?.visible ?? false;
  }

  /** Whether another client, such as Playwright, drives the pages too. */
  get driven(): boolean {
    return this.#options?.port !== undefined;
  }

  /** The session of the browser itself; throws before start. */
  get root(): Session {
    if (this.#chromium === undefined) throw new Error('Chromium has not been started yet.');
    return this.#chromium.connection.root;
  }

  /** Starts Chromium and returns its version; `ended` is called when it ends without having been asked to. */
  async start(options: ChromiumOptions, ended: () => void): Promise<string> {
    this.#options = options;
    await whenProfileIsFree(options.profile);
    this.#chromium = startChromium(options);
    this.#chromium.process.once('exit', () => {
      if (!this.#ending) ended();
    });
    this.#chromium.process.once('error', () => ended());
    const [version] = await Promise.all([
      this.root.send('Browser.getVersion'),
      this.root.send('Target.setDiscoverTargets', { discover: true }),
      this.interceptRequests(this.#patterns),
    ]);
    return version.product.replace(/^.*\//, '');
  }

  /** Own schemes and documents always come by Fetch.requestPaused; `more` are further patterns for it. */
  async interceptRequests(more: readonly RequestPattern[]): Promise<void> {
    this.#patterns = more;
    if (this.#chromium === undefined) return;
    const documents = { urlPattern: '*', resourceType: 'Document' as const };
    await this.root.send('Fetch.enable', { patterns: [{ urlPattern: MAPPED_URLS }, documents, ...more] });
  }

  /** Opens a window that shows nothing but its background colour. */
  async openWindow(width: number, height: number, background: string): Promise<OpenedWindow> {
    const targetId = await (this.visible ? this.#openVisible(background) : this.#openHidden());
    const { sessionId } = await this.root.send('Target.attachToTarget', { targetId, flatten: true });
    const { windowId } = await this.root.send('Browser.getWindowForTarget', { targetId });
    await this.root.send('Browser.setContentsSize', { windowId, width, height });
    if (this.#chromium === undefined) throw new Error('Chromium has ended.');
    return { targetId, windowId, session: this.#chromium.connection.session(sessionId) };
  }

  /** Lets Chromium store what it has to and end; takes at most two seconds. */
  async close(): Promise<void> {
    const child = this.#chromium?.process;
    this.#ending = true;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const patience = setTimeout(() => child.kill('SIGKILL'), 2000);
    await this.root.send('Browser.close').catch(() => {});
    await ended;
    clearTimeout(patience);
  }

  async #openHidden(): Promise<string> {
    const { targetId } = await this.root.send('Target.createTarget', { url: 'about:blank', newWindow: true });
    return targetId;
  }

  /**
   * Only the command line opens a window without tabs and address bar. A second Chromium of the same profile hands its
   * command line to the first and ends; the window is recognised by what its first page is called.
   */
  async #openVisible(background: string): Promise<string> {
    if (this.#options === undefined) throw new Error('Chromium has not been started yet.');
    const { executable, profile } = this.#options;
    const page = `data:text/html,${encodeURIComponent(`<body style="background:${background}"><!--${randomUUID()}-->`)}`;
    const opened = this.#targetShowing(page);
    spawn(executable, [...sandboxFlags(), `--user-data-dir=${profile}`, `--app=${page}`], { stdio: 'ignore' });
    return opened;
  }

  #targetShowing(url: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const patience = setTimeout(() => reject(new Error('Chromium opened no window within 20 seconds.')), 20_000);
      const look = ({ targetInfo }: { targetInfo: TargetInfo }) => {
        if (targetInfo.type !== 'page' || targetInfo.url !== url) return;
        clearTimeout(patience);
        for (const stop of stops) stop();
        resolve(targetInfo.targetId);
      };
      const stops = [this.root.on('Target.targetCreated', look), this.root.on('Target.targetInfoChanged', look)];
    });
  }
}

export const browser = new Browser();
