import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { Connection } from './cdp/connection.ts';

/** There is no Chromium on this machine, or it did not start. */
export class ChromiumUnavailable extends Error {
  override readonly name = 'ChromiumUnavailable';
}

export interface ChromiumOptions {
  readonly executable: string;
  /** Where it keeps what it stores; a folder that no other Chromium uses now. */
  readonly profile: string;
  /** Whether there is a display to show windows on. */
  readonly visible: boolean;
  /** Value of --remote-debugging-port for a further client such as Playwright; undefined: none. */
  readonly port: string | undefined;
  readonly extra: readonly string[];
}

export interface Chromium {
  readonly process: ChildProcess;
  readonly connection: Connection;
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
// HTTPS upgrades would turn the development server's http away; the others open connections or windows by themselves.
const DISABLED_FEATURES = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'MediaRouter',
  'OptimizationHints',
  'PaintHolding',
  'Translate',
];

/** Looks at CELKILN_CHROMIUM, then for the usual names along PATH. */
export function findChromium(environment: NodeJS.ProcessEnv): string {
  const named = environment.CELKILN_CHROMIUM;
  const folders = [...(environment.PATH ?? '').split(path.delimiter), '/usr/bin', '/snap/bin'].filter(Boolean);
  const places = named ? [named] : NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const found = places.find(isExecutable);
  if (found !== undefined) return found;
  throw new ChromiumUnavailable(
    named
      ? `CELKILN_CHROMIUM names ${named}, which is no program that can be run.`
      : 'Electron cannot be had here, and no Chromium was found to stand in for it. Install Chromium (on Debian: ' +
          'apt install chromium) or name its program in CELKILN_CHROMIUM.',
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The command line for a browser that shows nothing until it is told to. */
function chromiumFlags(options: ChromiumOptions): string[] {
  return [
    '--remote-debugging-pipe',
    ...(options.port === undefined ? [] : [`--remote-debugging-port=${options.port}`]),
    ...sandboxFlags(),
    ...(options.visible ? [] : ['--headless=new', '--screen-info={1920x1080}']),
    `--user-data-dir=${options.profile}`,
    '--no-startup-window',
    '--no-first-run',
    '--no-default-browser-check',
    '--autoplay-policy=no-user-gesture-required',
    '--disable-background-networking',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    `--disable-features=${DISABLED_FEATURES.join(',')}`,
    '--disable-infobars',
    '--disable-quic',
    '--disable-renderer-backgrounding',
    '--disable-sync',
    '--metrics-recording-only',
    '--password-store=basic',
    ...options.extra,
  ];
}

/** Chromium refuses its sandbox to root, and without --test-type complains of that in each of its windows. */
export function sandboxFlags(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];
}

/**
 * Waits until a Chromium that is just ending has let the profile go; its lock is a link to <host name>-<process id>.
 * After five seconds it waits no longer, and the new Chromium will say what is wrong.
 */
export async function whenProfileIsFree(profile: string): Promise<void> {
  for (const start = Date.now(); Date.now() - start < 5000; await setTimeout(20)) {
    const holder = await readlink(path.join(profile, 'SingletonLock')).catch(() => '');
    if (!existsSync(`/proc/${/\d+$/.exec(holder)?.[0] ?? 'none'}`)) return;
  }
}

/** Starts Chromium; it ends by itself when this process does, because its pipe closes then. */
export function startChromium(options: ChromiumOptions): Chromium {
  mkdirSync(options.profile, { recursive: true });
  const child = spawn(options.executable, chromiumFlags(options), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...temporaryFolder(options.profile) },
  });
  if (child.stderr) createInterface({ input: child.stderr }).on('line', passErrorLine);
  // The two are pipes by the `stdio` above, which the type of a child with five of them cannot say.
  const [, , , output, input] = child.stdio as unknown as Duplex[];
  if (input === undefined || output === undefined) throw new ChromiumUnavailable('Chromium started without its pipes.');
  return { process: child, connection: new Connection(input, output) };
}

/** Chromium's own temporary folder lies in its profile and goes with it; sockets in it allow no long path. */
function temporaryFolder(profile: string): NodeJS.ProcessEnv {
  const folder = path.join(profile, 'tmp');
  if (folder.length > 60) return {};
  mkdirSync(folder, { recursive: true });
  return { TMPDIR: folder };
}

/** Chromium complains of much that does not matter here; what clients wait for and what explains an end goes on. */
function passErrorLine(line: string): void {
  const wanted = /^DevTools listening on|FATAL|cannot open shared object/.test(line);
  if (/Missing X server|cannot open display/i.test(line)) console.error('Unable to open X display.');
  if (wanted || process.env.CELKILN_HOST_VERBOSE) console.error(line);
}
