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
  const { picture, screen } = startFrameOf(documentOf(second), 'keep');
  expect([picture.width, picture.height, screen]).toEqual([3, 2, null]);
  expect([...new Uint32Array(picture.pixels.buffer)]).toEqual([0, 0, 0, 0, 0, BLUE]);
});

test('where the background is to go, what is see-through gets a screen of another colour', () => {
  const document = documentOf(gesture(setForeground(sessionWith({ width: 2, height: 1 }), RED), [[0, 0]]));
  const { picture, screen } = startFrameOf(document, 'remove');
  expect([...new Uint32Array(picture.pixels.buffer)]).toEqual([RED, screen]);
  expect([RED, BLUE, 0, null]).not.toContain(screen);
});

test('a frame that shows nothing of what is behind it is sent as it is', () => {
  const document = documentOf(gesture(setForeground(sessionWith({ width: 1, height: 1 }), RED), [[0, 0]]));
  expect(startFrameOf(document, 'remove')).toEqual({ ...startFrameOf(document, 'keep'), screen: null });
});
