import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isNumbered, numberedNames } from '../../shared/formats/numberedNames.ts';
import { LIMITS } from '../../shared/sprite/sprite.ts';

/** What is a frame by itself; an animation or a sprite with a number is not one of many. */
const STILL = /\.(png|jpe?g|webp|bmp|avif|tiff?)$/i;

/**
 * The files of a numbered sequence from `path` on (walk1.png, walk2.png ...), as far as they are there without a gap;
 * just `path` when it carries no number or is no still picture by its name.
 */
export async function numberedFiles(path: string): Promise<readonly string[]> {
  const name = basename(path);
  const files = [path];
  if (!STILL.test(name) || !isNumbered(name)) return files;
  for (const each of numberedNames(name, LIMITS.frames).slice(1)) {
    const next = join(dirname(path), each);
    if (!(await isFile(next))) break;
    files.push(next);
  }
  return files;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
