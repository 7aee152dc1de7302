import { expect, test } from 'vitest';
import { notify } from './actions.ts';
import type { Session } from './session.ts';
import { sessionWith } from './testSession.ts';

/** A session that was told of one thing after another: lower case of what went well, upper case of errors. */
function told(letters: string): Session {
  const session = sessionWith({ width: 1, height: 1 });
  return [...letters].reduce(
    (before, name) =>
      notify(before, {
        tone: name === name.toUpperCase() ? 'error' : 'info',
        message: { code: 'saved', name },
      }),
    session,
  );
}

const namesOf = ({ notices }: Session): string =>
  notices.map(({ message }) => ('name' in message ? message.name : '')).join('');

test.each([
  ['abcde', 'abcde'],
  ['abcdef', 'bcdef'],
  ['Abcdef', 'Acdef'],
  ['AbCdEfG', 'ACEfG'],
  ['ABCDEF', 'BCDEF'],
  ['ABCDEf', 'ABCDE'],
])('of the notices %s there stay %s: errors longest', (letters, names) => {
  expect(namesOf(told(letters))).toBe(names);
});

test('every notice has a number of its own', () => {
  const ids = told('abcdefgh').notices.map(({ id }) => id);
  expect(ids).toEqual([4, 5, 6, 7, 8]);
});
