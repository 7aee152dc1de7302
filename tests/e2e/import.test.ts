import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeWebp } from '../../src/main/files/images.ts';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import { decodeAseprite } from '../../src/shared/formats/aseprite/decodeAseprite.ts';
import { encodeAseprite } from '../../src/shared/formats/aseprite/encodeAseprite.ts';
import { encodeGif } from '../../src/shared/formats/gif/encodeGif.ts';
import { encodeApng } from '../../src/shared/formats/png/encodeApng.ts';
import { addEmptyFrame } from '../../src/shared/sprite/edits/frameEdits.ts';
import { setSurface } from '../../src/shared/sprite/edits/paintEdits.ts';
import { newSprite } from '../../src/shared/sprite/newSprite.ts';
import { rasterFrom } from '../../src/shared/sprite/raster.ts';
import type { Sprite } from '../../src/shared/sprite/sprite.ts';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { count, eventually, expectNoErrors, openAnswers, partsOf, saveAnswers } from './window.ts';

let folder = '';
let launched: LaunchedApp;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-e2e-import-'));
  launched = await launchApp({ size: { width: 1280, height: 720 } });
});

afterEach(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

const COLORS = [0xff0000ff, 0xff00ff00, 0xffff0000, 0xff00ffff] as const;

/** Opens files through the dialog. */
async function open(...names: readonly string[]): Promise<void> {
  await openAnswers(
    launched.app,
    names.map((name) => join(folder, name)),
  );
  await launched.page.keyboard.press('Control+o');
}

/** Saves the sprite in front and reads it. */
async function saved(): Promise<Sprite> {
  const file = join(folder, 'saved.aseprite');
  await saveAnswers(launched.app, [file]);
  await launched.page.keyboard.press('Control+Shift+s');
  return eventually(
    () =>
      readFile(file).then(
        () => true,
        () => false,
      ),
    'it is saved',
  ).then(async () => decodeAseprite(await readFile(file), nodeZlib));
}

async function png(name: string, width: number, height: number, pixels: Uint32Array): Promise<void> {
  const raw = { width, height, channels: 4 } as const;
  await sharp(new Uint8Array(pixels.buffer), { raw }).png().toFile(join(folder, name));
}

/** Answers the next question of the system with one of its buttons. */
async function answer(button: number): Promise<void> {
  await launched.app.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = async () => ({ response, checkboxChecked: false });
  }, button);
}

test.each(['gif', 'png', 'webp'] as const)(
  'an animated .%s opens as a sprite with its frames and their times',
  async (kind) => {
    const name = `walk.${kind}`;
    const frames = COLORS.slice(0, 3).map((color, i) => ({
      pixels: new Uint32Array(16).fill(color),
      duration: 50 * (i + 1),
    }));
    const animation = { width: 4, height: 4, frames, loop: 0 };
    const encoders = { gif: encodeGif, png: () => encodeApng(animation, nodeZlib), webp: encodeWebp };
    await writeFile(join(folder, name), await encoders[kind](animation));
    await open(name);
    await count(partsOf(launched.page).cels, 3, 'cels');
    const sprite = await saved();
    expect(sprite.frames.map(({ duration }) => duration)).toEqual([50, 100, 150]);
    expect(sprite.palette.colors).toEqual([0, ...COLORS.slice(0, 3)]);
    expectNoErrors(launched.pageErrors);
  },
);

test.each([
  [0, 3],
  [1, 1],
])('of numbered pictures the user gets the frames or the one picture (answer %i)', async (button, frames) => {
  for (const [i, color] of COLORS.slice(0, 3).entries()) {
    await png(`cat0${i + 1}.png`, 4, 4, new Uint32Array(16).fill(color));
  }
  await answer(button);
  await open('cat01.png');
  await count(partsOf(launched.page).cels, frames, 'cels');
  expectNoErrors(launched.pageErrors);
});

