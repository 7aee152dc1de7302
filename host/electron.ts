/** What `electron` is to the application's main process. */
export { app } from './api/app.ts';
export { BrowserWindow } from './api/browserWindow.ts';
export { clipboard } from './api/clipboard.ts';
export { dialog } from './api/dialog.ts';
export { ipcMain } from './api/ipcMain.ts';
export { Menu, MenuItem } from './api/menu.ts';
export { nativeImage } from './api/nativeImage.ts';
export { nativeTheme } from './api/nativeTheme.ts';
export { net } from './api/net.ts';
export { protocol } from './api/protocol.ts';
export {
  autoUpdater,
  crashReporter,
  globalShortcut,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  systemPreferences,
  Tray,
} from './api/quiet.ts';
export { safeStorage } from './api/safeStorage.ts';
export { screen } from './api/screen.ts';
export { session } from './api/session.ts';
export { shell } from './api/shell.ts';
export { WebContents as webContents } from './api/webContents.ts';
