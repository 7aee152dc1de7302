import { DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import type { Generation, GenerationId, GenerationState } from '../../../shared/ipc.ts';

/** A job of the history whose prompt is its id, too. */
export function testJob(prompt: string, state: GenerationState, more: Partial<Generation['origin']> = {}): Generation {
  return {
    id: prompt as GenerationId,
    origin: {
      request: { prompt, width: 8, height: 8, colorCount: 4, fps: 12 },
      provider: 'Demo generator',
      jobId: null,
      ...more,
    },
    settings: DEFAULT_CLIP,
    sourceHash: null,
    state,
    startedAt: Date.UTC(2026, 10, 27, 12),
  };
}
