import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { toFileError } from '../files/fileError.ts';
import { copyWithHash } from './copyWithHash.ts';
import { fileHash } from './fileHash.ts';

/** A video that stays where it is until it is released. */
export interface HeldVideo {
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  readonly path: string;
  /** False for a file of the user's, which anybody may change. */
  readonly isKept: boolean;
  /** To be called once it is not read any more. */
  release(): void;
}

/** Milliseconds after which nobody can still be writing a draft. */
const STALE = 24 * 3600 * 1000;
const KEPT = /^([0-9a-f]{64})\.(mp4|mov|webm|mkv|gif)$/;
const SIGNATURE = 64;

/**
 * Videos on disk, called by what they hold, so that generations, imports and documents share them. The ones that were
 * not used for the longest time go when all together are too large, but never one that is held.
 */
export class VideoCache {
  readonly #folder: string;
  readonly #limit: () => number;
  readonly #held = new Map<string, number>();

  /** @param limit bytes of all videos together */
  constructor(folder: string, limit: () => number) {
    this.#folder = folder;
    this.#limit = limit;
  }

  /**
   * Keeps a copy of a file and holds it. A file that is larger than all videos may be is not copied: it is held where it
   * lies, as nobody else's.
   *
   * @throws FileError; the signal's reason
   */
  async keep(file: string, signal?: AbortSignal): Promise<HeldVideo> {
    try {
      const hash = this.#hashIn(file) ?? (await fileHash(file, signal));
      const known = await this.find(hash);
      if (known) return known;
      if ((await stat(file)).size > this.#limit()) return { hash, path: file, isKept: false, release: () => {} };
      const draft = await this.draft();
      try {
        return await this.adopt(draft, await copyWithHash(file, draft, signal));
      } finally {
        await rm(draft, { force: true });
      }
    } catch (error) {
      signal?.throwIfAborted();
      throw toFileError(error, basename(file));
    }
  }

  /** The path of a new file to write a video to; `adopt` takes it in. */
  async draft(): Promise<string> {
    await mkdir(this.#folder, { recursive: true });
    return join(this.#folder, `${randomUUID()}.draft`);
  }

  /** Takes a draft with this hash in, and holds it. */
  async adopt(draft: string, hash: string): Promise<HeldVideo> {
    const release = this.#hold(hash);
    try {
      const path = join(this.#folder, `${hash}.${await endingOf(draft)}`);
      await rename(draft, path);
      return { hash, path, isKept: true, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Finds and holds the video with this hash; it then counts as used now. */
  async find(hash: string): Promise<HeldVideo | undefined> {
    const release = this.#hold(hash);
    const names = await readdir(this.#folder).catch(() => []);
    const name = names.find((each) => KEPT.exec(each)?.[1] === hash);
    if (name === undefined) {
      release();
      return undefined;
    }
    const path = join(this.#folder, name);
    const now = new Date();
    await utimes(path, now, now).catch(() => {});
    return { hash, path, isKept: true, release };
  }

  /** Removes the ones that were not used for the longest until the rest fits, and what broken downloads left. Never fails. */
  async trim(): Promise<void> {
    try {
      const files = await Promise.all((await readdir(this.#folder)).map((name) => this.#factsOf(name)));
      for (const path of toRemove(files, this.#limit())) await rm(path, { force: true });
    } catch {
      // A folder that is too large still works; the next time tries again.
    }
  }

  /** The hash of a file that is kept here already. */
  #hashIn(file: string): string | undefined {
    return dirname(file) === this.#folder ? KEPT.exec(basename(file))?.[1] : undefined;
  }

  #hold(hash: string): () => void {
    this.#held.set(hash, (this.#held.get(hash) ?? 0) + 1);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      const count = (this.#held.get(hash) ?? 1) - 1;
      if (count > 0) this.#held.set(hash, count);
      else this.#held.delete(hash);
    };
  }

  async #factsOf(name: string): Promise<Facts> {
    const path = join(this.#folder, name);
    const { size, mtimeMs } = await stat(path);
    const hash = KEPT.exec(name)?.[1];
    return {
      path,
      size,
      age: Date.now() - mtimeMs,
      isVideo: hash !== undefined,
      isHeld: hash !== undefined && this.#held.has(hash),
    };
  }
}

interface Facts {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since it was last used. */
  readonly age: number;
  readonly isVideo: boolean;
  readonly isHeld: boolean;
}

function toRemove(files: readonly Facts[], limit: number): readonly string[] {
  let sum = 0;
  for (const { isHeld, size } of files) if (isHeld) sum += size;
  const free = files.filter(({ isVideo, isHeld }) => isVideo && !isHeld);
  const tooMuch = free
    .toSorted((a, b) => a.age - b.age)
    .filter(({ size }) => {
      sum += size;
      return sum > limit;
    });
  const broken = files.filter((file) => !file.isVideo && file.age > STALE);
  return [...tooMuch, ...broken].map(({ path }) => path);
}

/** What kind of file it is, by its first bytes: the same video has one name only. */
async function endingOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SIGNATURE), 0, SIGNATURE, 0);
    const head = buffer.subarray(0, bytesRead).toString('latin1');
    if (head.startsWith('GIF8')) return 'gif';
    if (head.startsWith('\x1a\x45\xdf\xa3')) return head.includes('webm') ? 'webm' : 'mkv';
    return head.startsWith('ftyp', 4) && !head.startsWith('qt  ', 8) ? 'mp4' : 'mov';
  } finally {
    await file.close();
  }
}
