import { expect, test } from 'vitest';
import { problemsOf } from '../../check.ts';
import { compositeFrame } from '../../composite.ts';
import { bayerMatrix } from '../../dither.ts';
import type { Edit } from '../../history.ts';
import { eachLayer, findLayer } from '../../layers.ts';
import { newSprite } from '../../newSprite.ts';
import { toPicture } from '../../picture.ts';
import type { PixelClip } from '../../pixelClip.ts';
import { rasterFrom } from '../../raster.ts';
import type { LayerId, Sprite } from '../../sprite.ts';
import { convertColors } from '../convertColors.ts';
import { addEmptyFrame } from '../frameEdits.ts';
import { moveCel, setSurface } from '../paintEdits.ts';
import { setColorMode } from '../spriteEdits.ts';
import { clipNotes } from './clipNotes.ts';
import { type ClipInsertion, type ClipPlace, insertClip } from './insertClip.ts';
import { paintedFrames, replaceClip } from './replaceClip.ts';

const [RED, BLUE] = [0xff0000ff, 0xffff0000];
const LETTERS: Readonly<Record<string, number>> = { '.': 0, r: RED, b: BLUE };

/** Frames of 2 x 1 pixels; every one lasts `duration` milliseconds. */
function clipOf(frames: readonly string[], duration = 80): PixelClip {
  const entries = new Map([...'.rb'].map((letter, entry) => [letter, entry]));
  const indices = frames.map((frame) => Uint8Array.from(frame, (letter) => entries.get(letter) ?? 0));
  const palette = Object.values(LETTERS);
  return { width: 2, height: 1, palette, frames: indices.map((each) => ({ indices: each, duration })) };
}

const insertion = (place: ClipPlace, more: Partial<ClipInsertion> = {}): ClipInsertion => ({
  id: 'first',
  name: 'run',
  place,
  note: new Map([['prompt', { type: 'string', value: 'run' }]]),
  palette: 'merge',
  ...more,
});

/** All frames as they look, one after the other. */
function seen(sprite: Sprite): string {
  expect(problemsOf(sprite)).toEqual([]);
  return sprite.frames.map((_, i) => toPicture(compositeFrame(sprite, i), sprite.width, LETTERS)).join(' ');
}

const canvas = newSprite({ width: 2, height: 1 });
const [ground] = canvas.layers;
const [start] = canvas.frames;
if (ground === undefined || start === undefined) throw new Error('A new sprite has a layer and a frame.');
const withFrames = (count: number): Sprite => {
  let sprite: Sprite = canvas;
  for (let i = 1; i < count; i++) sprite = addEmptyFrame(i)(sprite);
  return sprite;
};
const frameAt = (sprite: Sprite, place: number) => sprite.frames[place]?.id ?? start.id;
const painted = (layer: LayerId, place: number, picture: string): Edit => {
  const pixels = Uint32Array.from(picture, (letter) => LETTERS[letter] ?? 0);
  return (sprite) =>
    setSurface({ layer, frame: frameAt(sprite, place) }, rasterFrom('rgba', pixels, picture.length, 1))(sprite);
};
const above: ClipPlace = { kind: 'layer', above: ground.id, frame: start.id };
const layerOf = (sprite: Sprite): LayerId => [...eachLayer(sprite.layers)].at(-1)?.id ?? ground.id;

test('a new layer with linked cels, durations, a tag and a pivot; a still behind it goes on being seen', () => {
  const before = painted(ground.id, 0, 'b.')(canvas);
  const sprite = insertClip(clipOf(['.r', '.r', '..']), insertion(above, { pivot: { x: 1, y: 1 } }))(before);
  expect(seen(sprite)).toBe('br br b.');
  const layer = findLayer(sprite, layerOf(sprite));
  const cels = layer?.kind === 'image' ? [...layer.cels.values()] : [];
  expect(cels[0]?.content).toBe(cels[1]?.content);
  expect(sprite.frames.map(({ duration }) => duration)).toEqual([80, 80, 80]);
  expect(sprite.tags).toMatchObject([{ name: 'run', from: frameAt(sprite, 0), to: frameAt(sprite, 2), repeat: 0 }]);
  expect(sprite.slices).toMatchObject([{ name: 'run', keys: [{ pivot: { x: 1, y: 1 } }] }]);
  expect(
    clipNotes(layer ?? ground)
      .get('first')
      ?.get('prompt'),
  ).toEqual({ type: 'string', value: 'run' });
});

test('into a layer: the range is filled, and what the clip has more is put in behind it', () => {
  const before = painted(ground.id, 2, 'bb')(painted(ground.id, 1, 'b.')(withFrames(3)));
  const range = { kind: 'into', layer: ground.id, from: frameAt(before, 0), to: frameAt(before, 1) } as const;
  expect(seen(insertClip(clipOf(['r.', '.r', 'rr']), insertion(range))(before))).toBe('r. .r rr bb');
  expect(seen(insertClip(clipOf(['r.']), insertion(range))(before))).toBe('r. .. bb');
});

