import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

/** Runs a script in a Node of its own, and kills it this many milliseconds after the first that it writes. */
export async function runAndKill(script: string, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await wait(milliseconds);
  child.kill('SIGKILL');
  await gone;
}
