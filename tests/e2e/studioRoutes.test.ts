import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderDemoVideo } from '../../src/main/backend/demo/renderDemoVideo.ts';
import { resolveFfmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { exactFrames, studioOf } from './studioParts.ts';
import { count, eventually, openAnswers, partsOf } from './window.ts';

let folder = '';
let launched: LaunchedApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-e2e-routes-'));
  const { path } = await resolveFfmpeg({ environment: process.env });
  const format = { width: 320, height: 240, seconds: 2, fps: 24, loop: true, seed: 3 };
  await renderDemoVideo('a cute cat walking', format, path, join(folder, 'cat walk.mp4'));
  await renderDemoVideo('a green slime jumping', format, path, join(folder, 'slime.mp4'));
  launched = await launchApp({ size: { width: 1280, height: 800 } });
});

afterAll(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opaque colours of the frame that is shown, as #rrggbb. */
async function colorsShown(): Promise<readonly string[]> {
  return studioOf(launched.page).result.evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    const found = new Set<string>();
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] !== 255) continue;
      found.add(`#${[0, 1, 2].map((at) => (data[i + at] ?? 0).toString(16).padStart(2, '0')).join('')}`);
    }
    return [...found];
  });
}

/** The sprite's palette, as #rrggbb. */
async function paletteColors(): Promise<readonly string[]> {
  const names = await launched.page
    .locator('.swatches__swatch')
    .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
  return names.flatMap((name) => /#[0-9a-f]{6}/i.exec(name)?.[0].toLowerCase() ?? []);
}

async function importVideo(name: string): Promise<void> {
  await openAnswers(launched.app, [join(folder, name)]);
  await launched.page.keyboard.press('Control+Alt+v');
}

test('frames in the sprite’s own colours go into a layer that there is', async () => {
  const { page } = launched;
  const { studio, insert } = studioOf(page);
  const { cels } = partsOf(page);
  await page.keyboard.press('Control+n');
  await page.getByRole('button', { name: 'Create' }).click();
  await count(cels, 1, 'cel');
  const palette = await paletteColors();
  expect(palette.length).toBeGreaterThan(2);

  await importVideo('cat walk.mp4');
  await exactFrames(page);
  await page.keyboard.press('Space');
  const own = new Set(palette);
  expect((await colorsShown()).some((color) => !own.has(color))).toBe(true);
  await studio.getByText(/^adds \d+ colours?$/).waitFor();
  await studio.getByRole('radio', { name: 'Sprite’s' }).check({ force: true });
  await exactFrames(page);
  const locked = await colorsShown();
  expect(locked.length).toBeGreaterThan(1);
  expect(locked.filter((color) => !own.has(color))).toEqual([]);
  await count(studio.getByText(/^adds \d+ colours?$/), 0, 'words about new colours');

  const place = studio.getByRole('combobox', { name: 'Insert as' });
  await place.selectOption({ label: 'From frame 1 of “Layer 1”' });
  await screenshot(page, 'routes-1-into');
  await insert.click();
  await page.getByRole('button', { name: /^cat walk, frames 1 to/ }).waitFor();
  await eventually(async () => (await cels.count()) > 3, 'the frames stand in the timeline');
  const names = await cels.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
  expect(names.filter((name) => !name.startsWith('Layer 1, frame '))).toEqual([]);
  expect(await paletteColors()).toEqual(palette);
  const frames = await cels.count();
  await page.keyboard.press('Control+z');
  await count(cels, 1, 'cel after undo');
  await page.keyboard.press('Control+y');
  await count(cels, frames, 'cels after redo');
});

test('when the kept video is gone, the right file is asked for and the frames are cut again', async () => {
  const { page, app, userData } = launched;
  const { studio, insert, slider } = studioOf(page);
  const { cels } = partsOf(page);
  const before = await cels.count();
  await rm(join(userData, 'videos'), { recursive: true });
  await page.keyboard.press('Control+Alt+r');
  const alert = studio.getByRole('alert');
  await alert.getByRole('heading', { name: 'The video is no longer kept.' }).waitFor();
  expect(await alert.innerText()).toContain('cat walk.mp4');
  await screenshot(page, 'routes-2-not-kept');
  await alert.getByRole('button', { name: 'Back to the sprites' }).click();
  await count(cels, before, 'cels as before');

  await page.keyboard.press('Control+Alt+r');
  await openAnswers(app, [join(folder, 'slime.mp4')]);
  await alert.getByRole('button', { name: 'Choose the video' }).click();
  await alert.getByRole('heading', { name: 'This is another video.' }).waitFor();
  await openAnswers(app, [join(folder, 'cat walk.mp4')]);
  await alert.getByRole('button', { name: 'Choose the video' }).click();
  await exactFrames(page);
  expect(await insert.innerText()).toBe('Replace');
  expect(await studio.getByRole('radio', { name: 'Sprite’s' }).isChecked()).toBe(true);
  await slider('Speed (fps)').fill('6');
  await exactFrames(page);
  await insert.click();
  await eventually(async () => (await cels.count()) < before, 'there are fewer frames');
  await page.keyboard.press('Control+z');
  await count(cels, before, 'cels after undo');
});

test('a finished job leads to the studio, and its frames are cut again in their place', async () => {
  const { page } = launched;
  const { studio, insert, slider } = studioOf(page);
  const { cels, prompt, generate } = partsOf(page);
  const before = await cels.count();
  await prompt.fill('a red robot waving');
  await generate.click();
  await page.getByRole('button', { name: /^a red robot waving, frames/ }).waitFor({ timeout: 90_000 });
  const all = await cels.count();
  expect(all).toBeGreaterThan(before);
  await page.getByRole('button', { name: 'Cut again in the studio' }).first().click();
  await exactFrames(page);
  await studio.getByRole('heading', { name: 'a red robot waving' }).waitFor();
  expect(await insert.innerText()).toBe('Replace');
  await slider('Speed (fps)').fill('5');
  await exactFrames(page);
  await screenshot(page, 'routes-3-job');
  await insert.click();
  await eventually(async () => (await cels.count()) < all, 'there are fewer frames');
  await page.keyboard.press('Control+z');
  await count(cels, all, 'cels after undo');
});
