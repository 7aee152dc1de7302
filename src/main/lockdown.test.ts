import { expect, test } from 'vitest';
import { belongsTo, denyPermissions, type Lockable, lockPage, type Permissions } from './lockdown.ts';

const isOurs = belongsTo('app://bundle');

test.each([
  ['app://bundle/index.html', true],
  ['app://bundle', true],
  ['app://bundle.evil/', false],
  ['app://bundle@evil/', false],
  ['app://evil/app://bundle', false],
  ['https://bundle/', false],
  ['file:///index.html', false],
  ['javascript:alert(1)', false],
  ['about:blank', false],
  ['', false],
])('%j is ours: %s', (url, ours) => {
  expect(isOurs(url)).toBe(ours);
});

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
  '%s leads nowhere else',
  (name) => {
    const page = new Page();
    lockPage(page, isOurs);
    expect(page.prevents(name, 'https://example.com/')).toBe(true);
    expect(page.prevents(name, 'file:///etc/passwd')).toBe(true);
    expect(page.prevents(name, 'app://bundle/index.html')).toBe(name === 'will-attach-webview');
  },
);

test('no window is opened', () => {
  const page = new Page();
  lockPage(page, isOurs);
  expect(page.openWindow()).toEqual({ action: 'deny' });
});

test('every permission is denied but one, and that to our page only', () => {
  const granted: string[] = [];
  const session: Permissions = {
    setPermissionRequestHandler(handler) {
      for (const permission of PERMISSIONS) {
        for (const requestingUrl of URLS) {
          handler({}, permission, (yes) => yes && granted.push(`ask ${permission} ${requestingUrl}`), {
            ...(requestingUrl !== undefined && { requestingUrl }),
          });
        }
      }
    },
    setPermissionCheckHandler(handler) {
      for (const permission of PERMISSIONS) {
        if (handler(null, permission, 'app://bundle/', {})) granted.push(`look ${permission}`);
        if (handler(null, permission, 'https://example.com/', {})) granted.push(`look ${permission} elsewhere`);
      }
    },
    setDevicePermissionHandler(handler) {
      if (handler()) granted.push('device');
    },
  };
  denyPermissions(session, isOurs);
  expect(granted).toEqual(['ask clipboard-sanitized-write app://bundle/index.html', 'look clipboard-sanitized-write']);
});

const URLS = ['app://bundle/index.html', 'https://example.com/', undefined];
const PERMISSIONS = [
  ...['clipboard-read', 'clipboard-sanitized-write', 'media', 'geolocation', 'notifications', 'midi', 'usb', 'hid'],
  ...['serial', 'fullscreen', 'pointerLock', 'openExternal', 'fileSystem', 'display-capture', 'window-management'],
];

type Listener = (event: { readonly url: string; preventDefault(): void }) => void;

class Page implements Lockable {
  readonly #listeners = new Map<string, Listener>();
  openWindow: () => { action: 'deny' } = () => {
    throw new Error('No handler');
  };

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, listener);
  }

  setWindowOpenHandler(handler: () => { action: 'deny' }): void {
    this.openWindow = handler;
  }

  prevents(event: string, url: string): boolean {
    let prevented = false;
    this.#listeners.get(event)?.({
      url,
      preventDefault: () => {
        prevented = true;
      },
    });
    return prevented;
  }
}
