import { setTimeout as wait } from 'node:timers/promises';
import { type GenerateAccepted, isLive, type VideoJob } from '../../../supabase/functions/_shared/job.ts';
import type { GenerationState } from '../../shared/ipc.ts';
import type { CutClip } from '../../shared/pixelate/clipCutter.ts';
import { CloudError } from '../cloud/cloudError.ts';
import type { VideoJobs } from '../cloud/project.ts';
import type { Provider } from '../cloud/providers.ts';
import { download } from './download.ts';
import { events } from './events.ts';
import { GenerationError } from './generationError.ts';
import { progressOf, waitingState } from './progress.ts';
import type { GenerationRecord } from './records.ts';
import { unlessAborted } from './unlessAborted.ts';
import type { HeldVideo, VideoCache } from './videoCache.ts';

/** Cut frames and what is known of them. */
export type FrameCut = Pick<CutClip, 'clip' | 'report'>;

/** What a generation tells on its way. */
export type GenerationNews =
  | { readonly kind: 'state'; readonly state: GenerationState }
  /** Who will be asked; kept before the prompt is sent, which is then never sent to anybody else. */
  | { readonly kind: 'provider'; readonly provider: Provider }
  /** The job stands; from here on it can be followed after a restart. */
  | { readonly kind: 'job'; readonly jobId: string; readonly state: GenerationState }
  /** Who drew the video, and what it cost. */
  | { readonly kind: 'made'; readonly model?: string; readonly cents: number }
  /** The video is kept. */
  | { readonly kind: 'video'; readonly hash: string }
  /** The end of the way. */
  | { readonly kind: 'cut'; readonly cut: FrameCut };

export interface GenerateTools {
  readonly cloud: () => Promise<{ readonly jobs: VideoJobs; readonly provider: Provider }>;
  readonly videos: VideoCache;
  readonly cut: (
    file: string,
    record: GenerationRecord,
    signal: AbortSignal,
    onProgress: (stage: 'decoding' | 'pixelating', fraction: number) => void,
  ) => Promise<FrameCut>;
  readonly signal: AbortSignal;
}

/**
 * The way of a prompt: submit, watch, download, decode, pixelate. Goes on from where the record stands, so that a
 * restart loses nothing; stops with the signal's reason when canceled and throws what went wrong otherwise.
 */
export async function* generate(record: GenerationRecord, tools: GenerateTools): AsyncGenerator<GenerationNews> {
  const { origin } = record.generation;
  if (origin.kind === 'video') return yield* importVideo(record, tools);
  let { jobId } = origin;
  // Needs no network any more.
  const kept = await keptVideo(record, tools);
  if (kept) return yield* cut(kept, record, tools, 'prompt');
  const { jobs, provider } = await unlessAborted(tools.cloud(), tools.signal);
  const { state } = record.generation;
  let expected = state.stage === 'waiting' ? state.expectedSeconds : 120;
  if (record.job?.providerId == null) yield { kind: 'provider', provider };
  else if (record.job.providerId !== provider.id) {
    throw new GenerationError(
      'other_connection',
      'This job belongs to another connection. Switch back to it to go on.',
    );
  }
  if (jobId === null) {
    const accepted = await submit(record, jobs, tools.signal);
    jobId = accepted.jobId;
    expected = accepted.estimatedTimeSeconds;
    yield { kind: 'job', jobId, state: waitingState(accepted.status, 0, expected) };
  }
  const job = yield* watch(jobId, expected, jobs, tools.signal);
  const cents = job.cost_cents ?? job.cost_estimate_cents;
  yield { kind: 'made', cents, ...(job.provider_model !== null && { model: job.provider_model }) };
  const draft = await tools.videos.draft();
  const hash = yield* fetchVideo(job, draft, { jobs, provider, signal: tools.signal });
  yield* cut(await tools.videos.adopt(draft, hash), record, tools, 'prompt');
}

async function keptVideo({ generation }: GenerationRecord, { videos }: GenerateTools): Promise<HeldVideo | undefined> {
  return generation.sourceHash === null ? undefined : videos.find(generation.sourceHash);
}

