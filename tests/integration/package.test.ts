import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { _electron, type ElectronApplication } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { outsideArchive } from '../../src/main/ffmpeg/resolve.ts';
import { hasRealElectron } from '../e2e/app.ts';
import { eventually, partsOf } from '../e2e/window.ts';
import { type AsarFile, extractAsar, readAsar, readAsarFile } from './asar.ts';

/** The packaged application for this system, made once from what stands in out/; on Linux without a network. */

const ROOT = join(import.meta.dirname, '../..');
const { platform, arch } = process;
const folder = mkdtempSync(join(tmpdir(), 'celkiln-package-'));
const { resources, program } = places();
const archive = join(resources, 'app.asar');
let files: readonly AsarFile[] = [];

beforeAll(async () => {
  const words = ['scripts/run.mjs', 'package', '--dir', '--without-ffmpeg', '--no-build'];
  await promisify(execFile)(process.execPath, [...words, '--output', folder], { cwd: ROOT, timeout: 110_000 });
  files = readAsar(archive);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where electron-builder puts things; the fuses lie in the program that holds Electron's own code. */
function places(): { readonly resources: string; readonly program: string } {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin') {
    const contents = join(folder, `mac${suffix}`, 'Celkiln.app/Contents');
    const framework = 'Frameworks/Electron Framework.framework/Electron Framework';
    return { resources: join(contents, 'Resources'), program: join(contents, framework) };
  }
  const app = join(folder, `${platform === 'win32' ? 'win' : 'linux'}${suffix}-unpacked`);
  return { resources: join(app, 'resources'), program: join(app, platform === 'win32' ? 'Celkiln.exe' : 'celkiln') };
}

function packed(pattern: RegExp): readonly string[] {
  return files.filter((file) => file.offset !== null && pattern.test(file.path)).map((file) => file.path);
}

function unpacked(pattern: RegExp): readonly string[] {
  return files.filter((file) => file.offset === null && pattern.test(file.path)).map((file) => file.path);
}

test('holds what was built, and the schema of the embedded backend', () => {
  const paths = new Set(files.map((file) => file.path));
  for (const path of [
    'package.json',
    'out/main/index.js',
    'out/main/backend.js',
    'out/main/pixelate.js',
    'out/preload/index.cjs',
    'out/renderer/index.html',
    'supabase/config.toml',
    'supabase/local/bootstrap.sql',
  ]) {
    expect(paths, path).toContain(path);
  }
  expect(packed(/^supabase\/migrations\/\d+_\w+\.sql$/).length).toBeGreaterThan(0);
  const page = readAsarFile(archive, 'out/renderer/index.html').toString();
  const script = /src="\.\/(assets\/[^"]+\.js)"/.exec(page)?.[1];
  expect(paths).toContain(`out/renderer/${script}`);
  const described: { readonly main: string } = JSON.parse(readAsarFile(archive, 'package.json').toString());
  expect(paths).toContain(described.main);
});

