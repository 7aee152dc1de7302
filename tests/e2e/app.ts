import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';

const ROOT = path.join(import.meta.dirname, '../..');
const SCREENS = path.join(import.meta.dirname, 'screens');
/** Longest wait for the application to end by itself, in milliseconds. */
const PATIENCE = 10_000;

export interface LaunchOptions {
  /** Folder for all that the application stores; a fresh one that close() removes when left out. */
  readonly userData?: string;
  /** Words after the application's own, such as files to open. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Size of the page in CSS pixels; the application's own choice when left out. */
  readonly size?: { readonly width: number; readonly height: number };
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Errors that the page threw or wrote to its console so far; a test's last look should find none. */
  readonly pageErrors: readonly string[];
  /** What the main process wrote so far, by lines. */
  readonly output: readonly string[];
  /** Ends the application whatever its windows say, and removes its fresh folder. */
  close(): Promise<void>;
}

/** Whether Electron's own binary is there; the host (see host/) stands in for it otherwise. */
export function hasRealElectron(): boolean {
  return existsSync(path.join(ROOT, 'node_modules/electron/dist'));
}

/** Launches the built application and waits until its first page has been loaded. */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  chooseElectron();
  const userData = options.userData ?? mkdtempSync(path.join(tmpdir(), 'celkiln-e2e-'));
  const app = await _electron.launch({
    args: [ROOT, `--user-data-dir=${userData}`, ...(options.args ?? [])],
    cwd: ROOT,
    env: { ...variables(), ...options.env },
  });
  const pageErrors = collectErrors(app);
  const output = collectOutput(app);
  const close = async (): Promise<void> => {
    await end(app);
    if (options.userData === undefined) rmSync(userData, { recursive: true, force: true });
  };
  try {
    const page = await app.firstWindow();
    await page.waitForURL(({ protocol }) => protocol !== 'about:' && protocol !== 'data:');
    await page.waitForLoadState('load');
    if (options.size) await resize(app, page, options.size);
    return { app, page, userData, pageErrors, output, close };
  } catch (error) {
    await close();
    throw new Error(`The application showed no page. It wrote:\n${output.join('\n')}`, { cause: error });
  }
}

/** Writes tests/e2e/screens/<name>.png and returns its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  mkdirSync(SCREENS, { recursive: true });
  const file = path.join(SCREENS, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}

/** Playwright asks the electron package which program to launch, and that looks at this variable of ours. */
function chooseElectron(): void {
  if (hasRealElectron()) delete process.env.ELECTRON_OVERRIDE_DIST_PATH;
  else process.env.ELECTRON_OVERRIDE_DIST_PATH = path.join(ROOT, 'host');
}

function variables(): Record<string, string> {
  const defined = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(defined);
}

function collectErrors(app: ElectronApplication): string[] {
  const errors: string[] = [];
  app.context().on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  app.context().on('weberror', (error) => errors.push(String(error.error().stack ?? error.error())));
  return errors;
}

function collectOutput(app: ElectronApplication): string[] {
  const lines: string[] = [];
  for (const stream of [app.process().stdout, app.process().stderr]) {
    stream?.on('data', (bytes: Buffer) => lines.push(...bytes.toString().split('\n').filter(Boolean)));
  }
  return lines;
}

async function resize(app: ElectronApplication, page: Page, size: { width: number; height: number }): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    for (const window of BrowserWindow.getAllWindows()) window.setContentSize(width, height);
  }, size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
}

/** Windows that are destroyed are not asked whether they may close. */
async function end(app: ElectronApplication): Promise<void> {
  const child = app.process();
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode !== null || child.signalCode !== null) return;
  const impatience = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await app
    .evaluate(({ app: own, BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.destroy();
      own.quit();
    })
    .catch(() => {});
  await app.close().catch(() => {});
  await ended;
  clearTimeout(impatience);
}
