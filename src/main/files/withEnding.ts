import { lstat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { SaveFormat } from '../../shared/ipc.ts';
import { SAVED_EXTENSIONS } from './fileKind.ts';

/**
 * The place that the user chose, with the ending that its format needs to be found and opened again: not every system's
 * dialog adds it. The dialog has asked about replacing only what was typed, so another file in the way is asked about.
 *
 * @returns Null when the user does not want the file there replaced.
 */
export async function withEnding(
  shell: { confirmReplacing(name: string, count: number): Promise<boolean> },
  path: string,
  format: SaveFormat,
): Promise<string | null> {
  const endings = SAVED_EXTENSIONS[format];
  if (endings.includes(extname(path).slice(1).toLowerCase())) return path;
  const named = `${path}.${endings[0]}`;
  if (!(await isThere(named)) || (await shell.confirmReplacing(basename(named), 1))) return named;
  return null;
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
