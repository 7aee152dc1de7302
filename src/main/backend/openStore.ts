import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../files/replaceFile.ts';
import { type Database, openDatabase } from './database.ts';
import { applySchema } from './schema.ts';

export interface Store {
  readonly database: Database;
  /** Where a database that could not be opened was put; null when all was well. */
  readonly setAside: string | null;
}

/**
 * Opens the database in `dataFolder` with the current schema. One that cannot be opened, or that an incompatible
 * version has written, is moved aside, never deleted, and a fresh one takes its place. One whose making was cut short
 * has never held anything, and is made anew.
 * @throws when a fresh one cannot be made either; the old one then stands where it stood
 */
export async function openStore(dataFolder: string, supabaseFolder: string): Promise<Store> {
  const folder = join(dataFolder, 'database');
  await mkdir(dataFolder, { recursive: true });
  const unfinished = unfinishedMark(dataFolder);
  const cutShort = await unfinished.read();
  const contents = await readdir(folder).catch((): string[] => []);
  const make = async (setAside: string | null): Promise<Store> => {
    await unfinished.set(setAside);
    await rm(folder, { recursive: true, force: true });
    const database = await openWithSchema(folder, supabaseFolder);
    await unfinished.remove();
    return { database, setAside };
  };
  if (cutShort !== null) return make(cutShort.setAside);
  if (contents.length === 0) return make(null);
  try {
    // PGlite would take a folder without this file for an empty one and write over the rest.
    if (!contents.includes('PG_VERSION')) throw new Error('This folder holds no database.');
    return { database: await openWithSchema(folder, supabaseFolder), setAside: null };
  } catch {
    const setAside = `${folder}-set-aside-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    await rename(folder, setAside);
    try {
      return await make(setAside);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      await unfinished.remove();
      await rename(setAside, folder);
      throw error;
    }
  }
}

/**
 * Stands beside a database that is being made, from before its first byte until it is ready for use, and says which one
 * it takes the place of. A program that ends meanwhile leaves it behind.
 */
function unfinishedMark(dataFolder: string) {
  const file = join(dataFolder, 'database-unfinished');
  return {
    async read(): Promise<{ readonly setAside: string | null } | null> {
      const text = await readFile(file, 'utf8').catch(() => null);
      return text === null ? null : { setAside: text === '' ? null : text };
    },
    async set(setAside: string | null): Promise<void> {
      await writeFile(file, setAside ?? '', { flush: true });
      await syncFolder(dataFolder);
    },
    /** It must not come back after a power cut: what it stands beside would be taken for empty. */
    async remove(): Promise<void> {
      await rm(file, { force: true });
      await syncFolder(dataFolder);
    },
  };
}

async function openWithSchema(folder: string, supabaseFolder: string): Promise<Database> {
  const database = await openDatabase(folder);
  try {
    await applySchema(database, supabaseFolder);
    return database;
  } catch (error) {
    await database.close().catch(() => {});
    throw error;
  }
}
