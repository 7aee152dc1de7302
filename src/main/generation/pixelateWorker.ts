import { type MessagePort, parentPort } from 'node:worker_threads';
import { type Pixelated, type PixelateOptions, pixelate } from '../../shared/pixelate/pixelate.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';
import { findScene } from '../../shared/pixelate/scene.ts';
import { type YuvTable, yuvTable } from '../../shared/pixelate/yuvTable.ts';

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
  const tables = new Map<RawVideo['matrix'], YuvTable>();
  const tableFor = (video: RawVideo): YuvTable => {
    const table = tables.get(video.matrix) ?? yuvTable(video);
    tables.set(video.matrix, table);
    return table;
  };
  const lookAt = (few: readonly Uint8Array[], video: RawVideo, options: PixelateOptions): number =>
    findScene(few, video, tableFor(video), options).grid.cell;
  // Most videos will want this one, and nothing else is to do while ffmpeg takes its first look.
  tables.set('bt709', yuvTable({ matrix: 'bt709', range: 'tv' }));
  port.on('message', (message: ToPixelateWorker) => {
    switch (message.kind) {
      case 'look':
        answer({ kind: 'looked', cell: lookAt(message.frames, message.video, message.options) });
        return;
      case 'frame':
        frames.push(message.bytes);
        return;
      case 'pixelate': {
        const { video, options } = message;
        const onProgress = (fraction: number): void => answer({ kind: 'progress', fraction });
        answer({ kind: 'done', result: pixelate(frames, video, options, onProgress, tableFor(video)) });
      }
    }
  });
}

if (parentPort) serve(parentPort);
