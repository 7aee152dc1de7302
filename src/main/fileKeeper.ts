import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Values by name that outlive the program; electron-store's shape. */
export interface Keeper {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** What electron-store keeps in the same file, without Electron, for the command line. */
export function openFileKeeper(userData: string): Keeper {
  setSpoiledAside(userData);
  const file = configFile(userData);
  const values = new Map(Object.entries(readObject(file) ?? {}));
  return {
    get: (key) => values.get(key),
    set(key, value) {
      values.set(key, value);
      mkdirSync(dirname(file), { recursive: true });
      const draft = `${file}.${process.pid}.tmp`;
      writeFileSync(draft, JSON.stringify(Object.fromEntries(values), null, '\t'), { flush: true });
      renameSync(draft, file);
    },
  };
}

/** A file that cannot be read is renamed rather than overwritten, so that nothing in it is lost; gives its new name. */
export function setSpoiledAside(userData: string): string | null {
  const file = configFile(userData);
  if (!existsSync(file) || readObject(file)) return null;
  let number = 1;
  while (existsSync(`${file}.spoiled-${number}`)) number++;
  const aside = `${file}.spoiled-${number}`;
  renameSync(file, aside);
  return aside;
}

function configFile(userData: string): string {
  return join(userData, 'config.json');
}

function readObject(file: string): object | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
