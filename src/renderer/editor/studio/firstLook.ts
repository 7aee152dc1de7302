import type { Studio } from '../../../shared/studio.ts';
import type { StudioState } from './studioState.ts';
import { rangeOf } from './timeRange.ts';

/** Seconds. A sprite's motion seldom takes longer, and so much is cut while one waits for it. */
const LONG_VIDEO = 15;
const FIRST_LOOK = 8;

/** Of a video that is long, the beginning: from there the artist goes looking. */
export function withinLongest(state: StudioState, { seconds, longestRange }: Studio): StudioState {
  const { draft } = state.takes.a;
  if (seconds === null || draft.settings.range !== null || seconds <= Math.min(LONG_VIDEO, longestRange)) return state;
  const range = rangeOf(null, { length: seconds, longest: Math.min(FIRST_LOOK, longestRange) });
  const take = { ...state.takes.a, draft: { ...draft, settings: { ...draft.settings, range } } };
  return { ...state, takes: { a: take, b: take } };
}
