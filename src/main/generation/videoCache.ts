import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Videos of jobs on disk, by job id. */
export interface VideoCache {
  pathOf(jobId: string): string;
  remove(jobId: string): Promise<void>;
  /** Removes the oldest until what is left fits, and what broken downloads have left. Never fails. */
  trim(): Promise<void>;
}

const LIMIT = 2 * 1024 ** 3;
/** Milliseconds after which nobody can still be writing a part. */
const STALE = 24 * 3600 * 1000;

/** @param limit in bytes; the newest video stays whatever its size */
export function createVideoCache(folder: string, limit: number = LIMIT): VideoCache {
  // Ids come from a server, and were checked where they came in.
  const pathOf = (jobId: string): string => join(folder, `${jobId.replace(/[^\w-]/g, '')}.mp4`);
  return {
    pathOf,
    remove: (jobId) => rm(pathOf(jobId), { force: true }),
    async trim() {
      try {
        await mkdir(folder, { recursive: true });
        const files = await Promise.all((await readdir(folder)).map((name) => factsOf(join(folder, name))));
        for (const path of toRemove(files, limit)) await rm(path, { force: true });
      } catch {
        // A folder that is too large still works; the next start tries again.
      }
    },
  };
}

interface Facts {
  readonly path: string;
  readonly size: number;
  /** Milliseconds since it was last written. */
  readonly age: number;
}

async function factsOf(path: string): Promise<Facts> {
  const { size, mtimeMs } = await stat(path);
  return { path, size, age: Date.now() - mtimeMs };
}

function toRemove(files: readonly Facts[], limit: number): readonly string[] {
  let sum = 0;
  const isPart = ({ path }: Facts): boolean => path.endsWith('.part');
  const newestFirst = files.filter((file) => !isPart(file)).toSorted((a, b) => a.age - b.age);
  const tooMuch = newestFirst.filter(({ size }, place) => {
    sum += size;
    return sum > limit && place > 0;
  });
  const broken = files.filter((file) => isPart(file) && file.age > STALE);
  return [...tooMuch, ...broken].map(({ path }) => path);
}
