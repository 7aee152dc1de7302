import { type MessagePort, parentPort } from 'node:worker_threads';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import { ClipCutter, type CutClip } from '../../shared/pixelate/clipCutter.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';
import { yuvTable } from '../../shared/pixelate/yuvTable.ts';

/** What cutFrames sends: how to read the frames, every frame as it is decoded, then the order to finish. */
export type ToPixelateWorker =
  | { readonly kind: 'start'; readonly video: RawVideo; readonly options: ClipSettings }
  | { readonly kind: 'frame'; readonly bytes: Uint8Array }
  | { readonly kind: 'finish' };

export type FromPixelateWorker =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done'; readonly result: CutClip };

function serve(port: MessagePort): void {
  // Most videos will want this one, and nothing else is to do while ffmpeg reads the header.
  const usual = yuvTable({ matrix: 'bt709', range: 'tv' });
  const answer = (message: FromPixelateWorker): void => port.postMessage(message);
  let work: { readonly cutter: ClipCutter; readonly options: ClipSettings } | undefined;
  port.on('message', (message: ToPixelateWorker) => {
    switch (message.kind) {
      case 'start': {
        const { video, options } = message;
        const cutter = new ClipCutter(video, video.matrix === 'bt709' ? usual : yuvTable(video));
        cutter.expect(options);
        work = { cutter, options };
        return;
      }
      case 'frame':
        work?.cutter.add(message.bytes);
        return;
      case 'finish': {
        if (!work) return;
        const onProgress = (fraction: number): void => answer({ kind: 'progress', fraction });
        answer({ kind: 'done', result: work.cutter.cut(work.options, 'exact', onProgress) });
      }
    }
  });
}

if (parentPort) serve(parentPort);
