import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { candidates, type FfmpegPlaces, resolveFfmpeg } from './resolve.ts';
import { VideoError } from './videoError.ts';

/**
 * Works with the ffmpeg that is probably right, without asking it first what it can: to ask takes as long as to decode a
 * short clip. It is asked when the work fails, and if it is not fit, the work is done once more with another one.
 *
 * @param work is given the path of the program
 * @throws VideoError `ffmpeg_missing` where no ffmpeg is fit; what `work` throws
 */
export async function withFfmpeg<Value>(places: FfmpegPlaces, work: (path: string) => Promise<Value>): Promise<Value> {
  const likely = likelyFfmpeg(places);
  try {
    return await work(likely);
  } catch (error) {
    if (!(error instanceof VideoError) || error.code === 'canceled') throw error;
    const { path } = await resolveFfmpeg(places);
    if (path === likely) throw error;
    return work(path);
  }
}

/** The first place that holds a file, or the name that PATH decides about. */
function likelyFfmpeg(places: FfmpegPlaces): string {
  const paths = candidates(places);
  return paths.find((path) => path === basename(path) || existsSync(path)) ?? paths[0] ?? 'ffmpeg';
}
