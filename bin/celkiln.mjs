#!/usr/bin/env node
// The command line of Celkiln. Runs on the Node that the package brings, whatever Node has started this file, and never
// touches Electron.
import { existsSync, mkdirSync } from 'node:fs';
import module from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const program = join(root, 'out/main/cli.js');
const node = pinnedNode();

// In a checkout, what is built may be missing or older than the sources.
if (existsSync(join(root, 'scripts/buildCli.ts'))) {
  const { spawnSync } = await import('node:child_process');
  const built = spawnSync(node, [join(root, 'scripts/run.mjs'), 'buildCli'], { stdio: ['ignore', 2, 2] });
  if (built.status !== 0) process.exit(built.status ?? 1);
}
if (node === process.execPath) {
  // Node's own warnings are nothing that a user could act on.
  process.removeAllListeners('warning');
  keepCompiledCode();
  await import(pathToFileURL(program));
} else {
  const { spawn } = await import('node:child_process');
  const child = spawn(node, ['--no-warnings', program, ...process.argv.slice(2)], { stdio: 'inherit' });
  // It puts its things in order and ends, and then this does, also where the signal was for this process alone. On Windows
  // the console tells both, and to hand it on would end the other at once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => process.platform === 'win32' || child.kill(signal));
  }
  child.once('error', (error) => {
    console.error(`celkiln: ${error.message}`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)));
}

/** This Node if it is new enough, else the one among the dependencies. */
function pinnedNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  try {
    const file = module.createRequire(import.meta.url).resolve('node/package.json');
    return join(dirname(file), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    console.error(`celkiln needs Node 24; this is Node ${process.versions.node}. Install it from nodejs.org.`);
    process.exit(1);
  }
}

/** What was compiled once is taken from a folder of this user alone, unlike Node's own choice, since it is run. */
function keepCompiledCode() {
  const caches = cacheFolder();
  const own = join(caches, 'celkiln');
  // Node would look for ever for a place to begin in some folders that cannot be made, such as those of /proc.
  for (const folder of [caches, own]) {
    try {
      mkdirSync(folder);
    } catch {
      // It is there, or cannot be.
    }
  }
  if (existsSync(own)) module.enableCompileCache?.(join(own, 'code'));
}

function cacheFolder() {
  if (process.platform === 'win32') return process.env.LOCALAPPDATA || join(homedir(), 'AppData/Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches');
  return process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
}
