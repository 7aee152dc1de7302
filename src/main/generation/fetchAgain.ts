import type { CloudClient } from '../cloud/cloudClient.ts';
import { type Fetching, fetchOfJob } from './fetchOfJob.ts';
import { GenerationError } from './generationError.ts';
import type { GenerationRecord } from './records.ts';
import type { HeldVideo, VideoCache } from './videoCache.ts';

/**
 * Fetches the video of a generation once more from where its job has it, and holds it.
 *
 * @throws GenerationError `file_not_found` where there is no job, `other_connection`; CloudError; the signal's reason
 */
export async function fetchAgain(
  { generation: { origin }, job }: GenerationRecord,
  fetching: Fetching,
  tools: { readonly cloud: Pick<CloudClient, 'jobs' | 'providerId'>; readonly videos: VideoCache },
): Promise<HeldVideo> {
  if (origin.jobId === null) {
    throw new GenerationError('file_not_found', 'There is nowhere to fetch this video from.');
  }
  if (job.providerId !== tools.cloud.providerId()) {
    throw new GenerationError('other_connection', 'This job belongs to another connection. Switch back to it first.');
  }
  return fetchOfJob(origin.jobId, fetching, tools);
}
