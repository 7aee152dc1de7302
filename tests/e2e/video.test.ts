import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parsePrompt } from '../../src/main/backend/demo/parsePrompt.ts';
import { renderDemoVideo } from '../../src/main/backend/demo/renderDemoVideo.ts';
import { resolveFfmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { eventually, expectNoErrors, openAnswers, partsOf } from './window.ts';

let folder = '';
let video = '';
let launched: LaunchedApp;

beforeAll(async () => {
  expect(parsePrompt('a green slime jumping').subject).toBe('slime');
  folder = await mkdtemp(join(tmpdir(), 'celkiln-e2e-video-'));
  video = join(folder, 'slime jump.mp4');
  const format = { width: 240, height: 240, seconds: 2, fps: 24, loop: true, seed: 1 };
  const { path } = await resolveFfmpeg({ environment: process.env });
  await renderDemoVideo('a green slime jumping', format, path, video);
  launched = await launchApp({ size: { width: 1280, height: 720 } });
});

afterAll(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
});

test('a video dropped on the window becomes frames, without any network', async () => {
  const { page } = launched;
  await dropFile(launched, video);
  const insert = page.getByRole('button', { name: 'Insert', exact: true });
  await insert.waitFor();
  await eventually(() => insert.isEnabled(), 'there are frames to insert');
  await screenshot(page, '6-import-video');
  await insert.click();
  const { cels } = partsOf(page);
  await eventually(async () => (await cels.count()) > 4, 'the frames stand in the timeline');
  await page.getByRole('button', { name: /^slime jump, frames 1 to/ }).waitFor();
  expectNoErrors(launched.pageErrors);
});

test('what is no video is refused in words, and the sprite stays as it is', async () => {
  const { page, app } = launched;
  const { cels } = partsOf(page);
  const before = await cels.count();
  const text = join(folder, 'notes.mp4');
  await writeFile(text, 'This is not a video at all.');
  await openAnswers(app, [text]);
  await page.keyboard.press('Control+Alt+v');
  const alert = page.getByRole('alert');
  await alert.waitFor();
  expect(await alert.innerText()).toMatch(/video/i);
  await screenshot(page, '7-failed');
  await page.keyboard.press('Escape');
  await eventually(async () => (await cels.count()) === before, 'the sprite is there as it was');
});

/** Drops a real file on the window, as the system does. */
async function dropFile({ page }: LaunchedApp, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data });
  }
}
