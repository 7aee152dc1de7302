import { expect, test } from 'vitest';
import { applyAction } from './applyAction.ts';
import { settingsOf } from './draft.ts';
import { choosePalette, paletteChoiceOf } from './paletteChoice.ts';
import { moveFrame, toggleFrame } from './sheet.ts';
import {
  changeSettings,
  changeSheet,
  cropTo,
  hasWork,
  redoStep,
  resetSheet,
  seek,
  settle,
  shownTake,
  showSide,
  stepFrame,
  swapSides,
  takeOf,
  undoStep,
  undoToSeen,
  withCut,
} from './studioState.ts';
import { cutOf, openState } from './testCut.ts';

const ONE = cutOf([['#'], ['.'], ['#']], { numbers: [4, 5, 6] });
const colorsOf = (state: ReturnType<typeof openState>) => takeOf(state).draft.settings.colorCount;

test('dragging one slider is one step, two sliders are two', () => {
  let state = openState();
  for (const colorCount of [20, 16, 12]) state = changeSettings(state, { colorCount }, 'colorCount');
  state = changeSettings(state, { steadiness: 0.05 }, 'steadiness');
  expect(takeOf(state).past).toHaveLength(2);
  state = undoStep(undoStep(state));
  expect(colorsOf(state)).toBe(24);
  expect(undoStep(state)).toBe(state);
  expect(colorsOf(redoStep(state))).toBe(12);
});

test('a slider that was let go of begins another step', () => {
  let state = changeSettings(openState(), { colorCount: 20 }, 'colorCount');
  state = changeSettings(settle(state), { colorCount: 10 }, 'colorCount');
  expect(colorsOf(undoStep(state))).toBe(20);
});

test('calling off goes back to what is seen, over all steps since', () => {
  const seen = settingsOf(takeOf(openState()).draft);
  const cut = withCut(openState(), 'a', ONE, seen);
  let state = cut;
  for (const colorCount of [20, 16, 12]) state = settle(changeSettings(state, { colorCount }, 'colorCount'));
  const back = undoToSeen(state);
  expect([colorsOf(back), takeOf(back).past.length]).toEqual([24, 0]);
  expect(colorsOf(redoStep(back))).toBe(20);
  expect(colorsOf(redoStep(redoStep(redoStep(back))))).toBe(12);
  expect(colorsOf(undoToSeen(withCut(state, 'a', ONE, null)))).toBe(16);
  expect(undoToSeen(cut)).toBe(cut);
});

test('leaving asks only when there is something to lose', () => {
  const state = openState();
  expect(hasWork(state)).toBe(false);
  expect(hasWork(showSide(state, 'b'))).toBe(false);
  expect(hasWork(changeSettings(state, { fps: 8 }, 'fps'))).toBe(true);
});

test('B begins as what A is, and both go their own ways', () => {
  let state = withCut(changeSettings(openState(), { colorCount: 16 }, ''), 'a', ONE, null);
  state = showSide(state, 'b');
  expect([colorsOf(state), takeOf(state).cut]).toEqual([16, ONE]);
  state = changeSettings(state, { colorCount: 4 }, '');
  expect(colorsOf(showSide(state, 'a'))).toBe(16);
  expect(colorsOf(showSide(showSide(state, 'a'), 'b'))).toBe(4);
  expect(colorsOf(swapSides(state))).toBe(16);
});

test('at a peek the other take is seen, if there is one', () => {
  const peeking = withCut({ ...openState(), peek: true }, 'a', ONE, null);
  expect(shownTake(peeking)).toBe(peeking.takes.a);
  const compared = changeSettings(showSide(peeking, 'b'), { fps: 6 }, '');
  expect(shownTake(compared)).toBe(compared.takes.a);
});

test('frames are dropped and moved by their numbers, and come back', () => {
  let state = withCut(openState(), 'a', ONE, null);
  state = changeSheet(state, (sheet) => toggleFrame(sheet, 1));
  state = changeSheet(state, (sheet) => moveFrame(sheet, 2, 0));
  expect(settingsOf(takeOf(state).draft).frames).toEqual([6, 4]);
  expect(settingsOf(takeOf(undoStep(state)).draft).frames).toEqual([4, 6]);
  expect(settingsOf(takeOf(resetSheet(state)).draft).frames).toBeNull();
});