test('another take is a hidden layer over frames that stay as they are', () => {
  const before = painted(ground.id, 1, 'b.')(withFrames(2));
  const take = { kind: 'take', above: ground.id, from: frameAt(before, 0), to: frameAt(before, 1) } as const;
  const sprite = insertClip(clipOf(['r.', 'rr'], 33), insertion(take))(before);
  expect(seen(sprite)).toBe('.. b.');
  expect(sprite.layers.map(({ visible }) => visible)).toEqual([true, false]);
  expect([sprite.frames, sprite.tags]).toEqual([before.frames, []]);
});

test('the palette stays, grows, or gives way with what is drawn kept as near as it can be', () => {
  const drawn = setColorMode('indexed')(painted(ground.id, 0, 'b.')(canvas));
  const insert = (palette: ClipInsertion['palette']) =>
    insertClip(clipOf(['.r']), insertion(above, { palette }))(drawn);
  expect(insert('lock').palette).toBe(drawn.palette);
  expect(insert('merge').palette.colors).toEqual([...new Set([...drawn.palette.colors, RED, BLUE])]);
  const replaced = insert('replace');
  expect(replaced.palette.colors).toEqual([0, RED, BLUE]);
  expect(seen(replaced)).toBe('br');
});

test('a new cut takes the place of the old one; what was painted over stays if it shall', () => {
  const first = insertClip(clipOf(['r.', '.r']), insertion(above))(withFrames(2));
  const layer = layerOf(first);
  const touched = painted(layer, 1, 'bb')(first);
  expect(paintedFrames(first, layer, 'first')).toEqual([]);
  expect(paintedFrames(touched, layer, 'first')).toEqual([frameAt(touched, 1)]);
  const again = { layer, id: 'first', note: new Map(), palette: 'merge' } as const;
  const recut = (kept: 'keep' | 'replace', frames: readonly string[]) =>
    seen(replaceClip(clipOf(frames), { ...again, painted: kept })(touched));
  expect(recut('keep', ['rr', 'rr'])).toBe('rr bb');
  expect(recut('replace', ['rr', 'rr'])).toBe('rr rr');
  expect(recut('replace', ['rr'])).toBe('rr');
  expect(recut('keep', ['rr'])).toBe('rr bb');
});

test.each(['indexed', 'grayscale'] as const)('what was converted to %s is not painted over for that', (mode) => {
  const first = insertClip(clipOf(['r.', '.r']), insertion(above))(withFrames(2));
  const layer = layerOf(first);
  const touched = painted(layer, 1, 'bb')(first);
  for (const converted of [setColorMode(mode)(touched), setColorMode('rgba')(setColorMode(mode)(touched))]) {
    expect(paintedFrames(converted, layer, 'first')).toEqual([frameAt(touched, 1)]);
  }
  const dithered = convertColors(mode, { algorithm: 'ordered', matrix: bayerMatrix(2) })(touched);
  expect(paintedFrames(dithered, layer, 'first')).toEqual([frameAt(touched, 1)]);
});

test('a palette that takes the place of an indexed sprite’s own makes no frames of other clips painted over', () => {
  const first = setColorMode('indexed')(insertClip(clipOf(['r.', '.r']), insertion(above))(withFrames(2)));
  const layer = layerOf(first);
  const second = { kind: 'layer', above: layer, frame: start.id } as const;
  const clip = { ...clipOf(['.r']), palette: [0, BLUE, RED] };
  const both = insertClip(clip, insertion(second, { id: 'second', palette: 'replace' }))(first);
  expect(both.palette.colors).toEqual([0, BLUE, RED]);
  expect(paintedFrames(both, layer, 'first')).toEqual([]);
  const again = { layer, id: 'first', note: new Map(), palette: 'merge', painted: 'keep' } as const;
  expect(seen(replaceClip(clipOf(['rr', 'rr']), again)(both))).toBe('rb rr');
});

test('a longer cut pushes later frames back, and the tag follows', () => {
  const first = insertClip(clipOf(['r.', '.r']), insertion(above))(painted(ground.id, 2, 'bb')(withFrames(3)));
  const again = { layer: layerOf(first), id: 'first', note: new Map(), palette: 'merge', painted: 'keep' } as const;
  const longer = replaceClip(clipOf(['r.', 'rr', '.r'], 50), again)(first);
  expect(seen(longer)).toBe('r. rr .r bb');
  expect(longer.tags).toMatchObject([{ from: frameAt(longer, 0), to: frameAt(longer, 2) }]);
  expect(longer.frames.map(({ duration }) => duration)).toEqual([50, 50, 50, 100]);
  const shorter = replaceClip(clipOf(['rr']), again)(longer);
  expect(seen(shorter)).toBe('rr bb');
  expect(shorter.tags).toMatchObject([{ from: frameAt(shorter, 0), to: frameAt(shorter, 0) }]);
});

test('a cel that was moved hands that on', () => {
  const first = insertClip(clipOf(['r.']), insertion(above))(canvas);
  const layer = layerOf(first);
  const moved = moveCel({ layer, frame: start.id }, 1, 0)(first);
  const again = { layer, id: 'first', note: new Map(), palette: 'merge', painted: 'keep' } as const;
  expect(seen(moved)).toBe('.r');
  expect(seen(replaceClip(clipOf(['b.']), again)(moved))).toBe('.b');
});
