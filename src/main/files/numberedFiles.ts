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
  const names = numberedNames(name, LIMITS.frames).slice(1);
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const next = names.slice(at, at + AT_ONCE).map((each) => join(dirname(path), each));
    const there = await Promise.all(next.map(isFile));
    const gap = there.indexOf(false);
    files.push(...next.slice(0, gap < 0 ? undefined : gap));
    if (gap >= 0) break;
  }
  return files;
}

/** Files that are asked for together; asking one by one takes most of its time for waiting. */
const AT_ONCE = 16;

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
