import { lstat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { numberedNames } from '../../shared/formats/numberedNames.ts';
import type { Companions, FileId, GrantedFile } from '../../shared/ipc.ts';
import { FileError } from './fileError.ts';
import type { Grants } from './grants.ts';
import { numberedFiles } from './numberedFiles.ts';

/** What the user is asked before files are touched that they did not choose one by one. */
export interface CompanionParts {
  readonly grants: Grants;
  readonly shell: {
    confirmReplacing(name: string, count: number): Promise<boolean>;
    confirmSequence(name: string, count: number): Promise<boolean>;
  };
}

/**
 * Grants what is written along with a place that the user chose to save at, and nothing else.
 *
 * @returns None when the user does not want files there replaced.
 * @throws FileError
 */
export async function placesBeside(
  { grants, shell }: CompanionParts,
  place: FileId,
  wanted: Companions,
): Promise<readonly GrantedFile[]> {
  const path = grants.pathOf(place);
  if (!grants.isPlace(place))
    throw new FileError('not_granted', 'This place was not chosen for saving. Choose it again.');
  const name = basename(path);
  const names = wanted.kind === 'data' ? [`${basename(name, extname(name))}.json`] : numberedNames(name, wanted.count);
  const paths = names.map((each) => join(dirname(path), each));
  // The chosen place itself was asked about when it was chosen.
  const there = await Promise.all(paths.map((each) => each !== path && isThere(each)));
  const replaced = names.filter((_, i) => there[i]);
  const [first] = replaced;
  if (first !== undefined && !(await shell.confirmReplacing(first, replaced.length))) return [];
  return Promise.all(paths.map((each) => grants.grantPlace(each)));
}

/**
 * Grants the numbered pictures from an opened one on, if there are any and the user wants them.
 *
 * @throws FileError
 */
export async function sequenceOf({ grants, shell }: CompanionParts, file: FileId): Promise<readonly GrantedFile[]> {
  const path = grants.pathOf(file);
  const found = await numberedFiles(path);
  if (found.length < 2 || !(await shell.confirmSequence(basename(path), found.length))) return [];
  return Promise.all(found.map((each) => grants.grant(each)));
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
