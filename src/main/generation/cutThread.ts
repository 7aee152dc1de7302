import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { CutClip, CutPass } from '../../shared/pixelate/clipCutter.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';
import type { FrameCutter } from './frameCutter.ts';
import type { FromPixelateWorker, PixelateWorkerData, ToPixelateWorker } from './pixelateWorker.ts';
import { UNWANTED } from './unwanted.ts';

interface Waiting {
  readonly order: number;
  readonly answer: PromiseWithResolvers<CutClip>;
  readonly onProgress: (fraction: number) => void;
}

/** Cuts in a worker thread. */
export class CutThread implements FrameCutter {
  readonly #worker: Worker;
  readonly #unwanted = new Int32Array(new SharedArrayBuffer(8));
  #orders = 0;
  #starts = 0;
  #waiting: Waiting | null = null;
  /** Why it can do no more. */
  #broken: unknown;

  /** @param workerUrl where pixelateWorker stands: its source, or its build */
  constructor(workerUrl: URL) {
    const workerData: PixelateWorkerData = { unwanted: this.#unwanted };
    this.#worker = new Worker(workerUrl, { workerData, env: SHARE_ENV });
    this.#worker.on('message', (message: FromPixelateWorker) => this.#hear(message));
    this.#worker.on('error', (error) => this.#break(error));
    this.#worker.on('exit', () => this.#break(new Error('The thread ended.')));
    // A program whose work is done need not wait for it.
    this.#worker.unref();
  }

  get isBroken(): boolean {
    return this.#broken !== undefined;
  }

  start(video: RawVideo, settings: ClipSettings): void {
    this.#starts++;
    this.#post({ kind: 'start', number: this.#starts, video, settings });
  }

  abandon(): void {
    Atomics.store(this.#unwanted, UNWANTED.start, this.#starts);
  }

  add(bytes: Uint8Array<ArrayBuffer>): void {
    this.#post({ kind: 'frame', bytes }, [bytes.buffer]);
  }

  async cut(
    settings: ClipSettings,
    pass: CutPass,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<CutClip> {
    signal.throwIfAborted();
    if (this.#broken !== undefined) throw this.#broken;
    this.#orders++;
    const order = this.#orders;
    const answer = Promise.withResolvers<CutClip>();
    this.#waiting = { order, answer, onProgress };
    this.#worker.ref();
    const stop = (): void => void Atomics.store(this.#unwanted, UNWANTED.order, order);
    signal.addEventListener('abort', stop, { once: true });
    try {
      this.#post({ kind: 'cut', order, settings, pass });
      const cut = await answer.promise;
      signal.throwIfAborted();
      return cut;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      this.#waiting = null;
      this.#worker.unref();
    }
  }

  /** The thread is gone, too. */
  async end(): Promise<void> {
    this.#break(new Error('The thread was ended.'));
    await this.#worker.terminate();
  }

  #hear(message: FromPixelateWorker): void {
    const waiting = this.#waiting;
    if (waiting?.order !== message.order) return;
    switch (message.kind) {
      case 'progress':
        waiting.onProgress(message.fraction);
        break;
      case 'done':
        waiting.answer.resolve(message.cut);
        break;
      case 'stopped':
        waiting.answer.reject(new Error('Stopped.'));
        break;
      case 'failed':
        waiting.answer.reject(new Error(message.message));
    }
  }

  #break(error: unknown): void {
    this.#broken ??= error;
    this.#waiting?.answer.reject(this.#broken);
  }

  #post(message: ToPixelateWorker, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
