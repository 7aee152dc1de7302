import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import { decodeAseprite } from '../../src/shared/formats/aseprite/decodeAseprite.ts';
import { compositeFrame } from '../../src/shared/sprite/composite.ts';
import { type LaunchedApp, launchApp, screenshot } from './app.ts';
import { eventually, expectNoErrors, partsOf, saveAnswers } from './window.ts';

let userData = '';
let launched: LaunchedApp | undefined;

beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'celkiln-e2e-recovery-'));
});

afterEach(async () => {
  await launched?.close();
  launched = undefined;
  await rm(userData, { recursive: true, force: true, maxRetries: 5 });
});

async function start(locale = 'en'): Promise<LaunchedApp> {
  launched = await launchApp({ userData, size: { width: 1280, height: 720 }, args: [`--lang=${locale}`] });
  return launched;
}

/** What a power cut does: nobody is asked, and nothing is told. */
async function kill({ app }: LaunchedApp): Promise<void> {
  const child = app.process();
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  launched = undefined;
}

/** Draws a stroke across the canvas, `down` CSS pixels below its middle. */
async function stroke({ page }: LaunchedApp, down: number): Promise<void> {
  const box = await partsOf(page).canvas.boundingBox();
  if (box === null) throw new Error('The canvas is not to be seen.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2 + down];
  await page.mouse.move(x - 60, y);
  await page.mouse.down();
  await page.mouse.move(x + 60, y, { steps: 4 });
  await page.mouse.up();
}

async function newSprite({ page }: LaunchedApp, size: string): Promise<void> {
  await page.getByRole('button', { name: size }).click();
  await partsOf(page).canvas.waitFor();
}

const folder = () => join(userData, 'recovery');
const copies = async () => (await readdir(folder()).catch(() => [])).filter((name) => name.endsWith('.aseprite'));

/** Waits for this many copies, and until none has become another for a moment; gives what the first shows. */
async function kept(count: number): Promise<Uint32Array> {
  let before = '';
  await eventually(async () => {
    const names = await copies();
    const times = await Promise.all(names.map(async (name) => (await stat(join(folder(), name))).mtimeMs));
    const now = times.join();
    const rests = names.length === count && now === before && times.every((time) => Date.now() - time > 3000);
    before = now;
    return rests;
  }, `${count} sprites are kept`);
  return pixelsOf(join(folder(), (await copies())[0] ?? ''));
}

async function pixelsOf(file: string): Promise<Uint32Array> {
  return compositeFrame(decodeAseprite(await readFile(file), nodeZlib), 0);
}

const dialogOf = ({ page }: LaunchedApp) => page.getByRole('dialog', { name: 'Recover unsaved sprites' });

test('after a kill what was drawn is offered, recovered pixel by pixel, and kept until it is saved', async () => {
  const first = await start();
  await newSprite(first, '32 × 32');
  await stroke(first, 0);
  const drawn = await kept(1);
  expect(new Set(drawn).size).toBe(2);
  expect((await stat(folder())).mode & 0o777).toBe(0o700);
  await kill(first);

  // For later, it stays.
  const second = await start();
  await dialogOf(second).getByText('Was never saved to a file.').waitFor();
  await dialogOf(second).locator('canvas').waitFor();
  await screenshot(second.page, 'recovery-one');
  await dialogOf(second).getByRole('button', { name: 'Decide later' }).click();
  await second.page.getByText('32 × 32').first().waitFor();
  await second.close();

  const third = await start();
  await dialogOf(third).getByRole('button', { name: 'Recover', exact: true }).click();
  await partsOf(third.page).canvas.waitFor();
  await screenshot(third.page, 'recovery-recovered');
  // It is still unsaved, and would outlive a second kill at once.
  await kill(third);
  const fourth = await start();
  await dialogOf(fourth).getByRole('button', { name: 'Recover', exact: true }).click();
  await partsOf(fourth.page).canvas.waitFor();
  // There is nothing to undo.
  await fourth.page.keyboard.press('Control+z');
  const file = join(userData, 'saved.aseprite');
  await saveAnswers(fourth.app, [file]);
  await fourth.page.keyboard.press('Control+s');
  await fourth.page.getByText('Saved saved.aseprite').waitFor();
  expect(await pixelsOf(file)).toEqual(drawn);
  await eventually(async () => (await copies()).length === 0, 'the copy goes when it is saved');
  expectNoErrors(fourth.pageErrors);
});

test('a sprite with a file is recovered as changed, and Save writes to its file', async () => {
  const file = join(userData, 'cat.aseprite');
  const first = await start();
  await newSprite(first, '64 × 64');
  await stroke(first, 0);
  await saveAnswers(first.app, [file]);
  await first.page.keyboard.press('Control+s');
  await first.page.getByText('Saved cat.aseprite').waitFor();
  const saved = await pixelsOf(file);
  await stroke(first, 40);
  const drawn = await kept(1);
  expect(drawn).not.toEqual(saved);
  await first.page.keyboard.press('Control+n');
  await first.page.keyboard.press('Enter');
  await stroke(first, 20);
  await kept(2);
  await kill(first);
  expect(await pixelsOf(file)).toEqual(saved);

  const second = await start('ko');
  await second.page.getByText('파일보다 새롭습니다.', { exact: false }).waitFor();
  await eventually(async () => (await second.page.locator('.recovery canvas').count()) === 2, 'both have a picture');
  await screenshot(second.page, 'recovery-two-ko');
  await second.page.getByRole('button', { name: '모두 복구' }).click();
  await partsOf(second.page).tab.waitFor();
  await second.page.getByText('cat.aseprite').first().click();
  await second.page.keyboard.press('Control+s');
  await second.page.getByText('cat.aseprite 저장됨').waitFor();
  expect(await pixelsOf(file)).toEqual(drawn);
  expectNoErrors(second.pageErrors);
});

test('what is discarded is gone', async () => {
  const first = await start();
  await newSprite(first, '32 × 32');
  await stroke(first, 0);
  await kept(1);
  await kill(first);
  const second = await start();
  await dialogOf(second).getByRole('button', { name: 'Discard', exact: true }).click();
  await dialogOf(second).getByRole('button', { name: 'Keep it' }).click();
  await dialogOf(second).getByRole('button', { name: 'Discard', exact: true }).click();
  await screenshot(second.page, 'recovery-discard');
  await dialogOf(second).getByRole('button', { name: 'Discard for good' }).click();
  await dialogOf(second).waitFor({ state: 'detached' });
  expect(await readdir(folder())).toEqual([]);
  await kill(second);
  const third = await start();
  await third.page.getByRole('button', { name: '32 × 32' }).waitFor();
  expect(await dialogOf(third).count()).toBe(0);
});

test('an end in which nothing was to be saved offers nothing at the next start', async () => {
  const first = await start();
  await newSprite(first, '32 × 32');
  await stroke(first, 0);
  await kept(1);
  await first.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false });
  });
  await Promise.all([
    first.page.waitForEvent('close'),
    first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
  ]);
  await first.close();
  expect(await readdir(folder())).toEqual([]);
  const second = await start();
  await second.page.getByRole('button', { name: '32 × 32' }).waitFor();
  expect(await dialogOf(second).count()).toBe(0);
});

