import type { MenuItemConstructorOptions } from 'electron';
import { COMMANDS, type Command, type CommandId, MENUS, type MenuName } from '../shared/commands.ts';
import type { MenuTexts } from '../shared/menuTexts.ts';

/** What the system's text fields do by themselves on these keys, and so must not be taken from them. */
const EDITING = { undo: true, redo: true, cut: true, copy: true, paste: true, selectAll: true } as const;
export type EditingCommand = keyof typeof EDITING;

export interface MenuSetup {
  readonly texts: MenuTexts;
  readonly platform: 'darwin' | 'win32' | 'linux';
  /** Adds reloading and the developer tools. */
  readonly development: boolean;
  /** The user chose a command. */
  choose(command: CommandId): void;
  /** The user chose one of these while the page left its keys to the system: that is, in a text field. */
  edit(command: EditingCommand): void;
}

/**
 * The native menu, from the list of commands. There are no default items: theirs would take keys from the editor (F5,
 * Ctrl+R, Ctrl+Shift+I). Labels carry no mnemonics, because Alt belongs to the eyedropper. Single letters and arrows
 * are shown but left to the page, which alone knows whether the user is writing.
 */
export function menuTemplate(setup: MenuSetup): MenuItemConstructorOptions[] {
  const menus = MENUS.map(
    (name): MenuItemConstructorOptions => ({
      label: setup.texts.menus[name],
      submenu: [...itemsOf(name, setup), ...(name === 'file' ? quitItems(setup) : [])],
    }),
  );
  return [
    ...(setup.platform === 'darwin' ? [applicationMenu(setup)] : []),
    ...menus,
    ...(setup.development ? [DEVELOPMENT] : []),
  ];
}

const DEVELOPMENT: MenuItemConstructorOptions = {
  label: 'Development',
  submenu: [
    { role: 'forceReload', accelerator: 'CommandOrControl+F12' },
    { role: 'toggleDevTools', accelerator: 'F12' },
  ],
};

const IN_APPLICATION_MENU: readonly CommandId[] = ['about', 'preferences'];

function applicationMenu(setup: MenuSetup): MenuItemConstructorOptions {
  const { system } = setup.texts;
  return {
    label: 'Celkiln',
    submenu: [
      commandItem('about', setup),
      { type: 'separator' },
      commandItem('preferences', setup),
      { type: 'separator' },
      { role: 'services', label: system.services },
      { type: 'separator' },
      { role: 'hide', label: system.hide },
      { role: 'hideOthers', label: system.hideOthers },
      { role: 'unhide', label: system.showAll },
      { type: 'separator' },
      { role: 'quit', label: system.quit },
    ],
  };
}

function quitItems({ platform, texts }: MenuSetup): MenuItemConstructorOptions[] {
  if (platform === 'darwin') return [];
  return [{ type: 'separator' }, { role: 'quit', label: texts.system.quit, accelerator: 'CommandOrControl+Q' }];
}

function itemsOf(name: MenuName, setup: MenuSetup): MenuItemConstructorOptions[] {
  const here = commandIds().filter(
    (id) => placeOf(id)?.in === name && !(setup.platform === 'darwin' && IN_APPLICATION_MENU.includes(id)),
  );
  return here.flatMap((id, at): MenuItemConstructorOptions[] => {
    const before = here[at - 1];
    const newGroup = before !== undefined && placeOf(before)?.group !== placeOf(id)?.group;
    return [...(newGroup ? [{ type: 'separator' } as const] : []), commandItem(id, setup)];
  });
}

function commandItem(id: CommandId, setup: MenuSetup): MenuItemConstructorOptions {
  const key = COMMANDS[id].keys.at(0);
  const registered = key !== undefined && isSafeWhileWriting(id, key);
  // macOS obeys every key that it shows, so that there only the safe ones are shown.
  const shown = setup.platform === 'darwin' && !registered && !isEditing(id) ? undefined : key;
  return {
    id,
    label: setup.texts.commands[id],
    ...(shown !== undefined && { accelerator: toAccelerator(shown), registerAccelerator: registered }),
    click(_item, _window, event) {
      if (!isEditing(id)) setup.choose(id);
      else if (event.triggeredByAccelerator || id === 'paste') setup.edit(id);
      else setup.choose(id);
    },
  };
}

/** With Mod, and without Alt: that pair is AltGr, with which many keyboards write letters. */
function isSafeWhileWriting(id: CommandId, key: string): boolean {
  const parts = key.split('+');
  return parts.includes('Mod') && !parts.includes('Alt') && !isEditing(id);
}

/** 'Mod+Shift+S' as Electron writes it. */
function toAccelerator(key: string): string {
  return key.replace(/\bMod\b/, 'CommandOrControl');
}

function isEditing(id: CommandId): id is EditingCommand {
  return id in EDITING;
}

function placeOf(id: CommandId): Command['menu'] {
  const command: Command = COMMANDS[id];
  return command.menu;
}

function commandIds(): readonly CommandId[] {
  return Object.keys(COMMANDS).filter((id): id is CommandId => id in COMMANDS);
}
