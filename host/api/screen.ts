import { EventEmitter } from 'node:events';
import { browser } from '../browser.ts';
import type { Bounds } from '../page/messages.ts';

interface Display {
  readonly id: number;
  readonly label: string;
  readonly bounds: Bounds;
  readonly workArea: Bounds;
  readonly size: { readonly width: number; readonly height: number };
  readonly workAreaSize: { readonly width: number; readonly height: number };
  readonly scaleFactor: number;
  readonly rotation: number;
  readonly internal: boolean;
}

/** https://www.electronjs.org/docs/latest/api/screen, as Chromium saw it at the start. */
export class Screen extends EventEmitter {
  #displays: readonly Display[] = [display({ x: 0, y: 0, width: 1920, height: 1080 }, 1)];

  getAllDisplays(): readonly Display[] {
    return this.#displays;
  }

  getPrimaryDisplay(): Display {
    const [first] = this.#displays;
    if (first === undefined) throw new Error('There is no display.');
    return first;
  }

  getDisplayNearestPoint(_point: object): Display {
    return this.getPrimaryDisplay();
  }

  getDisplayMatching(_bounds: object): Display {
    return this.getPrimaryDisplay();
  }

  getCursorScreenPoint(): { readonly x: number; readonly y: number } {
    return { x: 0, y: 0 };
  }

  /** The host's part: asks Chromium, which knows by way of a page only. */
  async look(): Promise<void> {
    if (!browser.visible) return;
    const found = await browser.root.send('Browser.getVersion').catch(() => undefined);
    if (found === undefined) return;
  }
}

function display(bounds: Bounds, scaleFactor: number): Display {
  const size = { width: bounds.width, height: bounds.height };
  const areas = { bounds, workArea: bounds, size, workAreaSize: size };
  return { id: 1, label: '', ...areas, scaleFactor, rotation: 0, internal: false };
}

export const screen = new Screen();
