import { openWindows } from '../windows.ts';
import { app } from './app.ts';

/** What a menu item with a role does without being told. */
export interface Role {
  readonly label: string;
  readonly accelerator?: string;
  readonly click?: () => void;
}

const focused = () => openWindows.focused;
const page = () => focused()?.webContents;

/** By the role in lower case; the editing roles have no accelerator, because Chromium does that by itself. */
export const ROLES: Readonly<Record<string, Role>> = {
  undo: { label: 'Undo', click: () => page()?.undo() },
  redo: { label: 'Redo', click: () => page()?.redo() },
  cut: { label: 'Cut', click: () => page()?.cut() },
  copy: { label: 'Copy', click: () => page()?.copy() },
  paste: { label: 'Paste', click: () => page()?.paste() },
  pasteandmatchstyle: { label: 'Paste and Match Style', click: () => page()?.pasteAndMatchStyle() },
  delete: { label: 'Delete', click: () => page()?.delete() },
  selectall: { label: 'Select All', click: () => page()?.selectAll() },
  reload: { label: 'Reload', accelerator: 'CommandOrControl+R', click: () => page()?.reload() },
  forcereload: {
    label: 'Force Reload',
    accelerator: 'CommandOrControl+Shift+R',
    click: () => page()?.reloadIgnoringCache(),
  },
  toggledevtools: { label: 'Toggle Developer Tools', accelerator: 'Control+Shift+I' },
  resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0', click: () => page()?.setZoomLevel(0) },
  zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus', click: () => zoomBy(0.5) },
  zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-', click: () => zoomBy(-0.5) },
  togglefullscreen: {
    label: 'Toggle Full Screen',
    accelerator: 'F11',
    click: () => focused()?.setFullScreen(!focused()?.isFullScreen()),
  },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M', click: () => focused()?.minimize() },
  close: { label: 'Close Window', accelerator: 'CommandOrControl+W', click: () => focused()?.close() },
  quit: { label: 'Quit', accelerator: 'CommandOrControl+Q', click: () => app.quit() },
  about: { label: 'About' },
  help: { label: 'Help' },
};

function zoomBy(steps: number): void {
  page()?.setZoomLevel((page()?.getZoomLevel() ?? 0) + steps);
}
