import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { renderDemoVideo } from '../../src/main/backend/demo/renderDemoVideo.ts';
import { resolveFfmpeg } from '../../src/main/ffmpeg/resolve.ts';
import { DEFAULT_CLIP } from '../../src/shared/clip/clipSettings.ts';
import type { Generation, GenerationId, GenerationState } from '../../src/shared/ipc.ts';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { expectNoErrors, openAnswers } from './window.ts';

let folder = '';
let video = '';
let launched: LaunchedApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-e2e-overlaps-'));
  video = join(folder, 'cat walk.mp4');
  const { path } = await resolveFfmpeg({ environment: process.env });
  const format = { width: 320, height: 240, seconds: 2, fps: 24, loop: true, seed: 3 };
  await renderDemoVideo('a cute cat walking', format, path, video);
});

afterEach(() => launched.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

const WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2);
const KOREAN = '은빛별이수놓인푸른로브를입은늙은마법사가초록불꽃주문을외우며오른쪽으로천천히걸어가는모습'.repeat(2);

function job(id: string, prompt: string, state: GenerationState): Generation {
  const request = { prompt, width: 64, height: 64, colorCount: 16, fps: 12 };
  return {
    id: id as GenerationId,
    origin: {
      request,
      provider: 'a-project-with-a-long-name.supabase.co',
      jobId: '0b0c7b39-4c1c-4f7a-9d1b-7f3e2a5d9c11',
    },
    settings: DEFAULT_CLIP,
    state,
    startedAt: Date.now() - 90_000,
    sourceHash: null,
  };
}

const JOBS = [
  job('1', WORD, { stage: 'canceled' }),
  job('2', KOREAN, { stage: 'failed', error: { code: 'quota_active', message: '' } }),
  job('3', 'a cat', { stage: 'failed', error: { code: 'unheard of', message: `No answer from https://${WORD}` } }),
  job('4', 'a cat', { stage: 'waiting', status: 'queued', progress: 0, expectedSeconds: 95, offline: true }),
  job('5', KOREAN, {
    stage: 'waiting',
    status: 'queued',
    progress: 0.1,
    expectedSeconds: 3000,
    queue: { place: 1234, waiting: 5678, seconds: 3000 },
  }),
];

/** Tells the window something that the main process would. */
async function tell(
  app: ElectronApplication,
  name: 'generation' | 'notice',
  values: readonly unknown[],
): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, [channel, events]) => {
      for (const event of events) BrowserWindow.getAllWindows()[0]?.webContents.send(channel, event);
    },
    [name, values] as const,
  );
}

/** The texts in sight that stick out of the window or of their own box, or make something scroll sideways. */
async function overflowing(page: Page, where = '.start *, .modal *'): Promise<readonly string[]> {
  return page.evaluate((selector) => {
    // Handles stand out of what they hold on purpose; frames, large and on the contact sheet, are scrolled.
    const spared = '.visually-hidden, .track, .source__picture, .result__stage, .sheet__frames';
    const shown = [...document.querySelectorAll<HTMLElement>(selector)].filter(
      (element) => element.checkVisibility() && !element.closest(spared),
    );
    const name = (element: HTMLElement) =>
      `${element.className || element.tagName}: ${element.textContent.slice(0, 40)}`;
    const out = shown.filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const { display, overflowX } = getComputedStyle(element);
      const boxed = display !== 'inline' && element.clientWidth > 0;
      const spills = boxed && overflowX !== 'hidden' && element.scrollWidth > element.clientWidth + 1;
      return spills || (width > 0 && !element.closest('.notices') && (left < -1 || right > innerWidth + 1));
    });
    return out.map(name);
  }, where);
}

async function chooseLanguage(page: Page, language: 'en' | 'ko'): Promise<void> {
  await page.locator('.start').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').locator('select').first().selectOption(language);
  await page.keyboard.press('Escape');
  await page.locator('.modal').waitFor({ state: 'detached' });
}

/** Makes the page so large, smaller than the window may become where need be. */
async function resizeTo(app: ElectronApplication, page: Page, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) => {
      const window = BrowserWindow.getAllWindows()[0];
      window?.setMinimumSize(1, 1);
      window?.setContentSize(size.width, size.height);
    },
    { width, height },
  );
  await page.waitForFunction((wanted) => innerWidth === wanted, width);
}

