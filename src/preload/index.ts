import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type Api, EVENT_NAMES, REQUEST_NAMES } from '../shared/ipc.ts';

/** Puts the contract on window.celkiln: requests and events by their names, and no way to any other channel. */

const requests = Object.fromEntries(
  REQUEST_NAMES.map((name) => [name, (...args: unknown[]) => ipcRenderer.invoke(name, ...args)]),
);

const more: Pick<Api<File>, 'on' | 'grantDropped'> = {
  on(name, listener) {
    if (!EVENT_NAMES.includes(name)) throw new TypeError(`There is no event ${name}`);
    const hear = (_event: unknown, event: Parameters<typeof listener>[0]): void => listener(event);
    ipcRenderer.on(name, hear);
    // In braces: what this returned would cross into the page.
    return () => {
      ipcRenderer.removeListener(name, hear);
    };
  },
  // Only a File that the system gave has a path; main refuses the empty one of a File that a script made.
  grantDropped: (file) => ipcRenderer.invoke('grantDropped', webUtils.getPathForFile(file)),
};

contextBridge.exposeInMainWorld('celkiln', { ...requests, ...more });

// On Linux and Windows a lone Alt moves the focus to the menu bar, unless the page takes the key; ours picks colours.
for (const type of ['keydown', 'keyup'] as const) {
  window.addEventListener(type, (event) => event.key === 'Alt' && event.preventDefault(), { capture: true });
}
