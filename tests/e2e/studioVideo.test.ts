import { execFileSync } from 'node:child_process';
import { access, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderDemoVideo } from '../../src/main/backend/demo/renderDemoVideo.ts';
import { resolveFfmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { runToEnd } from '../../src/main/ffmpeg/run.ts';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { exactFrames, studioOf } from './studioParts.ts';
import { count, eventually, expectNoErrors, openAnswers, partsOf } from './window.ts';

/** What becomes of a video: it takes long and is left, it goes while it is open, it is fetched from its job again. */

let folder = '';
let userData = '';
let launched: LaunchedApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-e2e-source-'));
  userData = await mkdtemp(join(tmpdir(), 'celkiln-e2e-source-data-'));
  const { path } = await resolveFfmpeg({ environment: process.env });
  await writeSlowVideo(path);
  const format = { width: 320, height: 240, seconds: 2, fps: 24, loop: true, seed: 3 };
  await renderDemoVideo('a cute cat walking', format, path, join(folder, 'cat walk.mp4'));
  await writeFile(join(userData, 'settings.json'), JSON.stringify({ language: 'en' }));
  launched = await launchApp({ userData, size: { width: 1280, height: 800 } });
});

afterAll(async () => {
  await launched.close();
  await rm(folder, { recursive: true, force: true });
  await rm(userData, { recursive: true, force: true });
});

/** Fourteen seconds in 8K, which no computer reads in a moment: half a second of them again and again. */
async function writeSlowVideo(ffmpeg: string): Promise<void> {
  const [short, long] = [join(folder, 'short.mp4'), join(folder, 'slow.mp4')];
  await runToEnd(ffmpeg, [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=7680x4320:r=24:d=0.5', '-c:v', 'libx264'],
    ...['-preset', 'ultrafast', '-crf', '30', '-pix_fmt', 'yuv420p', short],
  ]);
  await runToEnd(ffmpeg, ['-v', 'error', '-stream_loop', '27', '-i', short, '-c', 'copy', long]);
}

async function importVideo(name: string): Promise<void> {
  await openAnswers(launched.app, [join(folder, name)]);
  await launched.page.keyboard.press('Control+Alt+v');
}

/** Programs that read a kept video. */
function readers(): readonly string[] {
  const processes = execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' });
  return processes.split('\n').filter((line) => line.includes(join(userData, 'videos')));
}

test('a video that takes long is called off by mouse while it is read, and can be opened again', async () => {
  const { page } = launched;
  const { studio } = studioOf(page);
  const { cels } = partsOf(page);
  await page.keyboard.press('Control+n');
  await page.getByRole('button', { name: 'Create' }).click();
  await count(cels, 1, 'cel');

  await importVideo('slow.mp4');
  await studio.getByText('Reading the video').waitFor();
  expect(readers()).not.toEqual([]);
  await screenshot(page, 'source-1-reading');
  await studio.getByRole('button', { name: 'Cancel', exact: true }).click();
  await count(studio, 0, 'studios');
  await eventually(async () => readers().length === 0, 'nothing reads the video any more');
  expect(await cels.count()).toBe(1);

  await importVideo('slow.mp4');
  await studio.getByText('Reading the video').waitFor();
  await studio.getByRole('button', { name: 'Back to the sprites' }).click();
  await count(studio, 0, 'studios');
  await eventually(async () => readers().length === 0, 'nothing reads the video any more');
  expect(await cels.count()).toBe(1);
  expectNoErrors(launched.pageErrors);
});

test('a video that is left while it is still being opened leaves nothing behind', async () => {
  const { page } = launched;
  const { studio } = studioOf(page);
  await rm(join(userData, 'videos'), { recursive: true, force: true });
  await importVideo('slow.mp4');
  await studio.waitFor();
  await page.keyboard.press('Escape');
  await count(studio, 0, 'studios');
  await eventually(async () => readers().length === 0, 'nothing reads the video any more');
  await eventually(
    async () => (await readdir(join(userData, 'videos')).catch(() => [])).every((name) => !name.endsWith('.draft')),
    'no draft of a copy is left',
  );
});

test('a video that goes while it is open: its frames stay, and its file is taken up where they were', async () => {
  const { page, app } = launched;
  const { studio, insert, slider } = studioOf(page);
  await importVideo('cat walk.mp4');
  await exactFrames(page);
  await slider('Most colours').fill('6');
  await exactFrames(page);
  await page.keyboard.press('Space');
  await rename(join(userData, 'videos'), join(userData, 'unplugged'));

  // What was read is cut on.
  await slider('Most colours').fill('5');
  await exactFrames(page);
  await slider('Speed (fps)').fill('9');
  const hints = studio.getByRole('list', { name: 'Hints' });
  await hints
    .getByText('The video is no longer kept. This needs the video: find it, or undo the last change.')
    .waitFor();
  expect(await insert.isEnabled()).toBe(false);
  await screenshot(page, 'source-2-lost');
  await page.keyboard.press('Control+z');
  await hints.getByText('What was read of the video can still be changed and inserted.').waitFor();
  await eventually(() => insert.isEnabled(), 'the frames can be inserted');
  expect(await slider('Most colours').inputValue()).toBe('5');

  await page.keyboard.press('Control+y');
  await openAnswers(app, [join(folder, 'short.mp4')]);
  await hints.getByRole('button', { name: 'Choose the video' }).click();
  await hints.getByText('This is another video.').waitFor();
  await openAnswers(app, [join(folder, 'cat walk.mp4')]);
  await hints.getByRole('button', { name: 'Choose the video' }).click();
  await exactFrames(page);
  await count(hints.getByRole('button', { name: 'Choose the video' }), 0, 'words about a lost video');
  expect(await slider('Speed (fps)').inputValue()).toBe('9');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z');
  await exactFrames(page);
  expect(await slider('Most colours').inputValue()).toBe('24');
  await insert.click();
  await page.getByRole('button', { name: /^cat walk, frames 1 to/ }).waitFor();
  expectNoErrors(launched.pageErrors);
});

test('frames whose video is gone are cut again once it is fetched from their job', async () => {
  const { page } = launched;
  const { studio, insert } = studioOf(page);
  const { prompt, generate } = partsOf(page);
  await prompt.fill('a red robot waving');
  await generate.click();
  await page.getByRole('button', { name: /^a red robot waving, frames/ }).waitFor({ timeout: 90_000 });
  await rm(join(userData, 'videos'), { recursive: true });
  await page.keyboard.press('Control+Alt+r');
  const alert = studio.getByRole('alert');
  await alert.getByRole('heading', { name: 'The video is no longer kept.' }).waitFor();
  await screenshot(page, 'source-3-fetch');
  await alert.getByRole('button', { name: 'Fetch it again' }).click();
  await exactFrames(page);
  expect(await insert.innerText()).toBe('Replace');
  await access(join(userData, 'videos'));
  await page.keyboard.press('Escape');
  await count(studio, 0, 'studios');
  expectNoErrors(launched.pageErrors);
});
