import { useEffect, useRef } from 'react';
import { applyAction } from '../../editor/studio/applyAction.ts';
import type { LiveStudio } from '../../editor/studio/LiveStudio.ts';
import { studioActionFor } from '../../editor/studio/studioKeys.ts';
import { goToRegion } from '../startup/goToRegion.ts';
import { isForCommands, keyOwner } from '../startup/keyOwner.ts';
import { useEditor } from '../useSession.ts';

interface StudioWays {
  readonly insert: () => void;
  readonly leave: () => void;
}

/** Keys all over the studio, unless a field or a dialog has its own use for them. */
export function useStudioKeys(live: LiveStudio, ways: StudioWays): void {
  const editor = useEditor();
  const latest = useRef(ways);
  latest.current = ways;
  useEffect(() => {
    const options = new AbortController();
    const on = { signal: options.signal };
    addEventListener(
      'keydown',
      (event) => {
        if (event.defaultPrevented || event.isComposing || editor.store.get().dialog !== null) return;
        const owner = keyOwner(event.target instanceof Element ? event.target : null);
        if (event.key === 'F6') {
          event.preventDefault();
          return goToRegion(event.shiftKey ? -1 : 1);
        }
        const action = studioActionFor(event);
        if (action === undefined) return;
        if (action.kind === 'leave' && owner === 'text') return blurField();
        const global = action.kind === 'leave' || action.kind === 'insert';
        if (!global && !isForCommands(owner, event)) return;
        event.preventDefault();
        const { picking } = live.store.get();
        if (action.kind === 'insert') latest.current.insert();
        else if (action.kind !== 'leave') live.update((state) => applyAction(state, action));
        else if (picking) live.update((state) => ({ ...state, picking: false }));
        else latest.current.leave();
      },
      on,
    );
    addEventListener(
      'keyup',
      ({ code }) => {
        if (code === 'KeyC') live.update((state) => (state.peek ? { ...state, peek: false } : state));
      },
      on,
    );
    return () => options.abort();
  }, [editor, live]);
}

/** Esc leaves a field first, and only then the studio. */
function blurField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
