import { join } from 'node:path';
import { draftWriter } from './draftName.ts';
import { isAlive } from './isAlive.ts';
import type { FileSystem } from './replaceFile.ts';

/** Removes drafts whose writers have died. What cannot be removed stays: a save must not fail because of it. */
export async function sweepDrafts(folder: string, files: Pick<FileSystem, 'readdir' | 'unlink'>): Promise<void> {
  const names = await files.readdir(folder).catch(() => []);
  for (const name of names) {
    const writer = draftWriter(name);
    if (writer === undefined || isAlive(writer)) continue;
    await files.unlink(join(folder, name)).catch(() => undefined);
  }
}
