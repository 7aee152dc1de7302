import { expect, test } from 'vitest';
import { fromMapped, mapHeader, originOf, toMapped } from './mappedUrls.ts';

test.each([
  ['app://bundle/index.html?a=1#b', 'https://bundle.app.host.test/index.html?a=1#b'],
  ['app://bundle', 'https://bundle.app.host.test'],
  ['my+app://x.y/z', 'https://x.y.my+app.host.test/z'],
])('%s is %s to Chromium', (own, mapped) => {
  expect(toMapped(own)).toBe(mapped);
  expect(fromMapped(mapped)).toBe(own);
});

test.each(['http://localhost:5173/', 'https://example.com/', 'file:///any/x', 'data:text/html,x', 'about:blank'])(
  '%s stays as it is',
  (url) => {
    expect(toMapped(url)).toBe(url);
    expect(fromMapped(url)).toBe(url);
  },
);

test('no other site can be taken for an own scheme', () => {
  for (const url of ['https://bundle.app.host.test.evil.com/', 'http://bundle.app.host.test/', 'https://host.test/']) {
    expect(fromMapped(url)).toBe(url);
  }
});

test('a policy says the same about the mapped origins', () => {
  const policy = "default-src 'none'; script-src 'self' app://bundle; connect-src app: https://x.app:8080 'self'";
  expect(mapHeader(policy, ['app'])).toBe(
    "default-src 'none'; script-src 'self' https://bundle.app.host.test; connect-src https://*.app.host.test https://x.app:8080 'self'",
  );
});

test('an origin is scheme and host, for every scheme', () => {
  expect(originOf('app://bundle/a/b')).toBe('app://bundle');
  expect(originOf('about:blank')).toBe('null');
});
