import type { Env } from './env.ts';
import { setting } from './env.ts';
import type { Mirror } from './files.ts';
import { dueFiles, dueMirrors, settleFiles, settleMirror } from './files.ts';
import { guardVideo } from './guardVideo.ts';
import { errorFacts, log } from './log.ts';
import { providerNamed } from './providers.ts';
import { removeFiles, storeFile } from './storage.ts';

/** Whether finished videos are to be copied into the project's own Storage. */
export function mirrorsVideos(env: Env): boolean {
  return setting(env, 'MIRROR_VIDEOS') === '1';
}

/**
 * Copies finished videos into the bucket, or only that job's; answers how many were stored. Where mirroring is not
 * switched on it does nothing. What could not be copied is tried again later, a few times. Throws DatabaseError when the
 * list cannot be read.
 */
export async function mirrorVideos(env: Env, limit = 3, jobId?: string): Promise<number> {
  if (!mirrorsVideos(env)) return 0;
  let stored = 0;
  // One after the other: together they would have to share the little processor time that a call is given.
  for (const mirror of await dueMirrors(env, limit, jobId)) if (await mirrorVideo(env, mirror)) stored += 1;
  return stored;
}

async function mirrorVideo(env: Env, { jobId, path, provider, url }: Mirror): Promise<boolean> {
  try {
    if (!providerNamed(env, provider).allowsVideoUrl(url)) return false;
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(90_000) });
    const limit = longestVideo(env);
    if (!response.ok || response.body === null || Number(response.headers.get('content-length') ?? 0) > limit) {
      await response.body?.cancel();
      log(env, 'warn', 'video_not_mirrored', { job: jobId, status: response.status });
      return false;
    }
    await storeFile(env, path, response.body.pipeThrough(guardVideo(limit)), 'video/mp4');
    const wanted = await settleMirror(env, jobId, path);
    log(env, 'info', 'video_mirrored', { job: jobId, wanted });
    return wanted;
  } catch (error) {
    log(env, 'warn', 'video_not_mirrored', { job: jobId, ...errorFacts(error) });
    return false;
  }
}

/** Removes files whose time is over; answers how many. Throws DatabaseError when the list cannot be read. */
export async function removeOldFiles(env: Env, limit = 100): Promise<number> {
  const paths = await dueFiles(env, limit);
  if (paths.length === 0) return 0;
  try {
    await removeFiles(env, paths);
    await settleFiles(env, paths);
    return paths.length;
  } catch (error) {
    log(env, 'error', 'files_not_removed', { files: paths.length, ...errorFacts(error) });
    return 0;
  }
}

/** Bytes; a video of five seconds has about four million. */
function longestVideo(env: Env): number {
  const megabytes = Number(setting(env, 'MIRROR_MAX_MB') ?? 50);
  return (megabytes > 0 ? megabytes : 50) * 1024 * 1024;
}
