import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { replaceFile } from './replaceFile.ts';

/** The files that were opened or saved last, each with a small picture, kept between sessions. */
export interface Recent {
  /** Newest first; files that are not there now are left out, but come back with their disk. */
  list(): Promise<readonly RecentEntry[]>;
  /** Puts a file on top. */
  remember(path: string, thumbnail: Uint8Array): Promise<void>;
}

export interface RecentEntry {
  readonly path: string;
  /** PNG */
  readonly thumbnail: Uint8Array;
}

const MOST = 12;
const PATHS = z.array(z.string()).max(1000);

/** @param folder Where the list and the pictures are kept; made when it is first needed. */
export function createRecent(folder: string): Recent {
  const listFile = join(folder, 'files.json');
  let writing = Promise.resolve();

  async function paths(): Promise<readonly string[]> {
    try {
      return PATHS.parse(JSON.parse(await readFile(listFile, 'utf8')));
    } catch {
      // None yet, or spoiled: the list is a convenience and starts again.
      return [];
    }
  }

  async function put(path: string, thumbnail: Uint8Array): Promise<void> {
    await mkdir(folder, { recursive: true });
    await replaceFile(join(folder, pictureName(path)), thumbnail);
    const kept = [path, ...(await paths()).filter((other) => other !== path)].slice(0, MOST);
    await replaceFile(listFile, new TextEncoder().encode(JSON.stringify(kept)));
    await removeOldPictures(folder, kept);
  }

  return {
    async list() {
      await writing;
      const entries = await Promise.all((await paths()).map((path) => entryOf(folder, path)));
      return entries.filter((entry) => entry !== undefined);
    },
    remember(path, thumbnail) {
      const done = writing.then(() => put(path, thumbnail));
      // One failure must not stop those that follow; its own caller hears of it.
      writing = done.catch(() => undefined);
      return done;
    },
  };
}

async function entryOf(folder: string, path: string): Promise<RecentEntry | undefined> {
  try {
    const [found, thumbnail] = await Promise.all([stat(path), readFile(join(folder, pictureName(path)))]);
    return found.isFile() ? { path, thumbnail: new Uint8Array(thumbnail) } : undefined;
  } catch {
    return undefined;
  }
}

async function removeOldPictures(folder: string, kept: readonly string[]): Promise<void> {
  const wanted = new Set(kept.map(pictureName));
  for (const name of await readdir(folder)) {
    if (name.endsWith('.png') && !wanted.has(name)) await unlink(join(folder, name)).catch(() => undefined);
  }
}

function pictureName(path: string): string {
  return `${createHash('sha256').update(path).digest('hex').slice(0, 32)}.png`;
}
