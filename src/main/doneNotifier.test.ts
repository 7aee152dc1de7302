import { expect, test } from 'vitest';
import { DEFAULT_CLIP } from '../shared/clip/clipSettings.ts';
import type { Generation, GenerationId, GenerationState } from '../shared/ipc.ts';
import { createDoneNotifier, type DoneNotice } from './doneNotifier.ts';

const generation = (state: GenerationState, prompt = 'a cat'): Generation => ({
  id: 'g1' as GenerationId,
  origin: { request: { prompt, width: 8, height: 8, colorCount: 4, fps: 12 }, provider: 'P', jobId: null },
  settings: DEFAULT_CLIP,
  sourceHash: null,
  state,
  startedAt: 0,
});
const RUNNING: GenerationState = { stage: 'decoding', progress: 0.5 };
const READY: GenerationState = { stage: 'ready', frameCount: 8 };
const FAILED: GenerationState = { stage: 'failed', error: { code: 'internal', message: '' } };

function told(states: readonly GenerationState[], lookedAt = false, prompt?: string): readonly DoneNotice[] {
  const notices: DoneNotice[] = [];
  const hear = createDoneNotifier(
    () => lookedAt,
    (notice) => notices.push(notice),
  );
  for (const state of states) hear(generation(state, prompt));
  return notices;
}

test('the end of what ran is told once, where nobody looks', () => {
  expect(told([RUNNING, READY, { stage: 'done', frameCount: 8 }])).toEqual([{ outcome: 'ready', subject: 'a cat' }]);
  expect(told([RUNNING, FAILED])).toEqual([{ outcome: 'failed', subject: 'a cat' }]);
  expect(told([RUNNING, READY], true)).toEqual([]);
});

test('what was canceled, and what had ended before, is not told', () => {
  expect(told([RUNNING, { stage: 'canceled' }])).toEqual([]);
  expect(told([READY, FAILED])).toEqual([]);
});

test('a long prompt is cut short', () => {
  const [notice] = told([RUNNING, READY], false, 'x'.repeat(200));
  expect([notice?.subject.length, notice?.subject.endsWith('…')]).toEqual([80, true]);
});
