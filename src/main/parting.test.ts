import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UnderWay } from '../shared/underWay.ts';
import { part } from './parting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const TIMES = { notice: 2000, usual: 5000, paid: 40_000, written: 120_000 };

const after = (seconds: number) => new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000));

/** Seconds until it has parted, and until the user was told that it takes longer and why, if they were. */
async function parting(closesAfter: number, mayCost: boolean, writes: number | null = null): Promise<string> {
  const told: string[] = [];
  const parted: string[] = [];
  const started = Date.now();
  const now = () => `${(Date.now() - started) / 1000} s`;
  const writing = new UnderWay();
  if (writes !== null) void writing.during(after(writes));
  const close = () => after(closesAfter);
  const parts = {
    close,
    writing,
    mayCost: () => mayCost,
    sayWaiting: (why: string) => void told.push(`${now()} ${why}`),
  };
  const done = part(parts, TIMES).then(() => parted.push(now()));
  await vi.advanceTimersByTimeAsync(200_000);
  await done;
  return `told ${told.join() || 'never'}, parted ${parted.join()}`;
}

test('it ends as soon as its parts have', async () => {
  expect(await parting(0.5, false)).toBe('told never, parted 0.5 s');
  expect(await parting(0.5, true)).toBe('told never, parted 0.5 s');
  expect(await parting(0.5, false, 0.2)).toBe('told never, parted 0.5 s');
});

test('parts that hang are left after a while', async () => {
  expect(await parting(100, false)).toBe('told never, parted 5 s');
});

test('the answer to an order that may be paid for is waited for, and that is said', async () => {
  expect(await parting(30, true)).toBe('told 2 s order, parted 30 s');
  expect(await parting(100, true)).toBe('told 2 s order, parted 40 s');
});

test('a file that is being written is waited for longer than anything else, but not for ever', async () => {
  expect(await parting(0.5, false, 1)).toBe('told never, parted 1 s');
  expect(await parting(0.5, false, 90)).toBe('told 2 s files, parted 90 s');
  expect(await parting(30, true, 60)).toBe('told 2 s files, parted 60 s');
  expect(await parting(0.5, false, 1000)).toBe('told 2 s files, parted 120 s');
});

test('parts that cannot be ended are told of, once the files are written', async () => {
  const writing = new UnderWay();
  let isWritten = false;
  void writing.during(after(1)).then(() => {
    isWritten = true;
  });
  const broken = { close: () => Promise.reject(new Error('stuck')), writing, mayCost: () => true, sayWaiting: vi.fn() };
  const parted = expect(part(broken, TIMES)).rejects.toThrow('stuck');
  await vi.advanceTimersByTimeAsync(1000);
  await parted;
  expect(isWritten).toBe(true);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(broken.sayWaiting).not.toHaveBeenCalled();
});
