import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { COMPUTED, type Import, importsOf } from './importsOf.ts';

const ROOT = join(import.meta.dirname, '..');

/** Who may import whom, as docs/architecture.md says it. The longest name that a path starts with is its place. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'supabase/functions/_shared': [],
  'supabase/functions': ['supabase/functions/_shared'],
  'src/shared/sprite': [],
  'src/shared/formats': ['src/shared/sprite'],
  'src/shared/clip': ['src/shared/sprite'],
  'src/shared/pixelate': ['src/shared/sprite', 'src/shared/clip'],
  'src/shared': [
    'src/shared/sprite',
    'src/shared/clip',
    'src/shared/formats',
    'src/shared/pixelate',
    'supabase/functions/_shared/job.ts',
  ],
  'src/main': [
    'src/shared',
    'src/shared/sprite',
    'src/shared/clip',
    'src/shared/formats',
    'src/shared/pixelate',
    'supabase/functions',
    'supabase/functions/_shared',
    'node:',
  ],
  'src/preload': ['src/shared/ipc.ts'],
  'src/renderer/editor': [
    'src/shared',
    'src/shared/sprite',
    'src/shared/clip',
    'src/shared/formats',
    'src/shared/pixelate',
  ],
  'src/renderer/canvas': ['src/renderer/editor', 'src/shared', 'src/shared/sprite'],
  'src/renderer/ui': [
    'src/renderer/canvas',
    'src/renderer/editor',
    'src/shared',
    'src/shared/sprite',
    'src/shared/clip',
    'src/shared/formats',
    'resources',
  ],
  'src/renderer': ['src/renderer/ui', 'src/renderer/editor', 'src/shared'],
  host: ['node:'],
};

/** One owner for each outside thing. */
const OWNERS: Readonly<Record<string, readonly string[]>> = {
  electron: ['src/main/electron.ts', 'src/preload'],
  '@supabase/supabase-js': ['src/main/cloud'],
  'node:child_process': ['src/main/ffmpeg', 'host'],
  // It can load anything under another name.
  'node:module': ['src/main/ffmpeg/resolve.ts', 'src/main/files/images.ts', 'host'],
  sharp: ['src/main/files/images.ts'],
  '@electric-sql/pglite': ['src/main/backend'],
  ws: ['src/main/backend'],
  jose: ['src/main/backend'],
  'electron-store': ['src/main/settings.ts'],
  zod: ['src/main'],
  fflate: ['src/renderer/editor/browserZlib.ts'],
  'lucide-react': ['src/renderer/ui'],
  react: ['src/renderer/ui', 'src/renderer/main.tsx'],
  'react-dom': ['src/renderer/ui', 'src/renderer/main.tsx'],
};

/** Who may know the types of a thing without owning it. */
const TYPE_OWNERS: Readonly<Record<string, readonly string[]>> = { electron: ['src/main', 'host'] };

/** Where programs, threads and pages begin. Nothing imports them: they do their work as soon as they are loaded. */
const PROGRAMS = [
  'src/main/electron.ts',
  'src/main/backend/worker.ts',
  'src/main/generation/pixelateWorker.ts',
  'src/main/cli/cli.ts',
  'src/preload/index.ts',
  'src/renderer/main.tsx',
  ...list('supabase/functions/[!_]*/index.ts'),
];

const isTest = (file: string): boolean => /\.(test|fixture)\.tsx?$/.test(file);
/** Its language only looks like TypeScript; scripts/kernel.ts compiles it. */
const isKernel = (file: string): boolean => file.startsWith('src/shared/pixelate/kernel/assembly/');
const PRODUCT = list('{src,supabase/functions}/**/*.{ts,tsx,mts,cts,js,mjs,cjs}').filter(
  (file) => !isTest(file) && !isKernel(file),
);
const HOST = list('host/**/*.ts').filter((file) => !isTest(file) && !file.startsWith('host/fixture/'));
const TESTS = list('{src,supabase,host,scripts,tests,bench}/**/*.{ts,tsx}').filter(
  (file) => !PRODUCT.includes(file) && !HOST.includes(file) && !isKernel(file),
);

const IMPORTS = new Map([...PRODUCT, ...HOST, ...TESTS].map((file) => [file, importsOf(ROOT, file)]));
/** What comes to the user: all that a program reaches. The makers of random sprites, for tests, are not among it. */
const SHIPPED = reached(PROGRAMS);

function list(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: ROOT }).map((file) => file.replaceAll('\\', '/'));
}

function importsIn(files: Iterable<string>): readonly Import[] {
  return [...files].flatMap((file) => IMPORTS.get(file) ?? []);
}

function reached(from: readonly string[]): ReadonlySet<string> {
  const files = new Set(from);
  // A set's loop comes to what is added meanwhile, too.
  for (const file of files) for (const { to } of IMPORTS.get(file) ?? []) if (IMPORTS.has(to)) files.add(to);
  return files;
}

function placeOf(path: string): string | undefined {
  return Object.keys(PLACES)
    .filter((place) => isUnder(path, [place]))
    .toSorted((a, b) => b.length - a.length)[0];
}

function isUnder(path: string, places: readonly string[]): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function mayImport({ from, to, typeOnly }: Import): boolean {
  const place = placeOf(from) ?? '';
  const allowed = PLACES[place] ?? [];
  if (existsSync(join(ROOT, to))) {
    // The host looks up types where they lie.
    if (typeOnly && place === 'host' && to.startsWith('node_modules/')) return true;
    const target = placeOf(to) ?? to.split('/')[0] ?? '';
    return target === place || allowed.includes(to) || allowed.includes(target);
  }
  const name = packageOf(to);
  const owners = OWNERS[name] ?? (to.startsWith('node:') && allowed.includes('node:') ? [place] : []);
  return isUnder(from, owners) || (typeOnly && isUnder(from, TYPE_OWNERS[name] ?? []));
}

function shown(imports: readonly Import[]): readonly string[] {
  return imports.map(({ from, to }) => `${from} imports ${to}`);
}

test('there is something to look at', () => {
  expect(SHIPPED.size).toBeGreaterThan(300);
  expect(importsIn(SHIPPED).length).toBeGreaterThan(1000);
});

test('no file imports what it may not know', () => {
  const wrong = importsIn([...PRODUCT, ...HOST]).filter(
    (each) => each.to !== COMPUTED && !mayImport(each) && (SHIPPED.has(each.from) || each.to !== 'fast-check'),
  );
  expect(shown(wrong)).toEqual([]);
});

test('what is imported stands in the source, not in a variable', () => {
  expect(shown(importsIn(PRODUCT).filter(({ to }) => to === COMPUTED))).toEqual([]);
});

test('nothing imports a program, and nothing that ships imports a test', () => {
  const wrong = importsIn([...PRODUCT, ...HOST]).filter(
    ({ from, to, typeOnly }) => (PROGRAMS.includes(to) && !typeOnly) || (SHIPPED.has(from) && isTest(to)),
  );
  expect(shown(wrong)).toEqual([]);
});

test('every file is needed by a program or by a test', () => {
  const needed = reached([...PROGRAMS, ...TESTS]);
  expect(PRODUCT.filter((file) => !needed.has(file) && !file.endsWith('.d.ts'))).toEqual([]);
});

test('what every process shares knows no clock and no randomness', () => {
  const wrong = PRODUCT.filter(
    (file) =>
      file.startsWith('src/shared/') &&
      /\b(Math\.random|Date\.now|new Date\(\)|performance\.now|crypto\.)/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(wrong).toEqual([]);
});
