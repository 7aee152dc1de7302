import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { closedUrl } from './serve.ts';

export const FUNCTIONS = join(import.meta.dirname, '../functions');

/** Deno's own binary: npm's wrapper would outlive a kill as an orphan's parent. */
function denoPath(): string {
  const wrapper = dirname(createRequire(import.meta.url).resolve('deno/package.json'));
  const libc = process.platform === 'linux' ? '-glibc' : '';
  const platform = `@deno/${process.platform}-${process.arch}${libc}/package.json`;
  const folder = dirname(createRequire(join(wrapper, 'package.json')).resolve(platform));
  return join(folder, process.platform === 'win32' ? 'deno.exe' : 'deno');
}

export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** Runs Deno to its end, without network. */
export function runDeno(args: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(denoPath(), args, { cwd: FUNCTIONS, env: quietEnv({}), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += String(text)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

export interface DenoServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves functions/<name>/index.ts as it is deployed, or another file, on this machine. */
export async function serveWithDeno(
  name: string,
  env: Readonly<Record<string, string>>,
  file = `${name}/index.ts`,
): Promise<DenoServer> {
  const url = await closedUrl();
  const child = spawn(
    denoPath(),
    ['run', '--no-prompt', '--cached-only', '--allow-net=127.0.0.1', '--allow-env', file],
    {
      cwd: FUNCTIONS,
      env: quietEnv({ ...env, DENO_SERVE_ADDRESS: `tcp:${new URL(url).host}` }),
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let errors = '';
  child.stderr.on('data', (text) => (errors += String(text)));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  for (let tries = 0; !(await answers(url)); tries += 1) {
    if (child.exitCode !== null || tries === 400) throw new Error(`${name} did not start: ${errors}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    url,
    close: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { method: 'OPTIONS' }).then(
    () => true,
    () => false,
  );
}

function quietEnv(env: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1', ...env };
}
