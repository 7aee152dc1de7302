import { expect, test } from 'vitest';
import { cutSheet, firstDraft } from './sheetDraft.ts';

test.each([
  [96, 32, 32],
  [16, 64, 16],
  [64, 64, 32],
  [100, 48, 32],
  [8, 8, 8],
])('a sheet of %i x %i is first cut into squares of %i', (width, height, side) => {
  expect(firstDraft({ width, height }).grid).toMatchObject({ width: side, height: side });
});

test('a sheet that cannot be cut that way says why', () => {
  const sheet = { width: 8, height: 8, pixels: new Uint32Array(64) };
  const draft = firstDraft(sheet);
  const data = { name: 'x.json', text: '{' };
  expect(cutSheet(sheet, { ...draft, by: 'data', data }).failure?.code).toBe('wrong_format');
  expect(cutSheet(sheet, { ...draft, by: 'data' })).toEqual({ plan: { cells: [], tags: [] }, failure: null });
  expect(cutSheet(sheet, { ...draft, by: 'finding' }).plan.cells).toEqual([]);
});
