import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserWindowConstructorOptions } from 'electron';
import { browser, type OpenedWindow } from '../browser.ts';
import { HostEvent, isPrevented } from '../event.ts';
import type { FromPage } from '../page/messages.ts';
import { openWindows } from '../windows.ts';
import { app } from './app.ts';
import { Menu } from './menu.ts';
import type { NativeImage } from './nativeImage.ts';
import { nativeTheme } from './nativeTheme.ts';
import { type Owner, WebContents } from './webContents.ts';

import { WindowFrame } from './windowFrame.ts';

/** https://www.electronjs.org/docs/latest/api/browser-window; one page in a window, sandboxed and isolated. */
export class BrowserWindow extends WindowFrame implements Owner {
  readonly webContents: WebContents;
  readonly #opened: Promise<OpenedWindow>;
  #title: string;
  #visible: boolean;
  #edited = false;
  #representedFile = '';
  #destroyed = false;

  constructor(options: BrowserWindowConstructorOptions = {}) {
    if (!app.isRunning) throw new Error('Cannot create BrowserWindow before app is ready');
    const { x = 0, y = 0, width = 800, height = 600, minWidth = 0, minHeight = 0, title = app.getName() } = options;
    super({ x, y, width, height }, { width: minWidth, height: minHeight }, () => this.#opened);
    refuseUnsandboxed(options);
    this.#title = title;
    this.#visible = options.show ?? true;
    this.webContents = new WebContents(this);
    openWindows.add(this);
    this.#opened = this.webContents.open(
      { width: Math.max(width, minWidth), height: Math.max(height, minHeight) },
      {
        preload: options.webPreferences?.preload,
        arguments: options.webPreferences?.additionalArguments ?? [],
        background: options.backgroundColor ?? '#fff',
      },
    );
    this.#opened.then((opened) => this.#begin(opened, options)).catch((error) => this.#failed(error));
    this.webContents.on('page-title-updated', (_event, text: string) => this.#pageTitled(text));
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show', new HostEvent()));
    app.emit('web-contents-created', new HostEvent(), this.webContents);
    app.emit('browser-window-created', new HostEvent(), this);
  }

  static getAllWindows(): readonly BrowserWindow[] {
    return openWindows.all;
  }

  static getFocusedWindow(): BrowserWindow | null {
    return openWindows.focused ?? null;
  }

  static fromWebContents(page: WebContents | undefined): BrowserWindow | null {
    return openWindows.all.find((window) => window.webContents === page) ?? null;
  }

  static fromId(id: number): BrowserWindow | null {
    return openWindows.all.find((window) => window.id === id) ?? null;
  }

  get id(): number {
    return this.webContents.id;
  }

  get title(): string {
    return this.#title;
  }

  set title(title: string) {
    this.setTitle(title);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  loadFile(file: string): Promise<void> {
    return this.loadURL(pathToFileURL(path.resolve(app.getAppPath(), file)).href);
  }

  reload(): void {
    this.webContents.reload();
  }

  /** Asks the listeners of `close`; they may keep the window open. */
  close(): void {
    if (!this.#destroyed && this.mayClose()) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#end();
    this.webContents.shut().catch(() => {});
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** The host's part: emits `close`; false when a listener prevents it. */
  mayClose(): boolean {
    return !isPrevented(this, 'close', {});
  }

  show(): void {
    this.#visible = true;
    this.emit('show', new HostEvent());
    this.focus();
  }

  showInactive(): void {
    this.#visible = true;
    this.emit('show', new HostEvent());
  }

  hide(): void {
    this.#visible = false;
    this.emit('hide', new HostEvent());
  }

  isVisible(): boolean {
    return this.#visible;
  }

  focus(): void {
    openWindows.focus(this, true);
    this.webContents.focus();
  }

  blur(): void {
    openWindows.focus(this, false);
  }

  isFocused(): boolean {
    return openWindows.focused === this;
  }

  getTitle(): string {
    return this.#title;
  }

  /** A window of Chromium's is called what its page is called. */
  setTitle(title: string): void {
    this.#title = title;
    if (browser.visible)
      this.webContents.executeJavaScript(`document.title = ${JSON.stringify(title)}`).catch(() => {});
  }

  setBackgroundColor(_color: string): void {}

  setDocumentEdited(edited: boolean): void {
    this.#edited = edited;
  }

  isDocumentEdited(): boolean {
    return this.#edited;
  }

  setRepresentedFilename(file: string): void {
    this.#representedFile = file;
  }

  getRepresentedFilename(): string {
    return this.#representedFile;
  }

  setMenu(menu: Menu | null): void {
    Menu.setApplicationMenu(menu);
  }

  removeMenu(): void {
    Menu.setApplicationMenu(null);
  }

  capturePage(): Promise<NativeImage> {
    return this.webContents.capturePage();
  }

  // What Chromium's window cannot do, and what nothing here depends on.
  setMenuBarVisibility(_visible: boolean): void {}
  isMenuBarVisible(): boolean {
    return false;
  }
  setAutoHideMenuBar(_hide: boolean): void {}
  setProgressBar(_progress: number): void {}
  setIcon(_icon: unknown): void {}
  setOverlayIcon(_icon: unknown, _description: string): void {}
  setResizable(_resizable: boolean): void {}
  setAlwaysOnTop(_flag: boolean): void {}
  setSkipTaskbar(_skip: boolean): void {}
  flashFrame(_flag: boolean): void {}
  moveTop(): void {
    this.focus();
  }

  /** The host's part. */
  openWindow(url: string, options: BrowserWindowConstructorOptions): BrowserWindow {
    const window = new BrowserWindow(options);
    window.loadURL(url).catch(() => {});
    return window;
  }

  /** The host's part. */
  focused(focused: boolean): void {
    openWindows.focus(this, focused);
    this.emit(focused ? 'focus' : 'blur', new HostEvent());
    app.emit(focused ? 'browser-window-focus' : 'browser-window-blur', new HostEvent(), this);
  }

  /** The host's part. */
  pressAccelerator(index: number): void {
    Menu.pressAccelerator(index, this);
  }

  /** The host's part. */
  bounds({ bounds, content }: FromPage & { readonly kind: 'bounds' }): void {
    this.moved({ ...bounds, ...content });
  }

  /** The host's part: Chromium's window has gone, by its own button or because the page could not be kept. */
  gone(asked = false): void {
    if (this.#destroyed) return;
    if (!asked) this.mayClose();
    this.#end();
  }

  #begin({ session }: OpenedWindow, options: BrowserWindowConstructorOptions): void {
    const { x, y } = options;
    if (x !== undefined && y !== undefined) this.setPosition(x, y);
    if (options.fullscreen === true) this.setFullScreen(true);
    this.setTitle(this.#title);
    nativeTheme.dress(session);
    this.webContents.setAccelerators(Menu.accelerators);
  }

  #failed(error: unknown): void {
    if (this.#destroyed) return;
    console.error('A window could not be opened.', error);
    this.gone();
  }

  #pageTitled(title: string): void {
    if (!isPrevented(this, 'page-title-updated', {}, title, true)) this.#title = title;
  }

  #end(): void {
    this.#destroyed = true;
    this.webContents.destroyed();
    this.emit('closed', new HostEvent());
    openWindows.remove(this);
  }
}

/** The host has one kind of page, the safe one; an application that counts on another must not seem to work. */
function refuseUnsandboxed({ webPreferences }: BrowserWindowConstructorOptions): void {
  const { sandbox = true, contextIsolation = true, nodeIntegration = false } = webPreferences ?? {};
  if (sandbox && contextIsolation && !nodeIntegration) return;
  throw new Error('This host shows only pages with sandbox, with contextIsolation and without nodeIntegration.');
}
