import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { encodeAseprite } from '../../../shared/formats/aseprite/encodeAseprite.ts';
import { rgba } from '../../../shared/sprite/color.ts';
import { idsOf } from '../../../shared/sprite/ids.ts';
import { newGroupLayer, newImageLayer } from '../../../shared/sprite/newSprite.ts';
import { paletteOf } from '../../../shared/sprite/palette.ts';
import { encodePng } from '../../files/images.ts';
import { nodeZlib } from '../../files/nodeZlib.ts';
import { decodeSprite } from './openSprite.ts';
import { drawnSprite, made, ran, seen, sliced, tagged, withSprites } from './testSprites.fixture.ts';
import { writeOutputs } from './writeOutputs.ts';

const DOT = drawnSprite({ dot: ['rg\nb.'] });

async function failure(folder: string, line: string): Promise<string> {
  try {
    const { outputs } = await ran(folder, line);
    await writeOutputs(outputs);
  } catch (error) {
    return (error instanceof Error ? error.message : '').replaceAll(folder, '@');
  }
  return 'done';
}

test('options work on what is open at that point', async () => {
  await withSprites({ 'a.ase': DOT, 'b.ase': DOT }, async (folder) => {
    const files = await made(
      folder,
      '-b @/a.ase --save-as @/a1.png --scale 2 --save-as @/a2.png @/b.ase --save-as @/b1.png',
    );
    expect(files).toEqual({ 'a1.png': ['rg\nb.'], 'a2.png': ['rrgg\nrrgg\nbb..\nbb..'], 'b1.png': ['rg\nb.'] });
    const shrunk = await made(folder, '-b @/a.ase --scale 4 @/b.ase --shrink-to 4,9 --save-as @/{title}.png');
    expect([shrunk['a.png'], shrunk['b.png']]).toEqual([['rrgg\nrrgg\nbb..\nbb..'], ['rg\nb.']]);
  });
});

test('listings go to stdout in the order of the files', async () => {
  const ids = idsOf(DOT);
  const hidden = { ...newImageLayer(ids.next('layer'), 'hidden'), visible: false };
  const group = {
    ...newGroupLayer(ids.next('layer'), 'body'),
    children: [newImageLayer(ids.next('layer'), 'arm'), hidden],
  };
  const sprite = ids.claimed({
    ...sliced(tagged(DOT, 'run', 0, 0), 'head', 0, 0, 1, 1),
    layers: [...DOT.layers, group],
  });
  await withSprites({ 'a.ase': sprite }, async (folder) => {
    const printed = async (words: string) =>
      (await ran(folder, `-b ${words} @/a.ase`)).printed.split('\n').slice(0, -1);
    expect(await printed('--list-layers')).toEqual(['dot', 'arm', 'body']);
    expect(await printed('--all-layers --list-layers')).toEqual(['dot', 'arm', 'hidden', 'body']);
    expect(await printed('--list-layer-hierarchy')).toEqual(['dot', 'body/', '  arm']);
    expect(await printed('--list-slices --list-tags')).toEqual(['run', 'head']);
    expect((await ran(folder, '-b @/a.ase --list-tags')).warnings).toEqual([
      'A --list option behind the last file lists nothing; put it before the file.',
    ]);
  });
});

test('numbered pictures open as one sprite, and once', async () => {
  const [red, green] = [drawnSprite({ x: ['r'] }), drawnSprite({ x: ['g'] })];
  await withSprites({ 'r.ase': red, 'g.ase': green }, async (folder) => {
    const line = '-b @/r.ase --save-as @/w1.png @/g.ase --save-as @/w2.png';
    await writeOutputs((await ran(folder, line)).outputs);
    expect(await made(folder, '-b @/w1.png @/w2.png --save-as @/all.gif')).toEqual({ 'all.gif': ['r', 'g'] });
    expect(await made(folder, '-b --oneframe @/w1.png --save-as @/one.gif')).toEqual({ 'one.gif': ['r'] });
  });
});

test('every animation is written and read with its frames and their times', async () => {
  await withSprites({ 'x.ase': drawnSprite({ x: ['r.', '.g'] }) }, async (folder) => {
    const { outputs } = await ran(folder, '-b @/x.ase --save-as @/x.gif --save-as @/x.webp --save-as @/x.apng');
    const sprites = await Promise.all(outputs.map(({ path, bytes }) => decodeSprite(path, bytes, false)));
    expect(sprites.map(seen)).toEqual([
      ['r.', '.g'],
      ['r.', '.g'],
      ['r.', '.g'],
    ]);
    expect(sprites.map(({ frames }) => frames.map(({ duration }) => duration))).toEqual([
      [100, 100],
      [100, 100],
      [100, 100],
    ]);
  });
});

test('Piskel files open with their frames', async () => {
  const piskel = { modelVersion: 1, piskel: { fps: 20, layers: [{ name: 'x', frames: [[['#f00'], ['#0f0']]] }] } };
  await withSprites({ 'x.piskel': JSON.stringify(piskel) }, async (folder) => {
    expect(await made(folder, '-b @/x.piskel --save-as @/x.gif')).toEqual({ 'x.gif': ['rg'] });
  });
});

test('what a run is about to write can be read in it', async () => {
  await withSprites({ 'a.ase': DOT }, async (folder) => {
    const files = await made(
      folder,
      '-b @/a.ase --scale 2 --save-as @/big.gif @/big.gif --scale 0.5 --save-as @/small.gif',
    );
    expect(files['small.gif']).toEqual(['rg\nb.']);
  });
});