/** In CSS pixels: as the window begins, at its smallest, and at its smallest with the interface at 150 and 200 %. */
const SIZES = [
  [1280, 800],
  [960, 600],
  [640, 400],
  [480, 300],
] as const;

test.each(['en', 'ko'] as const)('at no size do long words or buttons stick out (%s)', async (language) => {
  launched = await launchApp();
  const { app, page, pageErrors } = launched;
  await chooseLanguage(page, language);
  await tell(app, 'generation', JOBS);
  await page
    .locator('.job')
    .nth(JOBS.length - 1)
    .waitFor();
  for (const [width, height] of SIZES) {
    await resizeTo(app, page, width, height);
    const look = async (what: string) => {
      expect(await overflowing(page), `${what} at ${width} × ${height}`).toEqual([]);
      await screenshot(page, `overlaps-${language}-${width}-${what}`);
    };
    await look('start');
    await page.keyboard.press('Control+j');
    await page
      .locator('.history__row')
      .nth(JOBS.length - 1)
      .waitFor();
    await look('history');
    await page.keyboard.press('Escape');
    await page.locator('.modal').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+k');
    for (const tab of [0, 1]) {
      await page.getByRole('dialog').getByRole('tab').nth(tab).click();
      await look(`preferences-${tab}`);
    }
    for (const source of [2, 1]) {
      await page.locator('.preferences__page .segmented__option').nth(source).click();
      await page.locator('.connection').waitFor();
      await look(`connection-${source}`);
    }
    await page.locator('.preferences__page .segmented__option').first().click();
    await page.locator('.connection').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.locator('.modal').waitFor({ state: 'detached' });
  }
  expectNoErrors(pageErrors);
});

test.each(['en', 'ko'] as const)('nothing sticks out of the studio (%s)', async (language) => {
  launched = await launchApp({ size: { width: 1280, height: 800 } });
  const { app, page, pageErrors } = launched;
  await chooseLanguage(page, language);
  await page.keyboard.press('Control+n');
  await page.getByRole('dialog').locator('[type="submit"]').click();
  await page.locator('.modal').waitFor({ state: 'detached' });
  await openAnswers(app, [video]);
  await page.keyboard.press('Control+Alt+v');
  await page.locator('.studio[aria-busy="false"] .thumb').first().waitFor();
  for (const more of await page.locator('.setting-more').all()) await more.click();
  // Below 640 it is scrolled.
  for (const [width, height] of SIZES.filter(([wide]) => wide >= 640)) {
    await resizeTo(app, page, width, height);
    expect(await overflowing(page, '.studio *'), `at ${width} × ${height}`).toEqual([]);
    await screenshot(page, `overlaps-${language}-${width}-studio`);
  }
  expectNoErrors(pageErrors);
});

test('names of buttons and notices stand above the dialog that they belong to', async () => {
  launched = await launchApp({ size: { width: 1280, height: 720 } });
  const { app, page, pageErrors } = launched;
  await page.locator('.start').waitFor();
  await tell(app, 'generation', JOBS.slice(0, 1));
  await page.keyboard.press('Control+j');
  const activity = page.getByRole('dialog', { name: 'Jobs and costs' });
  await activity.getByRole('button', { name: 'Run again' }).hover();
  // What is open as a popover was put above the dialog, which was there before.
  await page.locator('.tooltip:popover-open').getByText('Run again').waitFor();
  await tell(app, 'notice', [{ code: 'disk_full', message: '' }]);
  const notice = activity.getByText('The disk is full. The old file is unharmed.');
  await notice.waitFor();
  await screenshot(page, 'overlaps-notice');
  await activity.getByRole('button', { name: 'Close this notice' }).click();
  await notice.waitFor({ state: 'detached' });
  await tell(app, 'notice', [{ code: 'disk_full', message: '' }]);
  await notice.waitFor();
  await page.keyboard.press('Escape');
  await activity.waitFor({ state: 'detached' });
  // It is not lost with the dialog.
  await page.getByText('The disk is full. The old file is unharmed.').waitFor();
  expectNoErrors(pageErrors);
});
