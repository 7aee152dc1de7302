import { rm } from 'node:fs/promises';
import type { CloudClient } from '../cloud/cloudClient.ts';
import { fetchVideo } from './fetchVideo.ts';
import { unlessAborted } from './unlessAborted.ts';
import type { HeldVideo, VideoCache } from './videoCache.ts';

/** Whoever waits for a video that is fetched. */
export interface Fetching {
  /** They do not want it any more. */
  readonly signal: AbortSignal;
  /** 0 to 1 */
  readonly onProgress: (fraction: number) => void;
}

/**
 * Fetches the video of a job over the present connection, and holds it.
 *
 * @throws GenerationError, CloudError; the signal's reason
 */
export async function fetchOfJob(
  jobId: string,
  { signal, onProgress }: Fetching,
  tools: { readonly cloud: Pick<CloudClient, 'jobs'>; readonly videos: VideoCache },
): Promise<HeldVideo> {
  const { jobs, provider } = await unlessAborted(tools.cloud.jobs(), signal);
  const draft = await tools.videos.draft();
  try {
    const job = await unlessAborted(jobs.refreshVideoJob(jobId), signal);
    const fractions = fetchVideo(job, draft, { jobs, provider, signal });
    let step = await fractions.next();
    while (!step.done) {
      onProgress(step.value);
      step = await fractions.next();
    }
    return await tools.videos.adopt(draft, step.value);
  } finally {
    await rm(draft, { force: true });
  }
}
