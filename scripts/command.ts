import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The project's folder; every command runs there. */
export const ROOT = join(import.meta.dirname, '..');

/** Runs a program with our terminal and resolves with its exit code; a signal counts as 1. */
export function run(program: string, words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<number> {
  const child = spawn(program, words, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...environment } });
  // Ctrl+C reaches the child by itself; we wait until it has put its things in order.
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      process.off('SIGINT', ignore);
      resolve(code ?? 1);
    });
  });
}

/** A program that a package of ours brought. */
export function tool(name: string): string {
  return join(ROOT, 'node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);
}

/** The same, but ends this process with its exit code when it fails. */
export async function mustRun(
  program: string,
  words: readonly string[],
  environment?: NodeJS.ProcessEnv,
): Promise<void> {
  const code = await run(program, words, environment);
  if (code !== 0) process.exit(code);
}
