import type { PaletteChoice } from '../../../shared/sprite/edits/clip/clipPalette.ts';
import { changeSettings, type StudioState, takeOf } from './studioState.ts';

/** Whether frames are drawn only with the sprite's colours; else what becomes of the new ones. */
export function paletteChoiceOf(state: StudioState): PaletteChoice {
  if (takeOf(state).draft.settings.palette !== null) return 'lock';
  return state.insert.palette === 'lock' ? 'merge' : state.insert.palette;
}

/** @param colors The sprite's, for `lock`; without any there is nothing to lock to. */
export function choosePalette(
  state: StudioState,
  choice: PaletteChoice,
  colors: readonly number[] | null,
): StudioState {
  const locked = choice === 'lock' ? colors : null;
  if (choice === 'lock' && locked === null) return state;
  const chosen = { ...state, insert: { ...state.insert, palette: choice } };
  return changeSettings(chosen, { palette: locked }, 'palette');
}
