import { type MessagePort, parentPort } from 'node:worker_threads';
import { type Pixelated, type PixelateOptions, pixelate } from '../../shared/pixelate/pixelate.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';
import { findScene } from '../../shared/pixelate/scene.ts';
import { yuvTable } from '../../shared/pixelate/yuvTable.ts';

/** What cutFrames sends, in this order: a first look, then every frame as it is decoded, then the order to begin. */
export type ToPixelateWorker =
  | {
      readonly kind: 'look';
      readonly frames: readonly Uint8Array[];
      readonly video: RawVideo;
      readonly options: PixelateOptions;
    }
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | { readonly kind: 'pixelate'; readonly video: RawVideo; readonly options: PixelateOptions };

export type FromPixelateWorker =
  /** Width of a cell in the frames of the first look. */
  | { readonly kind: 'looked'; readonly cell: number }
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done'; readonly result: Pixelated };

function serve(port: MessagePort): void {
  const frames: Uint8Array[] = [];
  const answer = (message: FromPixelateWorker): void => port.postMessage(message);
  let table: Float32Array | undefined;
  port.on('message', (message: ToPixelateWorker) => {
    switch (message.kind) {
      case 'look':
        table = yuvTable(message.video);
        answer({ kind: 'looked', cell: findScene(message.frames, message.video, table, message.options).grid.cell });
        return;
      case 'frame':
        frames.push(message.bytes);
        return;
      case 'pixelate': {
        const { video, options } = message;
        const onProgress = (fraction: number): void => answer({ kind: 'progress', fraction });
        answer({ kind: 'done', result: pixelate(frames, video, options, onProgress, table) });
      }
    }
  });
}

if (parentPort) serve(parentPort);
