import { EventEmitter } from 'node:events';
import { browser, type OpenedWindow } from '../browser.ts';
import type { WindowBounds } from '../cdp/protocol.ts';
import { HostEvent } from '../event.ts';
import type { Bounds, Size } from '../page/messages.ts';

export type WindowState = NonNullable<WindowBounds['windowState']>;

/** Events by which Electron tells that a window has entered or left a state. */
const ENTERED: Readonly<Record<WindowState, string | undefined>> = {
  normal: undefined,
  minimized: 'minimize',
  maximized: 'maximize',
  fullscreen: 'enter-full-screen',
};
const LEFT: Readonly<Record<WindowState, string | undefined>> = {
  normal: undefined,
  minimized: 'restore',
  maximized: 'unmaximize',
  fullscreen: 'leave-full-screen',
};

/**
 * A window's place, size and state. What Chromium draws around the page (nothing under an X server without a window
 * manager) does not count: width and height are the page's, in CSS pixels.
 */
export abstract class WindowFrame extends EventEmitter {
  #bounds: Bounds;
  #normal: Bounds;
  #state: WindowState = 'normal';
  #minimum: Size;
  #commands: Promise<unknown> = Promise.resolve();
  readonly #opened: () => Promise<OpenedWindow>;

  constructor(bounds: Bounds, minimum: Size, opened: () => Promise<OpenedWindow>) {
    super();
    this.#bounds = bounds;
    this.#normal = bounds;
    this.#minimum = minimum;
    this.#opened = opened;
  }

  getBounds(): Bounds {
    return { ...this.#bounds };
  }

  getNormalBounds(): Bounds {
    return { ...this.#normal };
  }

  getContentBounds(): Bounds {
    return this.getBounds();
  }

  getSize(): [number, number] {
    return [this.#bounds.width, this.#bounds.height];
  }

  getContentSize(): [number, number] {
    return this.getSize();
  }

  getPosition(): [number, number] {
    return [this.#bounds.x, this.#bounds.y];
  }

  getMinimumSize(): [number, number] {
    return [this.#minimum.width, this.#minimum.height];
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimum = { width, height };
  }

  setBounds(bounds: Partial<Bounds>): void {
    const { x, y, width, height } = { ...this.#bounds, ...bounds };
    if (bounds.width !== undefined || bounds.height !== undefined) this.setContentSize(width, height);
    if (bounds.x !== undefined || bounds.y !== undefined) this.setPosition(x, y);
  }

  setContentBounds(bounds: Partial<Bounds>): void {
    this.setBounds(bounds);
  }

  setSize(width: number, height: number): void {
    this.setContentSize(width, height);
  }

  setContentSize(width: number, height: number): void {
    const size = { width: Math.max(width, this.#minimum.width), height: Math.max(height, this.#minimum.height) };
    this.#setState('normal');
    this.#command((windowId) => browser.root.send('Browser.setContentsSize', { windowId, ...size }));
    this.moved({ ...this.#bounds, ...size });
  }

  setPosition(x: number, y: number): void {
    this.#command((windowId) =>
      browser.root.send('Browser.setWindowBounds', { windowId, bounds: { left: x, top: y } }),
    );
    this.moved({ ...this.#bounds, x, y });
  }

  center(): void {}

  minimize(): void {
    this.#setState('minimized');
  }

  isMinimized(): boolean {
    return this.#state === 'minimized';
  }

  restore(): void {
    this.#setState('normal');
  }

  maximize(): void {
    this.#setState('maximized');
  }

  unmaximize(): void {
    if (this.isMaximized()) this.#setState('normal');
  }

  isMaximized(): boolean {
    return this.#state === 'maximized';
  }

  isNormal(): boolean {
    return this.#state === 'normal';
  }

  setFullScreen(full: boolean): void {
    if (full !== this.isFullScreen()) this.#setState(full ? 'fullscreen' : 'normal');
  }

  isFullScreen(): boolean {
    return this.#state === 'fullscreen';
  }

  /** The host's part: where the window is now. */
  moved(bounds: Bounds): void {
    const before = this.#bounds;
    this.#bounds = bounds;
    if (this.#state === 'normal') this.#normal = bounds;
    if (before.width !== bounds.width || before.height !== bounds.height) this.#tell('resize', 'resized');
    if (before.x !== bounds.x || before.y !== bounds.y) this.#tell('move', 'moved');
  }

  #setState(state: WindowState): void {
    const before = this.#state;
    if (before === state) return;
    this.#state = state;
    // Chromium goes from one special state to another only by way of the normal one.
    if (before !== 'normal' && state !== 'normal') this.#showState('normal');
    this.#showState(state);
    for (const name of [LEFT[before], ENTERED[state]]) if (name !== undefined) this.#tell(name);
  }

  #showState(windowState: WindowState): void {
    this.#command((windowId) => browser.root.send('Browser.setWindowBounds', { windowId, bounds: { windowState } }));
  }

  /** Window managers take one thing after the other; a window that is closing takes none. */
  #command(command: (windowId: number) => Promise<unknown>): void {
    this.#commands = this.#commands.then(async () => command((await this.#opened()).windowId)).catch(() => {});
  }

  #tell(...names: readonly string[]): void {
    for (const name of names) this.emit(name, new HostEvent());
  }
}
