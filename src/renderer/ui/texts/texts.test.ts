import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { en } from './en.ts';
import { errorsEn } from './errors.en.ts';
import { errorsKo } from './errors.ko.ts';
import { errorWords } from './errorWords.ts';
import { filesEn } from './files.en.ts';
import { generateEn } from './generate.en.ts';
import { ko } from './ko.ts';
import { recoveryEn } from './recovery.en.ts';
import { studioEn } from './studio.en.ts';
import { timelineEn } from './timeline.en.ts';
import { plainTitle } from './useTexts.ts';

/** Every text of a dictionary with its place; functions are called with what stands for any argument. */
function* eachText(value: unknown, place: string): Generator<[string, string]> {
  if (typeof value === 'string') yield [place, value];
  else if (typeof value === 'function') yield [place, String(value(2, 3, 4, 5))];
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* eachText(inner, `${place}.${key}`);
  }
}

const texts = { en: [...eachText({ en, errorsEn }, '')], ko: [...eachText({ ko, errorsKo }, '')] };

test('both languages say everything', () => {
  expect(texts.ko).toHaveLength(texts.en.length);
  for (const [place, text] of [...texts.en, ...texts.ko]) expect(text.trim(), place).not.toBe('');
});

test('no part of the dictionary takes a name from another', () => {
  const names = [filesEn, generateEn, recoveryEn, studioEn, timelineEn].flatMap((part) => Object.keys(part));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  const own = readFileSync(new URL('./en.ts', import.meta.url), 'utf8').matchAll(/^ {2}(\w+):/gm);
  expect([...own].map(([, name]) => name).filter((name) => name !== undefined && names.includes(name))).toEqual([]);
});

test('Korean is Korean, but for names and signs', () => {
  const shared = [
    '.pixels',
    '.fpsUnit',
    '.colorModeRgba',
    '.timelineMs',
    '.ffmpegPath',
    '.prompt',
    '.paletteEntry',
    '.exportGif',
    '.exportApng',
    '.exportWebp',
    '.studioFrameOf',
    '.keyProviders.luma',
    '.keyProviders.luma-agents',
    '.keyProviders.fal',
  ];
  const foreign = texts.ko.filter(
    ([place, text]) => !/[가-힣]/.test(text) && !shared.some((end) => place.endsWith(end)),
  );
  expect(foreign).toEqual([]);
});

test('nothing is shouted, and English buttons and headings are in sentence case', () => {
  for (const [place, text] of [...texts.en, ...texts.ko]) expect(text, place).not.toMatch(/!/);
  const names = new Set([
    'Celkiln',
    'Supabase',
    'DSN',
    'Lucide',
    'Luma',
    'Dream',
    'Machine',
    'Agents',
    'MIT',
    'ISC',
    'URL',
    'GIF',
    'PNG',
    'Shift',
    'Shift+Alt',
    'RGB',
  ]);
  const shouted = texts.en.filter(([, text]) => {
    const words = text.split(/[\s.:,;]+/).slice(1);
    return words.length > 0 && words.length < 5 && words.every((word) => /^[A-Z]/.test(word) && !names.has(word));
  });
  expect(shouted).toEqual([]);
});

test('a failure comes in words, an unknown one with what main said', () => {
  expect(errorWords({ code: 'disk_full', message: 'ENOSPC' }, 'en').todo).toBe('Make room, then save again.');
  expect(errorWords({ code: 'disk_full', message: 'ENOSPC' }, 'ko').what).toMatch(/디스크/);
  expect(errorWords({ code: 'toString', message: 'Odd.' }, 'en').what).toBe('Odd.');
  expect(errorWords({ code: 'never heard of', message: '' }, 'en').what).toBe(errorsEn.internal.what);
});

test('a button drops the dots that announce a dialog', () => {
  expect(plainTitle('New sprite…')).toBe('New sprite');
  expect(plainTitle('Undo')).toBe('Undo');
});
