import { expect, test } from 'vitest';
import { fuzzyFilter, fuzzyScore } from './fuzzy.ts';

const TITLES = ['New sprite', 'New layer', 'Flip horizontally', 'Fill', 'Show or hide layer', '새 레이어'];
const found = (query: string): readonly string[] => fuzzyFilter(query, TITLES, (title) => title);

test('the first letters of the words find a command', () => {
  expect(found('nl')[0]).toBe('New layer');
  expect(found('fh')[0]).toBe('Flip horizontally');
});

test('a beginning goes before letters strewn about', () => {
  expect(found('fil')[0]).toBe('Fill');
  expect(found('layer')[0]).toBe('New layer');
});

test('letters in the wrong order find nothing', () => {
  expect(found('llif')).toEqual([]);
  expect(fuzzyScore('zz', 'New layer')).toBeUndefined();
});

test('blanks and case do not matter, and nothing typed finds all', () => {
  expect(found('NEW spr')).toEqual(['New sprite']);
  expect(found('  ')).toEqual(TITLES);
});

test('Korean titles are found by their syllables', () => {
  expect(found('새레')).toEqual(['새 레이어']);
});
