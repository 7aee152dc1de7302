import { expect, test } from 'vitest';
import { nodeZlib } from '../../main/files/nodeZlib.ts';
import { decodeAseprite } from '../formats/aseprite/decodeAseprite.ts';
import { encodeAseprite } from '../formats/aseprite/encodeAseprite.ts';
import { clipPixels } from '../sprite/clipPixels.ts';
import { compositeFrame } from '../sprite/composite.ts';
import { clipNotes } from '../sprite/edits/clip/clipNotes.ts';
import { paintedFrames } from '../sprite/edits/clip/replaceClip.ts';
import { setSurface } from '../sprite/edits/paintEdits.ts';
import { setColorMode } from '../sprite/edits/spriteEdits.ts';
import { toPicture } from '../sprite/picture.ts';
import { rasterFrom } from '../sprite/raster.ts';
import type { ColorMode, Sprite } from '../sprite/sprite.ts';
import { DEFAULT_CLIP } from './clipSettings.ts';
import { readProvenance } from './provenance.ts';
import { canvasForCut, fillWithCut, replaceCut, type SourcedClip } from './sourcedClip.ts';

const PALETTE = [0, 0xff0000ff, 0xffff0000];
const LEGEND = { r: 0xff0000ff, b: 0xffff0000 };

function cutOf(...pictures: readonly string[]): SourcedClip {
  const indices = pictures.map((rows) => Uint8Array.from(rows.replaceAll('/', ''), (letter) => '.rb'.indexOf(letter)));
  return {
    clip: { width: 4, height: 2, palette: PALETTE, frames: indices.map((each) => ({ indices: each, duration: 80 })) },
    provenance: {
      name: 'cat',
      maker: { kind: 'video', file: 'cat.mp4' },
      sourceHash: 'ab'.repeat(32),
      date: '2026-11-27T10:00:00.000Z',
      settings: { ...DEFAULT_CLIP, colorCount: 2 },
    },
    pivot: { x: 2, y: 2 },
  };
}

const reopened = (sprite: Sprite): Sprite => decodeAseprite(encodeAseprite(sprite, nodeZlib), nodeZlib);
const seen = (sprite: Sprite): readonly string[] =>
  sprite.frames.map((_, i) => toPicture(compositeFrame(sprite, i), sprite.width, LEGEND).replaceAll('\n', '/'));

test.each<ColorMode>(['rgba', 'indexed'])('what a clip is from is known after saving and opening it (%s)', (mode) => {
  const cut = cutOf('..../.rr.', 'r.../.rr.', '..../....');
  const sprite = reopened(fillWithCut(cut)(setColorMode(mode)(canvasForCut(cut))));
  expect(seen(sprite)).toEqual(['..../.rr.', 'r.../.rr.', '..../....']);
  const [layer] = sprite.layers;
  const [frame, second] = sprite.frames;
  if (!layer || !frame || !second) throw new Error('nothing was opened');
  const { date } = cut.provenance;
  expect(readProvenance(clipNotes(layer).get(date) ?? new Map())).toEqual(cut.provenance);
  expect(paintedFrames(sprite, layer.id, date)).toEqual([]);

  const blue = mode === 'rgba' ? Uint32Array.of(LEGEND.b) : Uint8Array.of(2);
  const painted = setSurface({ layer: layer.id, frame: frame.id }, rasterFrom(mode, blue, 1, 1))(sprite);
  expect(paintedFrames(painted, layer.id, date)).toEqual([frame.id]);
  const recut = { layer: layer.id, id: date, palette: 'lock', painted: 'keep' } as const;
  const again = reopened(replaceCut(cutOf('rrrr/....', 'rr../....', '..../...r'), recut)(painted));
  expect(seen(again)).toEqual(['..../.b..', 'rr../....', '..../...r']);
});

test('the sprite of a clip shows what its frames are', () => {
  const cut = cutOf('..../.rr.', 'rbbr/.rr.', 'rbbr/.rr.', '..../....');
  const sprite = fillWithCut(cut)(canvasForCut(cut));
  for (const i of cut.clip.frames.keys()) expect(compositeFrame(sprite, i)).toEqual(clipPixels(cut.clip, i));
});
