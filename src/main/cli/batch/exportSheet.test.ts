import { expect, test } from 'vitest';
import { spriteOfFrames } from '../../../shared/formats/spriteOfFrames.ts';
import { rgba } from '../../../shared/sprite/color.ts';
import { compositeEntries } from '../../../shared/sprite/compositeEntries.ts';
import { idsOf } from '../../../shared/sprite/ids.ts';
import { newGroupLayer } from '../../../shared/sprite/newSprite.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { decodeSprite } from './openSprite.ts';
import { drawnSprite, ran, seen, sliced, tagged, withSprites } from './testSprites.fixture.ts';

/** Two layers, three frames; the second one is empty. */
const HERO = tagged(
  tagged(drawnSprite({ body: ['...\n.r.', '', '...\nrr.'], hat: ['.g.\n...', '', '...\n..g'] }), 'walk', 0, 1),
  'jump',
  2,
  2,
);

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

interface Frame {
  readonly filename: string;
  readonly frame: Rect;
  readonly trimmed: boolean;
  readonly spriteSourceSize: Rect;
  readonly sourceSize: { readonly w: number; readonly h: number };
  readonly duration: number;
}

interface Meta {
  readonly size: { readonly w: number; readonly h: number };
  readonly image?: string;
  readonly frameTags?: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  readonly layers?: readonly { readonly name: string; readonly group?: string }[];
  readonly slices?: readonly { readonly name: string }[];
}

/** A sheet's picture, and its data as json-array has it. */
async function sheet(words: string, sprites: Readonly<Record<string, Sprite>> = { 'hero.aseprite': HERO }) {
  let result = {
    rows: [] as readonly string[],
    frames: [] as readonly Frame[],
    meta: { size: { w: 0, h: 0 } } as Meta,
  };
  await withSprites(sprites, async (folder) => {
    const { outputs, printed } = await ran(folder, `-b ${words} --format json-array --sheet @/s.png`);
    const [output] = outputs;
    if (output === undefined) throw new Error('no sheet');
    const [picture = ''] = seen(await decodeSprite(output.path, output.bytes, false));
    const data: { frames: readonly Frame[]; meta: Meta } = JSON.parse(printed);
    result = { rows: picture.split('\n'), ...data };
  });
  return result;
}

const names = ({ frames }: { frames: readonly Frame[] }) => frames.map(({ filename }) => filename);

test('frames stand in a row, with data of the shape that Aseprite writes', async () => {
  await withSprites({ 'hero.aseprite': HERO }, async (folder) => {
    const { printed, outputs } = await ran(folder, '-b @/hero.aseprite --sheet @/s.png');
    expect(outputs.map(({ path }) => path)).toEqual([`${folder}/s.png`]);
    const data = JSON.parse(printed);
    expect(Object.keys(data)).toEqual(['frames', 'meta']);
    expect(Object.keys(data.frames)).toEqual(['hero 0.aseprite', 'hero 1.aseprite', 'hero 2.aseprite']);
    expect(JSON.stringify(data.frames['hero 1.aseprite'])).toBe(
      '{"frame":{"x":3,"y":0,"w":3,"h":2},"rotated":false,"trimmed":false,' +
        '"spriteSourceSize":{"x":0,"y":0,"w":3,"h":2},"sourceSize":{"w":3,"h":2},"duration":100}',
    );
    expect(data.meta).toEqual({
      app: 'Celkiln, in the format of Aseprite (https://www.aseprite.org/)',
      version: '1.2.3',
      image: 's.png',
      format: 'RGBA8888',
      size: { w: 9, h: 2 },
      scale: '1',
    });
  });
});

test('the data goes to its file, and alone when no sheet is named', async () => {
  await withSprites({ 'hero.aseprite': HERO }, async (folder) => {
    const { printed, outputs } = await ran(folder, '-b @/hero.aseprite --data @/d.json');
    expect([printed, outputs.map(({ path }) => path)]).toEqual(['', [`${folder}/d.json`]]);
    const data = JSON.parse(new TextDecoder().decode(outputs[0]?.bytes));
    expect(data.meta.image).toBeUndefined();
    expect(JSON.parse((await ran(folder, '-b @/hero.aseprite --data=')).printed).meta.size).toEqual({ w: 9, h: 2 });
  });
});

