import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CryptoKey, calculateJwkThumbprint, exportJWK, importJWK, type JWK } from 'jose';
import { writePrivateFile } from './writePrivateFile.ts';

export interface SigningKey {
  readonly id: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** With kid, alg and use. */
  readonly publicJwk: JWK;
}

/** The key that signs access tokens. It stays in the data folder, so that a session survives a restart. */
export async function loadSigningKey(dataFolder: string): Promise<SigningKey> {
  const file = join(dataFolder, 'signing-key.json');
  const kept = await readFile(file, 'utf8')
    .then(importKey)
    .catch(() => null);
  if (kept) return kept;
  // In this thread, under a millisecond: Node aborts when a thread is ended while another makes a key for it.
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = JSON.stringify(await exportJWK(privateKey));
  await writePrivateFile(file, jwk);
  return importKey(jwk);
}

async function importKey(text: string): Promise<SigningKey> {
  const { d, ...shared }: JWK = JSON.parse(text);
  const id = await calculateJwkThumbprint(shared);
  const publicJwk = { ...shared, kid: id, alg: 'ES256', use: 'sig' };
  const [privateKey, publicKey] = await Promise.all([
    importJWK({ ...shared, d: d ?? '' }, 'ES256'),
    importJWK(shared, 'ES256'),
  ]);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array)
    throw new Error('The signing key is no key pair.');
  return { id, privateKey, publicKey, publicJwk };
}
