import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import { readExportSettings } from '../../src/shared/exportSettings.ts';
import { decodeAseprite } from '../../src/shared/formats/aseprite/decodeAseprite.ts';
import { decodeGif } from '../../src/shared/formats/gif/decodeGif.ts';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { count, eventually, expectNoErrors, partsOf, saveAnswers } from './window.ts';

let folder = '';
let launched: LaunchedApp;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-e2e-export-'));
  launched = await launchApp({ size: { width: 1280, height: 720 } });
  await drawTwoFrames(launched);
});

afterEach(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

/** A new sprite of 32 x 32 with a stroke on it, and the same in a second frame. */
async function drawTwoFrames({ page }: LaunchedApp): Promise<void> {
  const { canvas, cels } = partsOf(page);
  await page.getByRole('button', { name: '32 × 32' }).click();
  await canvas.waitFor();
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('The canvas is not to be seen.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x - 40, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.press('Alt+n');
  await count(cels, 2, 'cels');
}

function dialogOf({ page }: LaunchedApp) {
  const dialog = page.getByRole('dialog', { name: 'Export' });
  return {
    dialog,
    facts: dialog.locator('.export-preview__facts'),
    button: dialog.getByRole('button', { name: 'Export', exact: true }),
    kind: (name: string) => dialog.getByRole('radio', { name }),
    select: (name: string) => dialog.getByRole('combobox', { name }),
    number: (name: string) => dialog.getByRole('spinbutton', { name }),
    check: (name: string) => dialog.getByRole('checkbox', { name }),
  };
}

async function shows(facts: ReturnType<typeof dialogOf>['facts'], text: string): Promise<void> {
  await eventually(async () => (await facts.textContent())?.includes(text) ?? false, `the preview says ${text}`);
}

test('a GIF is exported as the preview shows it, and repeated without a dialog', async () => {
  const { page, app } = launched;
  const { dialog, facts, button, select } = dialogOf(launched);
  const file = join(folder, 'walk.gif');
  await page.keyboard.press('Control+Alt+Shift+s');
  await shows(facts, '32 × 32 px');
  await select('Scale').selectOption('400 %');
  await shows(facts, '128 × 128 px');
  await shows(facts, '2 frames');
  await screenshot(page, 'export-gif');
  await saveAnswers(app, [file]);
  await button.click();
  await dialog.waitFor({ state: 'detached' });
  const gif = decodeGif(await readFile(file));
  expect([gif.width, gif.frames.length, gif.frames[0]?.duration]).toEqual([128, 2, 100]);
  await rm(file);
  await page.keyboard.press('Control+Shift+x');
  await eventually(async () => (await readdir(folder)).includes('walk.gif'), 'the GIF is there again');
  expect(decodeGif(await readFile(file))).toEqual(gif);
  expectNoErrors(launched.pageErrors);
});

test('a WebP is written', async () => {
  const { page, app } = launched;
  const { dialog, facts, button, kind } = dialogOf(launched);
  await page.keyboard.press('Control+Alt+Shift+s');
  await kind('WebP').check({ force: true });
  await shows(facts, '2 frames');
  await saveAnswers(app, [join(folder, 'walk.webp')]);
  await button.click();
  await dialog.waitFor({ state: 'detached' });
  expect(await sharp(join(folder, 'walk.webp')).metadata()).toMatchObject({ format: 'webp', width: 32, height: 32 });
  expectNoErrors(launched.pageErrors);
});

test('a sheet is laid out, previewed and written with its data; its settings are kept in the file', async () => {
  const { page, app } = launched;
  const { dialog, facts, button, select, number, check } = dialogOf(launched);
  await page.keyboard.press('Control+e');
  await shows(facts, '2 frames');
  await select('Arrange').selectOption('One row');
  await number('Pixels around the sheet').fill('2');
  await check('Extrude edges').check();
  await shows(facts, '72 × 38 px');
  await screenshot(page, 'export-sheet');
  const sprite = join(folder, 'walk.aseprite');
  await saveAnswers(app, [join(folder, 'sheet.png'), sprite]);
  await button.click();
  await dialog.waitFor({ state: 'detached' });
  const { width, height } = await sharp(join(folder, 'sheet.png')).metadata();
  expect([width, height]).toEqual([72, 38]);
  const data: { frames: object; meta: { image: string } } = JSON.parse(
    await readFile(join(folder, 'sheet.json'), 'utf8'),
  );
  expect(Object.keys(data.frames)).toHaveLength(2);
  expect(data.meta.image).toBe('sheet.png');
  await page.keyboard.press('Control+s');
  await eventually(async () => (await readdir(folder)).includes('walk.aseprite'), 'the sprite is saved');
  const saved = decodeAseprite(await readFile(sprite), nodeZlib);
  expect(readExportSettings(saved.userData)).toMatchObject({ kind: 'sheet', layout: 'horizontal', borderPadding: 2 });
  expectNoErrors(launched.pageErrors);
});

test('numbered images are written one for each frame; files in the way are asked about first', async () => {
  const { page, app } = launched;
  const { dialog, button, kind } = dialogOf(launched);
  await page.keyboard.press('Control+Alt+Shift+s');
  await kind('Numbered images').check({ force: true });
  await saveAnswers(app, [join(folder, 'cat01.png')]);
  await button.click();
  await dialog.waitFor({ state: 'detached' });
  expect((await readdir(folder)).toSorted()).toEqual(['cat01.png', 'cat02.png']);
  await app.evaluate(({ dialog: native }) => {
    native.showMessageBox = async () => {
      Object.assign(globalThis, { asked: true });
      return { response: 1, checkboxChecked: false };
    };
  });
  const before = await readFile(join(folder, 'cat02.png'));
  await page.keyboard.press('Control+Alt+Shift+s');
  await saveAnswers(app, [join(folder, 'cat01.png')]);
  await button.click();
  await eventually(() => app.evaluate(() => 'asked' in globalThis), 'the question was asked');
  expect(await dialog.isVisible()).toBe(true);
  expect(await readFile(join(folder, 'cat02.png'))).toEqual(before);
  expectNoErrors(launched.pageErrors);
});

test('a preset of one’s own is saved, chosen again and deleted', async () => {
  const { page } = launched;
  const { dialog, select, kind } = dialogOf(launched);
  await page.keyboard.press('Control+Alt+Shift+s');
  await select('Preset').selectOption('Sheet, packed and trimmed');
  expect(await kind('Sprite sheet').isChecked()).toBe(true);
  await select('Scale').selectOption('300 %');
  await dialog.getByRole('button', { name: 'Save as a preset' }).click();
  await dialog.getByRole('textbox', { name: 'Name of the preset' }).fill('Mine');
  await page.keyboard.press('Enter');
  await eventually(async () => (await select('Preset').locator(':checked').textContent()) === 'Mine', 'it is chosen');
  await select('Preset').selectOption('GIF for the web, 4×');
  await select('Preset').selectOption('Mine');
  expect(await select('Scale').inputValue()).toBe('3');
  await dialog.getByRole('button', { name: 'Delete this preset' }).click();
  await eventually(async () => (await select('Preset').locator(':checked').textContent()) === 'Custom', 'it is gone');
  expectNoErrors(launched.pageErrors);
});
