import { expect, test } from 'vitest';
import { byteText } from './byteText.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [12_345, '12.3 KB'],
  [999_949, '999.9 KB'],
  [999_950, '1.0 MB'],
  [4_000_000, '4.0 MB'],
])('%i bytes read as %s', (bytes, text) => {
  expect(byteText(bytes)).toBe(text);
});
