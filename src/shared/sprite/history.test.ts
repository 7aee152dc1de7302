import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemsOf } from './check.ts';
import { composite, compositeFrame } from './composite.ts';
import { diff, sameSprite } from './diff.ts';
import { paint } from './edits/paintEdits.ts';
import { commit, type History, newHistory, redo, undo } from './history.ts';
import { bytesOf, bytesOnlyIn } from './memory.ts';
import { newSprite } from './newSprite.ts';
import { anyEdit } from './randomEdits.ts';
import { selectRect } from './selection.ts';
import type { Sprite } from './sprite.ts';

const runs = { numRuns: process.env.CELKILN_LONG === '1' ? 2000 : 120, seed: 7 };
const start = newSprite({ width: 40, height: 30 });

function applied(history: History, edits: readonly ((sprite: Sprite) => Sprite)[]): History {
  return edits.reduce((now, edit) => commit(now, 'edit', { sprite: edit(now.now.sprite), selection: null }), history);
}

test('undo returns the very sprites that were, and redo the ones that came', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 25 }), (edits) => {
      const moments = [newHistory(start)];
      for (const edit of edits) moments.push(applied(moments.at(-1) ?? newHistory(start), [edit]));
      const seen = [...new Set(moments.map((history) => history.now.sprite))];
      let history = moments.at(-1) ?? newHistory(start);
      for (const sprite of seen.toReversed()) {
        expect(history.now.sprite).toBe(sprite);
        history = undo(history);
      }
      for (const sprite of seen) {
        expect(history.now.sprite).toBe(sprite);
        history = redo(history);
      }
    }),
    runs,
  );
});

test('no edit breaks the rules of the model: ids are unique, links are whole, tags span frames', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 40 }), (edits) => {
      const { sprite } = applied(newHistory(start), edits).now;
      expect(problemsOf(sprite)).toEqual([]);
    }),
    runs,
  );
});

test('diff is empty exactly when two sprites are equal', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 15 }), anyEdit, (edits, edit) => {
      const a = applied(newHistory(start), edits).now.sprite;
      const b = edit(a);
      const copy = structuredClone(a);
      expect([...diff(a, copy)]).toEqual([]);
      expect([...diff(copy, a)]).toEqual([]);
      if (b === a) return;
      const { nextId: _a, ...left } = a;
      const { nextId: _b, ...right } = structuredClone(b);
      let equal = true;
      try {
        expect(right).toEqual(left);
      } catch {
        equal = false;
      }
      expect(sameSprite(a, b)).toBe(equal);
      expect(sameSprite(b, a)).toBe(equal);
    }),
    runs,
  );
});

test('what diff does not name looks the same', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 10 }), anyEdit, (edits, edit) => {
      const a = applied(newHistory(start), edits).now.sprite;
      const b = edit(a);
      const differences = [...diff(a, b)];
      if (differences.length > 0) return;
      expect(a.frames.map((_, i) => compositeFrame(a, i))).toEqual(b.frames.map((_, i) => compositeFrame(b, i)));
    }),
    runs,
  );
});

test('a part of the picture is the same part of the whole picture', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 20 }), fc.nat(30), fc.nat(20), (edits, x, y) => {
      const { sprite } = applied(newHistory(start), edits).now;
      const whole = compositeFrame(sprite, 0);
      const part = composite(sprite, 0, { x, y, width: 7, height: 5 });
      for (let row = 0; row < 5; row++) {
        for (let column = 0; column < 7; column++) {
          const inside = x + column < sprite.width && y + row < sprite.height;
          const expected = inside ? whole[(y + row) * sprite.width + x + column] : 0;
          expect(part[row * 7 + column]).toBe(expected);
        }
      }
    }),
    runs,
  );
});

test('a selection is a step of its own and comes back with undo', () => {
  const selected = commit(newHistory(start), 'select', {
    sprite: start,
    selection: selectRect({ x: 1, y: 1, width: 3, height: 3 }),
  });
  expect(selected.past).toHaveLength(1);
  expect(undo(selected).now.selection).toBeNull();
  expect(commit(selected, 'nothing', { ...selected.now })).toBe(selected);
});

test('a step is counted by the pixels that only it holds, and the oldest go when the budget is spent', () => {
  const [layer, frame] = [start.layers[0], start.frames[0]];
  if (!layer || !frame) throw new Error('A new sprite has a layer and a frame.');
  const dot = (x: number) => paint({ layer: layer.id, frame: frame.id }, (draft) => draft.set(x, 0, 0xff0000ff));
  const one = dot(0)(start);
  const two = dot(1)(one);
  const tile = 64 * 64 * 4;
  expect(bytesOnlyIn(start, one)).toBe(0);
  expect(bytesOnlyIn(one, two)).toBe(tile);
  expect(bytesOf(two)).toBe(tile);
  const history = Array.from({ length: 20 }, (_, x) => dot(x)).reduce(
    (now, edit) => commit(now, 'dot', { sprite: edit(now.now.sprite), selection: null }, 5 * tile),
    newHistory(start),
  );
  expect(history.past).toHaveLength(5);
});
