import type { OpenedWindow } from '../browser.ts';
import { browser } from '../browser.ts';
import { HostEvent, isPrevented } from '../event.ts';
import type { FromPage, KeyCombination } from '../page/messages.ts';
import { Page, type PagePreferences } from '../page.ts';
import type { Requester } from '../requests.ts';
import { type IpcEvent, IpcMain, ipcMain } from './ipcMain.ts';
import { PageCommands } from './pageCommands.ts';
import { session } from './session.ts';
import { WebFrameMain } from './webFrameMain.ts';

interface WindowOpenAnswer {
  readonly action: 'allow' | 'deny';
  readonly overrideBrowserWindowOptions?: object;
}
type WindowOpenHandler = (details: object) => WindowOpenAnswer;

/** What a page needs of the window that shows it. */
export interface Owner {
  readonly webContents: WebContents;
  close(): void;
  /** Whether the window may close when a person closes it. */
  mayClose(): boolean;
  focused(focused: boolean): void;
  bounds(message: FromPage & { readonly kind: 'bounds' }): void;
  pressAccelerator(index: number): void;
  openWindow(url: string, options: object): Owner;
  gone(asked: boolean): void;
}

const everyPage = new Set<WebContents>();
let lastId = 0;

/** https://www.electronjs.org/docs/latest/api/web-contents */
export class WebContents extends PageCommands implements Requester {
  readonly id = ++lastId;
  readonly session = session.defaultSession;
  readonly ipc = new IpcMain();
  readonly hostWebContents = null;
  readonly mainFrame = new WebFrameMain(this);
  readonly navigationHistory = {
    goBack: (): void => this.quietly(this.#page.go(-1)),
    goForward: (): void => this.quietly(this.#page.go(1)),
  };
  readonly #owner: Owner;
  readonly #page: Page;
  #opened: Promise<OpenedWindow> | undefined;
  #windowOpenHandler: WindowOpenHandler | null = null;
  #accelerators: readonly KeyCombination[] = [];
  #url = '';
  #title = '';
  #loading = false;
  #crashed = false;
  #destroyed = false;

  constructor(owner: Owner) {
    super();
    this.#owner = owner;
    this.#page = new Page({
      message: (message) => this.#receive(message),
      navigated: (url, inPage) => this.#navigated(url, inPage),
      domReady: () => this.emit('dom-ready', new HostEvent()),
      loadFinished: () => this.#loadFinished(),
      loading: (loading) => this.#setLoading(loading),
      linkOpened: (url, name) => this.#openWindow(url, name, ''),
      console: (level, message, lineNumber, sourceId) =>
        this.emit('console-message', new HostEvent({ level, message, lineNumber, sourceId, frame: this.mainFrame })),
      mayClose: () => owner.mayClose(),
      crashed: () => this.#crash(),
      gone: (asked) => owner.gone(asked),
      preloadFailed: (file, error) => this.emit('preload-error', new HostEvent(), file, error),
    });
    everyPage.add(this);
  }

  static getAllWebContents(): readonly WebContents[] {
    return [...everyPage];
  }

  static fromId(id: number): WebContents | undefined {
    return [...everyPage].find((page) => page.id === id);
  }

  static getFocusedWebContents(): WebContents | null {
    return [...everyPage].find((page) => page.isFocused()) ?? null;
  }

  static fromDevToolsTargetId(targetId: string): WebContents | undefined {
    return [...everyPage].find((page) => page.targetId === targetId);
  }

  /** The host's part. */
  get targetId(): string {
    return this.#page.targetId;
  }

  /** The host's part: opens the page in a new Chromium window. */
  open(size: { readonly width: number; readonly height: number }, preferences: PagePreferences): Promise<OpenedWindow> {
    this.#opened = this.#page.open(size, preferences);
    return this.#opened;
  }

  /** The host's part. */
  setAccelerators(accelerators: readonly KeyCombination[]): void {
    this.#accelerators = accelerators;
    this.#page.send({ kind: 'accelerators', accelerators });
  }

