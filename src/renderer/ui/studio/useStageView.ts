import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { shownTake, withLook } from '../../editor/studio/studioState.ts';
import { stepZoom, zoomToFit } from '../../editor/studio/zoomSteps.ts';
import type { Size } from '../../editor/view.ts';
import { useStudio, useStudioState } from './useStudio.ts';

/** A point of the picture, in shares of its size, and where on the screen it is to stay. */
interface Held {
  readonly share: readonly [number, number];
  readonly x: number;
  readonly y: number;
}

/** The wheel zooms by whole steps at the pointer, other ways to zoom keep the middle, and dragging moves the picture. */
export function useStageView(stage: RefObject<HTMLDivElement | null>, room: Size): void {
  const { update } = useStudio();
  const zoom = useStudioState((state) => state.look.zoom);
  const held = useRef<Held | null>(null);
  useLayoutEffect(() => {
    const element = stage.current;
    if (element === null) return;
    if (zoom !== 'fit' && held.current) keep(element, held.current);
    held.current = heldAt(element);
  }, [stage, zoom]);
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const options = new AbortController();
    const on = { signal: options.signal };
    const turn = (event: WheelEvent) => {
      if (event.shiftKey) return;
      event.preventDefault();
      held.current = heldAt(element, event);
      update((state) => {
        const { cut } = shownTake(state);
        if (cut === null || event.deltaY === 0) return state;
        const now = state.look.zoom === 'fit' ? zoomToFit(cut.clip, room) : state.look.zoom;
        return withLook(state, { zoom: stepZoom(now, event.deltaY < 0 ? 1 : -1) });
      });
    };
    // React listens passively to wheels, which cannot keep the page from scrolling.
    element.addEventListener('wheel', turn, { ...on, passive: false });
    element.addEventListener('scroll', () => (held.current = heldAt(element)), on);
    element.addEventListener(
      'pointerdown',
      ({ button, pointerId, target }) => {
        // A button on the stage would not hear the click of a pointer that is held.
        if (button > 1 || (target instanceof Element && target.closest('button') !== null)) return;
        element.setPointerCapture(pointerId);
      },
      on,
    );
    element.addEventListener(
      'pointermove',
      (event) => {
        if (element.hasPointerCapture(event.pointerId)) element.scrollBy(-event.movementX, -event.movementY);
      },
      on,
    );
    return () => options.abort();
  }, [stage, room, update]);
}

/** What of the picture is at a place on the screen, by default in the middle of the stage; null without a picture. */
function heldAt(stage: HTMLElement, at?: { readonly clientX: number; readonly clientY: number }): Held | null {
  const picture = stage.querySelector('.result__picture')?.getBoundingClientRect();
  if (picture === undefined || picture.width === 0) return null;
  const room = stage.getBoundingClientRect();
  const x = at?.clientX ?? room.left + stage.clientWidth / 2;
  const y = at?.clientY ?? room.top + stage.clientHeight / 2;
  return { share: [(x - picture.left) / picture.width, (y - picture.top) / picture.height], x, y };
}

function keep(stage: HTMLElement, { share, x, y }: Held): void {
  const picture = stage.querySelector('.result__picture')?.getBoundingClientRect();
  if (picture === undefined) return;
  const [across, down] = share;
  stage.scrollBy(picture.left + across * picture.width - x, picture.top + down * picture.height - y);
}
