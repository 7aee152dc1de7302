import { expect, test } from 'vitest';
import { isForCommands, keyOwner } from './keyOwner.ts';

const press = (key: string, mod = false) => ({ key, ctrlKey: mod, metaKey: false, altKey: false });

test('a text field keeps its letters and its editing keys, and lets the other shortcuts pass', () => {
  expect(isForCommands('text', press('b'))).toBe(false);
  expect(isForCommands('text', press('z', true))).toBe(false);
  expect(isForCommands('text', press('ArrowLeft', true))).toBe(false);
  expect(isForCommands('text', press('s', true))).toBe(true);
  expect(isForCommands('text', press(' ', true))).toBe(true);
  expect(isForCommands('text', press('F3'))).toBe(true);
});

test('a button keeps the keys that work it, and lets the tools pass', () => {
  expect(isForCommands('control', press('Enter'))).toBe(false);
  expect(isForCommands('control', press('Tab'))).toBe(false);
  expect(isForCommands('control', press('ArrowUp'))).toBe(false);
  expect(isForCommands('control', press('b'))).toBe(true);
  expect(isForCommands('control', press('ArrowUp', true))).toBe(true);
});

test('the canvas gives every key to the commands', () => {
  expect(isForCommands('canvas', press('Tab'))).toBe(true);
  expect(keyOwner(null)).toBe('canvas');
});
