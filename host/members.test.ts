import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { PreloadElectron } from './page/preloadElectron.ts';
import { WorldEnd } from './page/worlds.ts';

const ROOT = path.join(import.meta.dirname, '..');
const CACHE = path.join(ROOT, 'node_modules/.cache');
/** TypeScript's numbers for names that do not exist: on a type, in a module. */
const MISSING = /error TS(2339|2551|2305|2724|2614)|is missing in type|missing the following properties/;

/** Checks files against the host as `electron`, and returns what the compiler does not find there. */
function missingIn(files: readonly string[]): string[] {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(path.join(CACHE, 'host-members-'));
  const config = path.join(folder, 'tsconfig.json');
  const compilerOptions = {
    ...{ composite: false, emitDeclarationOnly: false, noEmit: true, types: ['node'], rootDir: ROOT },
    ...{ lib: ['ES2024', 'DOM', 'DOM.Iterable'], typeRoots: [path.join(ROOT, 'node_modules/@types')] },
    paths: { electron: [path.join(ROOT, 'host/electron.ts')] },
  };
  const include = [...files, path.join(ROOT, 'host/page/base64.d.ts')];
  writeFileSync(config, JSON.stringify({ extends: path.join(ROOT, 'tsconfig.base.json'), compilerOptions, include }));
  try {
    execFileSync(path.join(ROOT, 'node_modules/.bin/tsc'), ['-p', config, '--pretty', 'false'], { cwd: ROOT });
    return [];
  } catch (error) {
    const { stdout } = error instanceof Error && 'stdout' in error ? error : { stdout: '' };
    const complaints = String(stdout).split(/\n(?=\S)/);
    return complaints.filter(
      (complaint) => MISSING.test(complaint) && !isOfTypes(complaint) && !/on type 'Process'/.test(complaint),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Types are taken from Electron itself; the host has none of their names. */
function isOfTypes(complaint: string): boolean {
  const [, file = '', line = '0'] = /^(.+?)\((\d+),/.exec(complaint) ?? [];
  const source = readFileSync(path.resolve(ROOT, file), 'utf8').split('\n')[Number(line) - 1] ?? '';
  return /TS(2305|2724|2614)/.test(complaint) && /^import type|^ {2}type /.test(source);
}

test('the host has every member of electron that the main process uses', () => {
  const files = globSync('src/main/**/*.ts', { cwd: ROOT, exclude: (name) => name.endsWith('.test.ts') });
  const sources = files.map((file) => path.join(ROOT, file));
  const users = sources.filter((file) => /from 'electron'/.test(readFileSync(file, 'utf8')));
  expect(users.length).toBeGreaterThan(0);
  expect(missingIn(users)).toEqual([]);
}, 60_000);

test('a member that the host lacks is found', () => {
  const file = path.join(CACHE, `host-members-${process.pid}.ts`);
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(
    file,
    "import { app, BrowserWindow, desktopCapturer } from 'electron';\napp.moveToApplicationsFolder();\nnew BrowserWindow().previewFile('x', desktopCapturer);\n",
  );
  try {
    expect(missingIn([file]).map((complaint) => /'(\w+)'/.exec(complaint)?.[1])).toEqual([
      'desktopCapturer',
      'moveToApplicationsFolder',
      'previewFile',
    ]);
  } finally {
    rmSync(file);
  }
}, 60_000);

test('the host has every member of electron that the preload uses', () => {
  const source = readFileSync(path.join(ROOT, 'src/preload/index.ts'), 'utf8');
  const names = /import \{([^}]*)\} from 'electron'/.exec(source)?.[1]?.split(',') ?? [];
  const world = new WorldEnd(new EventTarget(), 'here', 'there', () => {});
  const electron = new PreloadElectron(() => {}, world, 'secret').require('electron');
  const members = names
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
    .flatMap((name) => Array.from(source.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g')), ([used]) => used));
  expect(members.length).toBeGreaterThan(0);
  for (const member of members) expect(electron, member).toHaveProperty(member);
});
