import type { JobStatus, QueuePlace } from '../../../supabase/functions/_shared/job.ts';
import type { GenerationState } from '../../shared/ipc.ts';

/** Where each stage begins and ends on the whole way, 0 to 1. */
const WAY = {
  waiting: [0, 0.75],
  downloading: [0.75, 0.8],
  decoding: [0.8, 0.92],
  pixelating: [0.92, 1],
} as const;

/** How far the whole way has come when a stage is at `fraction` of its own. */
export function progressOf(stage: keyof typeof WAY, fraction: number): number {
  const [from, to] = WAY[stage];
  return from + (to - from) * Math.min(1, Math.max(0, fraction));
}

export function waitingState(
  status: JobStatus,
  fraction: number,
  expectedSeconds: number,
  queue: QueuePlace | null = null,
): GenerationState {
  const progress = progressOf('waiting', fraction);
  return { stage: 'waiting', status, progress, expectedSeconds, ...(queue && { queue }) };
}
