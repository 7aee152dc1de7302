import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { events } from './events.ts';

const NEVER = new AbortController().signal;

async function all<Value>(source: AsyncGenerator<Value>): Promise<readonly Value[]> {
  const values: Value[] = [];
  for await (const value of source) values.push(value);
  return values;
}

test('values come in order, those told at once and those told later, until the end', async () => {
  const source = events<number | undefined>((next, _fail, end) => {
    next(1);
    next(undefined);
    setTimeout(() => next(3), 5);
    setTimeout(end, 10);
    return () => {};
  }, NEVER);
  expect(await all(source)).toEqual([1, undefined, 3]);
});

test('a failure comes after what was told before it, and the first one counts', async () => {
  const seen: number[] = [];
  const source = events<number>((next, fail) => {
    next(1);
    fail(new Error('first'));
    fail(new Error('second'));
    return () => {};
  }, NEVER);
  const reading = (async () => {
    for await (const value of source) seen.push(value);
  })();
  await expect(reading).rejects.toThrow('first');
  expect(seen).toEqual([1]);
});

test('the source is stopped once and waited for, however it ends', async () => {
  const stops: string[] = [];
  const source = (name: string, signal: AbortSignal) =>
    events<number>((next) => {
      next(1);
      next(2);
      return async () => {
        await wait(10);
        stops.push(name);
      };
    }, signal);
  for await (const _ of source('left early', NEVER)) break;
  expect(stops).toEqual(['left early']);
  const controller = new AbortController();
  setTimeout(() => controller.abort('enough'), 5);
  await expect(all(source('canceled', controller.signal))).rejects.toBe('enough');
  expect(stops).toEqual(['left early', 'canceled']);
});

test('what was canceled before is not begun', async () => {
  let begun = false;
  const source = events<number>(() => {
    begun = true;
    return () => {};
  }, AbortSignal.abort('no'));
  await expect(all(source)).rejects.toBe('no');
  expect(begun).toBe(false);
});
