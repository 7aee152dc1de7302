import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type Cipher, fileSecrets, memorySecrets } from './secrets.ts';

/** A cipher as a system's key store has one: authenticated, with a key of its own. */
function cipherWith(key: Uint8Array): Cipher {
  return {
    async encrypt(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    async decrypt(bytes) {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString();
    },
  };
}

let path = '';
const cipher = cipherWith(randomBytes(32));
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-secrets-'));
  path = join(folder, 'session.bin');
  onTestFinished(() => rm(folder, { recursive: true }));
});

test('secrets are there again after a restart, and the file does not show them', async () => {
  const secrets = fileSecrets(path, cipher);
  expect(secrets.remembered).toBe(true);
  expect(await secrets.get('session')).toBeNull();
  await Promise.all([
    secrets.set('session', 'my token'),
    secrets.set('other', 'B'),
    secrets.set('session', 'newer token'),
  ]);
  expect((await readFile(path)).includes('token')).toBe(false);
  const again = fileSecrets(path, cipher);
  expect(await again.get('session')).toBe('newer token');
  await again.remove('session');
  await again.remove('session');
  const third = fileSecrets(path, cipher);
  expect([await third.get('session'), await third.get('other')]).toEqual([null, 'B']);
});

test.each<[string, () => Promise<Cipher>]>([
  ['with another key', async () => cipherWith(randomBytes(32))],
  [
    'when a byte has changed',
    async () => {
      const bytes = await readFile(path);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      await writeFile(path, bytes);
      return cipher;
    },
  ],
  [
    'when it is empty',
    async () => {
      await writeFile(path, '');
      return cipher;
    },
  ],
  [
    'when it holds something else',
    async () => {
      await writeFile(path, await cipher.encrypt('["a list"]'));
      return cipher;
    },
  ],
])('a file %s counts as empty, and new secrets can be kept', async (_, spoil) => {
  await fileSecrets(path, cipher).set('session', 'token');
  const other = await spoil();
  const secrets = fileSecrets(path, other);
  expect(await secrets.get('session')).toBeNull();
  await secrets.set('session', 'another');
  expect(await fileSecrets(path, other).get('session')).toBe('another');
});

test('a key store that is locked for once loses nothing', async () => {
  await fileSecrets(path, cipher).set('session', 'token');
  const locked: Cipher = { ...cipher, decrypt: () => Promise.reject(new Error('locked')) };
  expect(await fileSecrets(path, locked).get('session')).toBeNull();
  expect(await fileSecrets(path, cipher).get('session')).toBe('token');
});

test('a write that fails is told, and the next one holds everything', async () => {
  let broken = true;
  const flaky: Cipher = {
    ...cipher,
    encrypt: (text) => (broken ? Promise.reject(new Error('no')) : cipher.encrypt(text)),
  };
  const secrets = fileSecrets(path, flaky);
  await expect(secrets.set('a', '1')).rejects.toThrow('no');
  broken = false;
  await secrets.set('b', '2');
  const again = fileSecrets(path, cipher);
  expect([await again.get('a'), await again.get('b')]).toEqual(['1', '2']);
});

test('secrets in memory end with the program, and say so', async () => {
  const secrets = memorySecrets();
  await secrets.set('session', 'token');
  expect([secrets.remembered, await secrets.get('session')]).toEqual([false, 'token']);
  await secrets.remove('session');
  expect(await secrets.get('session')).toBeNull();
});