test('the handlers of the cloud functions are part of main, and reach no file outside it', () => {
  const main = packed(/^out\/main\/.*\.js$/).map((path) => readAsarFile(archive, path).toString());
  expect(main.some((text) => text.includes('video-webhook') && text.includes('video_generation_jobs'))).toBe(true);
  for (const text of main) expect(text).not.toMatch(/from\s*["'][^"']*(supabase\/functions|src\/shared)/);
});

test('holds nothing that users have no use for', () => {
  const needless =
    /\.map$|\.tsx?$|\.test\.|^(src|tests|host|bench|scripts|docs|release|supabase\/(functions|tests))\/|^\.|\/\.env/;
  expect(files.map((file) => file.path).filter((path) => needless.test(path))).toEqual([]);
  const builders = /^node_modules\/(react|react-dom|vite|typescript|electron|vitest|playwright|deno|lucide-react)\//;
  expect(files.map((file) => file.path).filter((path) => builders.test(path))).toEqual([]);
});

test('brings every package that main imports', () => {
  const imported = new Set<string>();
  for (const path of packed(/^out\/main\/.*\.js$/)) {
    const text = readAsarFile(archive, path).toString();
    for (const [, name = ''] of text.matchAll(/(?:from|import\()\s*["']((?:@[\w-]+\/)?[a-z][\w-]*)["'/]/g)) {
      imported.add(name);
    }
  }
  const missing = [...imported].filter(
    (name) => name !== 'electron' && !files.some((file) => file.path.startsWith(`node_modules/${name}/`)),
  );
  expect([...imported]).toEqual(expect.arrayContaining(['sharp', '@electric-sql/pglite', '@supabase/supabase-js']));
  expect(missing).toEqual([]);
});

const NATIVE_SHARP = new RegExp(`@img/sharp-${platform}-${arch}/.*\\.node$`);

test('what the system must open itself lies outside the archive', () => {
  expect(unpacked(NATIVE_SHARP)).toHaveLength(1);
  expect(unpacked(/@img\/[^/]+\/(.+\/)?libvips[^/]*\.(so|dylib|dll)/).length).toBeGreaterThan(0);
  expect(unpacked(/@img\/sharp-wasm32\/.*\.wasm$/)).toHaveLength(1);
  expect(unpacked(/pglite\/dist\/(pglite|initdb)\.wasm$/)).toHaveLength(2);
  expect(unpacked(/pglite\/dist\/pglite\.data$/)).toHaveLength(1);
  expect(packed(/\.(node|so|dylib|dll|exe|wasm)(\.|$)/)).toEqual([]);
  for (const file of files.filter(({ offset }) => offset === null)) {
    expect(statSync(join(`${archive}.unpacked`, file.path)).size, file.path).toBe(file.size);
  }
});

test('lays the guide, the notices, palettes and examples beside the application', () => {
  for (const path of [
    'docs/guide.md',
    'docs/guide.ko.md',
    'docs/celkiln.1',
    'LICENSE',
    'THIRD_PARTY_NOTICES.md',
    'palettes',
    'sprites',
  ]) {
    expect(existsSync(join(resources, path)), path).toBe(true);
  }
});

test('the fuses are set: nothing but this archive runs, and no switch turns it into Node', () => {
  expect(readFuses(program)).toEqual({
    runAsNode: false,
    cookieEncryption: true,
    nodeOptions: false,
    nodeInspect: false,
    asarIntegrity: true,
    onlyFromAsar: true,
    ownSnapshot: false,
    filePrivileges: false,
  });
});

test('a program of a package is looked for outside the archive', () => {
  // ffmpeg-static says where it lies in its package; the placeholder is a program that was unpacked in the same way.
  const inside = join(archive, unpacked(NATIVE_SHARP)[0] ?? '');
  expect(existsSync(inside)).toBe(false);
  expect(existsSync(outsideArchive(inside))).toBe(true);
  expect(outsideArchive('C:\\Celkiln\\resources\\app.asar\\node_modules\\ffmpeg-static\\ffmpeg.exe')).toBe(
    'C:\\Celkiln\\resources\\app.asar.unpacked\\node_modules\\ffmpeg-static\\ffmpeg.exe',
  );
});

test('the packaged application is the command line, too', async () => {
  const whole = join(folder, 'command line');
  extractAsar(archive, whole);
  const sprite = join(ROOT, 'resources/sprites', readdirSync(join(ROOT, 'resources/sprites'))[0] ?? '');
  const words = [whole, '-b', '--list-layers', sprite, '--save-as', join(folder, 'saved.gif')];
  const electron: string = createRequire(import.meta.url)('electron');
  const { stdout, stderr } = await promisify(execFile)(electron, words, { cwd: whole, timeout: 60_000 });
  expect([stderr, stdout.length > 0]).toEqual(['', true]);
  expect(readFileSync(join(folder, 'saved.gif')).subarray(0, 4).toString()).toBe('GIF8');
  await expect(promisify(execFile)(electron, [whole, '-b', '--nonsense'])).rejects.toMatchObject({ code: 2 });
});

test('the packaged application starts, and generates with its own backend, workers and schema', async () => {
  const whole = join(folder, 'extracted');
  extractAsar(archive, whole);
  if (hasRealElectron()) delete process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const launched = await _electron.launch({
    args: [whole, `--user-data-dir=${join(folder, 'data')}`, '--lang=en-US'],
    cwd: whole,
  });
  try {
    expect(await launched.evaluate(({ app }) => app.getAppPath())).toBe(whole);
    const { prompt, generate, cels } = partsOf(await launched.firstWindow());
    await prompt.fill('a green slime jumping');
    await generate.click();
    await eventually(async () => (await cels.count()) > 3, 'the frames stand in the timeline');
  } finally {
    await end(launched);
  }
});

/** Windows that are destroyed do not ask about unsaved changes. */
async function end(launched: ElectronApplication): Promise<void> {
  const child = launched.process();
  const impatience = setTimeout(() => child.kill('SIGKILL'), 15_000);
  const leave = launched.evaluate(({ app, BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    app.quit();
  });
  await leave.catch(() => {});
  await launched.close().catch(() => {});
  if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(impatience);
}

/** Electron's fuses, which stand behind a sentinel in its program (github.com/electron/fuses, "The fuse wire"). */
function readFuses(program: string): Readonly<Record<string, boolean>> {
  const names = [
    'runAsNode',
    'cookieEncryption',
    'nodeOptions',
    'nodeInspect',
    'asarIntegrity',
    'onlyFromAsar',
    'ownSnapshot',
    'filePrivileges',
  ];
  const bytes = readFileSync(program);
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
  const wire = bytes.subarray(bytes.indexOf(sentinel) + sentinel.length);
  expect(wire[0]).toBe(1);
  expect(wire[1]).toBeGreaterThanOrEqual(names.length);
  return Object.fromEntries(names.map((name, i) => [name, wire[2 + i] === 0x31]));
}
