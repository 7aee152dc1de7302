import type { FromPage, ToPage } from './messages.ts';
import type { WorldEnd } from './worlds.ts';

type Listener = (event: object, ...args: readonly unknown[]) => void;
interface Reply {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The `electron` of a sandboxed preload. Runs in the page (see codec.ts). */
export class PreloadElectron {
  readonly #post: (message: FromPage) => void;
  readonly #world: WorldEnd;
  readonly #secret: string;
  readonly #listeners = new Map<string, { readonly listener: Listener; readonly once: boolean }[]>();
  readonly #replies = new Map<number, Reply>();
  readonly #files: File[] = [];
  readonly #exposed = new Set<string>();
  readonly #module: Record<string, unknown>;
  #lastInvoke = 0;

  constructor(post: (message: FromPage) => void, world: WorldEnd, secret: string) {
    this.#post = post;
    this.#world = world;
    this.#secret = secret;
    this.#module = {
      ipcRenderer: this.#ipcRenderer(),
      contextBridge: { exposeInMainWorld: (name: string, api: unknown) => this.#expose(name, api) },
      webUtils: { getPathForFile: (file: File) => this.#pathOf(file) },
      webFrame: { setZoomFactor: () => {}, getZoomFactor: () => 1, setVisualZoomLevelLimits: () => {} },
    };
  }

  require(name: string): unknown {
    const plain = name.replace(/^node:/, '');
    if (/^electron(\/(common|renderer))?$/.test(plain)) return this.#module;
    if (plain === 'timers') return { setTimeout, clearTimeout, setInterval, clearInterval };
    if (plain === 'url') return { URL, URLSearchParams };
    throw new Error(`module not found: ${name} (a sandboxed preload has electron, timers and url)`);
  }

  receive(message: ToPage): void {
    switch (message.kind) {
      case 'message':
        for (const entry of [...(this.#listeners.get(message.channel) ?? [])]) {
          if (entry.once) this.#remove(message.channel, entry.listener);
          entry.listener({ sender: this.#module.ipcRenderer, senderId: 0, ports: [] }, ...message.args);
        }
        break;
      case 'reply':
        this.#replies.get(message.id)?.resolve(message.value);
        this.#replies.delete(message.id);
        break;
      case 'failure':
        this.#replies.get(message.id)?.reject(new Error(message.message));
        this.#replies.delete(message.id);
        break;
      case 'accelerators':
        break;
    }
  }

  fileAt(index: number): File | undefined {
    return this.#files[index];
  }

  #ipcRenderer(): object {
    const on = (channel: string, listener: Listener) => this.#add(channel, listener, false);
    const off = (channel: string, listener: Listener) => this.#remove(channel, listener);
    return {
      invoke: (channel: string, ...args: unknown[]) => this.#invoke(channel, args),
      send: (channel: string, ...args: unknown[]) => this.#post({ kind: 'send', channel, args }),
      sendSync: () => {
        throw new Error('ipcRenderer.sendSync does not exist on this host; use invoke.');
      },
      on,
      addListener: on,
      once: (channel: string, listener: Listener) => this.#add(channel, listener, true),
      off,
      removeListener: off,
      removeAllListeners: (channel: string) => void this.#listeners.delete(channel),
      listenerCount: (channel: string) => this.#listeners.get(channel)?.length ?? 0,
    };
  }

  #invoke(channel: string, args: readonly unknown[]): Promise<unknown> {
    const id = ++this.#lastInvoke;
    return new Promise((resolve, reject) => {
      this.#post({ kind: 'invoke', id, channel, args });
      this.#replies.set(id, { resolve, reject });
    });
  }

  #add(channel: string, listener: Listener, once: boolean): unknown {
    this.#listeners.set(channel, [...(this.#listeners.get(channel) ?? []), { listener, once }]);
    return this.#module.ipcRenderer;
  }

  #remove(channel: string, listener: Listener): unknown {
    const entries = this.#listeners.get(channel) ?? [];
    const at = entries.findIndex((entry) => entry.listener === listener);
    this.#listeners.set(
      channel,
      entries.filter((_, index) => index !== at),
    );
    return this.#module.ipcRenderer;
  }

  #expose(name: string, api: unknown): void {
    if (this.#exposed.has(name))
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    this.#exposed.add(name);
    if (!this.#world.tell({ kind: 'expose', name, api: this.#world.pack(api) })) {
      throw new Error(`What ${name} holds could not be cloned.`);
    }
  }

  /**
   * Electron answers with the path at once. Only the host can look it up, so this is a token, and the host writes the
   * path in its place when the token comes by in a message; empty for a File that is no file on a disk.
   */
  #pathOf(file: File): string {
    if (!(file instanceof File)) throw new TypeError('getPathForFile needs a File.');
    const known = this.#files.indexOf(file);
    return `${this.#secret}:file:${known >= 0 ? known : this.#files.push(file) - 1}:`;
  }
}
