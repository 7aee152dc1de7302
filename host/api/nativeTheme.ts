import { EventEmitter } from 'node:events';
import type { Session } from '../cdp/connection.ts';

type Source = 'system' | 'light' | 'dark';

/** https://www.electronjs.org/docs/latest/api/native-theme */
export class NativeTheme extends EventEmitter {
  readonly shouldUseHighContrastColors = false;
  readonly shouldUseInvertedColorScheme = false;
  readonly inForcedColorsMode = false;
  readonly prefersReducedTransparency = false;
  readonly #pages = new Set<Session>();
  #source: Source = 'system';

  get themeSource(): Source {
    return this.#source;
  }

  set themeSource(source: Source) {
    if (source === this.#source) return;
    this.#source = source;
    for (const page of this.#pages) this.#show(page);
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }

  get shouldUseDarkColorsForSystemIntegratedUI(): boolean {
    return this.shouldUseDarkColors;
  }

  /** The host's part: gives a page the theme, now and whenever it changes. */
  dress(page: Session): void {
    this.#pages.add(page);
    if (this.#source !== 'system') this.#show(page);
  }

  /** A page that has gone away needs no theme. */
  #show(page: Session): void {
    const value = this.#source === 'system' ? '' : this.#source;
    const features = [{ name: 'prefers-color-scheme', value }];
    page.send('Emulation.setEmulatedMedia', { features }).catch(() => this.#pages.delete(page));
  }
}

export const nativeTheme = new NativeTheme();
