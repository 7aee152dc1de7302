import type { KeyboardEvent, PointerEvent } from 'react';
import { setTimelineHeight } from '../../editor/actions.ts';
import { useTexts } from '../texts/useTexts.ts';
import { useSession, useUpdate } from '../useSession.ts';

/** The upper edge of the timeline, to be dragged or moved with the arrow keys. */
export function TimelineEdge() {
  const t = useTexts();
  const update = useUpdate();
  const height = useSession((session) => session.timelineHeight);
  // HTML has no element for a separator that can be moved; these are ARIA's properties of one.
  const separator = {
    role: 'separator',
    tabIndex: 0,
    'aria-orientation': 'horizontal',
    'aria-label': t.timelineResize,
    'aria-valuenow': height,
  } as const;
  const handlers = {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove({ currentTarget, pointerId, clientY }: PointerEvent<HTMLElement>) {
      if (!currentTarget.hasPointerCapture(pointerId)) return;
      const bottom = currentTarget.parentElement?.getBoundingClientRect().bottom ?? 0;
      update((session) => setTimelineHeight(session, bottom - clientY));
    },
    onKeyDown(event: KeyboardEvent) {
      const step = { ArrowUp: 16, ArrowDown: -16 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      update((session) => setTimelineHeight(session, session.timelineHeight + step));
    },
  };
  return <div className="timeline__edge" {...separator} {...handlers} />;
}
