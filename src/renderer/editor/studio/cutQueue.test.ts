import { expect, test, vi } from 'vitest';
import { type ClipSettings, DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import type { StudioCut } from '../../../shared/studio.ts';
import { RequestFailed } from '../requestFailed.ts';
import { CutQueue } from './cutQueue.ts';
import { cutOf } from './testCut.ts';

const CUT = cutOf([['#']]);

/** A queue whose clockwork and cuts the test moves by hand. */
function rig() {
  const asked: { name: string; answer: (cut: StudioCut) => void; refuse: (code: string) => void }[] = [];
  const told: string[] = [];
  const pictures: (() => void)[] = [];
  const rests: (() => void)[] = [];
  const nameOf = ({ colorCount }: ClipSettings) => String(colorCount);
  const queue = new CutQueue<'a'>({
    cut: (settings, pass) =>
      new Promise((answer, reject) => {
        const refuse = (code: string) => reject(new RequestFailed({ code, message: '' }));
        asked.push({ name: `${nameOf(settings)} ${pass}`, answer, refuse });
      }),
    onCut: ({ settings }, _, pass) => told.push(`${nameOf(settings)} ${pass}`),
    onFailure: ({ settings }, { code }) => told.push(`${nameOf(settings)} ${code}`),
    nextPicture: (task) => void pictures.push(task),
    later: (task) => {
      rests.push(task);
      return () => rests.splice(rests.indexOf(task), 1);
    },
  });
  const run = async (tasks: (() => void)[]) => {
    for (const task of tasks.splice(0)) task();
    await settled();
  };
  return {
    want: (colorCount: number) => queue.want({ side: 'a', settings: { ...DEFAULT_CLIP, colorCount } }),
    clear: () => queue.clear(),
    picture: () => run(pictures),
    rest: () => run(rests),
    names: () => asked.map(({ name }) => name),
    answer: async (at: number, code?: string) => {
      if (code === undefined) asked[at]?.answer(CUT);
      else asked[at]?.refuse(code);
      await settled();
    },
    told,
  };
}

const settled = () => vi.waitFor(() => Promise.resolve());

test('coarse at once, exact when the draft rests', async () => {
  const { want, picture, rest, names, answer, told } = rig();
  want(8);
  await picture();
  expect(names()).toEqual(['8 coarse']);
  await answer(0);
  expect(names()).toEqual(['8 coarse']);
  await rest();
  await answer(1);
  expect(told).toEqual(['8 coarse', '8 exact']);
});

test('of what comes within one picture of the screen only the newest is cut', async () => {
  const { want, picture, names } = rig();
  for (const colors of [8, 9, 10]) want(colors);
  await picture();
  expect(names()).toEqual(['10 coarse']);
});

test('one coarse cut at a time; what came meanwhile follows, and nothing is cut exactly between', async () => {
  const { want, picture, rest, names, answer, told } = rig();
  want(8);
  await picture();
  for (const colors of [9, 10]) {
    want(colors);
    await picture();
  }
  expect(names()).toEqual(['8 coarse']);
  await answer(0);
  await rest();
  expect(names()).toEqual(['8 coarse', '10 coarse']);
  await answer(1);
  // The late one was still shown: it is nearer to what is wanted than what was there.
  expect(told).toEqual(['8 coarse', '10 coarse']);
});

test('an exact cut that is no longer wanted is not shown', async () => {
  const { want, picture, rest, answer, told } = rig();
  want(8);
  await picture();
  await answer(0);
  await rest();
  want(9);
  await answer(1);
  expect(told).toEqual(['8 coarse']);
});

test('a failure is told, being superseded is none', async () => {
  const { want, picture, rest, names, answer, told } = rig();
  want(8);
  await picture();
  await answer(0, 'decode_failed');
  await rest();
  expect([names(), told]).toEqual([['8 coarse'], ['8 decode_failed']]);
  want(9);
  await picture();
  await answer(1, 'superseded');
  expect(told).toEqual(['8 decode_failed']);
});

test('after clear nothing is told', async () => {
  const { want, picture, answer, told, clear } = rig();
  want(8);
  await picture();
  clear();
  await answer(0);
  expect(told).toEqual([]);
});
