import { type PointerEvent, type RefObject, useState } from 'react';

interface SheetDrag {
  readonly from: number;
  /** Between which frames it would go: 0 is before the first. */
  readonly gap: number | null;
}

/** CSS pixels that the pointer must go until a press is a drag. */
const SLACK = 5;

/** Dragging frames of the contact sheet to another place. */
export function useSheetDrag(list: RefObject<HTMLElement | null>, move: (from: number, to: number) => void) {
  const [drag, setDrag] = useState<SheetDrag | null>(null);
  const begin = (place: number) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return;
    const start = event.clientX;
    const options = new AbortController();
    const on = { signal: options.signal };
    let gap: number | null = null;
    addEventListener(
      'pointermove',
      ({ clientX }) => {
        if (gap === null && Math.abs(clientX - start) < SLACK) return;
        gap = gapAt(list.current, clientX);
        setDrag({ from: place, gap });
      },
      on,
    );
    const end = () => {
      options.abort();
      setDrag(null);
    };
    addEventListener(
      'pointerup',
      () => {
        end();
        if (gap !== null) move(place, gap > place ? gap - 1 : gap);
      },
      on,
    );
    addEventListener('pointercancel', end, on);
  };
  const markFor = (place: number): 'held' | 'before' | 'behind' | null => {
    if (drag === null || drag.gap === null) return null;
    if (drag.from === place) return 'held';
    if (drag.gap === drag.from || drag.gap === drag.from + 1) return null;
    if (drag.gap === place) return 'before';
    return drag.gap === place + 1 && drag.from !== place + 1 ? 'behind' : null;
  };
  return { begin, markFor };
}

/** How many frames lie before a place on the screen. */
function gapAt(list: HTMLElement | null, clientX: number): number {
  const frames = [...(list?.querySelectorAll('[role="option"]') ?? [])];
  return frames.filter((frame) => {
    const { left, width } = frame.getBoundingClientRect();
    return left + width / 2 < clientX;
  }).length;
}
