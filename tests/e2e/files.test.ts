import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import { decodeAseprite } from '../../src/shared/formats/aseprite/decodeAseprite.ts';
import { type LaunchedApp, launchApp } from './app.ts';
import { eventually, expectNoErrors, openAnswers, partsOf, saveAnswers } from './window.ts';

let folder = '';
let launched: LaunchedApp;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-e2e-files-'));
  launched = await launchApp({ size: { width: 1280, height: 720 } });
});

afterEach(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

/** A new sprite of 32 x 32 with a stroke on it. */
async function drawSomething({ page }: LaunchedApp): Promise<void> {
  const { canvas } = partsOf(page);
  await page.getByRole('button', { name: '32 × 32' }).click();
  await canvas.waitFor();
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('The canvas is not to be seen.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x - 40, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 4 });
  await page.mouse.up();
}

/** Answers the question about unsaved changes: 0 save, 1 discard, 2 stay. */
async function answerUnsaved({ app }: LaunchedApp, response: number): Promise<void> {
  await app.evaluate(({ dialog }, answer) => {
    dialog.showMessageBox = async () => {
      Object.assign(globalThis, { asked: true });
      return { response: answer, checkboxChecked: false };
    };
  }, response);
}

async function closeWindow({ app }: LaunchedApp): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
}

test('closing asks about unsaved changes, and staying keeps everything', async () => {
  await drawSomething(launched);
  await answerUnsaved(launched, 2);
  await closeWindow(launched);
  await eventually(() => launched.app.evaluate(() => 'asked' in globalThis), 'the question was asked');
  expect(await partsOf(launched.page).canvas.isVisible()).toBe(true);
  expectNoErrors(launched.pageErrors);
});

test('closing with Save writes the file first', async () => {
  const file = join(folder, 'drawing.aseprite');
  await drawSomething(launched);
  await answerUnsaved(launched, 0);
  await saveAnswers(launched.app, [file]);
  await Promise.all([launched.page.waitForEvent('close'), closeWindow(launched)]);
  const sprite = decodeAseprite(await readFile(file), nodeZlib);
  expect([sprite.width, sprite.height]).toEqual([32, 32]);
  expect(sprite.layers[0]?.kind === 'image' && sprite.layers[0].cels.size).toBe(1);
});

test('a damaged file is refused in words and opens nothing', async () => {
  const { page, app } = launched;
  const file = join(folder, 'broken.aseprite');
  await writeFile(file, Buffer.from([200, 0, 0, 0, 0xe0, 0xa5, 1, 0, 9, 0, 9, 0, 32, 0]));
  await openAnswers(app, [file]);
  await page.keyboard.press('Control+o');
  await page.getByRole('alert').waitFor();
  expect(await partsOf(page).canvas.count()).toBe(0);
});
