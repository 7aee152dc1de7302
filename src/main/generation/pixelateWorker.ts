import { type MessagePort, parentPort } from 'node:worker_threads';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import { type Pixelated, type Pixelator, pixelator } from '../../shared/pixelate/pixelate.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';
import { yuvTable } from '../../shared/pixelate/yuvTable.ts';

/** What cutFrames sends: how to read the frames, every frame as it is decoded, then the order to finish. */
export type ToPixelateWorker =
  | { readonly kind: 'start'; readonly video: RawVideo; readonly options: ClipSettings }
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | { readonly kind: 'finish' };

export type FromPixelateWorker =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done'; readonly result: Pixelated };

function serve(port: MessagePort): void {
  // Most videos will want this one, and nothing else is to do while ffmpeg reads the header.
  const usual = yuvTable({ matrix: 'bt709', range: 'tv' });
  const answer = (message: FromPixelateWorker): void => port.postMessage(message);
  let work: Pixelator | undefined;
  port.on('message', (message: ToPixelateWorker) => {
    switch (message.kind) {
      case 'start': {
        const { video, options } = message;
        work = pixelator(video, options, video.matrix === 'bt709' ? usual : yuvTable(video));
        return;
      }
      case 'frame':
        work?.add(message.bytes);
        return;
      case 'finish': {
        const result = work?.finish((fraction) => answer({ kind: 'progress', fraction }));
        if (result) answer({ kind: 'done', result });
      }
    }
  });
}

if (parentPort) serve(parentPort);
