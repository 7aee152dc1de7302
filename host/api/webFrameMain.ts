import { originOf } from '../mappedUrls.ts';

/** The main frame of a page: https://www.electronjs.org/docs/latest/api/web-frame-main */
export class WebFrameMain {
  readonly name = '';
  readonly parent = null;
  readonly frames: readonly WebFrameMain[] = [];
  readonly routingId = 1;
  readonly processId = 1;
  readonly #url: () => string;
  readonly #send: (channel: string, ...args: readonly unknown[]) => void;
  readonly #isDestroyed: () => boolean;

  constructor(page: {
    getURL(): string;
    send(channel: string, ...args: readonly unknown[]): void;
    isDestroyed(): boolean;
  }) {
    this.#url = () => page.getURL();
    this.#send = (channel, ...args) => page.send(channel, ...args);
    this.#isDestroyed = () => page.isDestroyed();
  }

  get url(): string {
    return this.#url();
  }

  get origin(): string {
    return originOf(this.url);
  }

  get top(): WebFrameMain {
    return this;
  }

  get framesInSubtree(): readonly WebFrameMain[] {
    return [this];
  }

  send(channel: string, ...args: readonly unknown[]): void {
    this.#send(channel, ...args);
  }

  isDestroyed(): boolean {
    return this.#isDestroyed();
  }
}
