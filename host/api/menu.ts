import { EventEmitter } from 'node:events';
import { parseAccelerator } from '../accelerators.ts';
import { HostEvent } from '../event.ts';
import type { KeyCombination } from '../page/messages.ts';
import { openWindows } from '../windows.ts';
import { ROLES, type Role } from './menuRoles.ts';

/** https://www.electronjs.org/docs/latest/api/menu-item#new-menuitemoptions */
export interface MenuItemOptions {
  readonly id?: string;
  readonly type?: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio';
  readonly role?: string;
  readonly label?: string;
  readonly sublabel?: string;
  readonly toolTip?: string;
  readonly accelerator?: string;
  readonly registerAccelerator?: boolean;
  readonly enabled?: boolean;
  readonly visible?: boolean;
  readonly checked?: boolean;
  readonly icon?: unknown;
  readonly submenu?: Menu | readonly (MenuItemOptions | MenuItem)[];
  readonly click?: (item: MenuItem, window: object | undefined, event: object) => void;
}

let lastCommand = 0;

/** https://www.electronjs.org/docs/latest/api/menu-item */
export class MenuItem {
  readonly commandId = ++lastCommand;
  readonly id: string | undefined;
  readonly type: NonNullable<MenuItemOptions['type']>;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly registerAccelerator: boolean;
  readonly submenu: Menu | undefined;
  readonly icon: unknown;
  readonly sublabel: string;
  readonly toolTip: string;
  readonly #click: MenuItemOptions['click'];
  menu: Menu | undefined;
  label: string;
  enabled: boolean;
  visible: boolean;
  checked: boolean;

  constructor(options: MenuItemOptions) {
    const role: Role | undefined = options.role === undefined ? undefined : ROLES[options.role.toLowerCase()];
    this.id = options.id;
    this.role = options.role;
    this.type = options.type ?? (options.submenu ? 'submenu' : 'normal');
    this.label = options.label ?? role?.label ?? options.role ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.accelerator = options.accelerator ?? role?.accelerator;
    this.registerAccelerator = options.registerAccelerator ?? true;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.icon = options.icon;
    this.#click = role?.click ?? options.click;
    if (options.submenu instanceof Menu) this.submenu = options.submenu;
    else if (options.submenu !== undefined) this.submenu = Menu.buildFromTemplate(options.submenu);
  }

  /** What choosing the item does. */
  click(event: object = {}, window: object | undefined = openWindows.focused): void {
    if (!this.enabled) return;
    if (this.type === 'checkbox') this.checked = !this.checked;
    if (this.type === 'radio') this.checked = true;
    this.#click?.(this, window, new HostEvent({ triggeredByAccelerator: false, ...event }));
  }
}

/** https://www.electronjs.org/docs/latest/api/menu; nothing draws it, but its items and their accelerators work. */
export class Menu extends EventEmitter {
  readonly items: MenuItem[] = [];
  static #application: Menu | null = null;
  static #pressable: readonly { readonly item: MenuItem; readonly combination: KeyCombination }[] = [];

  static buildFromTemplate(template: readonly (MenuItemOptions | MenuItem)[]): Menu {
    const menu = new Menu();
    for (const item of template) menu.append(item instanceof MenuItem ? item : new MenuItem(item));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
    Menu.#pressable = (menu?.everyItem() ?? []).flatMap((item) => {
      const combination = item.accelerator ? parseAccelerator(item.accelerator, process.platform) : undefined;
      return combination && item.registerAccelerator ? [{ item, combination }] : [];
    });
    for (const window of openWindows.all) window.webContents.setAccelerators(Menu.accelerators);
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  static sendActionToFirstResponder(_action: string): void {}

  /** The host's part. */
  static get accelerators(): readonly KeyCombination[] {
    return Menu.#pressable.map(({ combination }) => combination);
  }

  /** The host's part: a page left the keys of this accelerator alone. */
  static pressAccelerator(index: number, window: object): void {
    Menu.#pressable[index]?.item.click({ triggeredByAccelerator: true }, window);
  }

  append(item: MenuItem): void {
    this.insert(this.items.length, item);
  }

  insert(position: number, item: MenuItem): void {
    item.menu = this;
    this.items.splice(position, 0, item);
  }

  getMenuItemById(id: string): MenuItem | null {
    return this.everyItem().find((item) => item.id === id) ?? null;
  }

  /** The host's part: the items of this menu and of all menus in it. */
  everyItem(): readonly MenuItem[] {
    return this.items.flatMap((item) => [item, ...(item.submenu?.everyItem() ?? [])]);
  }

  /** Nobody sees it, so nothing is chosen. */
  popup(options: { readonly callback?: () => void } = {}): void {
    this.emit('menu-will-show', new HostEvent());
    this.closePopup();
    options.callback?.();
  }

  closePopup(): void {
    this.emit('menu-will-close', new HostEvent());
  }
}
