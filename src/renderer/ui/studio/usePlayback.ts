import { useEffect } from 'react';
import { frameAtTime, timeOfFrame } from '../../editor/studio/frameTimes.ts';
import type { LiveStudio } from '../../editor/studio/LiveStudio.ts';
import { showFrame, takeOf } from '../../editor/studio/studioState.ts';
import { useStudioState } from './useStudio.ts';

/** Plays the finished frames at their true durations for as long as the studio says so. */
export function usePlayback(live: LiveStudio): void {
  const playing = useStudioState((state) => state.playing);
  const frames = useStudioState((state) => takeOf(state).cut?.clip.frames ?? null);
  useEffect(() => {
    if (!playing || frames === null || frames.length < 2) return;
    const begin = performance.now() - timeOfFrame(frames, live.store.get().frame);
    let request = requestAnimationFrame(function tick(now) {
      live.update((state) => showFrame(state, frameAtTime(frames, now - begin)));
      request = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(request);
  }, [live, playing, frames]);
}
