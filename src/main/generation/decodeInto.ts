import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import { decode, rawMatrix } from '../ffmpeg/decode.ts';
import type { VideoFacts } from '../ffmpeg/probe.ts';
import type { DecodePlan } from './decodePlan.ts';
import type { FrameCutter } from './frameCutter.ts';

export interface DecodeOrder {
  /** Path of the program. */
  readonly ffmpeg: string;
  readonly file: string;
  readonly facts: VideoFacts;
  readonly plan: DecodePlan;
  /** By which they will be cut first. */
  readonly settings: ClipSettings;
  readonly signal: AbortSignal;
  /** 0 to 1 */
  readonly onProgress: (fraction: number) => void;
  /** Told of each frame that the cutter has got, the how manieth it is. */
  readonly onFrame: (count: number) => void;
}

/**
 * Decodes frames into a cutter, which then holds these and no others. ffmpeg is gone when it returns or throws.
 *
 * @param openCutter is called once ffmpeg is on its way, which takes longer than a thread to begin
 */
export async function decodeInto(openCutter: () => FrameCutter, order: DecodeOrder): Promise<void> {
  const { ffmpeg, file, facts, plan, settings, signal, onProgress, onFrame } = order;
  const { width, height, scale, fps, span } = plan;
  const matrix = rawMatrix(facts);
  const failed = new AbortController();
  let cutter: FrameCutter | undefined;
  let count = 0;
  const decoded = decode(
    ffmpeg,
    file,
    facts,
    { width, height, fps, matrix, span },
    (frame) => {
      cutter?.add(frame);
      count++;
      onFrame(count);
      onProgress(Math.min(0.99, count / plan.frameCount));
    },
    AbortSignal.any([signal, failed.signal]),
  );
  try {
    // Not one frame can have come yet.
    cutter = openCutter();
    cutter.start({ width, height, pixel: scale, fps, from: span.first / fps, matrix, range: 'tv' }, settings);
    onProgress(0);
  } catch (error) {
    failed.abort();
    await decoded.catch(() => {});
    throw error;
  }
  await decoded;
  onProgress(1);
}
