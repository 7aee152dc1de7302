import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import { ClipCutter } from '../../shared/pixelate/clipCutter.ts';
import { paintVideo } from '../../shared/pixelate/testing/paintVideo.ts';
import { rgba } from '../../shared/sprite/color.ts';
import { CutThread } from './cutThread.ts';
import type { FrameCutter } from './frameCutter.ts';
import { OwnCutter } from './ownCutter.ts';

const PICTURES = [
  ['......', '.rr...', '.rr...', '......'],
  ['......', '..rr..', '..rr..', '......'],
  ['......', '...rr.', '...rr.', '......'],
];
const SETTINGS = { ...DEFAULT_CLIP, width: 12, height: 8, crop: 'picture', loop: { kind: 'off' } } as const;

function openThread(): CutThread {
  const thread = new CutThread(new URL('./pixelateWorker.ts', import.meta.url));
  onTestFinished(() => thread.end());
  return thread;
}

const CUTTERS: readonly (readonly [string, () => FrameCutter])[] = [
  ['a thread', openThread],
  ['the own thread', () => new OwnCutter()],
];

/** A cutter that holds a painted video. */
function holding<Cutter extends FrameCutter>(cutter: Cutter): Cutter {
  fill(cutter);
  return cutter;
}

function painted(): ReturnType<typeof paintVideo> {
  return paintVideo(PICTURES, { '.': rgba(40, 200, 60), r: rgba(220, 30, 30) }, 16);
}

function fill(cutter: FrameCutter, meanwhile = () => {}): void {
  const { frames, video } = painted();
  cutter.start(video, SETTINGS);
  meanwhile();
  for (const frame of frames) cutter.add(new Uint8Array(frame));
}

const never = new AbortController().signal;

test.each(CUTTERS)('%s cuts what it holds, as often as it is asked', async (_, open) => {
  const cutter = holding(open());
  const told: number[] = [];
  const first = await cutter.cut(SETTINGS, 'exact', never, (fraction) => told.push(fraction));
  expect(first.clip.frames).toHaveLength(3);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
  expect(await cutter.cut(SETTINGS, 'exact', never, () => {})).toEqual(first);
  const small = await cutter.cut({ ...SETTINGS, width: 8 }, 'exact', never, () => {});
  expect(small.clip.width).toBe(8);
});

test('without a thread, in the own, in one, and in four at once a video becomes the same bytes', async () => {
  const { frames, video } = painted();
  const alone = new ClipCutter(video);
  for (const frame of frames) alone.add(frame);
  const expected = alone.cut(SETTINGS, 'exact');
  const own = holding(new OwnCutter());
  for (const cutters of [[own], [openThread()], Array.from({ length: 4 }, openThread)]) {
    const cuts = cutters.map((cutter) => holding(cutter).cut(SETTINGS, 'exact', never, () => {}));
    for (const cut of await Promise.all(cuts)) expect(cut).toEqual(expected);
  }
});

test.each(CUTTERS)('%s ends an order that is not wanted with its reason, and carries out the next', async (_, open) => {
  const cutter = holding(open());
  const reason = new Error('not wanted');
  await expect(cutter.cut(SETTINGS, 'exact', AbortSignal.abort(reason), () => {})).rejects.toBe(reason);
  const stop = new AbortController();
  const stopped = cutter.cut(SETTINGS, 'exact', stop.signal, () => stop.abort(reason));
  await expect(stopped).rejects.toBe(reason);
  expect((await cutter.cut(SETTINGS, 'exact', never, () => {})).clip.frames).toHaveLength(3);
});

test('a thread that has ended says so to whoever waits for it', async () => {
  const thread = holding(openThread());
  const waiting = expect(thread.cut(SETTINGS, 'exact', never, () => {})).rejects.toThrow(/ended/);
  await thread.end();
  await waiting;
  expect(thread.isBroken).toBe(true);
  await expect(thread.cut(SETTINGS, 'exact', never, () => {})).rejects.toThrow(/ended/);
});

test.each(CUTTERS)('%s has nothing to cut without frames', async (_, open) => {
  await expect(open().cut(SETTINGS, 'exact', never, () => {})).rejects.toThrow(/no frames/);
});

test.each(CUTTERS)(
  '%s does not look at frames that are not wanted any more, but at those of the next start',
  async (_, open) => {
    const cutter = open();
    fill(cutter, () => cutter.abandon());
    await expect(cutter.cut(SETTINGS, 'exact', never, () => {})).rejects.toThrow(/no frames/);
    fill(cutter);
    expect((await cutter.cut(SETTINGS, 'exact', never, () => {})).clip.frames).toHaveLength(3);
  },
);
