import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listFolder } from './askFiles.ts';

const FIXTURE = path.join(import.meta.dirname, '../fixture');
let folder = '';
let app: ElectronApplication;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'host-dialogs-'));
  for (const name of ['a.png', 'B.PNG', 'c.txt', '.hidden.png']) writeFileSync(path.join(folder, name), '');
  const defined = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const env = { ...Object.fromEntries(defined), DISPLAY: '', WAYLAND_DISPLAY: '', CELKILN_HOST_DIALOGS: '1' };
  app = await _electron.launch({ args: [FIXTURE, `--user-data-dir=${path.join(folder, 'data')}`], env });
  await app.firstWindow();
}, 60_000);
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

/** The window that opens next, when its buttons are there. */
async function nextDialog(): Promise<Page> {
  const page = await app.waitForEvent('window');
  await page.waitForSelector('footer button');
  return page;
}

/** Presses a button; the window may be gone before Playwright has heard of it. */
async function press(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name, exact: true })
    .click()
    .catch(() => {});
}

function askMessage(): Promise<number> {
  return app.evaluate(async ({ dialog }) => {
    const buttons = ['Save', 'Discard', 'Cancel'];
    return (await dialog.showMessageBox({ message: 'Save it?', detail: 'It changed.', buttons, cancelId: 2 })).response;
  });
}

test('a message box answers with the button, Enter with the first and Escape with the cancelling one', async () => {
  const answers: number[] = [];
  for (const act of [
    (page: Page) => press(page, 'Discard'),
    (page: Page) => page.keyboard.press('Enter').catch(() => {}),
    (page: Page) => page.keyboard.press('Escape').catch(() => {}),
    (page: Page) => page.close(),
  ]) {
    const [page, answer] = [nextDialog(), askMessage()];
    const shown = await page;
    expect(await shown.locator('strong, p').allTextContents()).toEqual(['Save it?', 'It changed.']);
    await act(shown);
    answers.push(await answer);
  }
  expect(answers).toEqual([1, 0, 2, 2]);
});

test('files are chosen from a folder, which can be left', async () => {
  const next = nextDialog();
  const chosen = app.evaluate(
    ({ dialog }, defaultPath) => {
      const filters = [{ name: 'Pictures', extensions: ['png'] }];
      return dialog.showOpenDialog({ defaultPath, filters, properties: ['openFile', 'multiSelections'] });
    },
    path.join(folder, 'data'),
  );
  const page = await next;
  await page.locator('option', { hasText: '../' }).dblclick();
  await expect.poll(() => page.locator('option').allTextContents()).toEqual(['../', 'data/', 'a.png', 'B.PNG']);
  await page.selectOption('select', ['a.png', 'B.PNG']);
  await press(page, 'Open');
  expect(await chosen).toEqual({
    canceled: false,
    filePaths: [path.join(folder, 'a.png'), path.join(folder, 'B.PNG')],
  });
});

test('a file that exists is replaced only when the person says so', async () => {
  const next = nextDialog();
  const chosen = app.evaluate(
    ({ dialog }, defaultPath) => {
      return dialog.showSaveDialog({ defaultPath, filters: [{ name: 'Pictures', extensions: ['png'] }] });
    },
    path.join(folder, 'a'),
  );
  const page = await next;
  for (const answer of ['Cancel', 'Replace']) {
    const question = nextDialog();
    await press(page, 'Save');
    await press(await question, answer);
  }
  expect(await chosen).toEqual({ canceled: false, filePath: path.join(folder, 'a.png') });
});

test('a folder that cannot be read says why', () => {
  expect(listFolder(path.join(folder, 'none'), [])).toMatchObject({
    entries: [],
    problem: expect.stringContaining('ENOENT'),
  });
});
