import { expect, test } from 'vitest';
import { nodeZlib } from '../../main/files/nodeZlib.ts';
import { addTag } from '../sprite/edits/tagEdits.ts';
import { newSprite } from '../sprite/newSprite.ts';
import { decodeAseprite } from './aseprite/decodeAseprite.ts';
import { encodeAseprite } from './aseprite/encodeAseprite.ts';
import { decodePalette } from './palette/paletteFormats.ts';
import { decodePiskel } from './piskel/decodePiskel.ts';
import { readSheetJson } from './sheet/readSheetJson.ts';
import { encodeUtf8 } from './utf8.ts';

const LONG = '늑'.repeat(70_000);
const KEPT = '늑'.repeat(21_845);

test('names that are too long for a sprite file are cut where they come in', () => {
  const gpl = decodePalette(encodeUtf8(`GIMP Palette\n1 2 3 ${LONG}\n`));
  expect(gpl.names.get(0)).toBe(KEPT);
  const layers = [{ name: LONG, frames: ['[["#f00"]]'] }];
  const piskel = decodePiskel(
    encodeUtf8(JSON.stringify({ modelVersion: 1, piskel: { description: LONG, layers } })),
    nodeZlib,
  );
  expect([piskel.layers[0]?.name, piskel.userData.text]).toEqual([KEPT, KEPT]);
  const frames = [{ frame: { x: 0, y: 0, w: 1, h: 1 } }];
  const meta = { frameTags: [{ name: LONG, from: 0, to: 0 }] };
  const [tag] = readSheetJson(JSON.stringify({ frames, meta }), { width: 1, height: 1 }).tags;
  expect(tag?.name).toBe(KEPT);
});

test('a sprite with a name of that length can be saved and opened', () => {
  const sprite = newSprite({ width: 1, height: 1 });
  const [frame] = sprite.frames;
  if (frame === undefined) throw new Error('A sprite has a frame.');
  const tagged = addTag({ name: KEPT, from: frame.id, to: frame.id, direction: 'forward', repeat: 0, color: 0 })(
    sprite,
  );
  expect(decodeAseprite(encodeAseprite(tagged, nodeZlib), nodeZlib).tags[0]?.name).toBe(KEPT);
});
