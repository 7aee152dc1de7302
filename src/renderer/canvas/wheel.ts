import type { Point } from '../../shared/sprite/rect.ts';
import { setView } from '../editor/documents.ts';
import { activeDocument, type Session } from '../editor/session.ts';
import { nextZoom, pan, zoomAt } from '../editor/view.ts';

/** What matters of a WheelEvent. */
export interface Wheel {
  readonly deltaX: number;
  readonly deltaY: number;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
}

/** How far the wheel has turned towards the next zoom step. */
export interface WheelTurn {
  readonly turned: number;
}

/** A notch of a mouse wheel in the units of deltaY; touchpads send many small ones. */
const NOTCH = 60;

/**
 * The wheel zooms where the pointer is, one step a notch; sideways, or with Shift, it pans. Two fingers on a touchpad
 * move sideways at once and so pan; a pinch comes with ctrlKey and zooms.
 */
export function turnWheel(
  session: Session,
  wheel: Wheel,
  at: Point,
  { turned }: WheelTurn,
): readonly [Session, WheelTurn] {
  const document = activeDocument(session);
  if (document === undefined) return [session, { turned: 0 }];
  const { view } = document;
  if (!wheel.ctrlKey && (wheel.shiftKey || wheel.deltaX !== 0)) {
    const [dx, dy] = wheel.shiftKey && wheel.deltaX === 0 ? [wheel.deltaY, 0] : [wheel.deltaX, wheel.deltaY];
    return [setView(session, pan(view, session.viewport, -dx, -dy)), { turned: 0 }];
  }
  // A pinch sends about a tenth of what a wheel sends.
  const sum =
    (Math.sign(turned) === Math.sign(wheel.deltaY) ? turned : 0) +
    wheel.deltaY * (wheel.ctrlKey && Math.abs(wheel.deltaY) < 50 ? 8 : 1);
  const steps = Math.trunc(sum / NOTCH);
  if (steps === 0) return [session, { turned: sum }];
  const zoom = nextZoom(view.zoom, -Math.sign(steps) * Math.min(3, Math.abs(steps)));
  return [setView(session, zoomAt(view, session.viewport, at, zoom)), { turned: 0 }];
}
