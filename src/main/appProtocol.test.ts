import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { APP_ORIGIN, CONTENT_SECURITY_POLICY, createAssetHandler, resolveAsset } from './appProtocol.ts';

let root: string;
let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'celkiln-assets-')));
  root = join(folder, 'renderer');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(root, 'index.html'), '<!doctype html>');
  await writeFile(join(root, 'assets', 'main.js'), 'export {};');
  await writeFile(join(root, 'assets', 'a b%20c.png'), 'png');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await mkdir(join(folder, 'renderer-secret'));
  await writeFile(join(folder, 'renderer-secret', 'index.html'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(root, 'assets', 'link.txt'));
  await symlink(folder, join(root, 'assets', 'out'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test.each([
  ['app://bundle/', 'index.html'],
  ['app://bundle', 'index.html'],
  ['app://bundle/index.html?query#hash', 'index.html'],
  ['app://bundle/assets/main.js', 'assets/main.js'],
  ['app://bundle/assets/a%20b%2520c.png', 'assets/a b%20c.png'],
  ['app://bundle/assets/../index.html', 'index.html'],
])('%s is %s', async (url, file) => {
  expect(await resolveAsset(root, url)).toBe(join(root, file));
});

test.each([
  'app://bundle/../secret.txt',
  'app://bundle/..%2fsecret.txt',
  'app://bundle/%2e%2e/secret.txt',
  'app://bundle/%2e%2e%2fsecret.txt',
  'app://bundle/..%5csecret.txt',
  'app://bundle/..%252fsecret.txt',
  'app://bundle/assets/link.txt',
  'app://bundle/assets/out/secret.txt',
  'app://bundle/../renderer-secret/index.html',
  'app://bundle/..%2frenderer-secret%2findex.html',
  'app://bundle//etc/passwd',
  'app://bundle/%2fetc/passwd',
  'app://bundle/index.html%00.js',
  'app://bundle/index.html%0a',
  'app://bundle/C:%5cWindows%5cwin.ini',
  'app://bundle/index.html::$DATA',
  'app://bundle/assets',
  'app://bundle/assets/',
  'app://bundle/%',
  'app://bundle/%ff',
  'app://other/index.html',
  'app://bundle:80/index.html',
  'app://user@bundle/index.html',
  'file:///etc/passwd',
  'https://bundle/index.html',
  'index.html',
  '',
])('%j is nothing of ours', async (url) => {
  expect(await resolveAsset(root, url)).toBeNull();
});

test('no path, however hostile, leads out of the folder', async () => {
  const piece = fc.constantFrom(
    ...['..', '.', '%2e%2e', '%2E.', '/', '%2f', '%252f', '\\', '%5c', '//', '%00', ':', 'C:', '~', '%', '%u2215'],
    ...[
      'index.html',
      'assets',
      'main.js',
      'out',
      'link.txt',
      'secret.txt',
      'renderer-secret',
      'etc',
      'passwd',
      '；',
      ' ',
    ],
  );
  const path = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('/')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  let found = 0;
  await fc.assert(
    fc.asyncProperty(path, async (hostile) => {
      const file = await resolveAsset(root, `${APP_ORIGIN}/${hostile}`);
      if (file === null) return;
      found++;
      expect(await realpath(file)).toBe(file);
      expect(file.startsWith(root + sep)).toBe(true);
    }),
    { seed: 20261122, numRuns: 2000, examples: [['index.html']] },
  );
  expect(found).toBeGreaterThan(10);
});

test('a file comes with its type and the policy', async () => {
  const response = await createAssetHandler(root)(new Request(`${APP_ORIGIN}/assets/main.js`));
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('export {};');
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': '10',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
});

test('HEAD brings no bytes, other methods nothing, missing files 404', async () => {
  const handle = createAssetHandler(root);
  const head = await handle(new Request(`${APP_ORIGIN}/index.html`, { method: 'HEAD' }));
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '15', '']);
  expect((await handle(new Request(`${APP_ORIGIN}/index.html`, { method: 'POST' }))).status).toBe(405);
  const missing = await handle(new Request(`${APP_ORIGIN}/gone.js`));
  expect([missing.status, missing.headers.get('content-security-policy')]).toEqual([404, CONTENT_SECURITY_POLICY]);
});

test('the policy lets nothing in from the network, and no code that is not in a file of ours', () => {
  expect(CONTENT_SECURITY_POLICY).toMatch(/^default-src 'none'/);
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|https?:|data:|\*/);
});
