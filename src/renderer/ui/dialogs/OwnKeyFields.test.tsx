import { expect, test } from 'vitest';
import type { Connection } from '../../../shared/connection.ts';
import { attributesOf, htmlOf, wordsOf } from '../testPage.tsx';
import { OwnKeyFields } from './OwnKeyFields.tsx';

const IDLE = { busy: false, failure: null, run: () => undefined };

function fieldsOf(connection: Connection, language: 'en' | 'ko' = 'en'): string {
  return htmlOf(<OwnKeyFields task={IDLE} connect={async () => undefined} />, { connection }, { language });
}

test('without a key its field is the first thing to fill in, and the limit has its unit', () => {
  const html = fieldsOf({ kind: 'noKey', provider: 'luma' });
  expect(html).toMatch(/<input type="password"[^>]* data-first="true"/);
  expect(wordsOf(html)).toContain('Limit per month US dollars');
  expect(wordsOf(html)).not.toContain('Forget the key');
});

test('a kept key is not shown, and can be forgotten', () => {
  const html = fieldsOf({ kind: 'ownKey', provider: 'luma', remembered: true });
  expect(attributesOf(html, 'placeholder')).toEqual(['A key is kept. Paste another to replace it.']);
  expect(attributesOf(html, 'data-first')).toEqual([]);
  expect(wordsOf(html)).toContain('Forget the key The key is kept encrypted by your system, and never shown again.');
});

test('where the system keeps no secrets, it says how long the key is known', () => {
  const html = fieldsOf({ kind: 'ownKey', provider: 'fal', remembered: false });
  expect(wordsOf(html)).toContain('it is forgotten when Celkiln ends');
});

test('providers have their own names in Korean, too', () => {
  expect(wordsOf(fieldsOf({ kind: 'noKey', provider: 'luma' }, 'ko'))).toContain('Luma Dream Machine Luma Agents fal');
});
