import { readFileSync } from 'node:fs';
import { browser, type OpenedWindow } from './browser.ts';
import { fromMapped, toMapped } from './mappedUrls.ts';
import type { FromPage, ToPage } from './page/messages.ts';
import type { PreloadSettings } from './page/preloadWorld.ts';
import { PreloadChannel, type PreloadFile } from './preloadChannel.ts';

export interface PagePreferences {
  /** Absolute path. */
  readonly preload: string | undefined;
  readonly arguments: readonly string[];
  readonly background: string;
}

/** What a page tells: what its preload sends, and what Chromium reports. */
export interface PageEvents {
  message(message: FromPage): void;
  navigated(url: string, inPage: boolean): void;
  domReady(): void;
  loadFinished(): void;
  loading(loading: boolean): void;
  linkOpened(url: string, name: string): void;
  console(level: string, text: string, line: number, source: string): void;
  /** Asks whether the window may close. */
  mayClose(): boolean;
  crashed(): void;
  /** The window has closed; `asked` says whether mayClose had been called for it. */
  gone(asked: boolean): void;
  preloadFailed(file: string, error: Error): void;
}

/** The empty page that a window begins with is nobody's business. */
const BLANK_LOADED =
  "document.readyState === 'complete' || new Promise((resolve) => addEventListener('load', resolve, { once: true }))";

/** One window's page in Chromium. Commands wait until it is open; after its end they come to nothing. */
export class Page {
  readonly #events: PageEvents;
  #opened: OpenedWindow | undefined;
  #channel: PreloadChannel | undefined;
  /** Documents that the host asked for itself and that have not begun yet. */
  #ownLoads = 0;
  #guarded = false;
  #closing = false;

  constructor(events: PageEvents) {
    this.#events = events;
  }

  get targetId(): string {
    return this.#opened?.targetId ?? '';
  }

  async open(
    size: { readonly width: number; readonly height: number },
    preferences: PagePreferences,
  ): Promise<OpenedWindow> {
    const opened = await browser.openWindow(size.width, size.height, preferences.background);
    this.#opened = opened;
    this.#listenForEnd(opened);
    const channel = new PreloadChannel(opened.session, opened.targetId, (message) => this.#events.message(message));
    this.#channel = channel;
    await Promise.all([opened.session.send('Page.enable'), this.#installPreload(channel, preferences)]);
    await opened.session.send('Runtime.evaluate', { expression: BLANK_LOADED, awaitPromise: true });
    this.#listen(opened);
    return opened;
  }

  send(message: ToPage): void {
    this.#channel?.send(message);
  }

  /** Whether the document that begins to load is one that the host asked for; asking counts it off. */
  takesOwnLoad(): boolean {
    if (this.#ownLoads === 0) return false;
    this.#ownLoads--;
    return true;
  }

  /** Rejects with what Chromium says when the document cannot be had. */
  async load(url: string): Promise<void> {
    const { session } = this.#ready();
    const finished = new Promise<void>((resolve) => {
      const stop = session.on('Page.loadEventFired', () => {
        stop();
        resolve();
      });
    });
    this.#ownLoads++;
    const { errorText } = await session.send('Page.navigate', { url: toMapped(url) });
    this.#ownLoads = 0;
    if (errorText) throw Object.assign(new Error(`${errorText.replace('net::', '')} loading '${url}'`), { url });
    await finished;
  }

  async reload(ignoreCache: boolean): Promise<void> {
    this.#ownLoads++;
    await this.#ready().session.send('Page.reload', { ignoreCache });
  }

  /** Goes back (-1) or forward (1). */
  async go(steps: number): Promise<void> {
    const { session } = this.#ready();
    const { currentIndex, entries } = await session.send('Page.getNavigationHistory');
    const entry = entries[currentIndex + steps];
    if (entry === undefined) return;
    this.#ownLoads++;
    await session.send('Page.navigateToHistoryEntry', { entryId: entry.id });
  }

  async evaluate(expression: string, userGesture: boolean): Promise<unknown> {
    const call = { expression, userGesture, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.#ready().session.send('Runtime.evaluate', call);
    if (exceptionDetails === undefined) return result.value;
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }

  /** Ends without asking the page. */
  async close(): Promise<void> {
    this.#closing = true;
    await browser.root.send('Target.closeTarget', { targetId: this.#ready().targetId }).catch(() => {});
  }

  #ready(): OpenedWindow {
    if (this.#opened === undefined) throw new Error('The window is not open yet.');
    return this.#opened;
  }

  async #installPreload(channel: PreloadChannel, preferences: PagePreferences): Promise<void> {
    // A test driver answers the question itself that the guard makes Chromium ask.
    this.#guarded = browser.visible && !browser.driven;
    const settings = { process: processOf(preferences), guardClose: this.#guarded };
    let preload: PreloadFile | undefined;
    try {
      if (preferences.preload) preload = { name: preferences.preload, code: readFileSync(preferences.preload, 'utf8') };
      await channel.install(preload, settings);
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      console.error('Unable to load preload script:', preferences.preload, failure);
      this.#events.preloadFailed(preferences.preload ?? '', failure);
      await channel.install(undefined, settings);
    }
  }

  #listen({ session, targetId }: OpenedWindow): void {
    const events = this.#events;
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) events.navigated(fromMapped(frame.url), false);
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === targetId) events.navigated(fromMapped(url), true);
    });
    session.on('Page.domContentEventFired', () => events.domReady());
    session.on('Page.loadEventFired', () => {
      events.loadFinished();
      // Chromium asks before closing only on behalf of a page that somebody has touched.
      if (this.#guarded) this.evaluate('0', true).catch(() => {});
    });
    session.on('Page.frameStartedLoading', ({ frameId }) => frameId === targetId && events.loading(true));
    session.on('Page.frameStoppedLoading', ({ frameId }) => frameId === targetId && events.loading(false));
    session.on('Page.windowOpen', ({ url, windowName }) => events.linkOpened(fromMapped(url), windowName));
    session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => {
      const { lineNumber = 0, url = '' } = stackTrace?.callFrames[0] ?? {};
      const text = args.map(({ value, description = String(value) }) => description).join(' ');
      events.console(type, text, lineNumber + 1, fromMapped(url));
    });
    session.on('Page.javascriptDialogOpening', ({ type }) => {
      if (type === 'beforeunload') this.#answerClose(session);
    });
  }

  #listenForEnd({ session, targetId }: OpenedWindow): void {
    const events = this.#events;
    session.on('Inspector.targetCrashed', () => events.crashed());
    const stop = browser.root.on('Target.targetDestroyed', (destroyed) => {
      if (destroyed.targetId !== targetId) return;
      stop();
      events.gone(this.#closing);
    });
  }

  #answerClose(session: OpenedWindow['session']): void {
    this.#closing ||= this.#ownLoads === 0 && this.#events.mayClose();
    const accept = this.#closing || this.#ownLoads > 0;
    session.send('Page.handleJavaScriptDialog', { accept }).catch(() => {});
  }
}

/** `process` as a sandboxed preload sees it: https://www.electronjs.org/docs/latest/tutorial/sandbox#preload-scripts */
function processOf(preferences: PagePreferences): PreloadSettings['process'] {
  const { platform, arch, versions, version } = process;
  return {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform,
    arch,
    version,
    versions,
    argv: [process.argv0, ...preferences.arguments],
    env: {},
  };
}
