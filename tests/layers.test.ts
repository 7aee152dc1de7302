import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

/** Who may import whom, as docs/architecture.md says it. The longest name that a path starts with is its place. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'supabase/functions/_shared': [],
  'supabase/functions': ['supabase/functions/_shared'],
  'src/shared/sprite': [],
  'src/shared/formats': ['src/shared/sprite'],
  'src/shared/pixelate': ['src/shared/sprite'],
  'src/shared': ['src/shared/sprite', 'src/shared/formats', 'src/shared/pixelate', 'supabase/functions/_shared/job.ts'],
  'src/main': [
    'src/shared',
    'src/shared/sprite',
    'src/shared/formats',
    'src/shared/pixelate',
    'supabase/functions',
    'supabase/functions/_shared',
    'node:',
  ],
  'src/preload': ['src/shared/ipc.ts', 'electron'],
  'src/renderer/editor': ['src/shared', 'src/shared/sprite', 'src/shared/formats', 'src/shared/pixelate'],
  'src/renderer/canvas': ['src/renderer/editor', 'src/shared', 'src/shared/sprite'],
  'src/renderer/ui': [
    'src/renderer/canvas',
    'src/renderer/editor',
    'src/shared',
    'src/shared/sprite',
    'src/shared/formats',
    'react',
  ],
  'src/renderer': ['src/renderer/ui', 'src/renderer/editor', 'src/shared', 'react'],
  host: ['node:'],
};

/** One owner per outside thing. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  electron: ['src/main/electron.ts', 'src/preload'],
  '@supabase/supabase-js': ['src/main/cloud'],
  'node:child_process': ['src/main/ffmpeg'],
  sharp: ['src/main/files'],
  '@electric-sql/pglite': ['src/main/backend'],
  ws: ['src/main/backend'],
  jose: ['src/main/backend'],
  'electron-store': ['src/main/settings.ts'],
  'ffmpeg-static': ['src/main/ffmpeg'],
  zod: ['src/main'],
  fflate: ['src/renderer/editor/browserZlib.ts'],
  'lucide-react': ['src/renderer/ui'],
  react: ['src/renderer'],
  'react-dom': ['src/renderer'],
};

/** What only tests import: makers of random values and the like. */
const TEST_SUPPORT = /\/(arbitrary\w*|random\w*Edits|mutations|recording\w*)\.ts$/;

const ROOT = join(import.meta.dirname, '..');
const FILES = globSync(['src/**/*.{ts,tsx}', 'supabase/functions/*/*.ts', 'host/**/*.ts'], { cwd: ROOT }).filter(
  (file) =>
    !/\.test\.tsx?$/.test(file) && !file.startsWith('host/fixture/') && !isDeno(file) && !TEST_SUPPORT.test(file),
);

/** index.ts files are checked by Deno; they name their packages by registry. */
function isDeno(file: string): boolean {
  return /^supabase\/functions\/[^_][^/]*\/index\.ts$/.test(file);
}

interface Import {
  readonly from: string;
  /** A path in the project, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const statements = text.matchAll(
    /^\s*(?:import|export)\s+(type\s)?[^'";]*?\bfrom\s+'([^']+)'|^\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm,
  );
  return [...statements].flatMap(([, type, named, bare, dynamic]) => {
    const to = named ?? bare ?? dynamic;
    if (to === undefined || /\.(css|png)$/.test(to)) return [];
    const resolved = to.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), to)) : to;
    return [{ from: file, to: resolved, typeOnly: type !== undefined }];
  });
}

const IMPORTS = FILES.flatMap(importsOf);

function placeOf(path: string): string | undefined {
  return Object.keys(PLACES)
    .filter((place) => path === place || path.startsWith(`${place}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}

function isWithin(path: string, allowed: string): boolean {
  if (allowed.endsWith(':')) return path.startsWith(allowed);
  return path === allowed || placeOf(path) === allowed;
}

test('there is something to look at', () => {
  expect(FILES.length).toBeGreaterThan(100);
  expect(IMPORTS.length).toBeGreaterThan(300);
});

test('no file imports from a place that it may not know', () => {
  const wrong = IMPORTS.filter(({ from, to, typeOnly }) => {
    const typeOnlyOutside = typeOnly && to.startsWith('node_modules/');
    const place = placeOf(from);
    if (place === undefined || (!to.includes('/') && !to.startsWith('node:')) || OWNERS[packageOf(to)]) return false;
    if (!existsSync(join(ROOT, to)) && !to.startsWith('node:')) return false;
    return (
      !typeOnlyOutside && placeOf(to) !== place && ![...(PLACES[place] ?? [])].some((allowed) => isWithin(to, allowed))
    );
  });
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('every outside thing has one owner', () => {
  const wrong = IMPORTS.filter(({ from, to, typeOnly }) => {
    const name = packageOf(to);
    if (to.startsWith('node:') && OWNERS[to] === undefined) return false;
    if (existsSync(join(ROOT, to))) return false;
    if (from.startsWith('host/')) return !typeOnly && !to.startsWith('node:');
    const owners = OWNERS[name];
    if (owners === undefined) return true;
    return !typeOnly && !owners.some((owner) => from === owner || from.startsWith(`${owner}/`));
  });
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
