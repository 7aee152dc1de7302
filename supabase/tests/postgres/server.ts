import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { closedUrl } from '../serve.ts';
import { type Connection, connectTo } from './connection.ts';

/** A PostgreSQL server of our own, empty and gone with the test. */
export interface PostgresServer {
  /** A new session, by default as the superuser. */
  connect(user?: string): Promise<Connection>;
  /** Its address for other programs; there is one only when it was started with `tcp`. */
  url(user?: string): string;
  stop(): Promise<void>;
}

/** The user of no rights, for tests that run as root: the server refuses that. */
const NOBODY = 65_534;

/**
 * Makes a database cluster in a temporary folder and runs a server on it, on a local socket only, as an unprivileged
 * user. `durable` leaves the disk's work switched on, for measurements; `tcp` lets it listen on 127.0.0.1, too.
 * @throws when PostgreSQL is not installed
 */
export async function startPostgres(wanted: { durable?: boolean; tcp?: boolean } = {}): Promise<PostgresServer> {
  const programs = postgresFolder();
  const folder = await mkdtemp(join(tmpdir(), 'pg-'));
  const who = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if ('uid' in who) await chown(folder, NOBODY, NOBODY);
  const options = { cwd: folder, env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' }, ...who };
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  await ended(spawn(join(programs, 'initdb'), init, { ...options, stdio: 'pipe' }), 'initdb');
  const quick = wanted.durable ? [] : ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  const port = wanted.tcp ? new URL(await closedUrl()).port : '5432';
  const address = wanted.tcp ? '127.0.0.1' : '';
  const all = [`listen_addresses=${address}`, `port=${port}`, 'max_connections=120', 'jit=off', ...quick];
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, ...all.flatMap((each) => ['-c', each])], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  server.stderr?.on('data', (text) => (said = `${said}${text}`.slice(-4000)));
  // Should this process end without stop(), the server must not go on.
  const killed = (): void => void server.kill('SIGQUIT');
  process.on('exit', killed);
  const socket = join(folder, `.s.PGSQL.${port}`);
  for (let tries = 0; !(await answers(socket)); tries += 1) {
    if (server.exitCode !== null || tries === 1200) throw new Error(`PostgreSQL did not start: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    connect: (user) => connectTo(socket, user),
    url(user = 'postgres') {
      if (!wanted.tcp) throw new Error('This server listens on its local socket alone.');
      return `postgresql://${user}@127.0.0.1:${port}/postgres?sslmode=disable`;
    },
    async stop() {
      process.off('exit', killed);
      const closed = new Promise((resolve) => server.on('close', resolve));
      server.kill('SIGQUIT');
      await closed;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Where initdb and postgres lie: on the PATH, or where Debian puts them, the newest version first. */
function postgresFolder(): string {
  const byVersion = globSync('/usr/lib/postgresql/*/bin').sort((a, b) => versionOf(b) - versionOf(a));
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...byVersion];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (found === undefined) throw new Error('PostgreSQL is not installed (Debian: apt-get install postgresql).');
  return found;
}

function versionOf(folder: string): number {
  return Number(dirname(folder).split('/').at(-1));
}

async function answers(socket: string): Promise<boolean> {
  if (!existsSync(socket)) return false;
  return connectTo(socket).then(
    (connection) => connection.close().then(() => true),
    () => false,
  );
}

function ended(child: ChildProcess, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${name} failed: ${said}`))));
  });
}
