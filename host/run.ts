import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, EXECUTABLE, words } from './api/app.ts';
import { closeForeignTargets, WebContents } from './api/webContents.ts';
import { browser } from './browser.ts';
import { ChromiumUnavailable, findChromium } from './chromium.ts';
import * as electron from './electron.ts';
import { answerElectron } from './electronModule.ts';
import { answerRequests } from './requests.ts';

/** The Electron that the host stands in for. */
const VERSION = '45.4.1';

prepareProcess();
answerElectron(electron);
const require = createRequire(pathToFileURL(path.join(process.cwd(), 'host')));
for (const required of words.required) require(required);
run().catch((error) => {
  console.error(error instanceof ChromiumUnavailable ? error.message : error);
  process.exit(1);
});

/** A second instance ends before it needs a Chromium, and the first one has the profile; so it starts none early. */
async function run(): Promise<void> {
  const early = app.isSecond ? undefined : startBrowser();
  early?.catch(() => {});
  await import(pathToFileURL(app.mainModule).href).catch((error) => {
    throw new Error('App threw an error during load', { cause: error });
  });
  // A command line is done by now; the browser is on its way down.
  if (app.hasExited) return;
  await (early ?? startBrowser());
  await electron.screen.look();
  answerRequests((frame) => WebContents.fromDevToolsTargetId(frame));
  closeForeignTargets();
  app.start();
}

async function startBrowser(): Promise<void> {
  const options = {
    executable: findChromium(process.env),
    profile: path.join(app.getPath('sessionData'), 'host-chromium'),
    visible: Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY),
    port: words.switches.get('remote-debugging-port'),
    extra: [...passedSwitches(), ...(process.env.CELKILN_HOST_ARGS ?? '').split(' ').filter(Boolean)],
  };
  const version = await browser.start(options, () => {
    console.error('Chromium has ended by itself, and with it the application.');
    process.exit(1);
  });
  Object.assign(process.versions, { chrome: version });
}

/** Switches that concern what the pages look like. */
function passedSwitches(): string[] {
  const names = ['force-device-scale-factor', 'lang', 'force-color-profile', 'force-dark-mode', 'disable-gpu'];
  return names.flatMap((name) => {
    const value = words.switches.get(name);
    return value === undefined ? [] : [value === '' ? `--${name}` : `--${name}=${value}`];
  });
}

/** What an application finds in Electron's `process`. */
function prepareProcess(): void {
  const versions = Object.defineProperties({}, Object.getOwnPropertyDescriptors(process.versions));
  Object.assign(versions, { electron: VERSION, chrome: '' });
  Object.defineProperty(process, 'versions', { value: versions });
  const resourcesPath = path.join(import.meta.dirname, 'resources');
  Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath });
  process.argv = [EXECUTABLE, ...words.all];
}
