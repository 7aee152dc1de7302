import { readFile } from 'node:fs/promises';
import { replaceFile } from '../files/replaceFile.ts';

/** Encrypts for this user of this computer; Electron's safeStorage has this shape. */
export interface Cipher {
  encrypt(text: string): Promise<Uint8Array>;
  decrypt(bytes: Uint8Array): Promise<string>;
}

/** A few secrets by name. */
export interface Secrets {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Whether they outlive the program. */
  readonly remembered: boolean;
}

/** Secrets that are forgotten when the program ends: for systems that cannot encrypt, and for tests. */
export function memorySecrets(): Secrets {
  const values = new Map<string, string>();
  return {
    remembered: false,
    get: async (name) => values.get(name) ?? null,
    set: async (name, value) => void values.set(name, value),
    remove: async (name) => void values.delete(name),
  };
}

/**
 * Secrets in one encrypted file. What cannot be decrypted (another user, another computer) counts as not there, and is
 * written over when there is something to keep.
 */
export function fileSecrets(path: string, cipher: Cipher): Secrets {
  let values: Promise<Map<string, string>> | null = null;
  let writing = Promise.resolve();
  const all = (): Promise<Map<string, string>> => {
    values ??= read(path, cipher);
    return values;
  };
  const save = async (): Promise<void> => {
    const text = JSON.stringify(Object.fromEntries(await all()));
    writing = writing.catch(() => {}).then(async () => replaceFile(path, await cipher.encrypt(text)));
    await writing;
  };
  return {
    remembered: true,
    get: async (name) => (await all()).get(name) ?? null,
    async set(name, value) {
      (await all()).set(name, value);
      await save();
    },
    async remove(name) {
      if ((await all()).delete(name)) await save();
    },
  };
}

async function read(path: string, cipher: Cipher): Promise<Map<string, string>> {
  try {
    const stored: unknown = JSON.parse(await cipher.decrypt(await readFile(path)));
    const entries = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
    return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    // The file stays: a key store that is locked today may open tomorrow.
    return new Map();
  }
}
