import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { Point } from '../../../shared/sprite/rect.ts';
import { useUpdate } from '../useSession.ts';
import { type Spot, spotAt } from './gridMeasures.ts';
import { dragFrom, drop, select, type TimelineContent, type TimelineDrag } from './timelineDrag.ts';

/** CSS pixels that the pointer moves before a press becomes a drag. */
const SLACK = 5;
/** So near to an edge, dragging scrolls. */
const EDGE = 24;

/** Turns what the pointer does on the grid into selecting and dragging. */
export function useTimelinePointer(scroller: RefObject<HTMLElement | null>, content: TimelineContent) {
  const update = useUpdate();
  const [drag, setDrag] = useState<TimelineDrag | null>(null);
  const pressed = useRef<{ readonly spot: Spot; readonly at: Point } | null>(null);
  const forget = () => {
    pressed.current = null;
    setDrag(null);
  };
  useEscape(drag !== null, forget);

  const spotOf = (event: { readonly clientX: number; readonly clientY: number }): Spot =>
    spotAt(content.grid, scrollOf(scroller.current), placeIn(scroller.current, event));

  return {
    drag,
    spotOf,
    handlers: {
      /** The focus stays where it was. */
      onMouseDown(event: MouseEvent) {
        if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
      },
      onPointerDown(event: PointerEvent<HTMLElement>) {
        if (isControl(event.target) || event.button > 2) return;
        leaveTextField();
        const spot = spotOf(event);
        update(select(content, spot));
        if (event.button === 0) pressed.current = { spot, at: { x: event.clientX, y: event.clientY } };
      },
      onPointerMove(event: PointerEvent<HTMLElement>) {
        const { current: press } = pressed;
        if (press === null) return;
        const far = Math.hypot(event.clientX - press.at.x, event.clientY - press.at.y) > SLACK;
        if (drag === null && !far) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = placeIn(scroller.current, event);
        if (scroller.current !== null) scrollAtEdge(scroller.current, press.spot, at, content);
        setDrag(dragFrom(content, press.spot, scrollOf(scroller.current), at));
      },
      onPointerUp(event: PointerEvent<HTMLElement>) {
        if (drag !== null) update(drop(content, drag, event.altKey));
        forget();
      },
      onPointerCancel: forget,
    },
  };
}

/** While something is dragged, Esc puts it back; the rest of the window does not hear of it. */
function useEscape(active: boolean, cancel: () => void): void {
  useEffect(() => {
    if (!active) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      event.preventDefault();
      cancel();
    };
    addEventListener('keydown', listen, { capture: true });
    return () => removeEventListener('keydown', listen, { capture: true });
  });
}

export function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, input') !== null;
}

/** What was being typed belongs to the frame and layer that were current. */
function leaveTextField(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement) activeElement.blur();
}

function scrollOf(element: HTMLElement | null): Point {
  return { x: element?.scrollLeft ?? 0, y: element?.scrollTop ?? 0 };
}

function placeIn(element: HTMLElement | null, event: { readonly clientX: number; readonly clientY: number }): Point {
  const box = element?.getBoundingClientRect();
  return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
}

function scrollAtEdge(element: HTMLElement, from: Spot, at: Point, { grid }: TimelineContent): void {
  const { clientWidth, clientHeight } = element;
  const sideways = from.kind !== 'layer';
  const step = (place: number, first: number, last: number, by: number): number =>
    place < first + EDGE ? -by : place > last - EDGE ? by : 0;
  element.scrollBy(
    sideways ? step(at.x, grid.names, clientWidth, grid.cellWidth) : 0,
    sideways ? 0 : step(at.y, grid.tags + grid.numbers, clientHeight, grid.cellHeight),
  );
}
