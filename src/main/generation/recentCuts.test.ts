import { expect, test } from 'vitest';
import type { GenerationId } from '../../shared/ipc.ts';
import type { FrameCut } from './generate.ts';
import { RecentCuts } from './recentCuts.ts';

test('keeps the few that were asked for last', async () => {
  const clip = Promise.withResolvers<FrameCut>().promise;
  const clips = new RecentCuts();
  const id = (number: number) => `clip ${number}` as GenerationId;
  for (let number = 0; number < 6; number++) clips.set(id(number), clip);
  expect(clips.get(id(0))).toBe(clip);
  clips.set(id(6), clip);
  const kept = [0, 1, 2, 3, 4, 5, 6].filter((number) => clips.get(id(number)) !== undefined);
  expect(kept).toEqual([0, 2, 3, 4, 5, 6]);
});
