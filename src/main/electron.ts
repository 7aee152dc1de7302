import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron';
import type { Environment } from '../shared/ipc.ts';
import { interfaceLanguage, MENU_TEXTS } from '../shared/menuTexts.ts';
import type { Settings } from '../shared/settings.ts';
import { UnderWay } from '../shared/underWay.ts';
import { APP_ORIGIN, APP_SCHEME, createAssetHandler } from './appProtocol.ts';
import { isCommandLine } from './cli/commandLine.ts';
import { runCommandLine } from './cli/runCommandLine.ts';
import { type Closing, guardClosing } from './closing.ts';
import { createDeepLinks, DEEP_LINK, deepLinkIn, openLoopback } from './cloud/landing.ts';
import { fileSecrets, memorySecrets, type Secrets } from './cloud/secrets.ts';
import { createDialogs, type Dialogs } from './dialogs.ts';
import { DIALOG_TEXTS } from './dialogTexts.ts';
import { createDoneNotifier, type DoneNotice } from './doneNotifier.ts';
import type { Keeper } from './fileKeeper.ts';
import { createGrants } from './files/grants.ts';
import { decodePicture, encodePng, encodeWebp } from './files/images.ts';
import { createRecent } from './files/recent.ts';
import { copyOver } from './files/replaceFile.ts';
import { answer, isTrusted, tell } from './ipc.ts';
import { belongsTo, denyPermissions, lockPage } from './lockdown.ts';
import { menuTemplate } from './menu.ts';
import { createOpenedFiles, type OpenedFiles, pathsIn } from './openedFiles.ts';
import { openParts } from './openParts.ts';
import { type PartingParts, part, type WaitingReason } from './parting.ts';
import { RecoveryDesk } from './recovery/recoveryDesk.ts';
import { createRecoveryStore } from './recovery/recoveryStore.ts';
import { createReports } from './reports/reports.ts';
import { createRequests } from './requests.ts';
import { createSettings, openElectronKeeper, type SettingsStore } from './settings.ts';
import { createShell } from './shell.ts';
import { createStartNotices } from './startNotices.ts';
import { createTaskbarProgress } from './taskbarProgress.ts';
import { watchNetwork } from './watchNetwork.ts';
import { keepPlace, readPlace, windowOptions } from './window.ts';

/** The start of the desktop application, and the only place in main that imports Electron. */

const OUT = join(import.meta.dirname, '..');
/** Set by electron-vite while developing: the page comes from its server, with hot reload. */
const DEVELOPMENT_URL = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const PAGE_URL = DEVELOPMENT_URL ?? `${APP_ORIGIN}/index.html`;
const isOurs = belongsTo(DEVELOPMENT_URL ? new URL(DEVELOPMENT_URL).origin : APP_ORIGIN);

const links = createDeepLinks();
const words = ownWords();
if (isCommandLine(words)) await withoutWindow();
else {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  app.enableSandbox();
  if (app.requestSingleInstanceLock()) start();
  else app.quit();
}

/** What is installed is the command line too: `celkiln -b` and the like end before anything is shown. */
async function withoutWindow(): Promise<void> {
  // So that no screen need be there.
  app.commandLine.appendSwitch('ozone-platform', 'headless');
  const code = await runCommandLine(words, pathToFileURL(join(app.getAppPath(), '/')));
  await new Promise((written) => process.stdout.write('', written));
  app.exit(code);
}

/** What stands behind the program's name, or, where Electron is given the program's folder, behind that. */
function ownWords(): readonly string[] {
  const folder = app.isPackaged ? 0 : process.argv.findIndex((word) => resolve(word) === app.getAppPath());
  return folder < 0 ? [] : process.argv.slice(folder + 1);
}

function start(): void {
  const grants = createGrants();
  const opened = createOpenedFiles(grants.grant, (files) => {
    for (const window of BrowserWindow.getAllWindows()) tell(window.webContents, 'filesOpened', files);
  });
  takeLink(deepLinkIn(process.argv));
  void opened.add(pathsIn(process.argv, process.cwd()));
  app.on('second-instance', (_event, commandLine, folder) => {
    takeLink(deepLinkIn(commandLine));
    void opened.add(pathsIn(commandLine, folder));
    showWindow();
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void opened.add([path]);
    showWindow();
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    takeLink(deepLinkIn([url]));
    showWindow();
  });
  // While developing, the system would start Electron without the application.
  if (app.isPackaged) app.setAsDefaultProtocolClient(new URL(DEEP_LINK).protocol.slice(0, -1));
  app.on('web-contents-created', (_event, page) => lockPage(page, isOurs));
  app.on('window-all-closed', () => app.quit());
  app
    .whenReady()
    .then(() => open(grants, opened))
    .catch(fail);
}

