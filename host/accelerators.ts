import type { KeyCombination } from './page/messages.ts';

/** Electron's names of keys that are not the key's own character: KeyboardEvent.key in lower case. */
const KEYS: Readonly<Record<string, string>> = {
  plus: '+',
  space: ' ',
  return: 'enter',
  esc: 'escape',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
};
/** KeyboardEvent.code of the keys whose character changes with Shift, on the layout that Electron's names are from. */
const CODES: Readonly<Record<string, string>> = {
  '+': 'Equal',
  '=': 'Equal',
  '-': 'Minus',
  ',': 'Comma',
  '.': 'Period',
  '/': 'Slash',
  ';': 'Semicolon',
  "'": 'Quote',
  '[': 'BracketLeft',
  ']': 'BracketRight',
  '\\': 'Backslash',
  '`': 'Backquote',
};

/**
 * Reads an accelerator such as CommandOrControl+Shift+S; undefined for one that names no key.
 * https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts#accelerators
 */
export function parseAccelerator(accelerator: string, platform: NodeJS.Platform): KeyCombination | undefined {
  const mac = platform === 'darwin';
  const combination = { control: false, shift: false, alt: false, meta: false, key: '', code: '' };
  // A plus at the end is the key itself.
  for (const word of accelerator.replace(/\+\+$/, '+plus').split('+')) {
    const name = word.trim().toLowerCase();
    if (/^(commandorcontrol|cmdorctrl)$/.test(name)) combination[mac ? 'meta' : 'control'] = true;
    else if (/^(command|cmd|super|meta)$/.test(name)) combination.meta = true;
    else if (/^(control|ctrl)$/.test(name)) combination.control = true;
    else if (/^(alt|option|altgr)$/.test(name)) combination.alt = true;
    else if (name === 'shift') combination.shift = true;
    else combination.key = KEYS[name] ?? name;
  }
  const { key } = combination;
  if (key === '') return undefined;
  if (/^[a-z]$/.test(key)) combination.code = `Key${key.toUpperCase()}`;
  else if (/^[0-9]$/.test(key)) combination.code = `Digit${key}`;
  else combination.code = CODES[key] ?? '';
  return combination;
}
