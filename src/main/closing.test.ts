import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { guardClosing } from './closing.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A window whose user presses its close button. */
function setUp(lossAccepted = false) {
  let listener: (event: { preventDefault(): void }) => void = () => undefined;
  const events: string[] = [];
  const window = {
    on: (_event: 'close', heard: typeof listener) => {
      listener = heard;
    },
    destroy: () => void events.push('destroyed'),
    isDestroyed: () => events.includes('destroyed'),
  };
  const closing = guardClosing(
    window,
    () => void events.push('asked'),
    async () => {
      events.push('warned');
      return lossAccepted;
    },
  );
  const press = (): void => {
    let prevented = false;
    listener({
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) events.push('closed');
  };
  return { closing, press, events };
}

test('the page is asked, and its answer closes the window', () => {
  const { closing, press, events } = setUp();
  press();
  expect(events).toEqual(['asked']);
  closing.close();
  closing.close();
  expect(events).toEqual(['asked', 'destroyed']);
});

test('a page that does not answer and has nothing to lose is closed', () => {
  const { press, events } = setUp();
  press();
  vi.advanceTimersByTime(10_000);
  expect(events).toEqual(['asked', 'destroyed']);
});

test('a page with changes is never closed unasked', () => {
  const { closing, press, events } = setUp();
  closing.note(true);
  press();
  vi.advanceTimersByTime(3_600_000);
  press();
  expect(events).toEqual(['asked', 'asked']);
});

test('a page that is asking the user has all the time that they take', () => {
  const { closing, press, events } = setUp();
  press();
  closing.heard();
  vi.advanceTimersByTime(3_600_000);
  expect(events).toEqual(['asked']);
});

test.each([
  [true, ['warned', 'destroyed']],
  [false, ['warned']],
])('a stuck page with changes is closed if the user accepts the loss: %s', async (accepted, wanted) => {
  const { closing, press, events } = setUp(accepted);
  closing.note(true);
  closing.setPage('stuck');
  press();
  await vi.runAllTimersAsync();
  expect(events).toEqual(wanted);
});

test('a crashed page does not hold its window', () => {
  const { closing, press, events } = setUp();
  closing.note(true);
  closing.setPage('gone');
  press();
  expect(events).toEqual(['closed']);
});
