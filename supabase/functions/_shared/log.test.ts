import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { errorFacts, log, withoutSecrets } from './log.ts';

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line) => void lines.push(`${level} ${line}`));
  }
});
afterEach(() => vi.restoreAllMocks());

test.each([
  [undefined, ['info', 'warn', 'error']],
  ['warn', ['warn', 'error']],
  ['error', ['error']],
  ['off', []],
])('with LOG_LEVEL %s', (level, expected) => {
  for (const each of ['info', 'warn', 'error'] as const)
    log({ LOG_LEVEL: level }, each, 'something', { job: 'a', n: 1 });
  expect(lines).toEqual(expected.map((each) => `${each} {"event":"something","job":"a","n":1}`));
});

test('secrets are blanked in what others say', () => {
  const jwt = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln';
  const text = `GET /video-webhook?job_id=1&token=abc-_123 with ${jwt}, sb_secret_abc and luma-api-key9`;
  expect(withoutSecrets(text)).toBe('GET /video-webhook?job_id=1&token=… with …, sb_secret_… and luma-…');
  expect(errorFacts(new TypeError(`no answer for ?token=${'x'.repeat(43)}`))).toEqual({
    error: 'TypeError: no answer for ?token=…',
  });
  expect(errorFacts('y'.repeat(1000)).error).toHaveLength(300);
});
