import { expect, test } from 'vitest';
import { studioActionFor } from './studioKeys.ts';

const press = (code: string, more: Partial<Parameters<typeof studioActionFor>[0]> = {}) =>
  studioActionFor({ key: '', code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more });

test('keys by their place, also while a Korean keyboard is active', () => {
  expect(press('KeyI', { key: 'ㅑ' })).toEqual({ kind: 'setIn' });
  expect(press('KeyO')).toEqual({ kind: 'setOut' });
  expect(press('KeyK')).toEqual({ kind: 'pick' });
  expect(press('KeyB')).toEqual({ kind: 'side', side: 'b' });
  expect(press('Space', { key: ' ' })).toEqual({ kind: 'play' });
});

test('Shift makes a larger step, and both takes of one', () => {
  expect(press('', { key: 'ArrowLeft' })).toEqual({ kind: 'step', by: -1 });
  expect(press('', { key: 'ArrowRight', shiftKey: true })).toEqual({ kind: 'step', by: 5 });
  expect(press('KeyC')).toEqual({ kind: 'peek' });
  expect(press('KeyC', { shiftKey: true })).toEqual({ kind: 'beside' });
});

test('undo, redo and insert; other chords are not ours', () => {
  expect(press('KeyZ', { ctrlKey: true })).toEqual({ kind: 'undo' });
  expect(press('KeyZ', { metaKey: true, shiftKey: true })).toEqual({ kind: 'redo' });
  expect(press('Enter', { key: 'Enter', ctrlKey: true })).toEqual({ kind: 'insert' });
  expect(press('KeyI', { ctrlKey: true })).toBeUndefined();
  expect(press('KeyI', { altKey: true })).toBeUndefined();
  expect(press('KeyQ')).toBeUndefined();
});
