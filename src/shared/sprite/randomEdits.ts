import fc from 'fast-check';
import { PALETTE_CHOICES } from './edits/clip/clipPalette.ts';
import { type ClipPlace, insertClip } from './edits/clip/insertClip.ts';
import {
  addEmptyFrame,
  copyCel,
  duplicateFrame,
  linkCel,
  moveFrame,
  removeFrames,
  reverseFrames,
  setDuration,
  unlinkCel,
} from './edits/frameEdits.ts';
import {
  addGroup,
  addImageLayer,
  duplicateLayer,
  moveLayer,
  placeAbove,
  removeLayer,
  setLayer,
} from './edits/layerEdits.ts';
import { clearSelected, fillSelected, flip, moveCel, moveSelected, paint } from './edits/paintEdits.ts';
import { setEntry } from './edits/paletteEdits.ts';
import { setCanvasSize, setColorMode } from './edits/spriteEdits.ts';
import { addTag, removeTag } from './edits/tagEdits.ts';
import type { Edit } from './history.ts';
import { eachLayer } from './layers.ts';
import { selectRect } from './selection.ts';
import type { FrameId, LayerId, Sprite } from './sprite.ts';

/** Numbers from which an edit of any kind is made that fits the sprite it meets; for property tests. */
export const anyEdit: fc.Arbitrary<Edit> = fc
  .tuple(
    fc.nat(22),
    fc.nat(1000),
    fc.nat(1000),
    fc.integer({ min: -20, max: 20 }),
    fc.integer({ min: -20, max: 20 }),
    fc.nat(255),
  )
  .map(
    ([which, a, b, dx, dy, value]) =>
      (sprite: Sprite) =>
        editFor(sprite, which, { a, b, dx, dy, value })(sprite),
  );

interface Numbers {
  readonly a: number;
  readonly b: number;
  readonly dx: number;
  readonly dy: number;
  readonly value: number;
}

function editFor(sprite: Sprite, which: number, { a, b, dx, dy, value }: Numbers): Edit {
  const layers = [...eachLayer(sprite.layers)].map(({ id }) => id);
  const frames = sprite.frames.map(({ id }) => id);
  const layer = pick(layers, a);
  const frame = pick(frames, b);
  const place = { layer, frame };
  const rect = { x: dx, y: dy, width: (a % 30) + 1, height: (b % 30) + 1 };
  const pixel = sprite.colorMode === 'indexed' ? value % sprite.palette.colors.length : value * 0x10101;
  const selection = value % 3 === 0 ? null : selectRect(rect);
  const edits: readonly Edit[] = [
    paint(place, (draft, origin) => draft.fill({ ...rect, x: rect.x - origin.x, y: rect.y - origin.y }, pixel)),
    fillSelected(place, selection, pixel),
    clearSelected(place, selection),
    flip(place, selection, value % 2 === 0 ? 'horizontal' : 'vertical'),
    moveCel(place, dx, dy),
    selection ? moveSelected(place, selection, dx, dy) : moveCel(place, dy, dx),
    addImageLayer('x', placeAbove(sprite, layer)),
    addGroup('g', placeAbove(sprite, layer)),
    duplicateLayer(layer, 'copy'),
    removeLayer(layer),
    moveLayer(layer, { parent: value % 2 === 0 ? null : groupOf(sprite, b), index: a % 3 }),
    setLayer(layer, { visible: value % 2 === 0, opacity: value, name: `n${value}` }),
    addEmptyFrame(b % (frames.length + 1)),
    duplicateFrame(frame),
    removeFrames([frame]),
    moveFrame(frame, a % frames.length),
    linkCel(layer, frame, pick(frames, a)),
    unlinkCel(layer, frame),
    copyCel(layer, frame, pick(frames, a)),
    reverseFrames(0, frames.length - 1),
    value % 2 === 0
      ? addTag({ name: 't', from: frames[0] ?? frame, to: frame, direction: 'forward', repeat: 0, color: value })
      : (each) => removeTag(each.tags[0]?.id ?? (0 as never))(each),
    value % 4 === 0
      ? setColorMode(pick(['rgba', 'indexed', 'grayscale'] as const, a))
      : setEntry(a % sprite.palette.colors.length, value),
    value % 4 === 0
      ? setCanvasSize((a % 60) + 1, (b % 60) + 1, dx, dy)
      : value % 4 === 1
        ? insertTwoFrames(layer, frame, value)
        : setDuration([frame], value),
  ];
  return edits[which] ?? ((same) => same);
}

function insertTwoFrames(above: LayerId, frame: FrameId, value: number): Edit {
  const frames = [1, 2, 2].map((entry) => ({ indices: new Uint8Array(16).fill(entry, value % 16), duration: 83 }));
  const clip = { width: 4, height: 4, palette: [0, 0xff0000ff, 0xff00ff00], frames };
  const place: ClipPlace =
    value % 3 === 0 ? { kind: 'take', above, from: frame, to: frame } : { kind: 'layer', above, frame };
  const palette = PALETTE_CHOICES[value % 3] ?? 'merge';
  return insertClip(clip, { id: 'clip', name: 'clip', note: new Map(), place, palette, pivot: { x: 2, y: 3 } });
}

function groupOf(sprite: Sprite, n: number): LayerId | null {
  const groups = [...eachLayer(sprite.layers)].filter(({ kind }) => kind === 'group').map(({ id }) => id);
  return groups.length === 0 ? null : pick(groups, n);
}

function pick<Item>(items: readonly Item[], n: number): Item {
  const item = items[n % items.length];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
