import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, run, tool } from './command.ts';

/** What shows the editor: Electron itself, or the stand-in over Chromium. */
export interface ElectronProgram {
  readonly path: string;
  readonly kind: 'electron' | 'host';
}

const PACKAGE = join(ROOT, 'node_modules/electron');
/** Its time says when the download was last tried in vain. */
const TRIED = join(ROOT, 'node_modules/.cache/celkiln/electron-download-failed');
const DAY = 24 * 60 * 60 * 1000;

/** Electron's program if it is here or can be downloaded (tried once a day), and the stand-in otherwise. */
export async function electronProgram(download: boolean): Promise<ElectronProgram> {
  if (!existsSync(join(PACKAGE, 'dist')) && download && !triedLately()) await tryDownload();
  const own = ownProgram();
  return own ? { path: own, kind: 'electron' } : { path: join(ROOT, 'host/electron'), kind: 'host' };
}

function ownProgram(): string | undefined {
  try {
    const path = join(PACKAGE, 'dist', readFileSync(join(PACKAGE, 'path.txt'), 'utf8').trim());
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function triedLately(): boolean {
  return existsSync(TRIED) && Date.now() - statSync(TRIED).mtimeMs < DAY;
}

async function tryDownload(): Promise<void> {
  console.error("Downloading Electron's program ...");
  if ((await run(tool('install-electron'), [])) === 0) return;
  mkdirSync(dirname(TRIED), { recursive: true });
  writeFileSync(TRIED, '');
}
