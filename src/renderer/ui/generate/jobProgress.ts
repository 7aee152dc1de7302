import type { GenerationState } from '../../../shared/ipc.ts';

/** Whether it still moves by itself. */
export function isRunning(state: GenerationState): boolean {
  return state.stage !== 'done' && state.stage !== 'failed' && state.stage !== 'canceled';
}

/** 0 to 1 of the whole way. */
export function progressOf(state: GenerationState): number {
  switch (state.stage) {
    case 'waiting':
    case 'downloading':
    case 'decoding':
    case 'pixelating':
      return Math.min(1, Math.max(0, state.progress));
    case 'ready':
    case 'done':
      return 1;
    case 'failed':
    case 'canceled':
      return 0;
  }
}
