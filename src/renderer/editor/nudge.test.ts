import { expect, test } from 'vitest';
import { celOf } from '../../shared/sprite/cels.ts';
import { findLayer } from '../../shared/sprite/layers.ts';
import { selectRect } from '../../shared/sprite/selection.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import { chooseTool, setForeground } from './actions.ts';
import { runCommand } from './commands.ts';
import { setSelection, spriteOf, undoActive } from './documents.ts';
import { nudge, nudgeFor } from './nudge.ts';
import type { Session } from './session.ts';
import { editorWith } from './testEditor.ts';
import { BLUE, documentOf, gesture, pictureOf, RED, rows, sessionWith } from './testSession.ts';

const empty = setForeground(sessionWith({ width: 6, height: 3 }), RED);
/** Two red pixels, selected, before a blue column. */
const start = (() => {
  const red = gesture(empty, [
    [0, 1],
    [1, 1],
  ]);
  const blue = gesture(setForeground(red, BLUE), [
    [3, 0],
    [3, 2],
  ]);
  return chooseTool(setSelection(blue, selectRect({ x: 0, y: 1, width: 2, height: 1 }), 'marquee'), 'marquee');
})();

const RIGHT = { x: 1, y: 0 };
const times = (count: number, change: (session: Session) => Session, session: Session): Session =>
  count === 0 ? session : times(count - 1, change, change(session));

function after(session: Session, command: Parameters<typeof runCommand>[1]): Session {
  const editor = editorWith(session);
  runCommand(editor, command);
  return editor.store.get();
}

function expectPicture(session: Session, picture: string): void {
  expect(`\n${pictureOf(session)}`).toBe(`\n${rows(picture)}`);
}

test('pixels pass over others without taking them along, and each step is undone by itself', () => {
  const over = times(2, (session) => nudge(session, RIGHT), start);
  expectPicture(
    over,
    `
    ...B..
    ..RR..
    ...B..`,
  );
  const past = times(2, (session) => nudge(session, RIGHT), over);
  expectPicture(
    past,
    `
    ...B..
    ...BRR
    ...B..`,
  );
  expect(documentOf(past).history.now.selection?.bounds).toEqual({ x: 4, y: 1, width: 2, height: 1 });
  expect(pictureOf(times(2, undoActive, past))).toBe(pictureOf(over));
  expect(pictureOf(times(4, undoActive, past))).toBe(pictureOf(start));
});

test('the pointer, too, lifts what was moved last alone', () => {
  const over = gesture(start, [
    [0, 1],
    [3, 1],
  ]);
  const back = gesture(over, [
    [4, 1],
    [1, 1],
  ]);
  expect(pictureOf(back)).toBe(pictureOf(start));
});

test('with Mod each drag leaves a copy', () => {
  const copied = gesture(
    start,
    [
      [0, 1],
      [4, 1],
    ],
    { mod: true },
  );
  expectPicture(
    copied,
    `
    ...B..
    RR.BRR
    ...B..`,
  );
});

test('what is pasted lies on the picture: it can be moved, flipped and cleared alone', () => {
  const clip = after(start, 'copy');
  const onBlue = nudge(after(clip, 'paste'), { x: 3, y: 0 });
  expectPicture(
    onBlue,
    `
    ...B..
    RR.RR.
    ...B..`,
  );
  expect(pictureOf(after(onBlue, 'flipHorizontal'))).toBe(pictureOf(onBlue));
  expect(pictureOf(nudge(after(onBlue, 'flipHorizontal'), { x: -3, y: 0 }))).toBe(pictureOf(start));
  expect(pictureOf(after(onBlue, 'clear'))).toBe(pictureOf(start));
});

test('once deselected, pixels belong to the picture, and what is selected is lifted as it looks', () => {
  const over = setSelection(nudge(nudge(start, RIGHT), RIGHT), null, 'deselect');
  const anew = setSelection(over, selectRect({ x: 2, y: 1, width: 2, height: 1 }), 'marquee');
  expectPicture(
    nudge(anew, { x: 0, y: 1 }),
    `
    ...B..
    ......
    ..RR..`,
  );
});

test('a paste is to be seen on a smaller canvas', () => {
  const far = setSelection(start, selectRect({ x: 3, y: 0, width: 1, height: 3 }), 'marquee');
  const small = { ...sessionWith({ width: 3, height: 3 }), clipboard: after(far, 'copy').clipboard };
  expectPicture(
    after(small, 'paste'),
    `
    .B.
    .B.
    .B.`,
  );
});

test('a linked cel of which everything is moved stays linked', () => {
  const cels = (sprite: Sprite) => sprite.frames.map(({ id }) => celOf(findLayer(sprite, documentOf(start).layer), id));
  const red = gesture(empty, [[0, 1]]);
  const linked = after(red, 'linkCel');
  const all = after(linked, 'selectAll');
  const moved = cels(spriteOf(documentOf(nudge(all, RIGHT))));
  expect(moved).toHaveLength(2);
  expect(moved[0]?.content).toBe(moved[1]?.content);
});

test('arrow keys move with the marquee and the move tool, farther with Shift, and step frames otherwise', () => {
  const press = (key: string, shiftKey = false) => ({
    key,
    code: key,
    shiftKey,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
  });
  expect(nudgeFor(start, press('ArrowRight'))).toEqual({ x: 1, y: 0 });
  expect(nudgeFor(start, press('ArrowUp', true))).toEqual({ x: 0, y: -8 });
  expect(nudgeFor(start, { ...press('ArrowUp'), altKey: true })).toBeUndefined();
  expect(nudgeFor(start, press('a'))).toBeUndefined();
  expect(nudgeFor(setSelection(start, null, 'deselect'), press('ArrowUp'))).toBeUndefined();
  expect(nudgeFor(chooseTool(start, 'pencil'), press('ArrowUp'))).toBeUndefined();
  const cel = chooseTool(setSelection(start, null, 'deselect'), 'move');
  expect(nudgeFor(cel, press('ArrowDown'))).toEqual({ x: 0, y: 1 });
  expectPicture(
    nudge(cel, { x: 0, y: 1 }),
    `
    ......
    ...B..
    RR.B..`,
  );
});
