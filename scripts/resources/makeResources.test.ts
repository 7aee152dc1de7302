import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodePicture } from '../../src/main/files/images.ts';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import { decodeAseprite } from '../../src/shared/formats/aseprite/decodeAseprite.ts';
import { decodePalette } from '../../src/shared/formats/palette/paletteFormats.ts';
import { problemsOf } from '../../src/shared/sprite/check.ts';
import { compositeFrame } from '../../src/shared/sprite/composite.ts';
import { eachLayer } from '../../src/shared/sprite/layers.ts';
import { DEFAULT_PALETTE } from '../../src/shared/sprite/palette.ts';
import type { Sprite } from '../../src/shared/sprite/sprite.ts';
import { drawIcon } from './icon.ts';
import { makeResources } from './makeResources.ts';

const FOLDER = join(import.meta.dirname, '../../resources');
const FILES = makeResources();

function bytesOf(path: string): Uint8Array {
  const bytes = FILES.get(path);
  if (bytes === undefined) throw new Error(`${path} is not made.`);
  return bytes;
}

test("resources/ holds what is drawn, byte for byte ('node scripts/run.mjs resources' draws it anew)", () => {
  const drawn = globSync('**/*.{png,ico,icns,gpl,aseprite}', { cwd: FOLDER }).map((path) => path.replaceAll('\\', '/'));
  expect(drawn.toSorted()).toEqual([...FILES.keys()].toSorted());
  for (const [path, bytes] of FILES) expect(readFileSync(join(FOLDER, path)).equals(bytes), path).toBe(true);
});

test.each([
  ['campfire', ['burn']],
  ['slime', ['idle', 'hop']],
  ['dusk-kiln', ['evening']],
])('the sprite %s is sound, shares what stands still, and moves in every frame', (name, tags) => {
  const sprite = decodeAseprite(bytesOf(`sprites/${name}.aseprite`), nodeZlib);
  expect(problemsOf(sprite)).toEqual([]);
  expect(sprite.tags.map((tag) => tag.name)).toEqual(tags);
  expect(linkedCels(sprite)).toBeGreaterThan(0);
  const frames = sprite.frames.map((_, number) => compositeFrame(sprite, number).join());
  expect(new Set(frames).size).toBe(sprite.frames.length);
});

test('the scene has its layers in groups', () => {
  const { layers } = decodeAseprite(bytesOf('sprites/dusk-kiln.aseprite'), nodeZlib);
  expect(layers.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
    'group Sky',
    'group Land',
    'group Kiln',
    'image Fireflies',
  ]);
});

test('the icon is the same in every size, each pixel a square', async () => {
  const icon = drawIcon();
  for (const side of [32, 256, 512]) {
    const { width, height, frames } = await decodePicture(bytesOf(`icons/${side}x${side}.png`));
    expect([width, height]).toEqual([side, side]);
    const scale = side / 32;
    const wrong = Array.from({ length: side * side }, (_, i) => i).filter((i) => {
      const entry = icon.get(Math.floor((i % side) / scale), Math.floor(i / side / scale));
      return frames[0]?.pixels[i] !== DEFAULT_PALETTE.colors[entry];
    });
    expect(wrong).toEqual([]);
  }
});

test('the icons of macOS and Windows hold their pictures where their tables say', async () => {
  const ico = Buffer.from(bytesOf('icon.ico'));
  const sides: number[] = [];
  for (let i = 0; i < ico.readUInt16LE(4); i++) {
    const [length, offset] = [ico.readUInt32LE(6 + i * 16 + 8), ico.readUInt32LE(6 + i * 16 + 12)];
    sides.push((await decodePicture(ico.subarray(offset, offset + length))).width);
  }
  expect(sides).toEqual([16, 32, 48, 64, 128, 256]);

  const icns = Buffer.from(bytesOf('icon.icns'));
  expect(icns.readUInt32BE(4)).toBe(icns.length);
  const members: string[] = [];
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const { width } = await decodePicture(icns.subarray(at + 8, at + icns.readUInt32BE(at + 4)));
    members.push(`${icns.toString('latin1', at, at + 4)} ${width}`);
  }
  expect(members).toEqual([
    'ic11 32',
    'ic12 64',
    'ic07 128',
    'ic13 256',
    'ic08 256',
    'ic14 512',
    'ic09 512',
    'ic10 1024',
  ]);
});

test.each([
  ['celadon-32', 32],
  ['ember-12', 12],
  ['moss-4', 4],
])('the palette %s has %i different colours', (name, count) => {
  const { colors } = decodePalette(bytesOf(`palettes/${name}.gpl`), 'gpl');
  expect(new Set(colors).size).toBe(count);
});

function linkedCels(sprite: Sprite): number {
  let linked = 0;
  for (const layer of eachLayer(sprite.layers)) {
    if (layer.kind === 'group') continue;
    const contents = [...layer.cels.values()].map((cel) => cel.content.id);
    linked += contents.length - new Set(contents).size;
  }
  return linked;
}
