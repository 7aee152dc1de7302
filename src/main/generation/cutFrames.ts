import { Worker } from 'node:worker_threads';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { CutClip } from '../../shared/pixelate/clipCutter.ts';
import type { RawVideo } from '../../shared/pixelate/rawVideo.ts';
import { decode, rawMatrix } from '../ffmpeg/decode.ts';
import { frameCountOf, frameSpan } from '../ffmpeg/frameSpan.ts';
import { probe, type VideoFacts } from '../ffmpeg/probe.ts';
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

/** How much of the picture's height a subject is expected to fill. */
const SUBJECT_SHARE = 0.8;
/** With fewer samples than this share of the wanted ones, a second, finer pass is worth its time. */
const COARSE = 0.7;
/** Frames to expect of a file that does not say how long it is. */
const LENGTH_UNKNOWN = 240;

/**
 * Makes a pixel clip of a video file: reads its header, decodes it once into raw frames just large enough for the
 * grid, and pixelates those in a worker thread. When the subject turns out to be small it is decoded again, finer.
 * Nothing is written to disk; when this returns or throws, ffmpeg and the worker are gone.
 *
 * @throws VideoError with a message for people
 */
export async function cutFrames(file: string, options: ClipSettings, tools: CutTools): Promise<CutFrames> {
  const onProgress = neverBack(tools.onProgress);
  // The thread starts while ffmpeg reads the header.
  const pixelation = new Pixelation({ ...tools, onProgress });
  try {
    const facts = await probe(tools.ffmpeg.path, file, tools.signal);
    const decoded = (cell: number): Promise<CutFrames> =>
      cut(file, facts, cell, options, pixelation, { ...tools, onProgress });
    const first = await decoded(expectedCell(facts, options));
    const { area } = first.report;
    const cell = Math.min(area.width / options.width, area.height / options.height);
    const isTooCoarse = first.scale < 1 && cell * first.scale < COARSE * options.quality;
    return isTooCoarse ? await decoded(cell) : first;
  } finally {
    await pixelation.end();
  }
}

/** With the decoded frames' pixels per pixel of the video. */
type CutFrames = CutClip & { readonly scale: number };

/** A second pass tells nothing that the first one has told already. */
function neverBack(tell: CutTools['onProgress']): CutTools['onProgress'] {
  let told = -1;
  return (stage, fraction) => {
    const now = fraction + (stage === 'decoding' ? 0 : 1);
    if (now > told) tell?.(stage, fraction);
    told = Math.max(told, now);
  };
}

/** Width of a cell in pixels of the video, before anything of it was seen. */
function expectedCell(facts: VideoFacts, options: ClipSettings): number {
  const { crop } = options;
  const area = typeof crop === 'object' ? crop : facts;
  const across = area.width / options.width;
  const down = area.height / options.height;
  const isCropped = options.background.kind !== 'keep' && crop === 'subject';
  return Math.max(1, isCropped ? SUBJECT_SHARE * Math.min(across, down) : Math.max(across, down));
}

async function cut(
  file: string,
  facts: VideoFacts,
  cell: number,
  options: ClipSettings,
  pixelation: Pixelation,
  { ffmpeg, signal, onProgress }: CutTools,
): Promise<CutFrames> {
  const span = frameSpan(options.range, options.fps, facts);
  const frameCount = frameCountOf(span, options.fps, facts) ?? LENGTH_UNKNOWN;
  const size = decodeSize({ ...facts, frameCount }, options, cell, options.quality);
  const { width, height, scale } = size;
  const video: RawVideo = {
    width,
    height,
    pixel: scale,
    fps: options.fps,
    from: span.first / options.fps,
    matrix: rawMatrix(facts),
    range: 'tv',
  };
  pixelation.start(video, options);
  let count = 0;
  for await (const bytes of decode(ffmpeg.path, file, facts, { ...video, span }, signal)) {
    pixelation.add(bytes);
    count++;
    onProgress?.('decoding', Math.min(0.99, count / frameCount));
  }
  onProgress?.('decoding', 1);
  return { ...(await pixelation.finish()), scale };
}

/** The worker thread as seen from here. */
class Pixelation {
  readonly #worker: Worker;
  readonly #failed = Promise.withResolvers<never>();
  #done = Promise.withResolvers<CutClip>();

  constructor({ workerUrl, signal, onProgress }: CutTools) {
    this.#worker = new Worker(workerUrl);
    // Whoever waits for the result hears of it; nobody may be waiting yet.
    this.#failed.promise.catch(() => {});
    signal?.addEventListener('abort', () => this.#failed.reject(new VideoError('canceled', 'Canceled.')), {
      once: true,
    });
    this.#worker.on('error', this.#failed.reject);
    this.#worker.on('message', (message: FromPixelateWorker) => {
      if (message.kind === 'progress') onProgress?.('pixelating', message.fraction);
      else this.#done.resolve(message.result);
    });
  }

  start(video: RawVideo, options: ClipSettings): void {
    this.#done = Promise.withResolvers();
    this.#post({ kind: 'start', video, options });
  }

  add(bytes: Uint8Array<ArrayBuffer>): void {
    this.#post({ kind: 'frame', bytes }, [bytes.buffer]);
  }

  finish(): Promise<CutClip> {
    this.#post({ kind: 'finish' });
    return Promise.race([this.#done.promise, this.#failed.promise]);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #post(message: ToPixelateWorker, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
