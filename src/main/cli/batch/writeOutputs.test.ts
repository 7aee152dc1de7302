import { spawn } from 'node:child_process';
import * as node from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FileSystem } from '../../files/replaceFile.ts';
import { writeOutputs } from './writeOutputs.ts';

const LONG = process.env.CELKILN_LONG === '1';
let folder: string;

beforeEach(async () => {
  folder = await node.mkdtemp(join(tmpdir(), 'celkiln-outputs-'));
});
afterEach(async () => {
  await node.rm(folder, { recursive: true, force: true });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const inFolder = (...names: readonly string[]) =>
  names.map((name) => ({ path: join(folder, name), bytes: bytes(name) }));

/** A disk with room for that many drafts. */
function roomFor(drafts: number): { files: FileSystem } {
  let room = drafts;
  const open: FileSystem['open'] = async (path, flags, mode) => {
    const handle = await node.open(path, flags, mode);
    if (flags !== 'wx' || room-- > 0) return handle;
    return Object.assign(handle, { writeFile: () => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })) });
  };
  return { files: { ...node, open } };
}

test('all files are written, into folders that were missing', async () => {
  await writeOutputs(inFolder('a.png', 'new/deep/b.png', 'new/c.png'));
  expect((await node.readdir(folder, { recursive: true })).toSorted()).toEqual(
    ['a.png', 'new', 'new/c.png', 'new/deep', 'new/deep/b.png'].map((name) => join(name)).toSorted(),
  );
  expect(await node.readFile(join(folder, 'new/deep/b.png'), 'utf8')).toBe('new/deep/b.png');
});

test('a disk that fills up leaves every file as it was, and no folder', async () => {
  await node.writeFile(join(folder, '1.png'), 'old');
  for (const room of [0, 1, 2]) {
    const failure = writeOutputs(inFolder('1.png', 'new/2.png', 'new/deep/3.png'), roomFor(room));
    await expect(failure).rejects.toThrow(/^.*\.png: There is no room left on the disk/);
    expect(await node.readdir(folder)).toEqual(['1.png']);
    expect(await node.readFile(join(folder, '1.png'), 'utf8')).toBe('old');
  }
});

test('a name or a path that is too long says so, and leaves no file', async () => {
  const long = inFolder('a.png', `${'x'.repeat(252)}.png`);
  await expect(writeOutputs(long)).rejects.toThrow(/: .*is too long a name\. Choose a shorter one\.$/);
  const deep = inFolder('a.png', `${`${'d'.repeat(200)}/`.repeat(21)}x.png`);
  await expect(writeOutputs(deep)).rejects.toThrow(/: .*is too long a name\. Choose a shorter one\.$/);
  expect(await node.readdir(folder)).toEqual([]);
});

test.runIf(process.platform === 'linux')('where no folder can be made, that is said', async () => {
  const outputs = [...inFolder('new/a.png'), { path: '/proc/new/b.png', bytes: bytes('b') }];
  await expect(writeOutputs(outputs)).rejects.toThrow(/^\/proc\/new\/b\.png/);
  expect(await node.readdir(folder)).toEqual([]);
});

test(
  'a run that is killed at any moment leaves each file old or new',
  async () => {
    const script = `
      const { writeOutputs } = await import(${JSON.stringify(new URL('writeOutputs.ts', import.meta.url).href)});
      for (let round = 0; ; round++) {
        const bytes = new Uint8Array(500_000).fill(round & 1);
        await writeOutputs(['a.aseprite', 'b.gif'].map((name) => ({ path: ${JSON.stringify(folder)} + '/' + name, bytes })));
        console.log(round);
      }
    `;
    for (let run = 0; run < (LONG ? 200 : 20); run++) {
      await runAndKill(script, (run * 7919) % 40);
      for (const name of ['a.aseprite', 'b.gif']) {
        const found = await node.readFile(join(folder, name));
        expect([found.length, new Set(found).size]).toEqual([500_000, 1]);
      }
    }
    await writeOutputs(inFolder('a.aseprite'));
    expect((await node.readdir(folder)).toSorted()).toEqual(['a.aseprite', 'b.gif']);
  },
  LONG ? 600_000 : 60_000,
);

/** Kills the script this many milliseconds after its first round. */
async function runAndKill(script: string, milliseconds: number): Promise<void> {
  const words = ['--input-type=module', '-e', script];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await wait(milliseconds);
  child.kill('SIGKILL');
  await gone;
}
