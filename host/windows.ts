import { EventEmitter } from 'node:events';
import type { BrowserWindow } from './api/browserWindow.ts';

/** The windows that are open, oldest first; emits 'empty' when the last one has closed. */
class OpenWindows extends EventEmitter {
  readonly #windows = new Set<BrowserWindow>();
  #focused: BrowserWindow | undefined;

  get all(): readonly BrowserWindow[] {
    return [...this.#windows];
  }

  /** Without a display no window is ever told that it has the focus; the newest one counts then. */
  get focused(): BrowserWindow | undefined {
    return this.#focused;
  }

  add(window: BrowserWindow): void {
    this.#windows.add(window);
    this.#focused = window;
  }

  focus(window: BrowserWindow, focused: boolean): void {
    if (focused) this.#focused = window;
    else if (this.#focused === window) this.#focused = undefined;
  }

  remove(window: BrowserWindow): void {
    this.#windows.delete(window);
    if (this.#focused === window) this.#focused = this.all.at(-1);
    if (this.#windows.size === 0) this.emit('empty');
  }
}

export const openWindows = new OpenWindows();
