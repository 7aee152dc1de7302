import type { KeyboardEvent, MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { COMMANDS } from '../shared/commands.ts';
import { MENU_TEXTS } from '../shared/menuTexts.ts';
import { type MenuSetup, menuTemplate } from './menu.ts';

function build(change: Partial<MenuSetup> = {}) {
  const calls: string[] = [];
  const template = menuTemplate({
    texts: MENU_TEXTS.en,
    platform: 'linux',
    development: false,
    choose: (command) => calls.push(`choose ${command}`),
    edit: (command) => calls.push(`edit ${command}`),
    ...change,
  });
  const items = template.flatMap((menu) => (Array.isArray(menu.submenu) ? menu.submenu : []));
  return { template, items, calls };
}

test.each(['linux', 'win32', 'darwin'] as const)(
  'on %s every command with a place stands in the menu once',
  (platform) => {
    const wanted = Object.entries(COMMANDS).filter(([, command]) => 'menu' in command);
    const ids = build({ platform }).items.flatMap((item) => item.id ?? []);
    expect(ids.toSorted()).toEqual(wanted.map(([id]) => id).toSorted());
  },
);

test('the file menu reads as it should', () => {
  const file = build().template.at(0);
  const lines = Array.isArray(file?.submenu) ? file.submenu.map((item) => item.label ?? '-') : [];
  expect([file?.label, ...lines]).toEqual([
    'File',
    'New sprite…',
    'Open…',
    'Import video…',
    'Import sprite sheet…',
    'Recover unsaved sprites…',
    '-',
    'Save',
    'Save as…',
    '-',
    'Export…',
    'Export sprite sheet…',
    'Repeat last export',
    '-',
    'Close',
    '-',
    'Quit Celkiln',
  ]);
});

test('only keys that are safe while the user writes are taken from the page', () => {
  for (const item of build().items.filter(
    (one) => one.accelerator !== undefined && one.registerAccelerator !== false,
  )) {
    expect(item.accelerator).toMatch(/^CommandOrControl\+/);
    expect(item.accelerator).not.toMatch(/Alt/);
    expect(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll']).not.toContain(item.id);
  }
  expect(item('save').registerAccelerator).toBe(true);
  expect(item('fill')).toMatchObject({ accelerator: 'F', registerAccelerator: false });
  expect(item('copy')).toMatchObject({ accelerator: 'CommandOrControl+C', registerAccelerator: false });
});

test('macOS, which obeys every key that it shows, is shown the safe ones only', () => {
  const { items } = build({ platform: 'darwin' });
  for (const { accelerator } of items)
    if (accelerator !== undefined) expect(accelerator).toMatch(/^CommandOrControl\+/);
  expect(items.find((one) => one.id === 'copy')?.accelerator).toBe('CommandOrControl+C');
});

test('no label has a mnemonic, because Alt belongs to the eyedropper', () => {
  for (const language of ['en', 'ko'] as const) {
    const { template, items } = build({ texts: MENU_TEXTS[language] });
    for (const { label = '' } of [...template, ...items]) expect(label).not.toContain('&');
  }
});

test.each(['linux', 'win32', 'darwin'] as const)(
  'on %s a release has no reloading and no developer tools',
  (platform) => {
    const roles = build({ platform }).items.map((one) => one.role ?? '');
    for (const role of ['reload', 'forceReload', 'toggleDevTools', 'close', 'zoomIn', 'resetZoom', 'minimize']) {
      expect(roles).not.toContain(role);
    }
    expect(build({ platform, development: true }).items.map((one) => one.role)).toContain('toggleDevTools');
  },
);

test('a chosen item is a command; editing keys that the page left alone act on its text', () => {
  const { items, calls } = build();
  click(items, 'save', {});
  click(items, 'undo', {});
  click(items, 'undo', { triggeredByAccelerator: true });
  click(items, 'paste', {});
  expect(calls).toEqual(['choose save', 'choose undo', 'edit undo', 'edit paste']);
});

function item(id: string): MenuItemConstructorOptions {
  const found = build().items.find((one) => one.id === id);
  if (!found) throw new Error(`No item ${id}`);
  return found;
}

/** As Electron does; the first two arguments are not looked at. */
function click(items: readonly MenuItemConstructorOptions[], id: string, event: KeyboardEvent): void {
  const found = items.find((one) => one.id === id);
  const call: unknown = found?.click;
  if (typeof call !== 'function') throw new Error(`No item ${id}`);
  call(undefined, undefined, event);
}
