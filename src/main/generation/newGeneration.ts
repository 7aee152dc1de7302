import type { GenerateRequest } from '../../../supabase/functions/_shared/job.ts';
import type { ClipOptions, GenerationId, GenerationRequest, GenerationState } from '../../shared/ipc.ts';
import type { GenerationRecord } from './records.ts';

/** A prompt as a record, before anything has been sent. */
export function fromPrompt(
  id: GenerationId,
  clientRequestId: string,
  { prompt, projectId, ...options }: GenerationRequest,
  startedAt: number,
): GenerationRecord {
  const { width, height, colorCount, fps, loop } = options;
  const request: GenerateRequest = {
    prompt,
    width,
    height,
    colorCount,
    fps,
    loop,
    ...(projectId !== undefined && { projectId }),
  };
  const state: GenerationState = { stage: 'waiting', status: 'pending', progress: 0, expectedSeconds: 120 };
  const origin = { kind: 'prompt', request, provider: '', jobId: null } as const;
  return {
    generation: { id, origin, options, state, startedAt },
    job: { clientRequestId, providerId: null },
    source: null,
  };
}

/** A video of the user's as a record. */
export function fromVideo(
  id: GenerationId,
  path: string,
  name: string,
  options: ClipOptions,
  startedAt: number,
): GenerationRecord {
  const state: GenerationState = { stage: 'decoding', progress: 0 };
  return { generation: { id, origin: { kind: 'video', name }, options, state, startedAt }, job: null, source: path };
}

export function isUnderWay({ stage }: GenerationState): boolean {
  return stage === 'waiting' || stage === 'downloading' || stage === 'decoding' || stage === 'pixelating';
}

/** The later state, with a progress that never falls. */
export function forward(before: GenerationState, after: GenerationState): GenerationState {
  if (!('progress' in before) || !('progress' in after) || after.progress >= before.progress) return after;
  return { ...after, progress: before.progress };
}
