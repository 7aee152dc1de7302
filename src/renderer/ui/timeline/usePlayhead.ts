import { type RefObject, useEffect } from 'react';
import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import { spriteOf } from '../../editor/documents.ts';
import { frameAt } from '../../editor/playback.ts';
import type { Document } from '../../editor/session.ts';
import { useEditor } from '../useSession.ts';

/**
 * Moves what has `data-playhead` within an element to the frame that is playing. It goes past React, which need not
 * draw the timeline anew for each frame.
 */
export function usePlayhead(within: RefObject<HTMLElement | null>, document: Document, cellWidth: number): void {
  const { clock } = useEditor();
  useEffect(() => {
    if (document.playback === null) return;
    const heads = [...(within.current?.querySelectorAll<HTMLElement>('[data-playhead]') ?? [])];
    let shown = -1;
    let request = 0;
    const follow = () => {
      const column = indexOf(spriteOf(document), frameAt(document, clock()));
      if (column !== shown) {
        for (const head of heads) head.style.transform = `translateX(${column * cellWidth}px)`;
        shown = column;
      }
      request = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(request);
  }, [within, document, cellWidth, clock]);
}
