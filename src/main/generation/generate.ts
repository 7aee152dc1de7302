import { setTimeout as wait } from 'node:timers/promises';
import type { GenerateAccepted, VideoJob } from '../../../supabase/functions/_shared/job.ts';
import type { GenerationState } from '../../shared/ipc.ts';
import type { PixelClip } from '../../shared/sprite/pixelClip.ts';
import type { Provider } from '../cloud/cloud.ts';
import { CloudError } from '../cloud/cloudError.ts';
import type { VideoJobs } from '../cloud/project.ts';
import { download, isDownloaded } from './download.ts';
import { events } from './events.ts';
import { GenerationError } from './generationError.ts';
import { progressOf, waitingState } from './progress.ts';
import type { GenerationRecord } from './records.ts';

/** What a generation tells on its way. */
export type GenerationNews =
  | { readonly kind: 'state'; readonly state: GenerationState }
  /** The job stands; from here on it can be followed after a restart. */
  | { readonly kind: 'job'; readonly jobId: string; readonly provider: Provider }
  /** The end of the way. */
  | { readonly kind: 'clip'; readonly clip: PixelClip };

export interface GenerateTools {
  readonly cloud: () => Promise<{ readonly jobs: VideoJobs; readonly provider: Provider }>;
  /** Where the video of a job is kept. */
  readonly videoOf: (jobId: string) => string;
  readonly cut: (
    file: string,
    record: GenerationRecord,
    signal: AbortSignal,
    onProgress: (stage: 'decoding' | 'pixelating', fraction: number) => void,
  ) => Promise<PixelClip>;
  readonly signal: AbortSignal;
}

/**
 * The way of a prompt: submit, watch, download, decode, pixelate. Goes on from where the record stands, so that a
 * restart loses nothing; stops with the signal's reason when canceled and throws what went wrong otherwise.
 */
export async function* generate(record: GenerationRecord, tools: GenerateTools): AsyncGenerator<GenerationNews> {
  const { origin } = record.generation;
  if (origin.kind === 'video') return yield* importVideo(record, tools);
  const { jobs, provider } = await tools.cloud();
  if (record.job?.providerId !== null && record.job?.providerId !== provider.id && origin.jobId !== null) {
    throw new GenerationError('job_gone', 'This job was started with another connection. Switch back to it to go on.');
  }
  let { jobId } = origin;
  if (jobId === null) {
    const accepted = await submit(record, jobs, tools.signal);
    jobId = accepted.jobId;
    yield { kind: 'job', jobId, provider };
    yield { kind: 'state', state: waitingState(accepted.status, 0, accepted.estimatedTimeSeconds) };
  }
  const file = tools.videoOf(jobId);
  if (!(await isDownloaded(file))) {
    const job = yield* watch(jobId, jobs, tools.signal);
    yield* fetchVideo(job, file, { jobs, provider, signal: tools.signal });
  }
  yield* cut(file, record, tools, 'prompt');
}

async function* importVideo(record: GenerationRecord, tools: GenerateTools): AsyncGenerator<GenerationNews> {
  if (record.source === null) throw new GenerationError('not_a_video', 'The video of this import is not known.');
  yield* cut(record.source, record, tools, 'video');
}

/** Pauses before the same request is sent again, in seconds. */
const PAUSES = [1, 2, 4, 8];

/** Sends the prompt. The same request id goes out again when no answer came or the server is busy; it counts once. */
async function submit(record: GenerationRecord, jobs: VideoJobs, signal: AbortSignal): Promise<GenerateAccepted> {
  const { origin } = record.generation;
  if (origin.kind !== 'prompt' || record.job === null) throw new GenerationError('job_gone', 'There is no prompt.');
  for (let attempt = 0; ; attempt++) {
    try {
      return await jobs.generateVideo({ ...origin.request, clientRequestId: record.job.clientRequestId });
    } catch (error) {
      signal.throwIfAborted();
      const again = error instanceof CloudError && (error.code === 'unreachable' || error.code === 'provider_busy');
      const pause = PAUSES[attempt];
      if (!again || pause === undefined) throw error;
      await wait(Math.max(pause, Math.min(error.retryAfterSeconds ?? 0, 60)) * 1000, undefined, { signal });
    }
  }
}

/** Tells of a job's states until its video is ready. */
async function* watch(jobId: string, jobs: VideoJobs, signal: AbortSignal): AsyncGenerator<GenerationNews, VideoJob> {
  const updates = events<VideoJob>((next, fail) => jobs.subscribeToVideoJob(jobId, next, fail), signal);
  for await (const job of updates) {
    switch (job.status) {
      case 'pending':
      case 'queued':
      case 'dreaming':
        yield { kind: 'state', state: waitingState(job.status, job.progress / 100, expectedSeconds(job)) };
        break;
      case 'processing':
      case 'completed':
        yield { kind: 'state', state: waitingState('processing', 1, expectedSeconds(job)) };
        return job;
      case 'failed':
        throw new GenerationError('provider_failed', job.error_message ?? 'The provider could not make this video.');
      case 'canceled':
      case 'expired':
        throw new GenerationError('job_gone', 'This job is over. Its video is no longer kept.');
    }
  }
  throw new GenerationError('job_gone', 'The job is no longer there.');
}

async function* fetchVideo(
  job: VideoJob,
  file: string,
  { jobs, provider, signal }: { jobs: VideoJobs; provider: Provider; signal: AbortSignal },
): AsyncGenerator<GenerationNews> {
  const fetchFrom = (url: string | null) =>
    events<GenerationNews>((next, fail, end) => {
      const onProgress = (fraction: number): void =>
        next({ kind: 'state', state: { stage: 'downloading', progress: progressOf('downloading', fraction) } });
      onProgress(0);
      download(url ?? '', file, { hosts: provider.videoHosts, signal, onProgress }).then(end, fail);
      return () => {};
    }, signal);
  let url = job.luma_video_url;
  for (let attempt = 0; ; attempt++) {
    try {
      return yield* fetchFrom(url);
    } catch (error) {
      const pause = DOWNLOAD_PAUSES[attempt];
      if (!(error instanceof GenerationError) || !AGAIN.has(error.code) || pause === undefined) throw error;
      // Addresses die early; the provider gives out a new one when it is asked again, which the server does not do at
      // every call.
      await wait(pause * 1000, undefined, { signal });
      url = (await jobs.refreshVideoJob(job.id)).luma_video_url;
    }
  }
}

const AGAIN: ReadonlySet<string> = new Set(['url_expired', 'download_failed']);
/** Before each further try to fetch a video, in seconds. */
const DOWNLOAD_PAUSES = [1, 6, 6];

/** Cuts the frames; the stages and their fractions are told as they come. */
function cut(
  file: string,
  record: GenerationRecord,
  tools: GenerateTools,
  way: 'prompt' | 'video',
): AsyncGenerator<GenerationNews> {
  return events<GenerationNews>((next, fail, end) => {
    const onProgress = (stage: 'decoding' | 'pixelating', fraction: number): void =>
      next({ kind: 'state', state: { stage, progress: progressOf(stage, fraction, way) } });
    onProgress('decoding', 0);
    tools.cut(file, record, tools.signal, onProgress).then((clip) => {
      next({ kind: 'clip', clip });
      end();
    }, fail);
    return () => {};
  }, tools.signal);
}

/** From the row's own times where it has them: how long such a job takes in all. */
function expectedSeconds(job: VideoJob): number {
  return job.provider === 'demo' ? 5 : 120;
}
