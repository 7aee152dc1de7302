import { type MessagePort, parentPort } from 'node:worker_threads';
import { type Pixelated, type PixelateOptions, pixelate } from '../../shared/pixelate/pixelate.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';

/** What cutFrames sends: every frame as it is decoded, then what to do with them. */
export type ToPixelateWorker =
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | { readonly kind: 'pixelate'; readonly video: RawVideo; readonly options: PixelateOptions };

export type FromPixelateWorker =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done'; readonly result: Pixelated };

function serve(port: MessagePort): void {
  const frames: Uint8Array[] = [];
  port.on('message', (message: ToPixelateWorker) => {
    if (message.kind === 'frame') {
      frames.push(message.bytes);
      return;
    }
    const answer = (what: FromPixelateWorker): void => port.postMessage(what);
    const result = pixelate(frames, message.video, message.options, (fraction) =>
      answer({ kind: 'progress', fraction }),
    );
    answer({ kind: 'done', result });
  });
}

if (parentPort) serve(parentPort);
