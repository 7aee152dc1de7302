import { expect, test } from 'vitest';
import { parseAccelerator } from './accelerators.ts';

const none = { control: false, shift: false, alt: false, meta: false, code: '' };

test.each([
  ['CommandOrControl+S', { ...none, control: true, key: 's', code: 'KeyS' }],
  ['CmdOrCtrl+Shift+Z', { ...none, control: true, shift: true, key: 'z', code: 'KeyZ' }],
  ['Alt+Left', { ...none, alt: true, key: 'arrowleft' }],
  ['Ctrl++', { ...none, control: true, key: '+', code: 'Equal' }],
  ['Ctrl+Plus', { ...none, control: true, key: '+', code: 'Equal' }],
  ['Control+,', { ...none, control: true, key: ',', code: 'Comma' }],
  ['F12', { ...none, key: 'f12' }],
  ['Super+1', { ...none, meta: true, key: '1', code: 'Digit1' }],
])('%s', (accelerator, combination) => {
  expect(parseAccelerator(accelerator, 'linux')).toEqual(combination);
});

test('CommandOrControl is Command on macOS', () => {
  expect(parseAccelerator('CommandOrControl+S', 'darwin')).toMatchObject({ control: false, meta: true });
});

test('modifiers alone are no accelerator', () => {
  expect(parseAccelerator('Ctrl+Shift', 'linux')).toBeUndefined();
});
