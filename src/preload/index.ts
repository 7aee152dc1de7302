import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type Answer, type Api, EVENT_NAMES, type GrantedFile, REQUEST_NAMES } from '../shared/ipc.ts';

/** Puts the contract on window.celkiln: requests and events by their names, and no way to any other channel. */

const requests = Object.fromEntries(
  REQUEST_NAMES.map((name) => [name, (...args: unknown[]) => ipcRenderer.invoke(name, ...args)]),
);

const more: Pick<Api<File>, 'on' | 'grantDropped'> = {
  on(name, listener) {
    if (!EVENT_NAMES.includes(name)) throw new TypeError(`There is no event ${name}`);
    const hear = (_event: unknown, event: Parameters<typeof listener>[0]): void => listener(event);
    ipcRenderer.on(name, hear);
    return () => ipcRenderer.removeListener(name, hear);
  },
  async grantDropped(file): Promise<Answer<GrantedFile>> {
    // Only a File that the system gave has a path; one that a script made has none.
    const path = webUtils.getPathForFile(file);
    if (path !== '') return ipcRenderer.invoke('grantDropped', path);
    return {
      ok: false,
      error: { code: 'file_not_found', message: 'What was dropped is not a file on this computer.' },
    };
  },
};

contextBridge.exposeInMainWorld('celkiln', { ...requests, ...more });

// On Linux and Windows a lone Alt moves the focus to the menu bar, unless the page takes the key; ours picks colours.
for (const type of ['keydown', 'keyup'] as const) {
  window.addEventListener(type, (event) => event.key === 'Alt' && event.preventDefault(), { capture: true });
}
