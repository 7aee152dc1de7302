import { rm } from 'node:fs/promises';
import type { CloudClient } from '../cloud/cloud.ts';
import { fetchVideo } from './fetchVideo.ts';
import { GenerationError } from './generationError.ts';
import type { GenerationRecord } from './records.ts';
import type { HeldVideo, VideoCache } from './videoCache.ts';

/**
 * Fetches the video of a generation once more from where its job has it, and holds it.
 *
 * @throws GenerationError `file_not_found` where there is no job, `other_connection`; CloudError
 */
export async function fetchAgain(
  { generation: { origin }, job }: GenerationRecord,
  tools: {
    readonly cloud: Pick<CloudClient, 'jobs' | 'providerId'>;
    readonly videos: VideoCache;
    readonly signal: AbortSignal;
  },
): Promise<HeldVideo> {
  if (origin.jobId === null) {
    throw new GenerationError('file_not_found', 'There is nowhere to fetch this video from.');
  }
  if (job.providerId !== tools.cloud.providerId()) {
    throw new GenerationError('other_connection', 'This job belongs to another connection. Switch back to it first.');
  }
  const { jobs, provider } = await tools.cloud.jobs();
  const draft = await tools.videos.draft();
  try {
    const job = await jobs.refreshVideoJob(origin.jobId);
    const fractions = fetchVideo(job, draft, { jobs, provider, signal: tools.signal });
    let step = await fractions.next();
    while (!step.done) step = await fractions.next();
    return await tools.videos.adopt(draft, step.value);
  } finally {
    await rm(draft, { force: true });
  }
}