test('a damaged copy is named, does not hold up the start, and the others are recovered', async () => {
  const first = await start();
  await newSprite(first, '32 × 32');
  await stroke(first, 0);
  await kept(1);
  await kill(first);
  await writeFile(join(folder(), '00000000-0000-4000-8000-000000000000.aseprite'), 'no sprite');
  await writeFile(join(folder(), '00000000-0000-4000-8000-000000000000.json'), '{"path":"/etc/passwd"');
  const second = await start();
  await dialogOf(second).getByText('00000000-0000-4000-8000-000000000000.aseprite').waitFor();
  await dialogOf(second).locator('canvas').waitFor();
  await screenshot(second.page, 'recovery-damaged');
  await dialogOf(second).getByRole('button', { name: 'Recover', exact: true }).last().click();
  await eventually(async () => (await dialogOf(second).locator('canvas').count()) === 0, 'the whole one is open');
});

test('a window that crashed is offered its own sprites when it is loaded again', async () => {
  const { app, ...first } = await start();
  await newSprite({ app, ...first }, '32 × 32');
  await stroke({ app, ...first }, 0);
  await kept(1);
  await app.evaluate(({ dialog, webContents }) => {
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    webContents.getAllWebContents()[0]?.forcefullyCrashRenderer();
  });
  // Playwright's own page does not come back.
  const words = () =>
    app.evaluate(({ webContents }) =>
      webContents.getAllWebContents()[0]?.executeJavaScript("document.querySelector('dialog')?.innerText ?? ''"),
    );
  await eventually(async () => /Was never saved to a file/.test(await words().catch(() => '')), 'it is offered');
});
