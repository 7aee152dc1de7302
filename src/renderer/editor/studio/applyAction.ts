import { lengthOf } from './lengthOf.ts';
import { placeOfClipFrame, toggleFrame } from './sheet.ts';
import type { StudioAction } from './studioKeys.ts';
import {
  changeSettings,
  changeSheet,
  redoStep,
  type StudioState,
  settle,
  showSide,
  stepFrame,
  takeOf,
  undoStep,
  videoOf,
  withLook,
} from './studioState.ts';
import { moveEnd } from './timeRange.ts';
import { stepZoom } from './zoomSteps.ts';

/** The state after what a key stands for; inserting and leaving are for others to do. */
export function applyAction(state: StudioState, action: StudioAction): StudioState {
  switch (action.kind) {
    case 'insert':
    case 'leave':
      return state;
    case 'undo':
      return undoStep(state);
    case 'redo':
      return redoStep(state);
    case 'play':
      return { ...state, playing: !state.playing };
    case 'peek':
      return state.peek ? state : { ...state, peek: true };
    case 'beside':
      return withLook(state, { beside: !state.look.beside });
    case 'pick':
      return { ...state, picking: !state.picking, playing: false };
    case 'drop':
      return changeSheet(state, (sheet) => toggleFrame(sheet, placeOfClipFrame(sheet, state.frame)));
    case 'side':
      return showSide(state, action.side);
    case 'step':
      return stepFrame(state, action.by);
    case 'zoom':
      return zoomBy(state, action.by);
    case 'setIn':
      return cutRange(state, 'from');
    case 'setOut':
      return cutRange(state, 'to');
  }
}

/** The zoom one step on; from "fit" it goes on from about what is seen. */
export function zoomBy(state: StudioState, by: number): StudioState {
  const { zoom } = state.look;
  const width = takeOf(state).cut?.clip.width ?? 64;
  return withLook(state, { zoom: stepZoom(zoom === 'fit' ? Math.max(1, Math.round(384 / width)) : zoom, by) });
}

/** The range begins or ends at the playhead. */
function cutRange(state: StudioState, end: 'from' | 'to'): StudioState {
  const length = lengthOf(state);
  const time = { length, longest: videoOf(state)?.longestRange ?? length };
  const range = moveEnd(takeOf(state).draft.settings.range, end, state.seconds, time);
  return settle(changeSettings(state, { range }, 'range'));
}
