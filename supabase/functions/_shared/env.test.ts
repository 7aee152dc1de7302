import { expect, test } from 'vitest';
import { type Env, functionsUrl, listSetting, projectUrl, secretKey } from './env.ts';

test.each<[string, Env, string | RegExp]>([
  ['the default of the named keys', { SUPABASE_SECRET_KEYS: '{"a":"x","default":"y"}' }, 'y'],
  ['their first, without a default', { SUPABASE_SECRET_KEYS: '{"a":"x"}', SUPABASE_SECRET_KEY: 'z' }, 'x'],
  ['the single key', { SUPABASE_SECRET_KEYS: '{}', SUPABASE_SECRET_KEY: 'z', SUPABASE_SERVICE_ROLE_KEY: 's' }, 'z'],
  ['the legacy key', { SUPABASE_SERVICE_ROLE_KEY: 's' }, 's'],
  ['none', {}, /SUPABASE_SECRET_KEYS is not set/],
  [
    'broken ones, without repeating them',
    { SUPABASE_SECRET_KEYS: 'sb_secret_x' },
    /^SUPABASE_SECRET_KEYS is not JSON\.$/,
  ],
])('the secret key is %s', (_, env, expected) => {
  if (typeof expected === 'string') expect(secretKey(env)).toBe(expected);
  else expect(() => secretKey(env)).toThrow(expected);
});

test('URLs lose their last slash, and the functions’ may lie elsewhere', () => {
  expect(projectUrl({ SUPABASE_URL: 'https://p.supabase.co/' })).toBe('https://p.supabase.co');
  expect(() => projectUrl({ SUPABASE_URL: ' ' })).toThrow('SUPABASE_URL is not set.');
  expect(functionsUrl({ SUPABASE_URL: 'https://p.supabase.co' })).toBe('https://p.supabase.co/functions/v1');
  expect(functionsUrl({ PUBLIC_FUNCTIONS_URL: 'https://f.example/x/' })).toBe('https://f.example/x');
  expect(functionsUrl({ SUPABASE_URL: 'http://127.0.0.1:1', PUBLIC_FUNCTIONS_URL: 'none' })).toBeNull();
});

test('a list has no empty parts', () => {
  expect(listSetting({ LIST: ' a, ,b,' }, 'LIST')).toEqual(['a', 'b']);
  expect(listSetting({}, 'LIST')).toEqual([]);
});