test('layers and tags are split into rows of their own', async () => {
  const layers = await sheet('--split-layers @/hero.aseprite');
  expect(layers.rows).toEqual(['.........', '.r....rr.', '.g.......', '........g']);
  expect(names(layers)).toEqual([0, 1, 2, 3, 4, 5].map((i) => `hero (${i < 3 ? 'body' : 'hat'}) ${i % 3}.aseprite`));
  const tags = await sheet('--split-tags @/hero.aseprite');
  expect(tags.rows).toEqual(['.g....', '.r....', '......', 'rrg...']);
  expect(names(tags)).toEqual(['hero #walk 0.aseprite', 'hero #walk 1.aseprite', 'hero #jump.aseprite']);
});

test('slices and grid cells are split', async () => {
  const sprite = {
    ...sliced(sliced(HERO, 'left', 0, 0, 1, 2), 'right', 2, 0, 1, 2),
    grid: { x: 1, y: 0, width: 1, height: 1 },
  };
  const sprites = { 'hero.aseprite': sprite };
  const slices = await sheet('--split-slices --oneframe @/hero.aseprite', sprites);
  expect(names(slices)).toEqual(['hero-left.aseprite', 'hero-right.aseprite']);
  expect(slices.meta.size).toEqual({ w: 1, h: 4 });
  const grid = await sheet('--split-grid --oneframe @/hero.aseprite --sheet-columns 3', sprites);
  expect(grid.rows).toEqual(['.g.', '.r.']);
  expect(grid.frames[1]).toMatchObject({ spriteSourceSize: { x: 1, y: 0, w: 1, h: 1 }, sourceSize: { w: 1, h: 1 } });
});

test('margins are trimmed of each frame or of the sprite; an empty frame keeps one pixel', async () => {
  const frames = await sheet('--trim @/hero.aseprite');
  expect(frames.rows).toEqual(['g.rrg', 'r....']);
  expect(frames.frames.map(({ spriteSourceSize: { x, y, w, h } }) => [x, y, w, h])).toEqual([
    [1, 0, 1, 2],
    [0, 0, 1, 1],
    [0, 1, 3, 1],
  ]);
  expect(frames.frames.every(({ trimmed, sourceSize }) => trimmed && sourceSize.w === 3)).toBe(true);
  expect((await sheet('--layer body --trim-sprite @/hero.aseprite')).rows).toEqual(['.r..rr']);
  expect((await sheet('--trim --ignore-empty @/hero.aseprite')).frames.length).toBe(2);
});

test('trimming along the grid takes whole cells', async () => {
  const sprite = { ...drawnSprite({ x: ['....\n.r..\n....\n....'] }), grid: { x: 0, y: 0, width: 2, height: 2 } };
  expect((await sheet('--trim-by-grid @/a.ase', { 'a.ase': sprite })).rows).toEqual(['..', '.r']);
});

test('the frames of a visible background are trimmed by the colour in their corner', async () => {
  const plain = drawnSprite({ back: ['bbb\nbrb'] });
  const layers = plain.layers.map((layer) => (layer.kind === 'image' ? { ...layer, background: true } : layer));
  expect((await sheet('--trim @/a.ase', { 'a.ase': { ...plain, layers } })).rows).toEqual(['r']);
});

test('type, size and padding are those asked for', async () => {
  const size = async (words: string) => Object.values((await sheet(`${words} @/hero.aseprite`)).meta.size);
  expect(await size('--sheet-type vertical')).toEqual([3, 6]);
  expect(await size('--sheet-columns 2')).toEqual([6, 4]);
  expect(await size('--sheet-type columns --sheet-rows 2')).toEqual([6, 4]);
  expect(await size('--sheet-width 20 --sheet-height 10')).toEqual([20, 10]);
  expect(await size('--sheet-width 0')).toEqual([9, 2]);
  expect(await size('--power-of-two-size')).toEqual([16, 2]);
  expect(await size('--border-padding 1 --shape-padding 2 --inner-padding 1')).toEqual([21, 6]);
  expect(await size('--merge-duplicates --crop 0,0,1,1')).toEqual([1, 1]);
  expect(await size('--sheet-type horizontal --extrude')).toEqual([15, 4]);
});

