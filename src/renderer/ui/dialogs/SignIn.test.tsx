import { expect, test } from 'vitest';
import type { SignInWays } from '../../../shared/connection.ts';
import { attributesOf, htmlOf, wordsOf } from '../testPage.tsx';
import { SignInForm } from './SignIn.tsx';

const IDLE = { busy: false, failure: null, run: () => undefined };
const formOf = (ways: SignInWays) => htmlOf(<SignInForm ways={ways} task={IDLE} enter={() => undefined} />);

test('a project that takes passwords asks for the e-mail first', () => {
  const html = formOf({ email: true, browser: ['google', 'kakao'] });
  expect(html).toMatch(/<input type="email"[^>]* data-first="true"/);
  expect(attributesOf(html, 'data-first')).toHaveLength(1);
  expect(wordsOf(html)).toMatch(/^Connected\. Sign in to generate\..* Or with Google Kakao$/);
});

test('where only the browser leads in, there are no other ways to be an alternative to', () => {
  expect(wordsOf(formOf({ email: false, browser: ['github'] }))).toBe(
    'Connected. Sign in to generate. Sign in with GitHub',
  );
});

test('a project without any way in says what to do', () => {
  expect(wordsOf(formOf({ email: false, browser: [] }))).toBe(
    'The project lets nobody sign in. Switch on email or another way in its settings, then try again.',
  );
});
