import { Worker } from 'node:worker_threads';
import type { ClipOptions } from '../../shared/ipc.ts';
import type { Pixelated, PixelateOptions } from '../../shared/pixelate/pixelate.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';
import { decode, rawMatrix } from '../ffmpeg/decode.ts';
import { probe } from '../ffmpeg/probe.ts';
import { VideoError } from '../ffmpeg/videoError.ts';
import { decodeSize } from './decodeSize.ts';
import type { FromPixelateWorker, ToPixelateWorker } from './pixelateWorker.ts';

export interface CutTools {
  readonly ffmpeg: { readonly path: string };
  /** Where pixelateWorker stands: the source beside this file, or its build. */
  readonly workerUrl: URL;
  readonly signal?: AbortSignal | undefined;
  /** `fraction` is 0 to 1 within the stage and never falls. */
  readonly onProgress?: ((stage: 'decoding' | 'pixelating', fraction: number) => void) | undefined;
}

/** What the panel offers, and what only the command line and benchmarks turn. */
export type CutOptions = ClipOptions & Pick<PixelateOptions, 'crop' | 'quality' | 'sampler' | 'outline' | 'steadiness'>;

const DEFAULT_QUALITY = 6;
const LENGTH_UNKNOWN = 240;

/**
 * Makes a pixel clip of a video file: reads its header, decodes it once into small raw frames, and pixelates those in
 * a worker thread. Nothing is written to disk; when this returns or throws, ffmpeg and the worker are gone.
 *
 * @throws VideoError with a message for people
 */
export async function cutFrames(file: string, options: CutOptions, tools: CutTools): Promise<Pixelated> {
  const { ffmpeg, signal, onProgress } = tools;
  // Starts while the header is read.
  const worker = new Worker(tools.workerUrl);
  const post = (message: ToPixelateWorker, transfer: ArrayBuffer[] = []): void => worker.postMessage(message, transfer);
  try {
    const result = finished(worker, signal, (fraction) => onProgress?.('pixelating', fraction));
    result.catch(() => {});
    const facts = await probe(ffmpeg.path, file, signal);
    const quality = options.quality ?? DEFAULT_QUALITY;
    const frameCount = facts.seconds === undefined ? LENGTH_UNKNOWN : Math.ceil(facts.seconds * options.fps);
    const isCropped = options.background === 'remove' && (options.crop ?? 'subject') === 'subject';
    const { width, height, fps } = options;
    const size = decodeSize({ ...facts, frameCount, cells: { width, height }, quality, isCropped });
    const video: RawVideo = { ...size, pixel: size.scale, fps, matrix: rawMatrix(facts), range: 'tv' };
    let count = 0;
    for await (const bytes of decode(ffmpeg.path, file, facts, video, signal)) {
      post({ kind: 'frame', bytes }, [bytes.buffer]);
      count++;
      onProgress?.('decoding', Math.min(1, count / frameCount));
    }
    post({ kind: 'pixelate', video, options: { ...options, quality } });
    return await result;
  } finally {
    await worker.terminate();
  }
}

function finished(
  worker: Worker,
  signal: AbortSignal | undefined,
  onProgress: (fraction: number) => void,
): Promise<Pixelated> {
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new VideoError('canceled', 'Canceled.')), { once: true });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('The pixelating thread has ended early.')));
    worker.on('message', (message: FromPixelateWorker) => {
      if (message.kind === 'progress') onProgress(message.fraction);
      else resolve(message.result);
    });
  });
}
