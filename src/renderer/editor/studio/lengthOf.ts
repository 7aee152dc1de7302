import { type StudioState, takeOf, videoOf } from './studioState.ts';

/** The seconds of an open video; its range counts where the file does not say. */
export function lengthOf(state: StudioState): number {
  const { draft, cut } = takeOf(state);
  const known = videoOf(state)?.seconds ?? draft.settings.range?.to;
  return known ?? (cut?.report.frames.at(-1)?.seconds ?? 0) + 0.1;
}
