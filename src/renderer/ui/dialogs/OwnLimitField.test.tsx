import { expect, test } from 'vitest';
import { attributesOf, htmlOf, wordsOf } from '../testPage.tsx';
import { LimitField } from './OwnLimitField.tsx';

const field = (language: 'en' | 'ko') =>
  htmlOf(<LimitField limit={250} cap={500} keep={() => undefined} />, {}, { language });

test('the limit stands in dollars, can go up to the operator’s cap, and says so', () => {
  const html = field('en');
  expect([attributesOf(html, 'value'), attributesOf(html, 'max')]).toEqual([['2.5'], ['5']]);
  expect(wordsOf(html)).toBe(
    'Limit per month US dollars By estimate. The project’s operator lets you spend $5.00 a month at most.',
  );
  expect(wordsOf(field('ko'))).toContain('한 달에 $5.00');
});