test('a dropped frame keeps its picture on the sheet', () => {
  let state = changeSheet(withCut(openState(), 'a', ONE, null), (sheet) => toggleFrame(sheet, 1));
  state = withCut(state, 'a', cutOf([['#'], ['#']], { numbers: [4, 6] }), null);
  expect([...takeOf(state).seen.keys()].toSorted()).toEqual([4, 5, 6]);
  expect(takeOf(state).seen.get(5)?.cut).toBe(ONE);
});

test('steps go round, and take the playhead along', () => {
  const state = withCut(openState(), 'a', ONE, null);
  expect(stepFrame(state, -1)).toMatchObject({ frame: 2, seconds: 0.6, playing: false });
  expect(stepFrame(stepFrame(state, 2), 1)).toMatchObject({ frame: 0, seconds: 0.4 });
});

test('a moment of the video shows the frame nearest to it', () => {
  const state = withCut(openState(), 'a', ONE, null);
  expect(seek(state, 0.52)).toMatchObject({ frame: 1, seconds: 0.52, playing: false });
  expect(seek(state, 99)).toMatchObject({ frame: 2, seconds: 4 });
});

test('other frames show the moment that was seen, or the next one after it', () => {
  const state = stepFrame(withCut(openState(), 'a', ONE, null), 1);
  expect(state).toMatchObject({ frame: 1, seconds: 0.5 });
  const finer = cutOf([['#'], ['.'], ['#'], ['.']], { numbers: [3, 4, 5, 6] });
  expect(withCut(state, 'a', finer, null)).toMatchObject({ frame: 2, seconds: 0.5 });
  const without = cutOf([['#'], ['.']], { numbers: [6, 4] });
  expect(withCut(state, 'a', without, null)).toMatchObject({ frame: 0, seconds: 0.6 });
  expect(withCut(state, 'a', cutOf([['#'], ['.']], { numbers: [1, 2] }), null)).toMatchObject({
    frame: 1,
    seconds: 0.2,
  });
});

test('the first frames take the playhead to where they are, later ones leave it where it was put', () => {
  const first = withCut({ ...openState(), playing: false }, 'a', ONE, null);
  expect(first).toMatchObject({ frame: 0, seconds: 0.4 });
  const elsewhere = withCut(seek(first, 2), 'a', cutOf([['#'], ['.']], { numbers: [4, 5] }), null);
  expect(elsewhere).toMatchObject({ frame: 1, seconds: 2 });
});

test('frames of the take behind leave the playhead alone', () => {
  const state = stepFrame(withCut(openState(), 'a', ONE, null), 1);
  const behind = withCut(showSide(state, 'b'), 'a', cutOf([['#']], { numbers: [9] }), null);
  expect(behind).toMatchObject({ frame: 1, seconds: 0.5 });
});

test('I and O set the ends of the range at the playhead', () => {
  const begun = applyAction({ ...openState(), seconds: 1 }, { kind: 'setIn' });
  const ended = applyAction({ ...begun, seconds: 3 }, { kind: 'setOut' });
  expect(takeOf(ended).draft.settings.range).toEqual({ from: 1, to: 3 });
});

test('a crop gives the frames its proportions', () => {
  const state = cropTo(openState({ width: 64, height: 64 }), { x: 0, y: 0, width: 40, height: 20 }, 'crop');
  expect(takeOf(state).draft.settings).toMatchObject({ width: 64, height: 32, crop: { width: 40, height: 20 } });
});

test('a locked palette is among the settings, and undo lets go of it', () => {
  const locked = choosePalette(openState(), 'lock', [1, 2]);
  expect([paletteChoiceOf(locked), takeOf(locked).draft.settings.palette]).toEqual(['lock', [1, 2]]);
  expect(paletteChoiceOf(undoStep(locked))).toBe('merge');
  expect(paletteChoiceOf(choosePalette(locked, 'replace', null))).toBe('replace');
  expect(choosePalette(openState(), 'lock', null)).toMatchObject({ insert: { palette: 'merge' } });
});
