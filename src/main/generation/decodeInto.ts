import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import { decode, rawMatrix } from '../ffmpeg/decode.ts';
import type { VideoFacts } from '../ffmpeg/probe.ts';
import type { CutThread } from './cutThread.ts';
import type { DecodePlan } from './decodePlan.ts';

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
}

/** Decodes frames into the thread, which then holds these and no others. ffmpeg is gone when it returns or throws. */
export async function decodeInto(thread: CutThread, order: DecodeOrder): Promise<void> {
  const { ffmpeg, file, facts, plan, settings, signal, onProgress } = order;
  const { width, height, scale, fps, span } = plan;
  const matrix = rawMatrix(facts);
  const from = span.first / fps;
  thread.start({ width, height, pixel: scale, fps, from, matrix, range: 'tv' }, settings);
  onProgress(0);
  let count = 0;
  for await (const bytes of decode(ffmpeg, file, facts, { width, height, fps, matrix, span }, signal)) {
    thread.add(bytes);
    count++;
    onProgress(Math.min(0.99, count / plan.frameCount));
  }
  onProgress(1);
}
