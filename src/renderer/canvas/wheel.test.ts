import { expect, test } from 'vitest';
import { setView } from '../editor/documents.ts';
import type { Session } from '../editor/session.ts';
import { documentOf, sessionWith } from '../editor/testSession.ts';
import { turnWheel, type Wheel } from './wheel.ts';

const start = setView(sessionWith({ width: 64, height: 64 }), { zoom: 5, x: 32, y: 32 });
const still: Wheel = { deltaX: 0, deltaY: 0, ctrlKey: false, shiftKey: false };

/** The zoom after these turns of the wheel, one event each. */
function zoomAfter(...wheels: readonly Partial<Wheel>[]): number {
  let [session, turn] = [start, { turned: 0 }] as [Session, { readonly turned: number }];
  for (const wheel of wheels) {
    [session, turn] = turnWheel(session, { ...still, ...wheel }, { x: 360, y: 240 }, turn);
  }
  return documentOf(session).view.zoom;
}

test.each([53, 100, 120])('one notch of a wheel that sends %i zooms by one step', (notch) => {
  expect(zoomAfter({ deltaY: -notch })).toBe(6);
  expect(zoomAfter({ deltaY: notch })).toBe(4);
  expect(zoomAfter({ deltaY: -notch }, { deltaY: notch })).toBe(5);
});

test('a fast turn zooms by what it sends at once, three steps at the most', () => {
  expect(zoomAfter({ deltaY: -240 })).toBe(8);
  expect(zoomAfter({ deltaY: -2400 })).toBe(10);
});

test('small movements of a touchpad add up, those of a pinch sooner', () => {
  expect(zoomAfter(...Array(5).fill({ deltaY: -10 }))).toBe(5);
  expect(zoomAfter(...Array(6).fill({ deltaY: -10 }))).toBe(6);
  expect(zoomAfter({ deltaY: -10, ctrlKey: true })).toBe(6);
});

test('the pixel under the pointer stays there; sideways and with Shift the wheel pans', () => {
  const [zoomed] = turnWheel(start, { ...still, deltaY: -120 }, { x: 0, y: 0 }, { turned: 0 });
  const { view } = documentOf(zoomed);
  expect([view.x - 360 / 6, view.y - 240 / 6]).toEqual([32 - 360 / 5, 32 - 240 / 5]);
  const [panned] = turnWheel(start, { ...still, deltaY: 50, shiftKey: true }, { x: 0, y: 0 }, { turned: 0 });
  expect(documentOf(panned).view).toEqual({ zoom: 5, x: 42, y: 32 });
});
