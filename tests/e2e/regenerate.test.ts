import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveFfmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { runToEnd } from '../../src/main/ffmpeg/run.ts';
import { type FakeProvider, startFakeProvider } from '../integration/fakeProvider.ts';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { count, eventually, expectNoErrors, partsOf, saveAnswers } from './window.ts';

/** Another take of frames, by a provider that takes the first and the last of them, from the question to the layer. */

let folder = '';
let userData = '';
let provider: FakeProvider;
let videos: Server;
let launched: LaunchedApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-e2e-take-'));
  userData = await mkdtemp(join(tmpdir(), 'celkiln-e2e-take-data-'));
  provider = await startFakeProvider();
  videos = createServer(async (_, response) => response.end(await readFile(await videoOfOrder())));
  await new Promise<void>((listening) => videos.listen(0, '127.0.0.1', listening));
  await launch();
});

afterAll(async () => {
  await launched.close();
  await provider.close();
  videos.close();
  for (const each of [folder, userData]) await rm(each, { recursive: true, force: true });
});

async function launch(): Promise<void> {
  launched = await launchApp({ userData, env: provider.environment, size: { width: 1280, height: 800 } });
}

/** A second of the frame that the last order begins with, and one of that it ends with. */
async function videoOfOrder(): Promise<string> {
  const { body } = provider.orders().at(-1) ?? fail();
  const pictures = await Promise.all(
    ['image_url', 'end_image_url'].map(async (name) => {
      const file = join(folder, `${name}.png`);
      await writeFile(file, Buffer.from(String(body[name]).replace(/^data:image\/png;base64,/, ''), 'base64'));
      return ['-loop', '1', '-framerate', '12', '-t', '1', '-i', file];
    }),
  );
  const video = join(folder, 'take.mp4');
  const { path } = await resolveFfmpeg({ environment: process.env });
  await runToEnd(path, [
    ...['-v', 'error', '-y', ...pictures.flat(), '-filter_complex', '[0:v][1:v]concat=n=2:v=1'],
    ...['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '10', video],
  ]);
  return video;
}

function fail(): never {
  throw new Error('Nothing was ordered.');
}

/** The provider's own servers are out of reach here: what is fetched from them comes from the test, or never. */
async function serveVideos(how: 'now' | 'never'): Promise<void> {
  const place = videos.address();
  const url = how === 'never' ? null : `http://127.0.0.1:${typeof place === 'object' ? place?.port : 0}/`;
  await launched.app.evaluate((_, address) => {
    const real = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      if (!String(input).startsWith('https://v3.fal.media/')) return real(input, init);
      return address === null ? new Promise(() => {}) : real(address, init);
    };
  }, url);
}

async function keepKey(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Control+,');
  await dialog.getByRole('tab', { name: 'Connection' }).click();
  await dialog.getByText('Own key', { exact: true }).click();
  await dialog.getByRole('combobox', { name: 'Provider' }).selectOption({ label: 'fal' });
  await dialog.getByLabel('Key', { exact: true }).fill(provider.key);
  await dialog.getByRole('button', { name: 'Keep the key' }).click();
  await dialog.getByRole('button', { name: 'Forget the key' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

async function runCommandNamed(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+Space');
  await page.getByRole('combobox').last().fill(name);
  await page.keyboard.press('Enter');
}

/** Two frames of 16 x 16, each with a stroke of its own, in a file. */
async function drawAndSave(page: Page): Promise<void> {
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
  await serveVideos('now');
  await keepKey(page);
  await drawAndSave(page);
  const { cels } = partsOf(page);
  await askForTake(page);
  const show = page.getByRole('button', { name: /^Show a line falls/ }).first();
  await show.waitFor({ timeout: 90_000 });
  expect(await cels.count()).toBe(4);
  const [order] = provider.orders();
  expect(String(order?.body.image_url)).toMatch(/^data:image\/png;base64,/);
  expect(order?.body.end_image_url).not.toBe(order?.body.image_url);
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

test('a take that is done after a restart waits for its sprite, and comes in hidden over it', async () => {
  const { page } = launched;
  const before = provider.orders().length;
  await serveVideos('never');
  await askForTake(page);
  await eventually(async () => provider.orders().length > before, 'it is ordered');
  await launched.close();

  await launch();
  await serveVideos('now');
  const again = launched.page;
  await keepKey(again);
  const { job, cels } = partsOf(again);
  await job.getByText('Ready. Its frames are another take for “two.aseprite”.').waitFor({ timeout: 90_000 });
  await screenshot(again, 'take-3-waits');
  expect(await cels.count()).toBe(0);
  await job.getByRole('button', { name: 'Open it and insert' }).click();
  await again
    .getByRole('button', { name: /^Show a line falls/ })
    .first()
    .waitFor();
  expect(await cels.count()).toBe(4);
  await eventually(async () => (await job.getAttribute('data-stage')) === 'done', 'the job is done');
  await screenshot(again, 'take-4-inserted');
  expect(provider.orders().length).toBe(before + 1);
  expectNoErrors(launched.pageErrors);
});
