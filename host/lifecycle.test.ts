import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { FIXTURE, type Fixture, freshFolder, launch, recordOf, removeFolders } from './fixture/launch.ts';

declare const fixture: Fixture;

/** Processes whose command line names the folder. */
function processesOf(folder: string): string[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.filter((id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });
}

afterAll(removeFolders);

test('a page that crashed can be loaded again', async () => {
  const { app } = await launch();
  await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer());
  await expect.poll(() => recordOf(app, 'gone')).toEqual([['gone', 'crashed']]);
  // Playwright's own page does not come back.
  const sum = await app.evaluate(async ({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    await window?.loadURL('app://bundle/index.html');
    return window?.webContents.executeJavaScript('fixture.sum(20, 22)');
  });
  expect(sum).toBe(42);
  await app.close();
});

test('a window that will not close keeps the application alive; then it ends in order', async () => {
  const { app, page } = await launch(freshFolder(), { FIXTURE_TELL: '1' });
  const lines: string[] = [];
  app.process().stderr?.on('data', (bytes: Buffer) => lines.push(...(bytes.toString().match(/(?<=event ).*/g) ?? [])));
  await app.evaluate(({ app: own, BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    window?.once('close', (event) => event.preventDefault());
    own.quit();
  });
  await page.evaluate(() => fixture.echo('still here'));
  expect(lines).toEqual(['before-quit']);
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.once('close', (event) => event.preventDefault());
  });
  await page.evaluate(() => window.close());
  await page.evaluate(() => fixture.echo('still here'));
  const ended = new Promise((resolve) => app.process().once('exit', resolve));
  await page.evaluate(() => window.close()).catch(() => {});
  expect(await ended).toBe(0);
  expect(lines).toEqual(['before-quit', 'before-quit', 'will-quit', 'quit']);
});

test('a second start tells the first one and ends', async () => {
  const userData = freshFolder();
  const { app } = await launch(userData);
  const program = path.join(import.meta.dirname, 'electron');
  execFileSync(program, [FIXTURE, `--user-data-dir=${userData}`, 'other.png'], { cwd: FIXTURE, stdio: 'ignore' });
  const commandLine = [FIXTURE, `--user-data-dir=${userData}`, 'other.png'];
  await expect
    .poll(() => recordOf(app, 'second-instance'))
    .toEqual([['second-instance', commandLine, FIXTURE, { hello: 'first' }]]);
  await app.close();
});

test('nothing is left when the application is killed, and it starts again', async () => {
  const userData = freshFolder();
  const { app } = await launch(userData);
  expect(processesOf(userData).length).toBeGreaterThan(1);
  app.process().kill('SIGKILL');
  const again = await launch(userData);
  expect(await again.page.evaluate(() => fixture.later(2))).toEqual({ value: 2, doubled: 4 });
  again.app.process().kill('SIGKILL');
  await vi.waitFor(() => expect(processesOf(userData)).toEqual([]), { timeout: 5000 });
});

test('without a Chromium it says so', () => {
  const program = path.join(import.meta.dirname, 'electron');
  const env = { ...process.env, CELKILN_CHROMIUM: '/no/such/chromium', CELKILN_USER_DATA: freshFolder() };
  expect(() => execFileSync(program, [FIXTURE], { env, stdio: 'pipe' })).toThrow(
    'CELKILN_CHROMIUM names /no/such/chromium, which is no program that can be run.',
  );
});
