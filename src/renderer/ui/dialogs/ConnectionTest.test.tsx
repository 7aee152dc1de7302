import { expect, test } from 'vitest';
import { type CheckOutcome, CONNECTION_CHECKS, type ConnectionCheck } from '../../../shared/connection.ts';
import { attributesOf, htmlOf, wordsOf } from '../testPage.tsx';
import { errorsEn } from '../texts/errors.en.ts';
import { errorsKo } from '../texts/errors.ko.ts';
import { CheckLine, ConnectionTest } from './ConnectionTest.tsx';

const lineOf = (check: ConnectionCheck, outcome?: CheckOutcome, language: 'en' | 'ko' = 'en', busy = false) =>
  htmlOf(<CheckLine check={check} outcome={outcome} busy={busy} />, {}, { language });

test('a project is looked at in six parts, an own key in two', () => {
  const project = { kind: 'signedOut', url: 'https://example.org' } as const;
  const own = { kind: 'ownKey', provider: 'fal', remembered: true } as const;
  const parts = (connection: typeof project | typeof own) =>
    attributesOf(htmlOf(<ConnectionTest connection={connection} />), 'data-state');
  expect(parts(project)).toEqual(CONNECTION_CHECKS.map(() => 'open'));
  expect(parts(own)).toEqual(['open', 'open']);
});

test('what is seen as a sign is said in words, too', () => {
  expect(wordsOf(lineOf('reach'))).toBe('Network : not tested yet');
  expect(wordsOf(lineOf('reach', undefined, 'en', true))).toBe('Network : Testing');
  expect(wordsOf(lineOf('reach', { kind: 'good', found: '38 ms' }))).toBe('Network : good 38 ms');
  expect(wordsOf(lineOf('schema', { kind: 'unknown' }))).toBe('Database Sign in to find out');
});

const FAILURES = [
  ['reach', 'unreachable'],
  ['reach', 'offline'],
  ['key', 'wrong_key'],
  ['key', 'wrong_provider_key'],
  ['key', 'secret_key'],
  ['schema', 'schema_missing'],
  ['schema', 'schema_old'],
  ['functions', 'not_deployed'],
  ['functions', 'functions_missing'],
  ['functions', 'webhook_closed'],
  ['provider', 'provider_not_set_up'],
  ['provider', 'provider_budget'],
  ['realtime', 'realtime_refused'],
  ['realtime', 'realtime_silent'],
] as const;

test.each(FAILURES)('where %s fails with %s, it says what is wrong and what to do', (check, code) => {
  const outcome = { kind: 'bad', error: { code, message: code } } as const;
  expect(wordsOf(lineOf(check, outcome))).toContain(`: wrong ${errorsEn[code].what} ${errorsEn[code].todo}`);
  expect(wordsOf(lineOf(check, outcome, 'ko'))).toContain(`: 문제 ${errorsKo[code].what} ${errorsKo[code].todo}`);
});
