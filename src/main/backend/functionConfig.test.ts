import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parseFunctionConfig } from './functionConfig.ts';

test('verify_jwt is read for each function and defaults to true', () => {
  const toml = `
    verify_jwt = false            # belongs to no function
    [functions.one]
    verify_jwt = false            # said so
    [functions.two]
    [functions."three"]
    verify_jwt = true
    [auth]
    verify_jwt = false
  `;
  expect(Object.fromEntries(parseFunctionConfig(toml))).toEqual({
    one: { verifyJwt: false },
    two: { verifyJwt: true },
    three: { verifyJwt: true },
  });
});

test("the project's own file opens the webhook and the scheduler's function, which check for themselves, and nothing else", async () => {
  const toml = await readFile(new URL('../../../supabase/config.toml', import.meta.url), 'utf8');
  const open = [...parseFunctionConfig(toml)].filter(([, { verifyJwt }]) => !verifyJwt);
  expect(open.map(([name]) => name)).toEqual(['video-reconcile', 'video-webhook']);
});