test('the data lists tags, chosen layers and slices of every sprite', async () => {
  const plain = sliced(HERO, 'head', 0, 0, 1, 1);
  const ids = idsOf(plain);
  const group = { ...newGroupLayer(ids.next('layer'), 'parts'), children: plain.layers };
  const grouped = ids.claimed({ ...plain, layers: [group] });
  const sprites = { 'a.ase': grouped, 'b.ase': HERO };
  const words =
    '--list-tags --list-layers --list-slices --tagname-format {title}-{tag} --ignore-layer hat @/a.ase @/b.ase';
  const { meta } = await sheet(words, sprites);
  expect(meta.frameTags?.map(({ name, from, to }) => `${name} ${from} ${to}`)).toEqual([
    'a-walk 0 1',
    'a-jump 2 2',
    'b-walk 0 1',
    'b-jump 2 2',
  ]);
  expect(meta.layers?.map(({ name, group: within }) => `${within ?? ''}/${name}`)).toEqual([
    '/parts',
    'parts/body',
    '/body',
  ]);
  expect(meta.slices?.map(({ name }) => name)).toEqual(['head']);
});

test('names follow the format, each frame with its own numbers', async () => {
  const named = async (words: string) => names(await sheet(`${words} @/hero.aseprite`));
  expect(await named('--filename-format {title}.{innertag}.{tagframe00}')).toEqual([
    'hero.walk.00',
    'hero.walk.01',
    'hero.jump.00',
  ]);
  expect(await named('--frame-range 1,2 --filename-format {frame}')).toEqual(['0', '1']);
  expect(await named('--layer hat')).toEqual([
    'hero (hat) 0.aseprite',
    'hero (hat) 1.aseprite',
    'hero (hat) 2.aseprite',
  ]);
  expect(await named('--tag jump')).toEqual(['hero #jump.aseprite']);
});

test('tags count in the frames that are left when empty ones are left out', async () => {
  const empty = '..\n..';
  const sprite = drawnSprite({ dot: ['r.\n..', empty, 'g.\n..', empty, 'b.\n..'] });
  await withSprites({ 'a.ase': tagged(tagged(sprite, 'walk', 0, 2), 'jump', 3, 4) }, async (folder) => {
    const { printed } = await ran(folder, '-b --ignore-empty --list-tags @/a.ase --sheet @/x.png');
    const { frames, meta } = JSON.parse(printed);
    expect(Object.keys(frames)).toHaveLength(3);
    expect(meta.frameTags).toMatchObject([
      { name: 'walk', from: 0, to: 1 },
      { name: 'jump', from: 2, to: 2 },
    ]);
  });
});

test('a sheet as a sprite keeps palette and transparent entry', async () => {
  const indexed = indexedSprite(Uint8Array.of(3, 1, 2, 3), 3);
  await withSprites({ 'a.ase': indexed }, async (folder) => {
    const { outputs } = await ran(folder, '-b @/a.ase --sheet @/x.aseprite --data @/x.json');
    const sheet = outputs[0] && (await decodeSprite('x.aseprite', outputs[0].bytes, false));
    expect(sheet).toMatchObject({ colorMode: 'indexed', transparentIndex: 3 });
    expect([...(sheet ? (compositeEntries(sheet, 0, { x: 0, y: 0, width: 2, height: 2 }) ?? []) : [])]).toEqual([
      3, 1, 2, 3,
    ]);
  });
});

/** A sprite of 2 x 2 entries. */
function indexedSprite(entries: Uint8Array, transparentIndex: number): Sprite {
  const red = rgba(255, 0, 0);
  const palette = [rgba(9, 9, 9), red, red, 0];
  const pixels = Uint32Array.from(entries, (entry) => palette[entry] ?? 0);
  const frame = { pixels, entries, width: 2, height: 2, x: 0, y: 0, duration: 100 };
  return { ...spriteOfFrames({ width: 2, height: 2, frames: [frame], palette }), transparentIndex };
}
