import { EventEmitter } from 'node:events';
import { browser } from '../browser.ts';
import { type Protocol, protocol } from './protocol.ts';
import { WebRequest } from './webRequest.ts';

type Request = (contents: unknown, permission: string, answer: (granted: boolean) => void, details: object) => void;
type Check = (contents: unknown, permission: string, origin: string, details: object) => boolean;

/** Electron's names of permissions and the DevTools protocol's; a name that Chromium does not know is passed over. */
const PERMISSIONS: readonly (readonly [string, readonly string[]])[] = [
  ['clipboard-read', ['clipboard-read']],
  ['clipboard-sanitized-write', ['clipboard-write']],
  ['display-capture', ['display-capture']],
  ['geolocation', ['geolocation']],
  ['idle-detection', ['idle-detection']],
  ['media', ['camera', 'microphone']],
  ['midi', ['midi']],
  ['notifications', ['notifications']],
  ['keyboardLock', ['keyboard-lock']],
  ['pointerLock', ['pointer-lock']],
  ['storage-access', ['storage-access']],
  ['window-management', ['window-management']],
  ['local-fonts', ['local-fonts']],
];

/** https://www.electronjs.org/docs/latest/api/session */
export class ElectronSession extends EventEmitter {
  readonly protocol: Protocol = protocol;
  readonly webRequest = new WebRequest();
  #request: Request | null = null;
  #check: Check | null = null;
  #userAgent = '';

  setPermissionRequestHandler(handler: Request | null): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: Check | null): void {
    this.#check = handler;
  }

  /** Chromium shows its own chooser for devices, which a page in the host never gets to. */
  setDevicePermissionHandler(_handler: unknown): void {}
  setBluetoothPairingHandler(_handler: unknown): void {}
  setDisplayMediaRequestHandler(_handler: unknown): void {}
  setUSBProtectedClassesHandler(_handler: unknown): void {}
  setCertificateVerifyProc(_procedure: unknown): void {}
  setSpellCheckerEnabled(_enabled: boolean): void {}
  setSpellCheckerLanguages(_languages: readonly string[]): void {}
  setPreloads(_preloads: readonly string[]): void {}
  setCodeCachePath(_folder: string): void {}

  getUserAgent(): string {
    return this.#userAgent;
  }

  setUserAgent(userAgent: string): void {
    this.#userAgent = userAgent;
  }

  async clearCache(): Promise<void> {}
  async clearCodeCaches(): Promise<void> {}
  async clearStorageData(): Promise<void> {}
  async setProxy(): Promise<void> {}
  async closeAllConnections(): Promise<void> {}
  flushStorageData(): void {}

  /**
   * The host's part, before a document of this origin appears. Chromium decides without asking, so the application is
   * asked beforehand about each permission; one without a handler is granted, as in Electron.
   */
  async applyPermissions(contents: unknown, mappedOrigin: string, origin: string): Promise<void> {
    const settings = PERMISSIONS.flatMap(([name, chromiumNames]) => {
      const checked = this.#check?.(contents, name, origin, { isMainFrame: true, requestingUrl: origin }) ?? true;
      return chromiumNames.map(async (chromiumName) => {
        const granted = checked && (await this.#isGranted(contents, name, origin));
        const setting = granted ? ('granted' as const) : ('denied' as const);
        const permission = { permission: { name: chromiumName }, setting, origin: mappedOrigin };
        await browser.root.send('Browser.setPermission', permission).catch(() => {});
      });
    });
    await Promise.all(settings);
  }

  #isGranted(contents: unknown, permission: string, origin: string): Promise<boolean> {
    const request = this.#request;
    if (request === null) return Promise.resolve(true);
    return new Promise((resolve) =>
      request(contents, permission, resolve, { isMainFrame: true, requestingUrl: origin, securityOrigin: origin }),
    );
  }
}

const defaultSession = new ElectronSession();

/** Partitions are not kept apart: there is one profile. */
export const session = {
  defaultSession,
  fromPartition: (_partition: string): ElectronSession => defaultSession,
};
