import { expect, test } from 'vitest';
import { COMMANDS } from './commands.ts';
import { interfaceLanguage, MENU_TEXTS } from './menuTexts.ts';

test.each(['en', 'ko'] as const)('in %s no two commands have one title, and none is empty', (language) => {
  const titles = Object.values(MENU_TEXTS[language].commands);
  expect(titles).toHaveLength(Object.keys(COMMANDS).length);
  expect(new Set(titles).size).toBe(titles.length);
  expect(titles).not.toContain('');
});

test('Korean titles are Korean, English ones are not', () => {
  const hangul = /[가-힣]/;
  for (const title of Object.values(MENU_TEXTS.ko.commands)) expect(title).toMatch(hangul);
  for (const title of Object.values(MENU_TEXTS.en.commands)) expect(title).not.toMatch(hangul);
});

test.each([
  ['system', 'ko-KR', 'ko'],
  ['system', 'ko', 'ko'],
  ['system', 'kok-IN', 'en'],
  ['system', 'en-GB', 'en'],
  ['system', '', 'en'],
  ['en', 'ko-KR', 'en'],
  ['ko', 'en-US', 'ko'],
] as const)('the choice %s under %s speaks %s', (chosen, locale, language) => {
  expect(interfaceLanguage(chosen, locale)).toBe(language);
});
