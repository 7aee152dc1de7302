import { expect, test } from 'vitest';
import { codeIn, createDeepLinks, deepLinkIn, openLoopback } from './landing.ts';

test('a deep link is found among the words of a command line, and nothing else is', () => {
  const link = 'celkiln://auth/callback?code=abc';
  expect(deepLinkIn(['/usr/bin/celkiln', 'cat.png', link])?.href).toBe(link);
  for (const other of ['celkiln://other?code=abc', 'https://auth/callback?code=abc', `${link}${'x'.repeat(5000)}`]) {
    expect(deepLinkIn([other])).toBeNull();
  }
});

const LINK = new URL('celkiln://auth/callback?code=abc');

test('whoever waits gets the link; without anybody waiting the listener does, even if it comes late', async () => {
  const links = createDeepLinks();
  const unawaited: URL[] = [];
  links.arrive(LINK);
  links.onUnawaited((link) => unawaited.push(link));
  expect(unawaited).toEqual([LINK]);
  const landing = links.open();
  links.arrive(LINK);
  expect(await landing.arrival).toBe(LINK);
  expect(unawaited).toHaveLength(1);
  landing.close();
  links.arrive(LINK);
  expect(unawaited).toHaveLength(2);
});

test('who waits no more takes nothing from who waits now', async () => {
  const links = createDeepLinks();
  const first = links.open();
  const second = links.open();
  first.close();
  links.arrive(LINK);
  expect(await second.arrival).toBe(LINK);
});

test('on loopback the browser sees a page, and other addresses do not count', async () => {
  const landing = await openLoopback();
  const origin = new URL(landing.address).origin;
  expect((await fetch(`${origin}/favicon.ico`)).status).toBe(404);
  const page = await fetch(`${landing.address}?code=abc`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('go back to Celkiln')]);
  expect(codeIn(await landing.arrival)).toBe('abc');
  landing.close();
});

test('without a code, what the project said is thrown', () => {
  const refused = new URL('celkiln://auth/callback?error=access_denied&error_description=The+user+said+no');
  expect(() => codeIn(refused)).toThrow('The user said no');
  expect(() => codeIn(new URL('celkiln://auth/callback'))).toThrow('without a code');
  expect(() => codeIn(new URL('celkiln://auth/callback?code=%3Cscript%3E'))).toThrow('without a code');
});
