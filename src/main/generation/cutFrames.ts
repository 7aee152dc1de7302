import { Worker } from 'node:worker_threads';
import type { ClipOptions } from '../../shared/ipc.ts';
import type { Pixelated, PixelateOptions } from '../../shared/pixelate/pixelate.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';
import { decode, rawMatrix } from '../ffmpeg/decode.ts';
import { type FirstLook, look } from '../ffmpeg/look.ts';
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
/** Frames to expect of a file that does not say how long it is. */
const LENGTH_UNKNOWN = 240;

/**
 * Makes a pixel clip of a video file: reads its header and first frames, decodes it once into raw frames just large
 * enough for the grid, and pixelates those in a worker thread. Nothing is written to disk; when this returns or
 * throws, ffmpeg and the worker are gone.
 *
 * @throws VideoError with a message for people
 */
export async function cutFrames(file: string, options: CutOptions, tools: CutTools): Promise<Pixelated> {
  const { ffmpeg, signal, onProgress } = tools;
  // The thread starts while ffmpeg takes its first look.
  const pixelation = new Pixelation(tools.workerUrl, signal, (fraction) => onProgress?.('pixelating', fraction));
  try {
    const firstLook = await look(ffmpeg.path, file, options.fps, signal);
    const { facts } = firstLook;
    const quality = options.quality ?? DEFAULT_QUALITY;
    const full = { ...options, quality };
    const matrix = rawMatrix(facts);
    const cell = await pixelation.look(firstLook, matrix, full);
    const frameCount = facts.seconds === undefined ? LENGTH_UNKNOWN : Math.ceil(facts.seconds * options.fps);
    const size = decodeSize({ ...facts, frameCount }, options, cell, quality);
    const video: RawVideo = { ...size, pixel: size.scale, fps: options.fps, matrix, range: 'tv' };
    let count = 0;
    for await (const bytes of decode(ffmpeg.path, file, facts, video, signal)) {
      pixelation.add(bytes);
      count++;
      onProgress?.('decoding', Math.min(0.99, count / frameCount));
    }
    onProgress?.('decoding', 1);
    return await pixelation.finish(video, full);
  } finally {
    await pixelation.end();
  }
}

/** The worker thread as seen from here. */
class Pixelation {
  readonly #worker: Worker;
  readonly #looked = Promise.withResolvers<number>();
  readonly #done = Promise.withResolvers<Pixelated>();

  constructor(url: URL, signal: AbortSignal | undefined, onProgress: (fraction: number) => void) {
    this.#worker = new Worker(url);
    const fail = (error: Error): void => {
      this.#looked.reject(error);
      this.#done.reject(error);
    };
    // Whoever waits for them hears of it; nobody may be waiting yet.
    this.#looked.promise.catch(() => {});
    this.#done.promise.catch(() => {});
    signal?.addEventListener('abort', () => fail(new VideoError('canceled', 'Canceled.')), { once: true });
    this.#worker.on('error', fail);
    this.#worker.on('message', (message: FromPixelateWorker) => {
      if (message.kind === 'looked') this.#looked.resolve(message.cell);
      else if (message.kind === 'progress') onProgress(message.fraction);
      else this.#done.resolve(message.result);
    });
  }

  /** Width of a cell in pixels of the video, as far as its first frames tell. */
  async look(seen: FirstLook, matrix: RawVideo['matrix'], options: PixelateOptions): Promise<number> {
    const { frames, width, height, facts } = seen;
    const pixel = width / facts.width;
    this.#post({ kind: 'look', frames, video: { width, height, fps: 1, matrix, range: 'tv', pixel }, options });
    return (await this.#looked.promise) / pixel;
  }

  add(bytes: Uint8Array<ArrayBuffer>): void {
    this.#post({ kind: 'frame', bytes }, [bytes.buffer]);
  }

  finish(video: RawVideo, options: PixelateOptions): Promise<Pixelated> {
    this.#post({ kind: 'pixelate', video, options });
    return this.#done.promise;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(message: ToPixelateWorker, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