async function open(grants: ReturnType<typeof createGrants>, opened: OpenedFiles): Promise<void> {
  const userData = app.getPath('userData');
  const notices = createStartNotices((notice) => {
    for (const window of BrowserWindow.getAllWindows()) tell(window.webContents, 'notice', notice);
  });
  const keeper = await openElectronKeeper(userData, (path) =>
    notices.add({ code: 'settings_set_aside', message: path }),
  );
  const settings = createSettings(keeper);
  const reports = createReports({
    settings,
    environment: process.env,
    version: app.getVersion(),
    platform: platform(),
  });
  reports.started();
  // Only listens: what happens then is as without it.
  process.on('uncaughtExceptionMonitor', (error) =>
    reports.crashed({ name: error.name, stack: error.stack ?? '' }, 'main'),
  );
  const parts = openParts({
    userData,
    settings,
    secrets: await openSecrets(userData),
    supabaseFolder: join(app.getAppPath(), 'supabase'),
    workers: {
      backend: new URL('./backend.js', import.meta.url),
      pixelate: new URL('./pixelate.js', import.meta.url),
    },
    environment: process.env,
    onLog: console.error,
    onNotice: ({ kind }) => notices.add({ code: `backend_${kind}`, message: 'The list of jobs is another one.' }),
    browser: {
      open: (url) => shell.openExternal(url),
      land: () => (app.isPackaged ? links.open() : openLoopback()),
    },
  });
  // A link that nobody waits for came out of a message. One that is of no use is no news.
  links.onUnawaited((link) => void parts.cloud.arrive(link).catch(() => {}));
  const writing = new UnderWay();
  const recovery = new RecoveryDesk(createRecoveryStore(join(userData, 'recovery')));
  endWithParts({
    close: async () => void (await Promise.all([recovery.close(), parts.close()])),
    writing,
    mayCost: () => settings.read().generator === 'ownKey',
    sayWaiting: (reason) => showWaiting(reason, settings),
  });
  denyPermissions(session.defaultSession, isOurs);
  protocol.handle(APP_SCHEME, createAssetHandler(join(OUT, 'renderer')));

  const window = createWindow(keeper);
  const page = window.webContents;
  const dialogs = dialogsOver(window, () => DIALOG_TEXTS[languageOf(settings.read())]);
  const closing = guardClosing(window, () => tell(page, 'closeRequested', null), dialogs.askAboutStuck);
  watchPage(window, closing, dialogs);
  const requests = createRequests({
    shell: createShell({
      window,
      closing,
      dialogs,
      opened,
      notices,
      surroundings: { platform: platform(), version: app.getVersion(), locale: app.getLocale() },
      docs: join(app.isPackaged ? process.resourcesPath : app.getAppPath(), 'docs'),
      language: () => languageOf(settings.read()),
      openPath: (path) => shell.openPath(path),
      settingsChanged: (now) => dress(now, window),
    }),
    grants,
    writing,
    settings,
    recent: createRecent(join(userData, 'recent')),
    recovery,
    images: { decodePicture, encodePng, encodeWebp },
    copyFile: (from, to) => copyOver(from, to),
    reportCrash: (name, stack) => reports.crashed({ name, stack }, 'page'),
    generations: parts.generations,
    studios: parts.studios,
    cloud: parts.cloud,
  });
  answer(ipcMain, requests, (event) => isTrusted(event, isOurs), console.error);
  const showProgress = createTaskbarProgress((progress) => window.isDestroyed() || window.setProgressBar(progress));
  const tellDone = createDoneNotifier(
    () => window.isDestroyed() || window.isFocused(),
    (notice) => showDone(notice, settings),
  );
  parts.generations.onChange((generation) => {
    tell(page, 'generation', generation);
    showProgress(generation);
    reports.generation(generation);
    tellDone(generation);
  });
  page.on('render-process-gone', () => void parts.studios.closeAll());
  parts.studios.onProgress((progress) => tell(page, 'studioProgress', progress));
  parts.cloud.onChange((connection) => tell(page, 'connection', connection));
  dress(settings.read(), window);
  powerMonitor.on('resume', () => void parts.wake());
  watchNetwork(() => void parts.wake());
  // The window does not wait for what was under way.
  void parts.generations.resume();
  await loadPage(window);
}

