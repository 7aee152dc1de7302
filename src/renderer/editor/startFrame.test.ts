import { expect, test } from 'vitest';
import { addEmptyFrame } from '../../shared/sprite/edits/frameEdits.ts';
import { setForeground } from './actions.ts';
import { edit, setFrame, spriteOf } from './documents.ts';
import { startFrameOf } from './startFrame.ts';
import { BLUE, documentOf, gesture, RED, sessionWith } from './testSession.ts';

test('a video starts from what the current frame shows, and from no other', () => {
  const first = gesture(setForeground(sessionWith({ width: 3, height: 2 }), RED), [[0, 0]]);
  const added = edit(first, 'newFrame', addEmptyFrame(1));
  const id = spriteOf(documentOf(added)).frames[1]?.id;
  if (id === undefined) throw new Error('There are two frames.');
  const second = gesture(setForeground(setFrame(added, id), BLUE), [[2, 1]]);
  const { width, height, pixels } = startFrameOf(documentOf(second));
  expect([width, height]).toEqual([3, 2]);
  expect([...new Uint32Array(pixels.buffer)]).toEqual([0, 0, 0, 0, 0, BLUE]);
});
