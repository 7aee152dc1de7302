import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import { ClipCutter, type CutClip, type CutPass } from '../../shared/pixelate/clipCutter.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';
import { UNWANTED } from './unwanted.ts';

/**
 * What a CutThread sends. A `start` lets go of all frames before it; by its settings they will be cut first. Starts and
 * orders are numbered from 1 on.
 */
export type ToPixelateWorker =
  | { readonly kind: 'start'; readonly number: number; readonly video: RawVideo; readonly settings: ClipSettings }
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'cut';
      readonly order: number;
      readonly settings: ClipSettings;
      readonly pass: CutPass;
    };

export type FromPixelateWorker =
  | { readonly kind: 'progress'; readonly order: number; readonly fraction: number }
  | { readonly kind: 'done'; readonly order: number; readonly cut: CutClip }
  | { readonly kind: 'stopped'; readonly order: number }
  | { readonly kind: 'failed'; readonly order: number; readonly message: string };

/** Handed over at the begin: the numbers of the newest order and of the newest start that are not wanted any more. */
export interface PixelateWorkerData {
  readonly unwanted: Int32Array<SharedArrayBuffer>;
}

/** How often progress is told: each message wakes the other thread. */
const STEPS = 50;

class Unwanted extends Error {}

function serve(port: MessagePort, { unwanted }: PixelateWorkerData): void {
  const answer = (message: FromPixelateWorker): void => port.postMessage(message);
  let cutter: ClipCutter | undefined;
  let start = 0;

  function cut({ order, settings, pass }: ToPixelateWorker & { kind: 'cut' }): void {
    const goOn = (): void => {
      if (Atomics.load(unwanted, UNWANTED.order) >= order) throw new Unwanted();
    };
    try {
      goOn();
      let told = -1;
      const onProgress = (fraction: number): void => {
        goOn();
        const step = Math.floor(STEPS * fraction);
        if (step > told) answer({ kind: 'progress', order, fraction });
        told = Math.max(told, step);
      };
      const made = cutter && cutter.frameCount > 0 ? cutter.cut(settings, pass, onProgress) : undefined;
      answer(made ? { kind: 'done', order, cut: made } : { kind: 'failed', order, message: 'There are no frames.' });
    } catch (error) {
      if (error instanceof Unwanted) answer({ kind: 'stopped', order });
      else answer({ kind: 'failed', order, message: error instanceof Error ? (error.stack ?? '') : String(error) });
    }
  }

  port.on('message', (message: ToPixelateWorker) => {
    switch (message.kind) {
      case 'start': {
        const { number, video, settings } = message;
        start = number;
        cutter = new ClipCutter(video);
        cutter.expect(settings);
        return;
      }
      case 'frame':
        // Work on frames that nobody will ask for would hold up the next ones.
        if (Atomics.load(unwanted, UNWANTED.start) < start) cutter?.add(message.bytes);
        return;
      case 'cut':
        cut(message);
    }
  });
}

if (parentPort) serve(parentPort, workerData);
