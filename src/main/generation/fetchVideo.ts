import { setTimeout as wait } from 'node:timers/promises';
import { isLive, type VideoJob } from '../../../supabase/functions/_shared/job.ts';
import { CloudError } from '../cloud/cloudError.ts';
import type { VideoJobs } from '../cloud/project.ts';
import type { Provider } from '../cloud/providers.ts';
import { download } from './download.ts';
import { events } from './events.ts';
import { GenerationError } from './generationError.ts';

/** The server's own code for why a job has no video; the interface has words for each. */
export function endOf({ status, error_code, error_message }: VideoJob): CloudError {
  const code = error_code ?? (status === 'expired' ? 'expired' : 'provider_failed');
  return new CloudError(code, error_message ?? 'The provider could not make this video.');
}

/**
 * Fetches a job's video into a file, from a renewed address where the first is no longer good; 0 to 1 as it goes,
 * and its SHA-256 in hexadecimal at the end.
 */
export async function* fetchVideo(
  job: VideoJob,
  file: string,
  { jobs, provider, signal }: { jobs: VideoJobs; provider: Provider; signal: AbortSignal },
): AsyncGenerator<number, string> {
  let hash = '';
  let hosts = provider.videoHosts;
  const fetchFrom = (url: string | null) =>
    events<number>((next, fail, end) => {
      next(0);
      const done = download(url ?? '', file, { hosts, signal, onProgress: next }).then((found) => {
        hash = found;
        end();
      }, fail);
      // Until nothing is left of a download that was canceled.
      return () => done;
    }, signal);
  let url = job.luma_video_url;
  for (let attempt = 0; ; attempt++) {
    try {
      yield* fetchFrom(url);
      return hash;
    } catch (error) {
      if (hosts === provider.videoHosts && error instanceof GenerationError && error.code === 'bad_video_url') {
        hosts = [...hosts, ...(await moreHosts(jobs))];
        continue;
      }
      const pause = DOWNLOAD_PAUSES[attempt];
      if (!(error instanceof GenerationError) || !AGAIN.has(error.code) || pause === undefined) throw error;
      // Addresses die early; the provider gives out a new one when it is asked again, which the server does not do at
      // every call.
      await wait(pause * 1000, undefined, { signal });
      const renewed = await jobs.refreshVideoJob(job.id);
      if (!isLive(renewed.status) && renewed.status !== 'completed') throw endOf(renewed);
      url = renewed.luma_video_url;
    }
  }
}

/** Hosts that the project's operator allows beyond those that are known here. */
async function moreHosts(jobs: VideoJobs): Promise<readonly string[]> {
  try {
    return (await jobs.quoteVideo()).videoHosts;
  } catch (error) {
    if (error instanceof CloudError) return [];
    throw error;
  }
}

const AGAIN: ReadonlySet<string> = new Set(['url_expired', 'download_failed']);
/** Before each further try to fetch a video, in seconds. */
const DOWNLOAD_PAUSES = [1, 6, 6];
