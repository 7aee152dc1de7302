import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderDemoVideo } from '../../src/main/backend/demo/renderDemoVideo.ts';
import { resolveFfmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { eventually, expectNoErrors, openAnswers, partsOf } from './window.ts';

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

test('a video opens in the studio and its frames appear', async () => {
  const { page, app } = launched;
  await openAnswers(app, [join(folder, 'cat walk.mp4')]);
  await page.keyboard.press('Control+Alt+v');
  await page.getByRole('region', { name: 'Sprite studio' }).waitFor();
  await eventually(async () => (await page.getByRole('option').count()) > 3, 'there are frames');
  await new Promise((resolve) => setTimeout(resolve, 3000));
  await screenshot(page, 'studio-1');
  expectNoErrors(launched.pageErrors);
  expect(await partsOf(page).cels.count()).toBe(0);
});
