import { EventEmitter } from 'node:events';

/** The parts of Electron that have nothing behind them here: they can be called, and say that they do nothing. */
export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleTime: (): number => 0,
  getSystemIdleState: (_threshold: number): string => 'active',
  getCurrentThermalState: (): string => 'unknown',
  isOnBatteryPower: (): boolean => false,
  onBatteryPower: false,
});

export const powerSaveBlocker = {
  start: (_type: string): number => 0,
  stop: (_id: number): boolean => true,
  isStarted: (_id: number): boolean => false,
};

export const globalShortcut = {
  register: (_accelerator: string, _callback: () => void): boolean => false,
  registerAll: (_accelerators: readonly string[], _callback: () => void): void => {},
  isRegistered: (_accelerator: string): boolean => false,
  unregister: (_accelerator: string): void => {},
  unregisterAll: (): void => {},
};

export const crashReporter = {
  start: (_options: object): void => {},
  getLastCrashReport: (): null => null,
  getUploadedReports: (): readonly object[] => [],
  getUploadToServer: (): boolean => false,
  setUploadToServer: (_upload: boolean): void => {},
  addExtraParameter: (_key: string, _value: string): void => {},
  removeExtraParameter: (_key: string): void => {},
  getParameters: (): object => ({}),
};

export const autoUpdater = Object.assign(new EventEmitter(), {
  setFeedURL: (_options: object): void => {},
  getFeedURL: (): string => '',
  checkForUpdates: (): void => {},
  quitAndInstall: (): void => {},
});

export const systemPreferences = Object.assign(new EventEmitter(), {
  getColor: (_name: string): string => '#000000',
  getAccentColor: (): string => '808080ff',
  getAnimationSettings: () => ({
    shouldRenderRichAnimation: true,
    scrollAnimationsEnabledBySystem: true,
    prefersReducedMotion: false,
  }),
});

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return false;
  }

  show(): void {}
  close(): void {}
}

export class Tray extends EventEmitter {
  setToolTip(_text: string): void {}
  setContextMenu(_menu: unknown): void {}
  setImage(_image: unknown): void {}
  destroy(): void {}
  isDestroyed(): boolean {
    return false;
  }
}
