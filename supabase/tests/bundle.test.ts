import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleFunction, functionNames } from '../../scripts/functions/bundleFunction.ts';
import { FUNCTIONS, serveWithDeno } from './deno.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'functions-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('every function stands in one file, which Deno serves far from its sources', async () => {
  const statuses: Record<string, number> = {};
  for (const name of functionNames(FUNCTIONS)) {
    const file = join(folder, `${name}.js`);
    await writeFile(file, await bundleFunction(FUNCTIONS, name));
    const env = { SUPABASE_URL: 'http://127.0.0.1:9', SUPABASE_SECRET_KEYS: '{"default":"x"}', LOG_LEVEL: 'off' };
    const server = await serveWithDeno(name, env, file);
    try {
      statuses[name] = (await fetch(server.url, { method: 'POST', body: '{}' })).status;
    } finally {
      await server.close();
    }
  }
  expect(statuses).toEqual({
    'video-generate': 401,
    'video-quote': 401,
    'video-reconcile': 401,
    'video-status': 401,
    'video-webhook': 404,
  });
}, 60_000);

test('a bundle fits what the dashboard takes and names nothing of this machine', async () => {
  const code = await bundleFunction(FUNCTIONS, 'video-generate');
  expect(code).toContain('Deno.serve(');
  expect(code).not.toMatch(/^\s*import\b/m);
  expect(code).not.toContain(FUNCTIONS);
  expect(code.length).toBeLessThan(200_000);
});
