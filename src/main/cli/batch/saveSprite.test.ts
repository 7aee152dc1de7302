import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { decodeSprite } from './openSprite.ts';
import { readPicture } from './readPicture.ts';
import { drawnSprite, made, ran, seen, sliced, tagged, withSprites } from './testSprites.fixture.ts';

/** Two layers, three frames; nothing is seen in the second one. */
const HERO = tagged(
  tagged(
    drawnSprite({
      body: ['....\n.rr.\n.rr.\n....', '', '....\n..r.\n....\n....'],
      hat: ['.g..\n....\n....\n....', '', ''],
    }),
    'walk',
    0,
    1,
  ),
  'jump',
  2,
  2,
);
const [FIRST, EMPTY, THIRD] = seen(HERO);

test('frames become numbered pictures or one animation', async () => {
  await withSprites({ 'hero.aseprite': HERO }, async (folder) => {
    expect(await made(folder, '-b @/hero.aseprite --save-as @/f00.png')).toEqual({
      'f00.png': [FIRST],
      'f01.png': [EMPTY],
      'f02.png': [THIRD],
    });
    expect(await made(folder, '-b @/hero.aseprite --save-as @/all.gif --save-as @/all.ase')).toEqual({
      'all.gif': [FIRST, EMPTY, THIRD],
      'all.ase': [FIRST, EMPTY, THIRD],
    });
  });
});

test('--ignore-empty leaves numbers out where there is nothing to see', async () => {
  await withSprites({ 'hero.aseprite': HERO }, async (folder) => {
    const files = await made(folder, '-b @/hero.aseprite --ignore-empty --save-as @/f00.png');
    expect(Object.keys(files)).toEqual(['f00.png', 'f02.png']);
  });
});

test('tags, ranges and the first frame choose frames', async () => {
  await withSprites({ 'hero.aseprite': HERO }, async (folder) => {
    const gif = async (words: string) => (await made(folder, `-b ${words} --save-as @/x.gif`))['x.gif'];
    expect(await gif('--tag walk @/hero.aseprite')).toEqual([FIRST, EMPTY]);
    expect(await gif('--frame-tag jump @/hero.aseprite')).toEqual([THIRD]);
    expect(await gif('--frame-range 1,7 @/hero.aseprite')).toEqual([EMPTY, THIRD]);
    expect(await gif('--tag walk --frame-range 1,9 @/hero.aseprite')).toEqual([EMPTY]);
    expect(await gif('--oneframe @/hero.aseprite')).toEqual([FIRST]);
    expect(await made(folder, '-b @/hero.aseprite --save-as @/{tag}.png')).toEqual({
      'walk1.png': [FIRST],
      'walk2.png': [EMPTY],
      'jump.png': [THIRD],
    });
  });
});

test('layers are chosen, left out and split', async () => {
  await withSprites({ 'hero.aseprite': HERO }, async (folder) => {
    const hat = '.g..\n....\n....\n....';
    const gif = async (words: string) => (await made(folder, `-b ${words} @/hero.aseprite --save-as @/x.gif`))['x.gif'];
    expect((await gif('--layer hat'))?.[0]).toBe(hat);
    expect((await gif('--ignore-layer hat'))?.[0]).toBe('....\n.rr.\n.rr.\n....');
    expect(Object.keys(await made(folder, '-b --split-layers @/hero.aseprite --save-as @/x.gif'))).toEqual([
      'x (body).gif',
      'x (hat).gif',
    ]);
    expect((await made(folder, '-b @/hero.aseprite --save-as @/{layer}-{frame}.png'))['hat-0.png']).toEqual([hat]);
  });
});

test('margins, areas and slices are cut', async () => {
  const sprite = sliced(sliced(HERO, 'head', 1, 0, 2, 1), 'feet', 1, 2, 2, 1);
  await withSprites({ 'hero.aseprite': sprite }, async (folder) => {
    const first = async (words: string) =>
      (await made(folder, `-b @/hero.aseprite ${words} --save-as @/x.gif`))['x.gif']?.[0];
    expect(await first('--trim')).toBe('g.\nrr\nrr');
    expect(await first('--crop 1,1,3,2')).toBe('rr.\nrr.');
    expect(await first('--slice head')).toBe('g.');
    expect(await made(folder, '-b --oneframe @/hero.aseprite --save-as @/{slice}.png')).toEqual({
      'head.png': ['g.'],
      'feet.png': ['rr'],
    });
    const { outputs } = await ran(folder, '-b @/hero.aseprite --slice head --save-as @/x.aseprite');
    const [output] = outputs;
    expect(output && seen(await decodeSprite(output.path, output.bytes, false))[0]).toBe('g.');
  });
});

test('one --save-as with {title} means every sprite so far', async () => {
  const dot = drawnSprite({ dot: ['b'] });
  await withSprites({ 'hero.aseprite': HERO, 'dot.aseprite': dot }, async (folder) => {
    const files = await made(folder, '-b @/hero.aseprite @/dot.aseprite --save-as @/{title}-{frame1}.png');
    expect(Object.keys(files)).toEqual(['hero-1.png', 'hero-2.png', 'hero-3.png', 'dot-1.png']);
    expect(Object.keys(await made(folder, '-b @/hero.aseprite @/dot.aseprite --save-as @/x.png'))).toEqual(['x.png']);
  });
});

test('a file that is made twice is warned of', async () => {
  await withSprites({ 'hero.aseprite': HERO }, async (folder) => {
    const { outputs, warnings } = await ran(
      folder,
      '-b --split-layers --filename-format @/x.gif @/hero.aseprite --save-as @/y.gif',
    );
    expect(outputs.length).toBe(1);
    expect(warnings).toEqual([
      `${folder}/x.gif is made more than once; the last one stays. Add {layer}, {tag} or {frame} to its name.`,
    ]);
  });
});

test('of several layers that are asked for those that are there are taken, with a word about the others', async () => {
  await withSprites({ 'hero.aseprite': HERO }, async (folder) => {
    const { outputs, warnings } = await ran(folder, '-b --layer hat --layer wings @/hero.aseprite --save-as @/x.gif');
    expect(outputs).toHaveLength(1);
    expect(warnings.map((warning) => warning.replace(folder, '@'))).toEqual(['@/hero.aseprite has no layer "wings".']);
  });
});

test('a JPEG shows the picture over black', async () => {
  await withSprites({ 'hero.aseprite': HERO }, async (folder) => {
    const { outputs } = await ran(folder, '-b @/hero.aseprite --save-as @/x.jpg --tag jump --save-as @/y.jpeg');
    expect(outputs.map(({ path }) => basename(path))).toEqual(['x1.jpg', 'x2.jpg', 'x3.jpg', 'y.jpeg']);
    const [first] = outputs;
    const picture = first && (await readPicture(first.bytes));
    expect([picture?.width, picture?.height]).toEqual([4, 4]);
    const [corner = 0, hat = 0] = picture?.frames[0]?.pixels ?? [];
    expect(corner >>> 24).toBe(255);
    expect([hat & 255, (hat >>> 8) & 255].map((channel) => channel > 128)).toEqual([false, true]);
  });
});
