import { EventEmitter } from 'node:events';
import type { WebContents } from './webContents.ts';
import type { WebFrameMain } from './webFrameMain.ts';

/** https://www.electronjs.org/docs/latest/api/structures/ipc-main-event */
export interface IpcEvent {
  readonly type: 'frame';
  readonly sender: WebContents;
  readonly senderFrame: WebFrameMain;
  readonly processId: number;
  readonly frameId: number;
  readonly ports: readonly never[];
  reply(channel: string, ...args: readonly unknown[]): void;
}
type Handler = (event: IpcEvent, ...args: readonly unknown[]) => unknown;

/** https://www.electronjs.org/docs/latest/api/ipc-main */
export class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.#handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  /** The host's part: undefined when nothing handles the channel. */
  handlerOf(channel: string): Handler | undefined {
    return this.#handlers.get(channel);
  }
}

export const ipcMain = new IpcMain();
