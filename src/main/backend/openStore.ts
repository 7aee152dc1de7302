import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, openDatabase } from './database.ts';
import { applySchema } from './schema.ts';

export interface Store {
  readonly database: Database;
  /** Where a database that could not be opened was put; null when all was well. */
  readonly setAside: string | null;
}

/**
 * Opens the database in `dataFolder` with the current schema. One that cannot be opened, or that an incompatible
 * version has written, is moved aside, never deleted, and a fresh one takes its place.
 * @throws when a fresh one cannot be made either; the old one then stands where it stood
 */
export async function openStore(dataFolder: string, supabaseFolder: string): Promise<Store> {
  const folder = join(dataFolder, 'database');
  await mkdir(dataFolder, { recursive: true });
  const contents = await readdir(folder).catch((): string[] => []);
  if (contents.length === 0) return { database: await openWithSchema(folder, supabaseFolder), setAside: null };
  try {
    // PGlite would take a folder without this file for an empty one and write over the rest.
    if (!contents.includes('PG_VERSION')) throw new Error('This folder holds no database.');
    return { database: await openWithSchema(folder, supabaseFolder), setAside: null };
  } catch {
    const setAside = `${folder}-set-aside-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    await rename(folder, setAside);
    try {
      return { database: await openWithSchema(folder, supabaseFolder), setAside };
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      await rename(setAside, folder);
      throw error;
    }
  }
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