test('an indexed sprite stays indexed, with its palette, until another one is given', async () => {
  const [red, blue] = [rgba(200, 0, 0), rgba(0, 0, 200)];
  const pixels = new Uint8Array(Uint32Array.of(red, blue, 0, red).buffer);
  const png = await encodePng({ width: 2, height: 2, pixels, palette: [0, red, blue] });
  const gpl = 'GIMP Palette\n0 0 0\n0 255 0\n255 255 255\n';
  await withSprites({ 'p.png': png, 'other.gpl': gpl }, async (folder) => {
    const line =
      '-b @/p.png --save-as @/same.png --palette @/other.gpl --save-as @/other.png --color-mode rgb --save-as @/rgb.png';
    const { outputs } = await ran(folder, line);
    const sprites = await Promise.all(outputs.map(({ path, bytes }) => decodeSprite(path, bytes, true)));
    expect(sprites.map(({ colorMode }) => colorMode)).toEqual(['indexed', 'indexed', 'rgba']);
    expect(sprites[0]?.palette.colors).toEqual([0, red, blue]);
    expect(sprites.slice(1).map((sprite) => seen(sprite)[0])).toEqual(['gw\n.g', 'gw\n.g']);
  });
});

test('colours are reduced to the palette, dithered when asked', async () => {
  const gpl = 'GIMP Palette\n1 1 1\n255 0 0\n255 255 255\n';
  const white = drawnSprite({ x: ['ww\nww'] });
  await withSprites({ 'p.gpl': gpl, 'white.ase': white }, async (folder) => {
    expect(await made(folder, '-b @/white.ase --palette @/p.gpl --color-mode indexed --save-as @/x.gif')).toEqual({
      'x.gif': ['ww\nww'],
    });
    const words = '--dithering-algorithm ordered --dithering-matrix bayer2x2 --color-mode indexed';
    const { outputs } = await ran(folder, `-b @/white.ase --palette @/p.gpl ${words} --save-as @/x.ase`);
    const sprite = outputs[0] && (await decodeSprite('x', outputs[0].bytes, false));
    expect([sprite?.colorMode, sprite && seen(sprite)]).toEqual(['indexed', ['ww\nww']]);
  });
});

test.each([
  ['-b @/none.ase', '@/none.ase: there is no such file. Check its name and folder.'],
  ['-b @/text.ase', /^@\/text\.ase: this is no sprite or picture, or it is damaged\. Readable are /],
  ['-b @/empty.ase', '@/empty.ase: the file is empty. Save it again where it was made.'],
  ['-b @/cut.ase', /^@\/cut\.ase: .*byte \d+: .* The file is damaged, or no sprite; use a whole copy\.$/],
  ['-b @', /^@: “.+” is not a file\. Choose a file\.$/],
  [
    '-b @/a.ase --save-as @/x.bmp',
    /^@\/x\.bmp cannot be written in the format of its ending\. Endings are \.aseprite, /,
  ],
  [
    '-b @/a.ase --save-as @/a.ase/x.png',
    '@/a.ase/x.png cannot be written: @/a.ase is not a folder. Choose another place.',
  ],
  ['-b @/a.ase --save-as @/folder.png', '@/folder.png is a folder. Name a file to write.'],
  ['-b --tag run @/a.ase --save-as @/x.gif', '@/a.ase has no tag "run". It has: none.'],
  ['-b --slice s @/a.ase --save-as @/x.gif', '@/a.ase has no slice "s". It has: none.'],
  ['-b --layer x @/a.ase --sheet @/x.png', '@/a.ase has no layer "x". It has: dot.'],
  ['-b @/a.ase --palette @/cut.ase', /^@\/cut\.ase: no palette was found in it\. /],
  ['-b @/a.ase --palette @/bare.ase', '@/bare.ase: no palette was found in it. It has no colours.'],
  ['-b @/a.ase --scale 1000 --scale 1000', /pixels are too many; up to 8192 on a side are possible\.$/],
  ['-b --sheet @/x.png', 'There is no sprite for the sheet: name one.'],
  [
    '-b @/a.ase --export-tileset --sheet @/x.png',
    'The sheet would be empty: the sprites have no visible tilemap layers.',
  ],
  ['-b @/a.ase --sheet-width 1 --sheet @/x.png', /^The sheet: the frames need 2 pixels, the sheet has 1\./],
  ['-b @/a.ase --save-as @/ok.png @/none.ase', '@/none.ase: there is no such file. Check its name and folder.'],
  ['-b @/a.ase --save-as @/ok.png --save-as @/a.ase/x.png', /is not a folder/],
])('%s fails in words and writes nothing', async (line, message) => {
  const cut = encodeAseprite(DOT, nodeZlib).subarray(0, 200);
  const bare = { ...DOT, palette: paletteOf([]) };
  const files = { 'a.ase': DOT, 'text.ase': 'no sprite', 'empty.ase': '', 'cut.ase': cut, 'bare.ase': bare };
  await withSprites(files, async (folder) => {
    await mkdir(join(folder, 'folder.png'));
    const before = (await readdir(folder)).toSorted();
    const said = await failure(folder, line);
    if (message instanceof RegExp) expect(said).toMatch(message);
    else expect(said).toBe(message);
    expect(said).not.toContain('\n');
    expect((await readdir(folder)).toSorted()).toEqual(before);
  });
});

test('folders that are missing are made, and files are replaced whole', async () => {
  await withSprites({ 'a.ase': DOT, 'x.txt': 'old' }, async (folder) => {
    const { outputs } = await ran(folder, '-b @/a.ase --save-as @/new/deep/x.gif');
    await writeOutputs([...outputs, { path: join(folder, 'x.txt'), bytes: new TextEncoder().encode('new') }]);
    expect(await readdir(join(folder, 'new/deep'))).toEqual(['x.gif']);
    expect(await readFile(join(folder, 'x.txt'), 'utf8')).toBe('new');
  });
});
