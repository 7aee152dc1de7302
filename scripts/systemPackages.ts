import { accessSync, constants, globSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { run } from './command.ts';

/** A program that we need from the system, and the Debian package that has it. */
export interface SystemProgram {
  /** Any of these will do, by name or as a pattern of whole paths. */
  readonly programs: readonly string[];
  readonly packages: readonly string[];
  readonly use: string;
}

export const CHROMIUM: SystemProgram = {
  programs: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  packages: ['chromium'],
  use: "shows the editor where Electron's own program cannot be had",
};
export const FFMPEG: SystemProgram = { programs: ['ffmpeg'], packages: ['ffmpeg'], use: 'reads and writes video' };
export const IMAGE_MAGICK: SystemProgram = {
  // Not convert: others have a program of that name.
  programs: ['magick', 'identify'],
  packages: ['imagemagick'],
  use: 'reads what we write, in a test',
};
export const GRAPHICS_MAGICK: SystemProgram = {
  programs: ['gm'],
  packages: ['graphicsmagick'],
  use: 'reads what we write, in a test',
};
export const GIMP: SystemProgram = {
  programs: ['gimp'],
  packages: ['gimp'],
  use: 'reads what we write, in a test of the full counts',
};
export const POSTGRES: SystemProgram = {
  programs: ['initdb', '/usr/lib/postgresql/*/bin/initdb'],
  packages: ['postgresql'],
  use: "makes the database that the cloud side's schema is tested on",
};
/** Debian 12 has version 15. */
const POSTGRES_VERSION = Math.max(0, ...globSync('/usr/lib/postgresql/*').map((path) => Number(basename(path)))) || 15;
export const PLPGSQL_CHECK: SystemProgram = {
  programs: ['/usr/lib/postgresql/*/lib/plpgsql_check.so'],
  packages: [`postgresql-${POSTGRES_VERSION}-plpgsql-check`],
  use: "finds mistakes in the database's functions",
};

/** How packages may be installed here. */
export type Installer = 'as root' | 'ask' | 'by hand';

/** As root on Debian and its like without a terminal to ask: yes; with one: after asking; anywhere else: no. */
function installerHere(hasApt: boolean, isRoot: boolean, hasTerminal: boolean): Installer {
  if (!hasApt || !isRoot) return 'by hand';
  return hasTerminal ? 'ask' : 'as root';
}

/** Whether a program stands anywhere on PATH, or one that a pattern of paths names. */
function isThere(program: string): boolean {
  return program.startsWith('/') ? globSync(program).length > 0 : isOnPath(program);
}

/** Whether a program stands anywhere on PATH. */
function isOnPath(program: string, path = process.env.PATH ?? ''): boolean {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, process.platform === 'win32' ? `${program}.exe` : program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Installs what is missing of the given programs, or says how to; false when something is still missing.
 */
export async function ensure(wanted: readonly SystemProgram[]): Promise<boolean> {
  const missing = wanted.filter(({ programs }) => !programs.some(isThere));
  if (missing.length === 0) return true;
  const packages = missing.flatMap((each) => each.packages);
  for (const { programs, use } of missing) console.error(`${programs[0]} is missing: it ${use}.`);
  const installer = installerHere(isOnPath('apt-get'), process.getuid?.() === 0, process.stdin.isTTY === true);
  if (installer === 'by hand' || (installer === 'ask' && !(await agrees(packages)))) {
    console.error(`Install it with:\n  ${remedy(packages)}`);
    return false;
  }
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
  if ((await run('apt-get', ['update', '-q'], quiet)) !== 0) return false;
  return (await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], quiet)) === 0;
}

function remedy(packages: readonly string[]): string {
  if (isOnPath('apt-get')) return `sudo apt-get install ${packages.join(' ')}`;
  if (isOnPath('brew')) return `brew install ${packages.join(' ')}`;
  return `your system's package manager: ${packages.join(', ')}`;
}

async function agrees(packages: readonly string[]): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`Install ${packages.join(', ')} with apt-get now? [Y/n] `);
  terminal.close();
  return !/^n/i.test(answer.trim());
}
