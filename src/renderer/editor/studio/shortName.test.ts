import { expect, test } from 'vitest';
import { shortName } from './shortName.ts';

test.each([
  ['Layer 1', 'Layer 1'],
  ['exactly twenty-eight letters', 'exactly twenty-eight letters'],
  ['a knight in blue armour, attack with a sword', 'a knight in bl…with a sword'],
  ['a knight in blue armour, attack with a spear', 'a knight in bl…with a spear'],
  ['🐈'.repeat(40), `${'🐈'.repeat(14)}…${'🐈'.repeat(13)}`],
])('%s', (name, short) => {
  expect(shortName(name)).toBe(short);
});
