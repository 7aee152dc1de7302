import { expect, test } from 'vitest';
import { DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import type { Generation, GenerationId, GenerationState } from '../../../shared/ipc.ts';
import { type JobFilter, matching, NO_FILTER } from './jobFilter.ts';

const HOUR = 3600 * 1000;
const NOW = 100 * 24 * HOUR;

function job(prompt: string, state: GenerationState, hoursAgo: number, provider = 'Luma'): Generation {
  return {
    id: prompt as GenerationId,
    origin: { request: { prompt, width: 8, height: 8, colorCount: 4, fps: 12 }, provider, jobId: null },
    settings: DEFAULT_CLIP,
    sourceHash: null,
    state,
    startedAt: NOW - hoursAgo * HOUR,
  };
}

const JOBS = [
  job('a Cat walking', { stage: 'decoding', progress: 0.5 }, 1, 'fal'),
  job('a cat', { stage: 'done', frameCount: 8 }, 30),
  job('a dog', { stage: 'failed', error: { code: 'x', message: '' } }, 24 * 20, 'fal'),
  job('an old thing', { stage: 'canceled' }, 24 * 60),
];

test.each<[Partial<JobFilter>, readonly string[]]>([
  [{}, ['a Cat walking', 'a cat', 'a dog', 'an old thing']],
  [{ search: 'CAT' }, ['a Cat walking', 'a cat']],
  [{ search: ' walking  cat ' }, ['a Cat walking']],
  [{ state: 'running' }, ['a Cat walking']],
  [{ state: 'done' }, ['a cat']],
  [{ state: 'failed' }, ['a dog']],
  [{ state: 'canceled' }, ['an old thing']],
  [{ provider: 'fal' }, ['a Cat walking', 'a dog']],
  [{ when: 'day' }, ['a Cat walking']],
  [{ when: 'week' }, ['a Cat walking', 'a cat']],
  [{ when: 'month', provider: 'fal', search: 'dog' }, ['a dog']],
  [{ search: 'bird' }, []],
])('the filter %j lets %j through', (filter, names) => {
  expect(matching(JOBS, { ...NO_FILTER, ...filter }, NOW).map(({ id }) => id)).toEqual(names);
});
