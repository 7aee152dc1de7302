import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decodeGif } from '../../src/shared/formats/gif/decodeGif.ts';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { exactFrames, studioOf } from './studioParts.ts';
import { count, eventually, expectNoErrors, partsOf, saveAnswers } from './window.ts';

let folder = '';
let launched: LaunchedApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-e2e-clips-'));
  launched = await launchApp({ size: { width: 1280, height: 800 } });
});

afterAll(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

const CLIPS = [
  { name: 'knight', prompt: 'a knight in blue armour, attack with a sword' },
  { name: 'slime', prompt: 'a green slime jumping' },
  { name: 'bird', prompt: 'a red bird flying' },
] as const;

test.each(CLIPS)('$name: from the prompt to a loop, painted on, cut again and exported', async ({ name, prompt }) => {
  const { page, app } = launched;
  const start = prompt.slice(0, 12);
  const cels = page.getByRole('gridcell', { name: new RegExp(`^${start}.*, frame \\d+`) });
  await makeLoop(page, prompt);
  await eventually(async () => (await cels.count()) > 5, 'the frames stand in the timeline', 90_000);
  const tag = page.getByRole('button', { name: new RegExp(`^${start}.*, frames 1 to`) });
  await tag.waitFor();
  const frames = await cels.count();
  expect(frames).toBeGreaterThan(5);
  await screenshot(page, `clip-${name}-1-loop`);

  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.keyboard.press('Home');
  await strokeAcross(page);
  await screenshot(page, `clip-${name}-2-painted`);

  // Fewer colours and one frame less; what was painted over stays.
  await page.keyboard.press('Control+Alt+r');
  const { frames: sheet, insert, slider, studio } = studioOf(page);
  await exactFrames(page);
  await studio.getByText('1 frame painted over').waitFor();
  await slider('Most colours').fill('6');
  await sheet.nth(3).click();
  await page.keyboard.press('Delete');
  await exactFrames(page);
  await screenshot(page, `clip-${name}-3-recut`);
  await insert.click();
  await count(cels, frames - 1, 'cels of the second cut');
  await screenshot(page, `clip-${name}-4-again`);

  const file = join(folder, `${name}.gif`);
  await page.keyboard.press('Control+Alt+Shift+s');
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: 'GIF', exact: true }).check({ force: true });
  await saveAnswers(app, [file]);
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  const gif = decodeGif(await readFile(file));
  expect(gif.frames).toHaveLength(frames - 1);

  // All of it can be taken back: the new cut, the stroke, the insertion.
  for (let i = 0; i < 2; i++) await page.keyboard.press('Control+z');
  await count(cels, frames, 'cels of the first cut');
  await page.keyboard.press('Control+z');
  await count(cels, 0, 'cels after undoing the insertion');
  expectNoErrors(launched.pageErrors);
});

/** Writes a prompt, on the start screen or in the dock, and asks for its frames. */
async function makeLoop(page: Page, prompt: string): Promise<void> {
  const parts = partsOf(page);
  await parts.prompt.fill(prompt);
  await parts.generate.click();
}

async function strokeAcross(page: Page): Promise<void> {
  const box = await partsOf(page).canvas.boundingBox();
  if (box === null) throw new Error('There is no canvas.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.keyboard.press('b');
  await page.mouse.move(x - 40, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y, { steps: 6 });
  await page.mouse.up();
}
