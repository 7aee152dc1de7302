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

/**
 * Decodes frames into a thread, which then holds these and no others. ffmpeg is gone when it returns or throws.
 *
 * @param openThread is called once ffmpeg is on its way, which takes longer than a thread to begin
 */
export async function decodeInto(openThread: () => CutThread, order: DecodeOrder): Promise<void> {
  const { ffmpeg, file, facts, plan, settings, signal, onProgress } = order;
  const { width, height, scale, fps, span } = plan;
  const matrix = rawMatrix(facts);
  const frames = decode(ffmpeg, file, facts, { width, height, fps, matrix, span }, signal);
  const first = frames.next();
  // It is waited for below, unless the thread fails.
  first.catch(() => {});
  try {
    const thread = openThread();
    thread.start({ width, height, pixel: scale, fps, from: span.first / fps, matrix, range: 'tv' }, settings);
    onProgress(0);
    let count = 0;
    for (let next = await first; !next.done; next = await frames.next()) {
      thread.add(next.value);
      count++;
      onProgress(Math.min(0.99, count / plan.frameCount));
    }
  } finally {
    await frames.return();
  }
  onProgress(1);
}
