import { GenerationError } from './generationError.ts';
import type { GenerationRecord } from './records.ts';
import type { HeldVideo, VideoCache } from './videoCache.ts';

/** The kept video of a generation. @throws GenerationError `file_not_found` */
export async function sourceVideo(
  { generation: { sourceHash } }: GenerationRecord,
  videos: VideoCache,
): Promise<HeldVideo> {
  const kept = sourceHash === null ? undefined : await videos.find(sourceHash);
  if (kept) return kept;
  throw new GenerationError('file_not_found', 'The video is no longer on this computer.');
}
