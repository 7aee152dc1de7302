import { spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import path from 'node:path';
import { type ApplicationPackage, type HostArguments, parseArguments, readApplication } from '../arguments.ts';
import { browser } from '../browser.ts';
import { HostEvent, isPrevented } from '../event.ts';
import { SingleInstance } from '../singleInstance.ts';
import { openWindows } from '../windows.ts';
import { standardPaths } from './appPaths.ts';

const HOST = path.join(import.meta.dirname, '..');
export const EXECUTABLE = path.join(HOST, 'electron');
export const words: HostArguments = parseArguments(process.argv.slice(2), process.cwd());

/** https://www.electronjs.org/docs/latest/api/app */
export class App extends EventEmitter {
  readonly isPackaged = false;
  readonly dock = undefined;
  readonly runningUnderARM64Translation = false;
  readonly commandLine = {
    appendSwitch: (name: string, value = ''): void => void this.#switches.set(name, value),
    appendArgument: (_argument: string): void => {},
    hasSwitch: (name: string): boolean => this.#switches.has(name),
    getSwitchValue: (name: string): string => this.#switches.get(name) ?? '',
    removeSwitch: (name: string): void => void this.#switches.delete(name),
  };
  readonly #switches = new Map(words.switches);
  readonly #package: ApplicationPackage = readApplication(words.application ?? process.cwd());
  readonly #paths: Map<string, string>;
  #instance: SingleInstance;
  #name = this.#package.name;
  #running = false;
  #quitting = false;
  #relaunch: readonly string[] | undefined;
  #announceReady: () => void = () => {};
  readonly #ready = new Promise<void>((resolve) => {
    this.#announceReady = resolve;
  });

  constructor() {
    super();
    const userData = words.switches.get('user-data-dir') || process.env.CELKILN_USER_DATA || undefined;
    this.#paths = standardPaths(this.#name, EXECUTABLE, userData && path.resolve(userData));
    this.#instance = new SingleInstance(this.getPath('userData'));
    openWindows.on('empty', () => this.#windowsClosed());
    process.on('exit', () => this.#ended());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit());
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
  }

  /** The host's part: unlike isReady, which a test driver may replace. */
  get isRunning(): boolean {
    return this.#running;
  }

  /** The host's part: the main module's file. */
  get mainModule(): string {
    return this.#package.main;
  }

  /** The host's part: whether another instance of the same user data runs. */
  get isSecond(): boolean {
    return this.#instance.takenByAnother;
  }

  /** The host's part: Chromium runs. */
  start(): void {
    this.#running = true;
    this.emit('will-finish-launching');
    this.emit('ready', new HostEvent(), {});
    this.#announceReady();
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  isReady(): boolean {
    return this.#running;
  }

  getName(): string {
    return this.#name;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getVersion(): string {
    return this.#package.version;
  }

  getAppPath(): string {
    return this.#package.folder;
  }

  getPath(name: string): string {
    const place = this.#paths.get(name);
    if (place === undefined) throw new Error(`Failed to get '${name}' path`);
    return place;
  }

  setPath(name: string, place: string): void {
    this.#paths.set(name, place);
    if (name === 'userData' && !this.#instance.held) this.#instance = new SingleInstance(place);
  }

  getLocale(): string {
    return words.switches.get('lang') || this.getSystemLocale();
  }

  getLocaleCountryCode(): string {
    return new Intl.Locale(this.getSystemLocale()).region ?? '';
  }

  getSystemLocale(): string {
    return Intl.DateTimeFormat().resolvedOptions().locale;
  }

  getPreferredSystemLanguages(): readonly string[] {
    return [this.getSystemLocale()];
  }

  requestSingleInstanceLock(additionalData: unknown = {}): boolean {
    const knock = { commandLine: process.argv, workingFolder: process.cwd(), additionalData };
    return this.#instance.request(knock, (other) =>
      this.emit('second-instance', new HostEvent(), other.commandLine, other.workingFolder, other.additionalData),
    );
  }

  hasSingleInstanceLock(): boolean {
    return this.#instance.held;
  }

  releaseSingleInstanceLock(): void {
    this.#instance.release();
  }

  /** Closes the windows, each of which can refuse, and ends the process. */
  quit(): void {
    if (this.#quitting || isPrevented(this, 'before-quit', {})) return;
    this.#quitting = true;
    for (const window of openWindows.all) window.close();
    if (openWindows.all.length > 0) this.#quitting = false;
    else this.#quitWindowless();
  }

  /** Set once the application has ended itself. */
  hasExited = false;

  exit(code = 0): void {
    this.hasExited = true;
    for (const window of openWindows.all) window.destroy();
    this.emit('quit', new HostEvent(), code);
    void browser.close().finally(() => process.exit(code));
  }

  relaunch(options: { readonly args?: readonly string[] } = {}): void {
    this.#relaunch = options.args ?? process.argv.slice(1);
  }

  focus(): void {
    openWindows.all.at(-1)?.focus();
  }

  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  isHardwareAccelerationEnabled(): boolean {
    return true;
  }
  hide(): void {}
  show(): void {}
  setAppUserModelId(_id: string): void {}
  setDesktopName(_name: string): void {}
  setAboutPanelOptions(_options: object): void {}
  showAboutPanel(): void {}
  setAsDefaultProtocolClient(_scheme: string): boolean {
    return false;
  }
  removeAsDefaultProtocolClient(_scheme: string): boolean {
    return false;
  }
  isDefaultProtocolClient(_scheme: string): boolean {
    return false;
  }
  addRecentDocument(_file: string): void {}
  clearRecentDocuments(): void {}
  setBadgeCount(_count: number): boolean {
    return false;
  }
  setAppLogsPath(place: string = path.join(this.getPath('userData'), 'logs')): void {
    this.setPath('logs', place);
  }
  isAccessibilitySupportEnabled(): boolean {
    return false;
  }
  getAppMetrics(): readonly object[] {
    return [{ pid: process.pid, type: 'Browser', memory: { workingSetSize: process.memoryUsage().rss / 1024 } }];
  }

  #windowsClosed(): void {
    if (this.#quitting) return;
    if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  #quitWindowless(): void {
    if (isPrevented(this, 'will-quit', {})) this.#quitting = false;
    else this.exit();
  }

  #ended(): void {
    this.#instance.release();
    if (this.#relaunch) spawn(EXECUTABLE, this.#relaunch, { detached: true, stdio: 'ignore' }).unref();
  }
}

export const app = new App();
