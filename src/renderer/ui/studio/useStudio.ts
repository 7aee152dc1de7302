import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ClipSettings } from '../../../shared/clip/clipSettings.ts';
import type { LiveStudio } from '../../editor/studio/LiveStudio.ts';
import { changeSettings, type StudioState, settle, takeOf } from '../../editor/studio/studioState.ts';

export const StudioContext = createContext<LiveStudio | null>(null);

/** The studio that these components show. */
export function useStudio(): LiveStudio {
  const live = useContext(StudioContext);
  if (live === null) throw new Error('There is no StudioContext around this component.');
  return live;
}

/** A part of the studio's state, kept up to date. `selector` returns what is in it, or a plain value. */
export function useStudioState<Part>(selector: (state: StudioState) => Part): Part {
  const { store } = useStudio();
  return useSyncExternalStore(store.subscribe, () => selector(store.get()));
}

/** The settings of the take in front, with the way to change them. */
export function useClipSettings() {
  const { update } = useStudio();
  const settings = useStudioState((state) => takeOf(state).draft.settings);
  return {
    settings,
    /** @param mark The control; what it does until `settle` is one step of undo. Left out: a step of its own. */
    change: (change: Partial<ClipSettings>, mark?: string) =>
      update((state) => {
        const next = changeSettings(state, change, mark ?? '');
        return mark === undefined ? settle(next) : next;
      }),
    settle: () => update(settle),
  };
}