async function* importVideo(record: GenerationRecord, tools: GenerateTools): AsyncGenerator<GenerationNews> {
  if (record.source === null) throw new GenerationError('not_a_video', 'The video of this import is not known.');
  const video = (await keptVideo(record, tools)) ?? (await tools.videos.keep(record.source, tools.signal));
  yield* cut(video, record, tools, 'video');
}

/** Pauses before the same request is sent again, in seconds. */
const PAUSES = [1, 2, 4, 8];

/** Sends the prompt. The same request id goes out again when no answer came or the server is busy; it counts once. */
async function submit(record: GenerationRecord, jobs: VideoJobs, signal: AbortSignal): Promise<GenerateAccepted> {
  const { origin } = record.generation;
  if (origin.kind !== 'prompt' || record.job === null) throw new GenerationError('job_gone', 'There is no prompt.');
  const { clientRequestId, frames } = record.job;
  const request = { ...origin.request, clientRequestId, ...frames };
  for (let attempt = 0; ; attempt++) {
    try {
      return await unlessAborted(jobs.generateVideo(request), signal);
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
async function* watch(
  jobId: string,
  expected: number,
  jobs: VideoJobs,
  signal: AbortSignal,
): AsyncGenerator<GenerationNews, VideoJob> {
  const updates = events<VideoJob>((next, fail) => jobs.subscribeToVideoJob(jobId, next, fail), signal);
  for await (const job of updates) {
    switch (job.status) {
      case 'pending':
      case 'queued':
      case 'dreaming':
        yield { kind: 'state', state: waitingState(job.status, job.progress / 100, expected) };
        break;
      case 'processing':
      case 'completed':
        yield { kind: 'state', state: waitingState('processing', 1, expected) };
        return job;
      case 'failed':
      case 'expired':
        throw endOf(job);
      case 'canceled':
        throw new GenerationError('job_gone', 'This job was canceled elsewhere.');
    }
  }
  throw new GenerationError('job_gone', 'The job is no longer there.');
}

/** The server's own code for why a job has no video; the interface has words for each. */
function endOf({ status, error_code, error_message }: VideoJob): CloudError {
  const code = error_code ?? (status === 'expired' ? 'expired' : 'provider_failed');
  return new CloudError(code, error_message ?? 'The provider could not make this video.');
}

async function* fetchVideo(
  job: VideoJob,
  file: string,
  { jobs, provider, signal }: { jobs: VideoJobs; provider: Provider; signal: AbortSignal },
): AsyncGenerator<GenerationNews, string> {
  let hash = '';
  const fetchFrom = (url: string | null) =>
    events<GenerationNews>((next, fail, end) => {
      const onProgress = (fraction: number): void =>
        next({ kind: 'state', state: { stage: 'downloading', progress: progressOf('downloading', fraction) } });
      onProgress(0);
      const done = download(url ?? '', file, { hosts: provider.videoHosts, signal, onProgress }).then((found) => {
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

const AGAIN: ReadonlySet<string> = new Set(['url_expired', 'download_failed']);
/** Before each further try to fetch a video, in seconds. */
const DOWNLOAD_PAUSES = [1, 6, 6];

/** Cuts the frames; the stages and their fractions are told as they come. */
async function* cut(
  video: HeldVideo,
  record: GenerationRecord,
  tools: GenerateTools,
  way: 'prompt' | 'video',
): AsyncGenerator<GenerationNews> {
  try {
    yield { kind: 'video', hash: video.hash };
    yield* cutting(video.path, record, tools, way);
  } finally {
    video.release();
  }
}

function cutting(
  file: string,
  record: GenerationRecord,
  tools: GenerateTools,
  way: 'prompt' | 'video',
): AsyncGenerator<GenerationNews> {
  return events<GenerationNews>((next, fail, end) => {
    const onProgress = (stage: 'decoding' | 'pixelating', fraction: number): void =>
      next({ kind: 'state', state: { stage, progress: progressOf(stage, fraction, way) } });
    onProgress('decoding', 0);
    const done = tools.cut(file, record, tools.signal, onProgress).then((made) => {
      next({ kind: 'cut', cut: made });
      end();
    }, fail);
    return () => done;
  }, tools.signal);
}
