import { expect, test } from 'vitest';
import type { Connection } from '../../../shared/connection.ts';
import { htmlOf, wordsOf } from '../testPage.tsx';
import { Missing, NoUsage } from './UsageGate.tsx';

const url = 'https://example.org';

test.each<[Connection, string]>([
  [{ kind: 'signedOut', url }, 'Sign in to your project to see this. Sign in'],
  [{ kind: 'noKey', provider: 'fal' }, 'Enter the key of a video provider to see this. Enter a key'],
  [
    { kind: 'unreachable', url, error: { code: 'offline', message: '' } },
    'There is no network. Check your connection, then try again. Check the connection',
  ],
  [{ kind: 'ownKey', provider: 'fal', remembered: true }, 'The figures could not be fetched. Try again'],
  [{ kind: 'demo' }, 'The figures could not be fetched. Try again'],
])('without figures over %o it says why, and what to do', (connection, words) => {
  expect(wordsOf(htmlOf(<NoUsage again={() => undefined} />, { connection }))).toBe(words);
});

test('what an older project cannot tell is named, beside the rest', () => {
  expect(wordsOf(htmlOf(<Missing parts={['ledger', 'callbacks']} />))).toBe(
    'Your project is older than Celkiln and cannot tell everything. Upgrade it, as the guide to deploying says. ' +
      'Missing: what was bought, callbacks.',
  );
});
