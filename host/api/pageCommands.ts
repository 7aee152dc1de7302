import { EventEmitter } from 'node:events';
import type { OpenedWindow } from '../browser.ts';
import type { Session } from '../cdp/connection.ts';
import { NativeImage } from './nativeImage.ts';

/** What Electron's webContents does to its page without asking how it went. */
export abstract class PageCommands extends EventEmitter {
  #zoom = 1;

  abstract executeJavaScript(code: string, userGesture?: boolean): Promise<unknown>;

  /** The page in Chromium, once it is open. */
  protected abstract target(): Promise<OpenedWindow>;

  forcefullyCrashRenderer(): void {
    // Chromium answers to no command of a page that it has just crashed.
    this.command((target) => target.send('Page.crash'));
  }

  focus(): void {
    this.command((target) => target.send('Page.bringToFront'));
  }

  setZoomFactor(factor: number): void {
    this.#zoom = factor;
    this.quietly(
      this.executeJavaScript(`document.documentElement.style.zoom = ${factor === 1 ? "''" : Number(factor)}`),
    );
  }

  getZoomFactor(): number {
    return this.#zoom;
  }

  /** Each level is 20 % more: https://www.electronjs.org/docs/latest/api/web-contents#contentssetzoomlevellevel */
  setZoomLevel(level: number): void {
    this.setZoomFactor(1.2 ** level);
  }

  getZoomLevel(): number {
    return Math.log(this.#zoom) / Math.log(1.2);
  }

  get zoomFactor(): number {
    return this.#zoom;
  }

  set zoomFactor(factor: number) {
    this.setZoomFactor(factor);
  }

  undo(): void {
    this.#edit('undo');
  }

  redo(): void {
    this.#edit('redo');
  }

  cut(): void {
    this.#edit('cut');
  }

  copy(): void {
    this.#edit('copy');
  }

  paste(): void {
    this.#edit('paste');
  }

  pasteAndMatchStyle(): void {
    this.#edit('pasteAndMatchStyle');
  }

  delete(): void {
    this.#edit('delete');
  }

  selectAll(): void {
    this.#edit('selectAll');
  }

  async capturePage(): Promise<NativeImage> {
    const { session: target } = await this.target();
    const { data } = await target.send('Page.captureScreenshot', { format: 'png' });
    return new NativeImage(Buffer.from(data, 'base64'));
  }

  /** Chromium's developer tools cannot be opened from outside; the address of a DevTools client is for that. */
  openDevTools(): void {}
  closeDevTools(): void {}
  toggleDevTools(): void {}
  isDevToolsOpened(): boolean {
    return false;
  }

  setIgnoreMenuShortcuts(_ignore: boolean): void {}
  setBackgroundThrottling(_allowed: boolean): void {}
  setAudioMuted(_muted: boolean): void {}
  setUserAgent(_userAgent: string): void {}
  async setVisualZoomLevelLimits(_minimum: number, _maximum: number): Promise<void> {}

  /** Chromium carries editing commands out as part of a key event; this one has no key. */
  #edit(command: string): void {
    this.command(async (target) => {
      await target.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: [command] });
      await target.send('Input.dispatchKeyEvent', { type: 'keyUp' });
    });
  }

  protected command(command: (target: Session) => Promise<unknown>): void {
    this.quietly(this.target().then((opened) => command(opened.session)));
  }

  /** A page that goes away meanwhile is no error. */
  protected quietly(doing: Promise<unknown>): void {
    doing.catch(() => {});
  }

  /** A new document begins without zoom. */
  protected keepZoom(): void {
    if (this.#zoom !== 1) this.setZoomFactor(this.#zoom);
  }
}
