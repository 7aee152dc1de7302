import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderDemoVideo } from '../../src/main/backend/demo/renderDemoVideo.ts';
import { resolveFfmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { exactFrames, studioOf } from './studioParts.ts';
import { count, eventually, expectNoErrors, openAnswers, partsOf } from './window.ts';

let folder = '';
let launched: LaunchedApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-e2e-studio-'));
  const format = { width: 480, height: 320, seconds: 2, fps: 24, loop: true, seed: 3 };
  const { path } = await resolveFfmpeg({ environment: process.env });
  await renderDemoVideo('a cute cat walking', format, path, join(folder, 'cat walk.mp4'));
  launched = await launchApp({ size: { width: 1280, height: 800 } });
});

afterAll(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

/** The colours of a canvas and how often each is there. */
async function colorsIn(canvas: Locator): Promise<ReadonlyMap<string, number>> {
  const counted = await canvas.evaluate((element) => {
    const picture = element as HTMLCanvasElement;
    const { data } = picture.getContext('2d')?.getImageData(0, 0, picture.width, picture.height) ?? { data: [] };
    const found: Record<string, number> = {};
    for (let i = 0; i < data.length; i += 4) {
      const color = [data[i], data[i + 1], data[i + 2], data[i + 3]].join(',');
      found[color] = (found[color] ?? 0) + 1;
    }
    return found;
  });
  return new Map(Object.entries(counted));
}

/** Opaque colours of the frame that is shown. */
async function opaqueColors(canvas: Locator): Promise<number> {
  return [...(await colorsIn(canvas)).keys()].filter((color) => color.endsWith(',255')).length;
}

const exact = (): Promise<void> => exactFrames(launched.page);

test('a video opens in the studio, and a change is seen in its frames', async () => {
  const { page, app } = launched;
  const { frames, slider, result, source } = studioOf(launched.page);
  await openAnswers(app, [join(folder, 'cat walk.mp4')]);
  await page.keyboard.press('Control+Alt+v');
  await eventually(async () => (await frames.count()) > 3, 'there are frames');
  await exact();
  await eventually(async () => (await colorsIn(source)).size > 100, 'the video is seen');
  await screenshot(page, 'studio-1');

  await page.keyboard.press('Space');
  expect(await opaqueColors(result)).toBeGreaterThan(6);
  await slider('Most colours').fill('4');
  await eventually(async () => (await opaqueColors(result)) <= 4, 'four colours are left');
  await page.getByRole('button', { name: 'Most colours: back to the default' }).click();
  await eventually(async () => (await opaqueColors(result)) > 6, 'the default is back');
  await page.keyboard.press('Control+z');
  await eventually(async () => (await opaqueColors(result)) <= 4, 'undo takes the reset back');
  await page.keyboard.press('Control+y');
  await exact();
});

test('the background is kept, and goes again when its colour is picked on the video', async () => {
  const { page } = launched;
  const { studio, result } = studioOf(launched.page);
  const transparent = async () => (await colorsIn(result)).get('0,0,0,0') ?? 0;
  // Above and below a wide picture there is nothing, with or without its background.
  const without = await transparent();
  await studio.getByRole('radio', { name: 'Nothing' }).check({ force: true });
  await eventually(async () => (await transparent()) < without - 300, 'the background is there');
  await exact();
  const withIt = await transparent();

  await page.keyboard.press('k');
  const pad = studio.getByRole('button', { name: /^Pick from the video: #/ });
  const box = await pad.boundingBox();
  if (box === null) throw new Error('There is nothing to pick on.');
  await page.mouse.move(box.x + 30, box.y + 30);
  await screenshot(page, 'studio-2-pick');
  await page.mouse.click(box.x + 30, box.y + 30);
  await eventually(async () => (await transparent()) > withIt + 300, 'the background is gone');
  expect(await studio.getByRole('textbox', { name: 'Background colour as hex' }).inputValue()).toMatch(
    /^#[0-9a-f]{6}$/,
  );
  await exact();
});

test('takes are held against each other, and overlays say what is where', async () => {
  const { page } = launched;
  const { studio, slider, result } = studioOf(launched.page);
  await page.keyboard.press('b');
  await slider('Most colours').fill('3');
  await eventually(async () => (await opaqueColors(result)) <= 3, 'B has three colours');
  await page.keyboard.down('c');
  await eventually(async () => (await opaqueColors(result)) > 6, 'A is seen while the key is down');
  await page.keyboard.up('c');
  await page.keyboard.press('Shift+C');
  await count(result, 2, 'takes side by side');
  await exact();
  await screenshot(page, 'studio-3-beside');
  await page.keyboard.press('Shift+C');
  await page.keyboard.press('a');
  await studio.getByRole('combobox', { name: 'Show on the frames' }).selectOption('coverage');
  await studio.getByRole('note').waitFor();
  await screenshot(page, 'studio-4-overlay');
  await studio.getByRole('combobox', { name: 'Show on the frames' }).selectOption('none');
});

test('frames are dropped and moved by keys, and the video’s range is set by keys', async () => {
  const { page } = launched;
  const { frames, slider, studio } = studioOf(launched.page);
  const before = await frames.count();
  await frames.nth(1).click();
  await page.keyboard.press('Delete');
  await eventually(
    async () => (await studio.innerText()).includes(`${before - 1} of ${before} frames`),
    'one is dropped',
  );
  await page.keyboard.press('Alt+ArrowRight');
  await eventually(async () => (await frames.nth(2).getAttribute('data-kept')) === 'false', 'it has moved on');
  await exact();
  await screenshot(page, 'studio-5-sheet');
  await studio.getByRole('button', { name: 'All frames again' }).click();
  await eventually(async () => (await frames.nth(2).getAttribute('data-kept')) === 'true', 'all are back');

  await slider('Playhead').last().focus();
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('i');
  await eventually(
    async () => Number(await slider('Start of the range').getAttribute('aria-valuenow')) > 0,
    'it begins later',
  );
  await page.keyboard.press('Control+z');
  await eventually(
    async () => Number(await slider('Start of the range').getAttribute('aria-valuenow')) === 0,
    'it is whole again',
  );
  await exact();
});

/** Drags from the middle of one thing by so many pixels. */
async function dragBy(what: Locator, x: number, y: number): Promise<void> {
  const box = await what.boundingBox();
  if (box === null) throw new Error('There is nothing to drag.');
  const { mouse } = launched.page;
  const [left, top] = [box.x + box.width / 2, box.y + box.height / 2];
  await mouse.move(left, top);
  await mouse.down();
  await mouse.move(left + x, top + y, { steps: 8 });
  await mouse.up();
}

/** Runs something and takes it back, after what it did has been seen. */
async function undone(act: () => Promise<void>, seen: () => Promise<string>, what: string): Promise<void> {
  const before = await seen();
  await act();
  await eventually(async () => (await seen()) !== before, what);
  await exact();
  await launched.page.keyboard.press('Control+z');
  await eventually(async () => (await seen()) === before, `undo: ${what}`);
  await exact();
}

test('frames, range and crop are moved by the mouse, each as one step', async () => {
  const { frames, slider, studio } = studioOf(launched.page);
  const first = async () => String([...(await colorsIn(frames.first().locator('canvas')))].toSorted());
  await undone(() => dragBy(frames.first(), 200, 0), first, 'the first frame is another one');

  const range = async () =>
    `${await slider('Start of the range').getAttribute('aria-valuenow')} ${await slider('End of the range').getAttribute('aria-valuenow')}`;
  await undone(() => dragBy(slider('Start of the range'), 40, 0), range, 'the range begins later');
  await undone(() => dragBy(slider('End of the range'), -40, 0), range, 'the range ends earlier');

  const crop = studio.getByRole('button', { name: /^Area that the frames show/ });
  const area = async () => `${await crop.getAttribute('aria-label')}`;
  await undone(() => dragBy(studio.locator('.crop__edge[data-edge="w"]'), 60, 0), area, 'the area is narrower');
});

test('the frames are inserted as one step, and cut again in their place', async () => {
  const { page } = launched;
  const { insert, slider, studio } = studioOf(launched.page);
  const { cels } = partsOf(page);
  await insert.click();
  await page.getByRole('button', { name: /^cat walk, frames 1 to/ }).waitFor();
  const before = await cels.count();
  expect(before).toBeGreaterThan(3);
  expect(await studio.count()).toBe(0);

  // A stroke on one of the frames, which then is the artist's own.
  const { canvas } = partsOf(page);
  await page.keyboard.press('Enter');
  const box = await canvas.boundingBox();
  if (box === null) throw new Error('There is no canvas.');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.press('Control+Alt+r');
  await exact();
  await studio.getByText('1 frame painted over').waitFor();
  await slider('Speed (fps)').fill('6');
  await exact();
  await screenshot(page, 'studio-6-recut');
  await insert.click();
  await eventually(async () => (await cels.count()) < before, 'there are fewer frames');
  await page.keyboard.press('Control+z');
  await count(cels, before, 'cels after undo');
  expectNoErrors(launched.pageErrors);
});

test('leaving asks only when something would be lost', async () => {
  const { page } = launched;
  const { studio, slider } = studioOf(launched.page);
  await page.keyboard.press('Control+Alt+r');
  await exact();
  await page.keyboard.press('Escape');
  await count(studio, 0, 'studios');
  await page.keyboard.press('Control+Alt+r');
  await exact();
  await slider('Outlines').fill('0.1');
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog');
  await question.waitFor();
  await page.keyboard.press('Escape');
  await count(question, 0, 'questions');
  expect(await studio.count()).toBe(1);
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Leave' }).click();
  await count(studio, 0, 'studios');
  expectNoErrors(launched.pageErrors);
});
