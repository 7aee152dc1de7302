import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { buildIfStale } from '../../scripts/build.ts';
import { ROOT } from '../../scripts/command.ts';

/**
 * The command line as npm installs it, in `folder`: in a checkout the same file first looks whether the sources are newer
 * than what is built. Gives the file to run.
 */
export async function installed(folder: string): Promise<string> {
  await buildIfStale();
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'out'), { recursive: true });
  await cp(join(ROOT, 'out/main'), join(folder, 'out/main'), { recursive: true });
  await cp(join(ROOT, 'bin'), join(folder, 'bin'), { recursive: true });
  await cp(join(ROOT, 'package.json'), join(folder, 'package.json'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return join(folder, 'bin/celkiln.mjs');
}
