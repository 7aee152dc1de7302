import { expect, test } from 'vitest';
import { celOf, newCel, setCel } from '../../../shared/sprite/cels.ts';
import { addEmptyFrame, linkCel } from '../../../shared/sprite/edits/frameEdits.ts';
import { idsOf } from '../../../shared/sprite/ids.ts';
import { emptyContent, newSprite } from '../../../shared/sprite/newSprite.ts';
import type { ContentId, Layer, Sprite } from '../../../shared/sprite/sprite.ts';
import { activeSprite, openDocument } from '../../editor/documents.ts';
import { activeDocument, type Session } from '../../editor/session.ts';
import { sessionWith } from '../../editor/testSession.ts';
import { layerRows } from '../layers/layerRows.ts';
import { celLinks } from './celLinks.ts';
import { measureGrid } from './gridMeasures.ts';
import { dragFrom, drop, select, type TimelineContent } from './timelineDrag.ts';

/** One layer with a cel for each letter; cels of one letter are linked. */
function spriteOf(cels: string): Sprite {
  let sprite = newSprite({ width: 1, height: 1 });
  for (let i = 1; i < cels.length; i++) sprite = addEmptyFrame(i)(sprite);
  [...cels].forEach((name, place) => {
    const [layer, frame] = [layerOf(sprite), sprite.frames[place]];
    const first = sprite.frames[cels.indexOf(name)];
    if (name === '.' || frame === undefined || first === undefined) return;
    if (first !== frame) sprite = linkCel(layer.id, first.id, frame.id)(sprite);
    else {
      const ids = idsOf(sprite);
      const cel = newCel(emptyContent(sprite, ids.next('content')), place, 0);
      sprite = ids.claimed(setCel(sprite, layer.id, frame.id, cel));
    }
  });
  return sprite;
}

function layerOf(sprite: Sprite): Layer {
  const [layer] = sprite.layers;
  if (layer === undefined) throw new Error('There is no layer.');
  return layer;
}

/** The reverse of spriteOf, with letters in order of appearance. */
function celsOf(sprite: Sprite): string {
  const seen = new Map<ContentId, string>();
  return sprite.frames
    .map(({ id }) => {
      const content = celOf(layerOf(sprite), id)?.content.id;
      if (content === undefined) return '.';
      const letter = seen.get(content) ?? 'abcdefgh'.charAt(seen.size);
      seen.set(content, letter);
      return letter;
    })
    .join('');
}

function sessionOf(sprite: Sprite): Session {
  const session = sessionWith({ width: 1, height: 1 });
  return openDocument(session, { name: 'test', file: null, sprite, saved: false });
}

function contentOf(sprite: Sprite): TimelineContent {
  const rows = layerRows(sprite.layers);
  const grid = measureGrid({ columns: sprite.frames.length, rows: rows.length, lanes: 0, pictures: false });
  return { sprite, rows, grid };
}

/** The cels after dragging the one in column `from` to column `to`, and the column that is current then. */
function dragged(cels: string, from: number, to: number, copy: boolean): readonly [string, number] {
  const sprite = spriteOf(cels);
  const change = drop(contentOf(sprite), { kind: 'cel', row: 0, from, to }, copy);
  const session = change(sessionOf(sprite));
  const after = activeSprite(session) ?? sprite;
  return [celsOf(after), after.frames.findIndex(({ id }) => id === activeDocument(session)?.frame)];
}

test('a cel moves to another frame, over what is there', () => {
  expect(dragged('ab..', 0, 3, false)).toEqual(['.a.b', 3]);
  expect(dragged('ab..', 1, 0, false)).toEqual(['a...', 0]);
});

test('a copy leaves the cel where it was and is no link', () => {
  expect(dragged('a...', 0, 2, true)).toEqual(['a.b.', 2]);
});

test('a cel that moves keeps its links', () => {
  expect(dragged('aa..', 1, 3, false)).toEqual(['a..a', 3]);
});

test('let go where it was, nothing happens', () => {
  const sprite = spriteOf('ab');
  const session = sessionOf(sprite);
  expect(drop(contentOf(sprite), { kind: 'cel', row: 0, from: 1, to: 1 }, true)(session)).toBe(session);
});

test.each([
  [0, 3, 'bcad'],
  [3, 0, 'dabc'],
  [1, 2, 'abcd'],
  [1, 1, 'abcd'],
])('frame %i dropped into gap %i', (column, gap, expected) => {
  const sprite = spriteOf('abcd');
  const session = drop(contentOf(sprite), { kind: 'frame', column, gap }, false)(sessionOf(sprite));
  const after = activeSprite(session) ?? sprite;
  const letters = new Map(sprite.frames.map(({ id }, i) => [id, 'abcd'.charAt(i)]));
  expect(after.frames.map(({ id }) => letters.get(id)).join('')).toBe(expected);
});

test('only what is there can be taken', () => {
  const content = contentOf(spriteOf('a.'));
  const at = { x: 300, y: 40 };
  const still = { x: 0, y: 0 };
  expect(dragFrom(content, { kind: 'cel', row: 0, column: 0 }, still, at)?.kind).toBe('cel');
  expect(dragFrom(content, { kind: 'cel', row: 0, column: 1 }, still, at)).toBeNull();
  expect(dragFrom(content, { kind: 'cel', row: null, column: 0 }, still, at)).toBeNull();
  expect(dragFrom(content, { kind: 'corner' }, still, at)).toBeNull();
});

test('a click goes to a frame and stops playing', () => {
  const sprite = spriteOf('ab');
  const session = sessionOf(sprite);
  const playing: Session = {
    ...session,
    documents: session.documents.map((document) => ({
      ...document,
      playback: { tag: null, startedAt: 0, from: document.frame },
    })),
  };
  for (const column of [0, 1]) {
    const document = activeDocument(select(contentOf(sprite), { kind: 'frame', column })(playing));
    expect(document?.frame).toBe(sprite.frames[column]?.id);
    expect(document?.playback).toBeNull();
  }
});

test('links to neighbours are seen from both sides', () => {
  const sprite = spriteOf('aab.a');
  const lines = sprite.frames.map((_, column) => {
    const { cel, linkedBefore, linkedAfter } = celLinks(sprite, layerOf(sprite), column);
    return `${linkedBefore ? '-' : ' '}${cel ? 'o' : ' '}${linkedAfter ? '-' : ' '}`;
  });
  expect(lines.join('|')).toBe(' o-|-o | o |   | o ');
});