  /** The host's part: a document that is not the host's own asks the application first. */
  allowsNavigation(url: string, redirected: boolean): boolean {
    if (!redirected && this.#page.takesOwnLoad()) return true;
    const details = { url, isMainFrame: true, isSameDocument: false, frame: this.mainFrame, initiator: this.mainFrame };
    if (redirected) return !isPrevented(this, 'will-redirect', details, url, false, true);
    return !isPrevented(this, 'will-frame-navigate', details, url) && !isPrevented(this, 'will-navigate', details, url);
  }

  async loadURL(url: string): Promise<void> {
    await this.#opened;
    try {
      await this.#page.load(url);
    } catch (error) {
      const { message } = error instanceof Error ? error : new Error(String(error));
      this.emit('did-fail-load', new HostEvent(), -2, message, url, true);
      throw error;
    }
  }

  loadFile(file: string): Promise<void> {
    return this.loadURL(new URL(`file://${file}`).href);
  }

  reload(): void {
    this.quietly(this.#page.reload(false));
  }

  reloadIgnoringCache(): void {
    this.quietly(this.#page.reload(true));
  }

  stop(): void {
    this.command((target) => target.send('Page.stopLoading'));
  }

  send(channel: string, ...args: readonly unknown[]): void {
    this.#page.send({ kind: 'message', channel, args });
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    await this.#opened;
    return this.#page.evaluate(code, userGesture);
  }

  async insertCSS(css: string): Promise<string> {
    const code = `document.adoptedStyleSheets.push(Object.assign(new CSSStyleSheet(), {}));
      document.adoptedStyleSheets.at(-1).replaceSync(${JSON.stringify(css)});`;
    await this.executeJavaScript(code);
    return String(this.id);
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }

  close(_options?: object): void {
    this.#owner.close();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isCrashed(): boolean {
    return this.#crashed;
  }

  isLoading(): boolean {
    return this.#loading;
  }

  isLoadingMainFrame(): boolean {
    return this.#loading;
  }

  getURL(): string {
    return this.#url;
  }

  getTitle(): string {
    return this.#title;
  }

  getType(): string {
    return 'window';
  }

  getOSProcessId(): number {
    return process.pid;
  }

  isFocused(): boolean {
    return !this.#destroyed;
  }

  /** The host's part: Chromium's window shows another title. */
  retitle(title: string): void {
    if (title === this.#title) return;
    this.#title = title;
    this.emit('page-title-updated', new HostEvent(), title, true);
  }

  /** The host's part, once. */
  destroyed(): void {
    this.#destroyed = true;
    everyPage.delete(this);
    this.emit('destroyed', new HostEvent());
  }

  /** The host's part. */
  async shut(): Promise<void> {
    await this.#opened;
    await this.#page.close();
  }

  /** The host's part. */
  protected async target(): Promise<OpenedWindow> {
    if (this.#opened === undefined) throw new Error('The window has not been opened.');
    return this.#opened;
  }

  #receive(message: FromPage): void {
    switch (message.kind) {
      case 'invoke':
        void this.#invoke(message);
        break;
      case 'send':
        for (const receiver of [this.ipc, ipcMain]) receiver.emit(message.channel, this.#ipcEvent(), ...message.args);
        break;
      case 'accelerator':
        this.#owner.pressAccelerator(message.index);
        break;
      case 'open':
        this.#openWindow(message.url, message.name, message.features);
        break;
      case 'close':
        this.#owner.close();
        break;
      case 'focus':
        this.#owner.focused(message.focused);
        break;
      case 'bounds':
        this.#owner.bounds(message);
        break;
      case 'preloadError':
        this.emit('preload-error', new HostEvent(), '', message.error);
        break;
    }
  }

  #ipcEvent(): IpcEvent {
    return {
      type: 'frame',
      sender: this,
      senderFrame: this.mainFrame,
      processId: this.mainFrame.processId,
      frameId: this.mainFrame.routingId,
      ports: [],
      reply: (channel, ...args) => this.send(channel, ...args),
    };
  }

  async #invoke({ id, channel, args }: FromPage & { readonly kind: 'invoke' }): Promise<void> {
    try {
      const handler = this.ipc.handlerOf(channel) ?? ipcMain.handlerOf(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      this.#page.send({ kind: 'reply', id, value: await handler(this.#ipcEvent(), ...args) });
    } catch (error) {
      this.#page.send({ kind: 'failure', id, message: `Error invoking remote method '${channel}': ${error}` });
    }
  }

  #openWindow(url: string, frameName: string, features: string): void {
    const details = {
      url,
      frameName,
      features,
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'default' },
    };
    const answer = this.#windowOpenHandler?.(details) ?? { action: 'allow' };
    if (answer.action === 'deny') return;
    const opened = this.#owner.openWindow(url, answer.overrideBrowserWindowOptions ?? {});
    this.emit('did-create-window', opened, details);
  }

  #navigated(url: string, inPage: boolean): void {
    this.#url = url;
    this.#crashed = false;
    if (inPage) this.emit('did-navigate-in-page', new HostEvent({ url, isMainFrame: true }), url, true);
    else this.emit('did-navigate', new HostEvent({ url }), url, 200, 'OK');
  }

  #loadFinished(): void {
    this.#page.send({ kind: 'accelerators', accelerators: this.#accelerators });
    this.keepZoom();
    this.emit('did-finish-load', new HostEvent());
    this.emit('did-frame-finish-load', new HostEvent(), true);
  }

  #setLoading(loading: boolean): void {
    if (this.#loading === loading) return;
    this.#loading = loading;
    this.emit(loading ? 'did-start-loading' : 'did-stop-loading', new HostEvent());
  }

  #crash(): void {
    this.#crashed = true;
    const details = { reason: 'crashed', exitCode: 5 };
    this.emit('render-process-gone', new HostEvent(details), details);
  }
}

/** Popups that Chromium opens by itself, such as a link's, are closed; the application hears of them otherwise. */
export function closeForeignTargets(): void {
  browser.root.on('Target.targetCreated', ({ targetInfo }) => {
    if (targetInfo.type !== 'page' || targetInfo.openerId === undefined) return;
    browser.root.send('Target.closeTarget', { targetId: targetInfo.targetId }).catch(() => {});
  });
  browser.root.on('Target.targetInfoChanged', ({ targetInfo }) => {
    WebContents.fromDevToolsTargetId(targetInfo.targetId)?.retitle(targetInfo.title);
  });
}
