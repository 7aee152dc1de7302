import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, ROOT, tool } from './command.ts';

const SOURCES = ['src/**/*', 'supabase/functions/**/*.ts', 'electron.vite.config.ts', 'package-lock.json'];

/** Builds the application when a source is newer than what was built. */
export async function buildIfStale(): Promise<void> {
  const built = join(ROOT, 'out/main/index.js');
  if (existsSync(built) && newest(SOURCES) <= statSync(built).mtimeMs) return;
  await build();
}

export async function build(): Promise<void> {
  await mustRun(tool('electron-vite'), ['build', '--logLevel', 'warn']);
}

function newest(patterns: readonly string[]): number {
  const files = globSync([...patterns], { cwd: ROOT });
  return Math.max(0, ...files.map((file) => statSync(join(ROOT, file)).mtimeMs));
}
