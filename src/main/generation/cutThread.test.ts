import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import { ClipCutter } from '../../shared/pixelate/clipCutter.ts';
import { paintVideo } from '../../shared/pixelate/testing/paintVideo.ts';
import { rgba } from '../../shared/sprite/color.ts';
import { CutThread } from './cutThread.ts';

const PICTURES = [
  ['......', '.rr...', '.rr...', '......'],
  ['......', '..rr..', '..rr..', '......'],
  ['......', '...rr.', '...rr.', '......'],
];
const SETTINGS = { ...DEFAULT_CLIP, width: 12, height: 8, crop: 'picture', loop: { kind: 'off' } } as const;

/** A thread that holds a painted video. */
function holding(): CutThread {
  const thread = new CutThread(new URL('./pixelateWorker.ts', import.meta.url));
  onTestFinished(() => thread.end());
  fill(thread);
  return thread;
}

function painted(): ReturnType<typeof paintVideo> {
  return paintVideo(PICTURES, { '.': rgba(40, 200, 60), r: rgba(220, 30, 30) }, 16);
}

function fill(thread: CutThread, meanwhile = () => {}): void {
  const { frames, video } = painted();
  thread.start(video, SETTINGS);
  meanwhile();
  for (const frame of frames) thread.add(new Uint8Array(frame));
}

const never = new AbortController().signal;

test('cuts what it holds, as often as it is asked', async () => {
  const thread = holding();
  const told: number[] = [];
  const first = await thread.cut(SETTINGS, 'exact', never, (fraction) => told.push(fraction));
  expect(first.clip.frames).toHaveLength(3);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
  expect(await thread.cut(SETTINGS, 'exact', never, () => {})).toEqual(first);
  const small = await thread.cut({ ...SETTINGS, width: 8 }, 'exact', never, () => {});
  expect(small.clip.width).toBe(8);
});

test('without a thread, in one, and in four at once a video becomes the same bytes', async () => {
  const { frames, video } = painted();
  const alone = new ClipCutter(video);
  for (const frame of frames) alone.add(frame);
  const expected = alone.cut(SETTINGS, 'exact');
  for (const threads of [1, 4]) {
    const cuts = Array.from({ length: threads }, () => holding().cut(SETTINGS, 'exact', never, () => {}));
    for (const cut of await Promise.all(cuts)) expect(cut).toEqual(expected);
  }
});

test('an order that is not wanted any more ends with the reason, and the next one is carried out', async () => {
  const thread = holding();
  const reason = new Error('not wanted');
  const stop = new AbortController();
  const stopped = thread.cut(SETTINGS, 'exact', stop.signal, () => stop.abort(reason));
  await expect(stopped).rejects.toBe(reason);
  await expect(thread.cut(SETTINGS, 'exact', AbortSignal.abort(reason), () => {})).rejects.toBe(reason);
  expect((await thread.cut(SETTINGS, 'exact', never, () => {})).clip.frames).toHaveLength(3);
});

test('a thread that has ended says so to whoever waits for it', async () => {
  const thread = holding();
  const waiting = expect(thread.cut(SETTINGS, 'exact', never, () => {})).rejects.toThrow(/ended/);
  await thread.end();
  await waiting;
  expect(thread.isBroken).toBe(true);
  await expect(thread.cut(SETTINGS, 'exact', never, () => {})).rejects.toThrow(/ended/);
});

test('without frames there is nothing to cut', async () => {
  const thread = new CutThread(new URL('./pixelateWorker.ts', import.meta.url));
  onTestFinished(() => thread.end());
  await expect(thread.cut(SETTINGS, 'exact', never, () => {})).rejects.toThrow(/no frames/);
});

test('frames that are not wanted any more are not looked at; those of the next start are', async () => {
  const thread = new CutThread(new URL('./pixelateWorker.ts', import.meta.url));
  onTestFinished(() => thread.end());
  fill(thread, () => thread.abandon());
  await expect(thread.cut(SETTINGS, 'exact', never, () => {})).rejects.toThrow(/no frames/);
  fill(thread);
  expect((await thread.cut(SETTINGS, 'exact', never, () => {})).clip.frames).toHaveLength(3);
});