/** Sessions are kept only where the system encrypts them for this user; otherwise they end with the program. */
async function openSecrets(userData: string): Promise<Secrets> {
  const weak = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  if (weak || !(await safeStorage.isAsyncEncryptionAvailable())) return memorySecrets();
  return fileSecrets(join(userData, 'session.bin'), {
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    decrypt: async (bytes) => (await safeStorage.decryptStringAsync(Buffer.from(bytes))).result,
  });
}

async function loadPage(window: BrowserWindow): Promise<void> {
  try {
    await window.loadURL(PAGE_URL);
  } catch (error) {
    // A user who closes the window while it loads has not met an error.
    if (!window.isDestroyed()) throw error;
  }
}

function createWindow(keeper: Keeper): BrowserWindow {
  const place = readPlace(
    keeper,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow(
    windowOptions({
      preload: join(OUT, 'preload/index.cjs'),
      place,
      workArea: screen.getPrimaryDisplay().workArea,
      development: DEVELOPMENT_URL !== undefined,
    }),
  );
  window.once('ready-to-show', () => {
    if (place?.maximized) window.maximize();
    window.show();
  });
  // The page's <title> is a constant; the title bar says what is open.
  window.on('page-title-updated', (event) => event.preventDefault());
  const keep = (): void => keepPlace(keeper, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  window.on('resized', keep);
  window.on('moved', keep);
  window.on('maximize', keep);
  window.on('unmaximize', keep);
  window.on('close', keep);
  return window;
}

/** Language, theme and size of what the system draws. */
function dress(settings: Settings, window: BrowserWindow): void {
  nativeTheme.themeSource = settings.theme;
  const page = window.webContents;
  page.setZoomFactor(settings.uiScale);
  const template = menuTemplate({
    texts: MENU_TEXTS[languageOf(settings)],
    platform: platform(),
    development: DEVELOPMENT_URL !== undefined,
    choose: (command) => tell(page, 'command', command),
    edit: (command) => page[command](),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function dialogsOver(window: BrowserWindow, texts: Parameters<typeof createDialogs>[1]): Dialogs {
  return createDialogs(
    {
      open: (options) => dialog.showOpenDialog(window, options),
      save: (options) => dialog.showSaveDialog(window, options),
      message: (options) => dialog.showMessageBox(window, options),
    },
    texts,
  );
}

/** Keeps a page that hangs or crashes from holding its window. */
function watchPage(window: BrowserWindow, closing: Closing, dialogs: Dialogs): void {
  window.on('unresponsive', () => closing.setPage('stuck'));
  window.on('responsive', () => closing.setPage('well'));
  window.webContents.on('render-process-gone', async (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    closing.setPage('gone');
    console.error(`The page ended: ${reason}`);
    if (!(await dialogs.askAboutCrash())) return closing.close();
    closing.setPage('well');
    closing.note(false);
    await loadPage(window).catch(fail);
  });
}

/** Delays the end of the program until its parts have ended, but not for ever. Whoever opens it meanwhile gets it anew. */
function endWithParts(parts: PartingParts): void {
  app.once('will-quit', (event) => {
    event.preventDefault();
    app.once('second-instance', () => app.relaunch());
    void part(parts)
      .catch(console.error)
      .then(() => app.exit());
  });
}

function takeLink(link: URL | null): void {
  if (link !== null) links.arrive(link);
}

/** The system's own notification; a click brings the window. */
function showDone({ outcome, subject }: DoneNotice, settings: SettingsStore): void {
  if (!Notification.isSupported()) return;
  const title = DIALOG_TEXTS[languageOf(settings.read())].done[outcome];
  const notification = new Notification({ title, body: subject });
  notification.on('click', showWindow);
  notification.show();
}

/** No window is left to say it. */
function showWaiting(reason: WaitingReason, settings: SettingsStore): void {
  const { title, [reason]: body } = DIALOG_TEXTS[languageOf(settings.read())].waiting;
  if (Notification.isSupported()) new Notification({ title, body }).show();
}

function showWindow(): void {
  const window = BrowserWindow.getAllWindows().at(0);
  if (!window) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function languageOf(settings: Settings): 'en' | 'ko' {
  return interfaceLanguage(settings.language, app.getLocale());
}

function platform(): Environment['platform'] {
  return process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
}

function fail(error: unknown): void {
  console.error(error);
  dialog.showErrorBox('Celkiln could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
