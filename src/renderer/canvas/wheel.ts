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

/** From here on a deltaY is a notch of a mouse wheel (53, 100 or 120 by the system); touchpads send many small ones. */
const NOTCH = 50;
/** What a mouse wheel sends at most for one notch; a fast turn sends several at once. */
const FULL_NOTCH = 120;
/** How far a touchpad moves for one step. */
const STROKE = 60;

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
  const [steps, left] = zoomSteps(wheel, turned);
  if (steps === 0) return [session, { turned: left }];
  const zoom = nextZoom(view.zoom, -steps);
  return [setView(session, zoomAt(view, session.viewport, at, zoom)), { turned: left }];
}

/** Steps outwards, and how far the wheel has turned towards the next one. */
function zoomSteps({ deltaY, ctrlKey }: Wheel, turned: number): readonly [steps: number, turned: number] {
  if (Math.abs(deltaY) >= NOTCH) {
    return [Math.sign(deltaY) * Math.min(3, Math.max(1, Math.round(Math.abs(deltaY) / FULL_NOTCH))), 0];
  }
  // A pinch sends about a tenth of what two fingers do.
  const sum = (Math.sign(turned) === Math.sign(deltaY) ? turned : 0) + deltaY * (ctrlKey ? 8 : 1);
  return Math.abs(sum) < STROKE ? [0, sum] : [Math.sign(sum), 0];
}
