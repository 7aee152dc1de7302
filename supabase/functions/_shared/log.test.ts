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
  const fal = 'error for url (https://queue.fal.run/m?fal_webhook=https%3A%2F%2Fx%3Ftoken%3DSECRET), try later';
  expect(withoutSecrets(fal)).toBe('error for url (https://queue.fal.run/m?…), try later');
  expect(withoutSecrets('%26token%3DSECRET')).toBe('%26token%3D…');
  const signed = 'no https://a.example/v.mp4?X-Amz-Signature=SECRET&x=1 there, but https://a.example/w.mp4';
  expect(withoutSecrets(signed)).toBe('no https://a.example/v.mp4?… there, but https://a.example/w.mp4');
  expect(withoutSecrets('Key 0b6e3d2c-7a5f-4b7e-9d51-0d6b1f9f8e01:0123456789abcdef')).toBe('Key …');
  expect(errorFacts('y'.repeat(1000)).error).toHaveLength(300);
});
