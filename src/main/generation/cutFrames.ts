import type { ClipReport } from '../../shared/clip/clipReport.ts';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { CutClip } from '../../shared/pixelate/clipCutter.ts';
import { probe, type VideoFacts } from '../ffmpeg/probe.ts';
import { VideoError } from '../ffmpeg/videoError.ts';
import { CutSession } from './cutSession.ts';

export interface CutTools {
  readonly ffmpeg: { readonly path: string };
  /** Where pixelateWorker stands: the source beside this file, or its build. Without it this thread cuts. */
  readonly workerUrl?: URL | undefined;
  readonly signal?: AbortSignal | undefined;
  /** What the file's header says, where somebody asks for it already. */
  readonly facts?: Promise<VideoFacts> | undefined;
  /** Which settings to cut by once more, when it is known what is in the video; the same ones: not at all. */
  readonly refine?: ((report: ClipReport) => ClipSettings) | undefined;
  /** `fraction` is 0 to 1 within the stage and never falls. */
  readonly onProgress?: ((stage: 'decoding' | 'pixelating', fraction: number) => void) | undefined;
}

/**
 * Makes a pixel clip of a video file: reads its header, decodes it once into raw frames just large enough for the
 * grid, and pixelates those. When the subject turns out to be small it is decoded again, finer.
 * Nothing is written to disk. When this returns, ffmpeg is gone and the worker about to be; when it throws, both are.
 *
 * @throws VideoError with a message for people
 */
export async function cutFrames(file: string, settings: ClipSettings, tools: CutTools): Promise<CutClip> {
  const { ffmpeg, workerUrl, signal } = tools;
  const ended = new VideoError('canceled', 'Canceled.');
  const facts = await (tools.facts ?? probe(ffmpeg.path, file, signal));
  const onProgress = neverBack(tools.onProgress);
  const session = new CutSession({ file, facts }, { ffmpeg: async () => ffmpeg, workerUrl, onProgress });
  const close = (): Promise<void> => session.close(ended);
  signal?.addEventListener('abort', close, { once: true });
  try {
    if (signal?.aborted) throw ended;
    const first = await session.cut(settings, 'exact');
    const refined = tools.refine?.(first.report) ?? settings;
    const cut = refined === settings ? first : await session.cut(refined, 'exact');
    void close();
    return cut;
  } catch (error) {
    await close();
    throw error;
  } finally {
    signal?.removeEventListener('abort', close);
  }
}

/** A second pass tells nothing that the first one has told already. */
function neverBack(tell: CutTools['onProgress']): NonNullable<CutTools['onProgress']> {
  let told = -1;
  return (stage, fraction) => {
    const now = fraction + (stage === 'decoding' ? 0 : 1);
    if (now > told) tell?.(stage, fraction);
    told = Math.max(told, now);
  };
}
