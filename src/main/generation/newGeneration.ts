import type { GenerateRequest } from '../../../supabase/functions/_shared/job.ts';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';
import type { GenerationId, GenerationOrigin, GenerationRequest, GenerationState } from '../../shared/ipc.ts';
import type { JobEnd } from '../cloud/videoJobs.ts';
import type { GenerationRecord, KeyFrames, TakeOfSprite } from './records.ts';

/** Nothing is known of its job yet. */
export const UNSENT: Extract<GenerationState, { stage: 'waiting' }> = {
  stage: 'waiting',
  status: 'pending',
  progress: 0,
  expectedSeconds: 120,
};

/**
 * A prompt as a record, before anything has been sent.
 *
 * @param frames What the video begins and ends with; kept beside what the window is told.
 * @param take The frames that it is another take of, likewise.
 */
export function fromPrompt(
  id: GenerationId,
  clientRequestId: string,
  { prompt, projectId, settings }: Pick<GenerationRequest, 'prompt' | 'projectId' | 'settings'>,
  startedAt: number,
  frames: KeyFrames = {},
  take?: TakeOfSprite,
): GenerationRecord {
  const { width, height, colorCount, fps, loop } = settings;
  const request: GenerateRequest = {
    prompt,
    width,
    height,
    colorCount,
    fps,
    loop: loop.kind === 'auto',
    ...(projectId !== undefined && { projectId }),
  };
  const origin = { request, provider: '', jobId: null };
  return {
    generation: { id, origin, settings, state: UNSENT, startedAt, sourceHash: null },
    job: { clientRequestId, providerId: null, frames, ...(take && { take }) },
  };
}

export function isUnderWay({ stage }: GenerationState): boolean {
  return stage === 'waiting' || stage === 'downloading' || stage === 'decoding' || stage === 'pixelating';
}

/** The same generation while its server is out of reach; it is not told again how far it was. */
export function offlineState(before: GenerationState): GenerationState {
  const waiting = before.stage === 'waiting' ? before : UNSENT;
  return { ...waiting, offline: true };
}

/** Whether it waits for its server to be within reach. */
export function isOffline(state: GenerationState): boolean {
  return state.stage === 'waiting' && state.offline === true;
}

/** Failures that say nothing against the job: nobody could be asked about it. */
const UNASKED: ReadonlySet<string> = new Set(['unreachable', 'unauthorized', 'other_connection', 'no_key']);
/** Failures after which the same job, or the same request, is still worth another try when somebody asks for it. */
const PASSING: ReadonlySet<string> = new Set([
  ...UNASKED,
  'backend_failed',
  'provider_busy',
  'quota_active',
  'rate_limited',
  'download_failed',
  'disk_full',
  'ffmpeg_missing',
]);

/** Whether a failed generation goes on by itself as soon as that provider can be asked. */
export function waitsForConnection({ generation: { state }, job }: GenerationRecord, providerId: string): boolean {
  return state.stage === 'failed' && UNASKED.has(state.error.code) && isOf(job, providerId);
}

/** Whether trying again means to go on rather than to begin, and pay, anew. */
export function canGoOn({ generation: { state }, job }: GenerationRecord, providerId: string): boolean {
  return state.stage === 'failed' && PASSING.has(state.error.code) && isOf(job, providerId);
}

function isOf(job: GenerationRecord['job'], providerId: string): boolean {
  return job.providerId === null || job.providerId === providerId;
}

export function withState(record: GenerationRecord, state: GenerationState): GenerationRecord {
  return { ...record, generation: { ...record.generation, state } };
}

/** The record with the video that its frames are cut from. */
export function withSource(record: GenerationRecord, sourceHash: string): GenerationRecord {
  return { ...record, generation: { ...record.generation, sourceHash } };
}

/** The record with the settings by which its frames are cut. */
export function withSettings(record: GenerationRecord, settings: ClipSettings): GenerationRecord {
  return { ...record, generation: { ...record.generation, settings } };
}

/** The record with more known of its job. */
export function withJob(
  record: GenerationRecord,
  known: Partial<Pick<GenerationOrigin, 'provider' | 'jobId' | 'model' | 'cents'>>,
  job: { readonly providerId?: string },
): GenerationRecord {
  const { origin } = record.generation;
  const generation = { ...record.generation, origin: { ...origin, ...known } };
  return { ...record, generation, job: { ...record.job, ...job } };
}

/** The record as another try of one whose job has ended without a sprite, if it has. */
export function withRetryOf(record: GenerationRecord, { generation: before }: GenerationRecord): GenerationRecord {
  const { jobId } = before.origin;
  const { stage } = before.state;
  if (jobId === null || (stage !== 'failed' && stage !== 'canceled')) return record;
  return { ...record, job: { ...record.job, retryOf: jobId } };
}

/** The record with how its job is to be ended, which the server has yet to be told; null: nothing. */
export function withEnd(record: GenerationRecord, end: JobEnd | null): GenerationRecord {
  const { end: _, ...job } = record.job;
  return { ...record, job: end === null ? job : { ...job, end } };
}

/** The later state, with a progress that never falls. */
export function forward(before: GenerationState, after: GenerationState): GenerationState {
  if (!('progress' in before) || !('progress' in after) || after.progress >= before.progress) return after;
  return { ...after, progress: before.progress };
}
