import { expect, test } from 'vitest';
import { compositeFrame } from '../../shared/sprite/composite.ts';
import { toPicture } from '../../shared/sprite/picture.ts';
import { chooseTool, setForeground, setModifiers, setPointer } from '../editor/actions.ts';
import type { Session } from '../editor/session.ts';
import { documentOf, gesture, RED, rows, sessionWith } from '../editor/testSession.ts';
import { sceneOf } from './scene.ts';

const SHIFT = { shift: true, alt: false, mod: false };
const start = setPointer(gesture(setForeground(sessionWith({ width: 6, height: 3 }), RED), [[0, 0]]), { x: 4, y: 2 });

function shown(session: Session): string {
  const scene = sceneOf(session, 0);
  return scene === null ? '' : toPicture(compositeFrame(scene.sprite, 0), 6, { R: RED });
}

test('with Shift the line that a click would draw is seen before it', () => {
  const held = setModifiers(start, SHIFT);
  expect(`\n${shown(held)}`).toBe(
    `\n${rows(`
    R.....
    .RR...
    ...RR.`)}`,
  );
  const clicked = gesture(held, [[4, 2]], { shift: true });
  expect(shown(clicked)).toBe(shown(held));
  expect(documentOf(held).history).toBe(documentOf(start).history);
});

test('without Shift, with another tool or beside the canvas there is no such line', () => {
  const dot = rows(`
    R.....
    ......
    ......`);
  expect(shown(start)).toBe(dot);
  const held = setModifiers(start, SHIFT);
  expect(shown(chooseTool(held, 'bucket'))).toBe(dot);
  expect(shown(setPointer(held, null))).toBe(dot);
});
