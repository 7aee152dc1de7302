import { stat } from 'node:fs/promises';
import { GenerationError } from './generationError.ts';
import type { GenerationRecord } from './records.ts';
import type { HeldVideo, VideoCache } from './videoCache.ts';

/** The kept video of a generation, or an import's own file. @throws GenerationError `file_not_found` */
export async function sourceVideo(
  { generation: { sourceHash }, source }: GenerationRecord,
  videos: VideoCache,
): Promise<HeldVideo> {
  const kept = sourceHash === null ? undefined : await videos.find(sourceHash);
  if (kept) return kept;
  const isThere = source !== null && (await stat(source).catch(() => undefined))?.isFile();
  if (isThere) return { hash: sourceHash ?? '', path: source, isKept: false, release: () => {} };
  throw new GenerationError('file_not_found', 'The video is no longer on this computer.');
}
