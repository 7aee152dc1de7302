import { expect, test, vi } from 'vitest';
import type { StudioPicture } from '../../../shared/studio.ts';
import { Stills } from './stills.ts';

const PICTURE: StudioPicture = { width: 1, height: 1, pixels: new Uint8Array(4) };
const settled = () => vi.waitFor(() => Promise.resolve());

function rig() {
  const asked: { seconds: number; answer: () => void; refuse: () => void }[] = [];
  const shown: number[] = [];
  const failures: unknown[] = [];
  const fetch = (seconds: number) =>
    new Promise<StudioPicture>((resolve, reject) => {
      asked.push({ seconds, answer: () => resolve(PICTURE), refuse: () => reject(new Error('gone')) });
    });
  const stills = new Stills(
    fetch,
    ({ seconds }) => shown.push(seconds),
    (error) => failures.push(error),
  );
  const act = async (at: number, how: 'answer' | 'refuse' = 'answer') => {
    asked[at]?.[how]();
    await settled();
  };
  return { stills, shown, failures, act, times: () => asked.map(({ seconds }) => seconds) };
}

test('one request at a time, the newest wish next', async () => {
  const { stills, shown, act, times } = rig();
  for (const seconds of [1, 2, 3]) stills.want(seconds);
  expect(times()).toEqual([1]);
  await act(0);
  expect(times()).toEqual([1, 3]);
  await act(1);
  expect(shown).toEqual([1, 3]);
});

test('what was seen before comes at once, without asking again', async () => {
  const { stills, shown, act, times } = rig();
  stills.want(1);
  await act(0);
  stills.want(1.0001);
  expect([times(), shown]).toEqual([[1], [1, 1]]);
});

test('a picture that cannot be had is told of and stops nothing', async () => {
  const { stills, shown, failures, act } = rig();
  stills.want(1);
  stills.want(2);
  await act(0, 'refuse');
  await act(1);
  expect(shown).toEqual([2]);
  expect(failures).toEqual([new Error('gone')]);
});
