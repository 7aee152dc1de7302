import { access } from 'node:fs/promises';

/** The most files of one sequence. */
const MOST = 4000;

/**
 * The files of a numbered sequence from `path` on (walk1.png, walk2.png ...), as far as they are there without a gap;
 * just `path` when it carries no number or is no still picture by its name.
 */
export async function sequenceFrom(path: string): Promise<readonly string[]> {
  const [, before, digits, ending] = /^(.*?)(\d+)(\.(?:png|jpe?g|webp|bmp|avif))$/is.exec(path) ?? [];
  if (before === undefined || digits === undefined || ending === undefined) return [path];
  const paths = [path];
  for (let number = Number(digits) + 1; paths.length < MOST; number++) {
    const next = `${before}${String(number).padStart(digits.length, '0')}${ending}`;
    if (!(await isThere(next))) break;
    paths.push(next);
  }
  return paths;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
