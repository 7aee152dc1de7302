import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const PROGRAM = join(ROOT, 'node_modules/supabase/dist/supabase.js');

/** The version that package.json asks for, and that the documents must name. */
export const CLI_VERSION: string = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).devDependencies
  .supabase;

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  /** Everything that it said, in its order. */
  readonly output: string;
}

/** Supabase's own program, with a home and a copy of the project's folder `supabase` that go with it. */
export interface SupabaseCli {
  /** Where its commands run: what lies in the folder `supabase` there is what they deploy. */
  readonly folder: string;
  run(...args: readonly string[]): Promise<CliRun>;
  /** Lines for a shell, where `npx supabase@<version>` is this program; `input` is what the user types. */
  shell(lines: string, input?: string): Promise<CliRun>;
  /** The hosts outside of this machine that it wanted to reach. */
  reachedFor(): readonly string[];
  close(): Promise<void>;
}

/**
 * Prepares the program. It answers yes to its questions, tells nobody that it ran, and cannot reach anybody: what it
 * asks of the world goes to a proxy that only writes it down. `apiUrl` is what it takes for the Management API.
 */
export async function openSupabaseCli({ apiUrl }: { readonly apiUrl?: string } = {}): Promise<SupabaseCli> {
  const home = await mkdtemp(join(tmpdir(), 'supabase-cli-'));
  const folder = join(home, 'project');
  for (const each of ['config.toml', 'migrations', 'functions']) {
    await cp(join(ROOT, 'supabase', each), join(folder, 'supabase', each), { recursive: true });
  }
  const proxy = await startProxy();
  const programs = await putNpx(home);
  const env = {
    PATH: [programs, process.env.PATH ?? ''].join(delimiter),
    HOME: home,
    SUPABASE_HOME: join(home, '.supabase'),
    SUPABASE_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    SUPABASE_NO_UPDATE_NOTIFIER: '1',
    SUPABASE_NO_KEYRING: '1',
    SUPABASE_YES: '1',
    NO_COLOR: '1',
    HTTPS_PROXY: proxy.url,
    ...(apiUrl === undefined ? {} : { SUPABASE_PROFILE: await writeProfile(home, apiUrl) }),
  };
  return {
    folder,
    run: (...args) => runProgram(process.execPath, [PROGRAM, ...args], { cwd: folder, env }),
    shell: (lines, input) => runProgram('sh', ['-e', '-c', lines], { cwd: folder, env }, input),
    reachedFor: () => proxy.hosts,
    async close() {
      await proxy.close();
      await rm(home, { recursive: true });
    },
  };
}

/** A program `npx` that knows this one program in this one version. */
async function putNpx(home: string): Promise<string> {
  const programs = join(home, 'bin');
  await mkdir(programs);
  const lines = ['#!/bin/sh', `[ "$1" = supabase@${CLI_VERSION} ] || exit 97`, 'shift'];
  await writeFile(join(programs, 'npx'), `${lines.join('\n')}\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`);
  await chmod(join(programs, 'npx'), 0o755);
  return programs;
}

/** A profile says where the Management API and the projects are. */
async function writeProfile(home: string, apiUrl: string): Promise<string> {
  const path = join(home, 'profile.yaml');
  const profile = {
    name: 'stand-in',
    api_url: apiUrl,
    dashboard_url: `${apiUrl}/dashboard`,
    project_host: 'localhost',
  };
  await writeFile(
    path,
    Object.entries(profile)
      .map(([name, value]) => `${name}: ${value}\n`)
      .join(''),
  );
  return path;
}

interface Proxy {
  readonly url: string;
  readonly hosts: string[];
  close(): Promise<void>;
}

async function startProxy(): Promise<Proxy> {
  const hosts: string[] = [];
  const server = createServer((request, response) => {
    hosts.push(String(request.url));
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    hosts.push(String(request.url));
    // The program may be gone before it reads the answer.
    socket.on('error', () => {});
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    hosts,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  input = '',
): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: 'pipe' });
    let [stdout, output] = ['', ''];
    child.stdout.on('data', (text) => {
      stdout += String(text);
      output += String(text);
    });
    child.stderr.on('data', (text) => (output += String(text)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, output }));
    // It may have ended without reading.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
