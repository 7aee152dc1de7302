import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { part } from './parting.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const TIMES = { notice: 2000, usual: 5000, paid: 40_000 };

/** Seconds until it has parted, and until the user was told that it takes longer, if they were. */
async function parting(closesAfter: number, mayCost: boolean): Promise<string> {
  const told: string[] = [];
  const parted: string[] = [];
  const started = Date.now();
  const now = () => `${(Date.now() - started) / 1000} s`;
  const close = () => new Promise<void>((resolve) => setTimeout(resolve, closesAfter * 1000));
  const parts = { close, mayCost: () => mayCost, sayWaiting: () => void told.push(now()) };
  const done = part(parts, TIMES).then(() => parted.push(now()));
  await vi.advanceTimersByTimeAsync(100_000);
  await done;
  return `told ${told.join() || 'never'}, parted ${parted.join()}`;
}

test('it ends as soon as its parts have', async () => {
  expect(await parting(0.5, false)).toBe('told never, parted 0.5 s');
  expect(await parting(0.5, true)).toBe('told never, parted 0.5 s');
});

test('parts that hang are left after a while', async () => {
  expect(await parting(100, false)).toBe('told never, parted 5 s');
});

test('the answer to an order that may be paid for is waited for, and that is said', async () => {
  expect(await parting(30, true)).toBe('told 2 s, parted 30 s');
  expect(await parting(100, true)).toBe('told 2 s, parted 40 s');
});

test('parts that cannot be ended are told of', async () => {
  const broken = { close: () => Promise.reject(new Error('stuck')), mayCost: () => true, sayWaiting: vi.fn() };
  await expect(part(broken, TIMES)).rejects.toThrow('stuck');
  await vi.advanceTimersByTimeAsync(100_000);
  expect(broken.sayWaiting).not.toHaveBeenCalled();
});
