import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { count, eventually, expectNoErrors, partsOf, saveAnswers } from './window.ts';

/** Frames of the sprite's own for the demo generator to move: another take of some, and a clip that begins with one. */

let folder = '';
let userData = '';
let launched: LaunchedApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-e2e-take-'));
  userData = await mkdtemp(join(tmpdir(), 'celkiln-e2e-take-data-'));
  await launch();
});

afterAll(async () => {
  await launched.close();
  for (const each of [folder, userData]) await rm(each, { recursive: true, force: true });
});

async function launch(): Promise<void> {
  launched = await launchApp({ userData, size: { width: 1280, height: 800 } });
}

function fail(): never {
  throw new Error('There is no canvas.');
}

async function runCommandNamed(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+Space');
  await page.getByRole('combobox').last().fill(name);
  await page.keyboard.press('Enter');
}

/** Two frames of 16 x 16, each with a stroke of its own. */
async function draw(page: Page): Promise<void> {
  const { canvas, cels } = partsOf(page);
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Width').fill('16');
  await dialog.getByLabel('Height').fill('16');
  await page.getByRole('button', { name: 'Create' }).click();
  await count(cels, 1, 'cel');
  const box = (await canvas.boundingBox()) ?? fail();
  const stroke = async (y: number): Promise<void> => {
    await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2 + y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 + y, { steps: 5 });
    await page.mouse.up();
  };
  await page.keyboard.press('b');
  await stroke(-40);
  await page.keyboard.press('Alt+n');
  await count(cels, 2, 'cels');
  await stroke(40);
}

async function drawAndSave(page: Page): Promise<void> {
  await draw(page);
  await saveAnswers(launched.app, [join(folder, 'two.aseprite')]);
  await page.keyboard.press('Control+s');
  await page.getByText('Saved two.aseprite').waitFor();
}

async function askForTake(page: Page): Promise<void> {
  await runCommandNamed(page, 'Regenerate frames');
  const dialog = page.getByRole('dialog', { name: 'Regenerate frames' });
  await dialog.getByRole('textbox', { name: 'Prompt' }).fill('a line falls');
  const generate = dialog.getByRole('button', { name: 'Generate', exact: true });
  await eventually(() => generate.isEnabled(), 'the provider has said that it can');
  await screenshot(page, 'take-1-dialog');
  await generate.click();
}

test('the take comes in hidden over the frames, is compared, and goes again by undo', async () => {
  const { page } = launched;
  await drawAndSave(page);
  const { cels } = partsOf(page);
  await askForTake(page);
  const show = page.getByRole('button', { name: /^Show a line falls/ }).first();
  await show.waitFor({ timeout: 90_000 });
  expect(await cels.count()).toBe(4);
  await show.click();
  await page
    .getByRole('button', { name: /^Hide a line falls/ })
    .first()
    .waitFor();
  await screenshot(page, 'take-2-compare');
  for (let i = 0; i < 2; i++) await page.keyboard.press('Control+z');
  await count(cels, 2, 'cels as before');
  expectNoErrors(launched.pageErrors);
});

test('a clip that begins with the frame on show is as large as the sprite', async () => {
  const { page } = launched;
  const { cels, prompt, generate } = partsOf(page);
  await page.keyboard.press('Home');
  await prompt.fill('a line jumps');
  await page.getByText('This frame', { exact: true }).click();
  await page.getByText('The demo moves the pixels of the frame itself', { exact: false }).waitFor();
  await screenshot(page, 'take-3-start');
  await generate.click();
  await eventually(async () => (await cels.count()) > 8, 'the frames stand in the timeline', 90_000);
  await page.getByText('16 × 16', { exact: true }).waitFor();
  await screenshot(page, 'take-4-started');
  await page.keyboard.press('Control+z');
  await count(cels, 2, 'cels as before');
  expectNoErrors(launched.pageErrors);
});

test('a take that is done after a restart waits for its sprite, and comes in hidden over it', async () => {
  const { page } = launched;
  await askForTake(page);
  await eventually(async () => (await partsOf(page).job.getAttribute('data-stage')) === 'waiting', 'it is ordered');
  await launched.close();

  await launch();
  const again = launched.page;
  const { job, cels } = partsOf(again);
  await job.getByText('Ready. Its frames are another take for “two.aseprite”.').waitFor({ timeout: 90_000 });
  await screenshot(again, 'take-5-waits');
  expect(await cels.count()).toBe(0);
  await job.getByRole('button', { name: 'Open it and insert' }).click();
  await again
    .getByRole('button', { name: /^Show a line falls/ })
    .first()
    .waitFor();
  expect(await cels.count()).toBe(4);
  await eventually(async () => (await job.getAttribute('data-stage')) === 'done', 'the job is done');
  await screenshot(again, 'take-6-inserted');
  expectNoErrors(launched.pageErrors);
});

test('a take of a sprite that was lost before it was saved comes in over what is recovered of it', async () => {
  await launched.close();
  await rm(userData, { recursive: true });
  await launch();
  const { page } = launched;
  await draw(page);
  await askForTake(page);
  await eventually(async () => (await partsOf(page).job.getAttribute('data-stage')) === 'waiting', 'it is ordered');
  await eventually(async () => (await readdir(join(userData, 'recovery')).catch(() => [])).length > 0, 'it is kept');
  await launched.close();

  await launch();
  const again = launched.page;
  const { job, cels } = partsOf(again);
  await again.getByRole('dialog').getByRole('button', { name: 'Recover' }).waitFor();
  await again.keyboard.press('Escape');
  await job.getByText(/^Ready. Its frames are another take for/).waitFor({ timeout: 90_000 });
  await screenshot(again, 'take-7-lost');
  await job.getByRole('button', { name: 'Open it and insert' }).click();
  await again
    .getByRole('button', { name: /^Show a line falls/ })
    .first()
    .waitFor();
  expect(await cels.count()).toBe(4);
  await screenshot(again, 'take-8-recovered');
  expectNoErrors(launched.pageErrors);
});
