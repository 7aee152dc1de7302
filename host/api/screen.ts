import { EventEmitter } from 'node:events';
import { browser } from '../browser.ts';
import type { ScreenInfo } from '../cdp/protocol.ts';
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
  #displays: readonly Display[] = [];

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

  /** The host's part, before the application starts. */
  async look(): Promise<void> {
    const { screenInfos } = await browser.root.send('Emulation.getScreenInfos');
    this.#displays = screenInfos.toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary)).map(displayOf);
  }
}

function displayOf(info: ScreenInfo, index: number): Display {
  const { left, top, width, height, availLeft, availTop, availWidth, availHeight } = info;
  return {
    id: index + 1,
    label: info.label,
    bounds: { x: left, y: top, width, height },
    workArea: { x: availLeft, y: availTop, width: availWidth, height: availHeight },
    size: { width, height },
    workAreaSize: { width: availWidth, height: availHeight },
    scaleFactor: info.devicePixelRatio,
    rotation: info.orientation.angle,
    internal: info.isInternal,
  };
}

export const screen = new Screen();
