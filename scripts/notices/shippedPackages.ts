import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package of others that users get with the application. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly license: string;
  /** Its folder below the project's. */
  readonly folder: string;
  /** Not installed everywhere: npm leaves it out on other systems, or where its own installation fails. */
  readonly optional: boolean;
}

interface LockEntry {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly peer?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

/** Compiled into the page; for npm they are development dependencies. */
const IN_THE_PAGE = new Set(['react', 'react-dom', 'scheduler', 'lucide-react', 'fflate']);

/** What ffmpeg-static downloads with; electron-builder.yml leaves it out. */
const ONLY_FOR_INSTALLING = new Set([
  '@derhuerst/http-basic',
  'caseless',
  'http-response-object',
  'parse-cache-control',
]);

/** All of them for all systems, by the lockfile, in the order of their names. */
export function shippedPackages(root: string): readonly ShippedPackage[] {
  const lock: { readonly packages: Readonly<Record<string, LockEntry>> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  const shipped = Object.entries(lock.packages)
    .filter(([folder, entry]) => folder !== '' && isShipped(nameOf(folder), entry))
    .map(([folder, entry]) => ({
      name: nameOf(folder),
      version: entry.version ?? '',
      license: entry.license ?? 'unknown',
      folder,
      optional: entry.optional === true,
    }))
    .toSorted((a, b) => compare(labelOf(a), labelOf(b)));
  // npm may install one package in several places.
  return shipped.filter((each, i) => i === 0 || labelOf(each) !== labelOf(shipped[i - 1] ?? each));
}

function isShipped(name: string, { dev, peer, optional, os, cpu, libc }: LockEntry): boolean {
  if (IN_THE_PAGE.has(name)) return true;
  if (dev || (peer && optional) || name.startsWith('@types/') || ONLY_FOR_INSTALLING.has(name)) return false;
  const fits = (wanted: readonly string[] | undefined, ours: readonly string[]): boolean =>
    wanted === undefined || wanted.some((each) => ours.includes(each));
  return fits(os, ['linux', 'darwin', 'win32']) && fits(cpu, ['x64', 'arm64']) && fits(libc, ['glibc']);
}

export function labelOf({ name, version }: ShippedPackage): string {
  return `${name} ${version}`;
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
