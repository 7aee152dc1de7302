import { app } from './api/app.ts';
import { BrowserWindow } from './api/browserWindow.ts';
import { clipboard } from './api/clipboard.ts';
import { dialog } from './api/dialog.ts';
import { ipcMain } from './api/ipcMain.ts';
import { Menu, MenuItem } from './api/menu.ts';
import { nativeImage } from './api/nativeImage.ts';
import { nativeTheme } from './api/nativeTheme.ts';
import { net } from './api/net.ts';
import { protocol } from './api/protocol.ts';
import * as quiet from './api/quiet.ts';
import { safeStorage } from './api/safeStorage.ts';
import { screen } from './api/screen.ts';
import { session } from './api/session.ts';
import { shell } from './api/shell.ts';
import { WebContents } from './api/webContents.ts';

/** What `electron` is to the application's main process. */
export const electron = {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  net,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  webContents: WebContents,
  ...quiet,
};
