import { setTimeout as wait } from 'node:timers/promises';
import type { GenerateAccepted, QueuePlace, VideoJob } from '../../../supabase/functions/_shared/job.ts';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { GenerationState } from '../../shared/ipc.ts';
import type { CutClip } from '../../shared/pixelate/clipCutter.ts';
import { CloudError } from '../cloud/cloudError.ts';
import type { VideoJobs } from '../cloud/project.ts';
import type { Provider } from '../cloud/providers.ts';
import { events } from './events.ts';
import { endOf, fetchVideo } from './fetchVideo.ts';
import { GenerationError } from './generationError.ts';
import { UNSENT } from './newGeneration.ts';
import { progressOf, waitingState } from './progress.ts';
import type { GenerationRecord } from './records.ts';
import { unlessAborted } from './unlessAborted.ts';
import type { HeldVideo, VideoCache } from './videoCache.ts';

/** Cut frames and what is known of them. */
export type FrameCut = Pick<CutClip, 'clip' | 'report'> & {
  /** By which they were cut, where these are not those of the generation. */
  readonly settings?: ClipSettings;
};

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
  /** Hears of every order that is sent, whoever waits for its answer. */
  readonly ordered: (answer: Promise<GenerateAccepted>) => void;
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
  let { jobId } = origin;
  // Needs no network any more.
  const kept = await keptVideo(record, tools);
  if (kept) return yield* cut(kept, record, tools);
  const { jobs, provider } = await unlessAborted(tools.cloud(), tools.signal);
  const { state } = record.generation;
  let expected = state.stage === 'waiting' ? state.expectedSeconds : 120;
  if (record.job.providerId === null) yield { kind: 'provider', provider };
  else if (record.job.providerId !== provider.id) {
    throw new GenerationError(
      'other_connection',
      'This job belongs to another connection. Switch back to it to go on.',
    );
  }
  if (jobId === null) {
    const accepted = await submit(record, jobs, tools);
    jobId = accepted.jobId;
    expected = accepted.estimatedTimeSeconds;
    yield { kind: 'job', jobId, state: waitingState(accepted.status, 0, expected, accepted.queue) };
  }
  const job = yield* watch(jobId, expected, jobs, tools.signal);
  const cents = job.cost_cents ?? job.cost_estimate_cents;
  yield { kind: 'made', cents, ...(job.provider_model !== null && { model: job.provider_model }) };
  const draft = await tools.videos.draft();
  const hash = yield* downloading(fetchVideo(job, draft, { jobs, provider, signal: tools.signal }));
  yield* cut(await tools.videos.adopt(draft, hash), record, tools);
}

async function keptVideo({ generation }: GenerationRecord, { videos }: GenerateTools): Promise<HeldVideo | undefined> {
  return generation.sourceHash === null ? undefined : videos.find(generation.sourceHash);
}

/** Pauses before the same request is sent again, in seconds; who is out of reach after that is waited for elsewhere. */
const PAUSES = [1, 2];

/** Sends the prompt. The same request id goes out again when no answer came; it counts once. */
async function submit(
  record: GenerationRecord,
  jobs: VideoJobs,
  { signal, ordered }: Pick<GenerateTools, 'signal' | 'ordered'>,
): Promise<GenerateAccepted> {
  const { origin } = record.generation;
  const { clientRequestId, frames, retryOf } = record.job;
  const plain = { ...origin.request, clientRequestId, ...frames };
  let request = retryOf === undefined ? plain : { ...plain, retryOf };
  for (let attempt = 0; ; attempt++) {
    try {
      signal.throwIfAborted();
      const answer = jobs.generateVideo(request);
      ordered(answer);
      return await unlessAborted(answer, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof CloudError)) throw error;
      if (error.code === 'conflict' && request !== plain) {
        // That job is another server's, or has not ended there: then this is simply another one.
        request = plain;
        continue;
      }
      // The job stands all the same, and is submitted when its provider takes it.
      if (error.code === 'provider_busy' && error.jobId !== undefined) return waiting(error.jobId, error);
      const pause = PAUSES[attempt];
      if (error.code !== 'unreachable' || pause === undefined) throw error;
      await wait(Math.max(pause, Math.min(error.retryAfterSeconds ?? 0, 60)) * 1000, undefined, { signal });
    }
  }
}

function waiting(jobId: string, { retryAfterSeconds = 0, message }: CloudError): GenerateAccepted {
  return { jobId, status: 'pending', estimatedTimeSeconds: UNSENT.expectedSeconds + retryAfterSeconds, message };
}

/** Tells of a job's states until its video is ready. */
async function* watch(
  jobId: string,
  expected: number,
  jobs: VideoJobs,
  signal: AbortSignal,
): AsyncGenerator<GenerationNews, VideoJob> {
  type Update = { readonly job: VideoJob; readonly queue: QueuePlace | null };
  const updates = events<Update>(
    (next, fail) => jobs.subscribeToVideoJob(jobId, (job, queue) => next({ job, queue }), fail),
    signal,
  );
  for await (const { job, queue } of updates) {
    switch (job.status) {
      case 'pending':
      case 'queued':
      case 'dreaming':
        yield { kind: 'state', state: waitingState(job.status, job.progress / 100, expected, queue) };
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

async function* downloading(fractions: AsyncGenerator<number, string>): AsyncGenerator<GenerationNews, string> {
  for (;;) {
    const { value, done } = await fractions.next();
    if (done) return value;
    yield { kind: 'state', state: { stage: 'downloading', progress: progressOf('downloading', value) } };
  }
}

/** Cuts the frames; the stages and their fractions are told as they come. */
async function* cut(video: HeldVideo, record: GenerationRecord, tools: GenerateTools): AsyncGenerator<GenerationNews> {
  try {
    yield { kind: 'video', hash: video.hash };
    yield* cutting(video.path, record, tools);
  } finally {
    video.release();
  }
}

function cutting(file: string, record: GenerationRecord, tools: GenerateTools): AsyncGenerator<GenerationNews> {
  return events<GenerationNews>((next, fail, end) => {
    const onProgress = (stage: 'decoding' | 'pixelating', fraction: number): void =>
      next({ kind: 'state', state: { stage, progress: progressOf(stage, fraction) } });
    onProgress('decoding', 0);
    const done = tools.cut(file, record, tools.signal, onProgress).then((made) => {
      next({ kind: 'cut', cut: made });
      end();
    }, fail);
    return () => done;
  }, tools.signal);
}