test('a sheet is cut by a grid, by finding the sprites, and by its data', async () => {
  const { page, app } = launched;
  const pixels = new Uint32Array(24 * 8);
  for (const [i, color] of COLORS.slice(0, 3).entries()) {
    for (let y = 2; y < 6; y++) pixels.fill(color, y * 24 + i * 8 + 2, y * 24 + i * 8 + 5 + i);
  }
  await png('sheet.png', 24, 8, pixels);
  const place = (x: number) => ({ frame: { x, y: 0, w: 8, h: 8 }, duration: 70 });
  const meta = { frameTags: [{ name: 'walk', from: 0, to: 1, direction: 'reverse' }] };
  await writeFile(join(folder, 'sheet.json'), JSON.stringify({ frames: [place(0), place(16)], meta }));
  await openAnswers(app, [join(folder, 'sheet.png')]);
  await page.keyboard.press('Control+i');
  const dialog = page.getByRole('dialog', { name: 'Import sprite sheet' });
  const says = async (text: string) =>
    eventually(async () => (await dialog.textContent())?.includes(text) ?? false, `the preview says ${text}`);
  await says('3 frames of 8 × 8 px');
  await dialog.getByRole('spinbutton', { name: 'Width' }).fill('12');
  await says('2 frames of 12 × 8 px');
  await screenshot(page, 'import-sheet');
  await dialog.getByRole('radio', { name: 'Find the sprites' }).check({ force: true });
  await says('3 frames of 5 × 4 px');
  await dialog.getByRole('radio', { name: 'By its data' }).check({ force: true });
  await openAnswers(app, [join(folder, 'sheet.json')]);
  await dialog.getByRole('button', { name: 'Choose the JSON file' }).click();
  await says('2 frames of 8 × 8 px · 1 tag');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await count(partsOf(page).cels, 2, 'cels');
  const sprite = await saved();
  expect(sprite.frames.map(({ duration }) => duration)).toEqual([70, 70]);
  expect(sprite.tags.map(({ name, direction }) => [name, direction])).toEqual([['walk', 'reverse']]);
  expectNoErrors(launched.pageErrors);
});

test('a palette file replaces the palette, and pasted text adds to it', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: '32 × 32' }).click();
  await writeFile(join(folder, 'two.gpl'), 'GIMP Palette\n#\n255 0 0 Red\n0 255 0 Green\n');
  await open('two.gpl');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('2 colours').waitFor();
  await screenshot(page, 'import-palette');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '#0000ff, #00ff00');
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
  });
  await dialog.getByRole('radio', { name: 'Add to it' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect((await saved()).palette.colors).toEqual([0xff0000ff, 0xff00ff00, 0xffff0000]);
  expectNoErrors(launched.pageErrors);
});

test('of a damaged sprite what could be read is offered, and opened beside the file', async () => {
  const { page } = launched;
  const whole = encodeAseprite(noisySprite(), nodeZlib);
  const broken = whole.subarray(0, whole.length - 40);
  await writeFile(join(folder, 'cat.aseprite'), broken);
  await open('cat.aseprite');
  const dialog = page.getByRole('dialog', { name: 'This file is damaged' });
  await dialog.getByText('2 of 3 frames could be read.').waitFor();
  expect(await partsOf(page).canvas.count()).toBe(0);
  await screenshot(page, 'import-damaged');
  await dialog.getByRole('button', { name: 'Open what could be read' }).click();
  await count(partsOf(page).cels, 2, 'cels');
  expect(await readFile(join(folder, 'cat.aseprite'))).toEqual(Buffer.from(broken));
  expectNoErrors(launched.pageErrors);
});

test('of a damaged GIF the frames before the damage are offered', async () => {
  const { page } = launched;
  const frames = [1, 2, 3].map((shade) => ({
    pixels: new Uint32Array(64).fill(0xff000000 + shade * 60),
    duration: 100,
  }));
  const whole = encodeGif({ width: 8, height: 8, frames, loop: 0 });
  await writeFile(join(folder, 'cat.gif'), whole.subarray(0, whole.length - 12));
  await open('cat.gif');
  const dialog = page.getByRole('dialog', { name: 'This file is damaged' });
  await dialog.getByText('2 frames could be read.').waitFor();
  await dialog.getByRole('button', { name: 'Open what could be read' }).click();
  await count(partsOf(page).cels, 2, 'cels');
  expectNoErrors(launched.pageErrors);
});

/** Three frames that do not compress to nothing. */
function noisySprite(): Sprite {
  const start = addEmptyFrame(2)(addEmptyFrame(1)(newSprite({ width: 16, height: 16 })));
  return start.frames.reduce((sprite, { id }, i) => {
    const pixels = Uint32Array.from({ length: 256 }, (_, at) => (0xff000000 | ((at + i) * 2654435761)) >>> 0);
    const layer = sprite.layers[0];
    if (layer === undefined) throw new Error('The sprite has a layer.');
    return setSurface({ layer: layer.id, frame: id }, rasterFrom('rgba', pixels, 16, 16))(sprite);
  }, start);
}
