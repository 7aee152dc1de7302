import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as node from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { draftName } from './draftName.ts';
import { copyOver, type FileSystem, replaceFile } from './replaceFile.ts';
import { runAndKill } from './runAndKill.fixture.ts';
import { smallDisk } from './smallDisk.fixture.ts';

const LONG = process.env.CELKILN_LONG === '1';
let folder: string;

beforeEach(async () => {
  folder = await node.realpath(await node.mkdtemp(join(tmpdir(), 'celkiln-replace-')));
});
afterEach(async () => {
  await node.rm(folder, { recursive: true, force: true });
});

test('a new file is made, an old one replaced, and nothing else is left', async () => {
  const path = join(folder, 'cat.aseprite');
  await replaceFile(path, bytes('first'));
  expect(await node.readFile(path, 'utf8')).toBe('first');
  await replaceFile(path, bytes('second'));
  expect(await node.readFile(path, 'utf8')).toBe('second');
  expect(await node.readdir(folder)).toEqual(['cat.aseprite']);
});

test.each(['a b', 'Ünïcödé 고양이', "'; rm -rf $HOME #", '-rf', '..png', 'x'.repeat(255)])(
  'the name %j is fine',
  async (name) => {
    await replaceFile(join(folder, name), bytes('x'));
    expect(await node.readdir(folder)).toEqual([name]);
  },
);

test.each([
  ['x'.repeat(256), 'bad_name'],
  ['nul\0byte', 'bad_name'],
  ['missing/cat.png', 'folder_not_found'],
  ['.', 'not_a_file'],
] as const)('the name %j is %s', async (name, code) => {
  await expect(replaceFile(join(folder, name), bytes('x'))).rejects.toMatchObject({ name: 'FileError', code });
  expect(await node.readdir(folder)).toEqual([]);
});

test('permissions stay', async () => {
  const path = join(folder, 'cat.png');
  await node.writeFile(path, 'old', { mode: 0o640 });
  await node.chmod(path, 0o640);
  await replaceFile(path, bytes('new'));
  expect((await node.stat(path)).mode & 0o777).toBe(0o640);
});

test('a write-protected file is not replaced', async () => {
  const path = join(folder, 'cat.png');
  await node.writeFile(path, 'old');
  await node.chmod(path, 0o444);
  await expect(replaceFile(path, bytes('new'))).rejects.toMatchObject({ code: 'permission_denied' });
  expect(await node.readFile(path, 'utf8')).toBe('old');
});

test('a link stays a link, and what it leads to is replaced', async () => {
  await node.mkdir(join(folder, 'real'));
  await node.writeFile(join(folder, 'real', 'cat.png'), 'old');
  await node.symlink(join('real', 'cat.png'), join(folder, 'link.png'));
  await replaceFile(join(folder, 'link.png'), bytes('new'));
  expect(await node.readFile(join(folder, 'real', 'cat.png'), 'utf8')).toBe('new');
  expect(await node.readlink(join(folder, 'link.png'))).toBe(join('real', 'cat.png'));
});

test('folders, pipes and links to nowhere are refused', async () => {
  await node.mkdir(join(folder, 'folder.png'));
  await node.symlink('nowhere', join(folder, 'lost.png'));
  await promisify(execFile)('mkfifo', [join(folder, 'pipe.png')]);
  for (const name of ['folder.png', 'lost.png', 'pipe.png']) {
    await expect(replaceFile(join(folder, name), bytes('x'))).rejects.toMatchObject({ code: 'not_a_file' });
  }
});

/** Each step of a replacement that can fail, as a file system on which just that one does. */
const STEPS: Readonly<Record<string, (error: Error) => FileSystem>> = {
  open: (error) => ({ ...node, open: () => Promise.reject(error) }),
  write: (error) => ({ ...node, open: withHandle({ writeFile: () => Promise.reject(error) }) }),
  sync: (error) => ({ ...node, open: withHandle({ sync: () => Promise.reject(error) }) }),
  rename: (error) => ({ ...node, rename: () => Promise.reject(error) }),
};

test.each(Object.keys(STEPS))('when %s fails the old file is untouched and no draft is left', async (step) => {
  const path = join(folder, 'cat.png');
  await node.writeFile(path, 'old');
  for (const [system, code] of [
    ['ENOSPC', 'disk_full'],
    ['EACCES', 'permission_denied'],
    ['EROFS', 'read_only'],
    ['EBUSY', 'file_busy'],
    ['EIO', 'file_failed'],
  ]) {
    const files = STEPS[step]?.(Object.assign(new Error(system), { code: system }));
    const failure = replaceFile(path, bytes('new'), files ? { files } : {});
    await expect(failure).rejects.toMatchObject({ code, message: expect.stringContaining('“cat.png”') });
    expect(await node.readFile(path, 'utf8')).toBe('old');
    expect(await node.readdir(folder)).toEqual(['cat.png']);
  }
});

test('on a disk that is really full the old file is untouched', async () => {
  const disk = await smallDisk(folder);
  const path = join(disk.folder, 'cat.png');
  try {
    await replaceFile(path, new Uint8Array(600 * 1024).fill(1), disk);
    const failure = replaceFile(path, new Uint8Array(600 * 1024).fill(2), disk);
    await expect(failure).rejects.toMatchObject({ code: 'disk_full' });
    expect(new Set(await node.readFile(path))).toEqual(new Set([1]));
    expect(await node.readdir(disk.folder)).toEqual(['cat.png']);
  } finally {
    await disk.remove();
  }
});

test('drafts of dead writers are swept, those of living ones and of other computers stay', async () => {
  const dead = spawn('true');
  await new Promise((resolve) => dead.once('exit', resolve));
  const living = draftName('0a', process.ppid);
  const foreign = `.celkiln-00000000-${dead.pid}-0a.tmp`;
  await node.writeFile(join(folder, draftName('0b', dead.pid)), '');
  await node.writeFile(join(folder, living), '');
  await node.writeFile(join(folder, foreign), '');
  await replaceFile(join(folder, 'cat.png'), bytes('x'));
  expect((await node.readdir(folder)).toSorted()).toEqual([living, foreign, 'cat.png'].toSorted());
});

test('a file of any size is copied whole over another', async () => {
  await node.writeFile(join(folder, 'clip.mp4'), 'moving pictures');
  await node.writeFile(join(folder, 'saved.mp4'), 'old');
  await copyOver(join(folder, 'clip.mp4'), join(folder, 'saved.mp4'));
  expect(await node.readFile(join(folder, 'saved.mp4'), 'utf8')).toBe('moving pictures');
  await expect(copyOver(join(folder, 'gone.mp4'), join(folder, 'saved.mp4'))).rejects.toMatchObject({
    code: 'file_not_found',
  });
  expect((await node.readdir(folder)).toSorted()).toEqual(['clip.mp4', 'saved.mp4']);
});

test('processes that save one file at the same time each save it whole', async () => {
  const path = join(folder, 'cat.aseprite');
  const script = (value: number): string => `
    const { replaceFile } = await import(${JSON.stringify(new URL('replaceFile.ts', import.meta.url).href)});
    for (let round = 0; round < 40; round++) {
      await replaceFile(${JSON.stringify(path)}, new Uint8Array(200_000).fill(${value}));
    }
  `;
  const whole = [1, 2].map((value) => digest(new Uint8Array(200_000).fill(value)));
  const run = promisify(execFile);
  let writing = true;
  const writers = Promise.all(
    [1, 2].map((value) => run(process.execPath, ['--input-type=module', '-e', script(value)])),
  ).finally(() => {
    writing = false;
  });
  while (writing) {
    const found = await node.readFile(path).catch(() => undefined);
    if (found) expect(whole).toContain(digest(found));
    await wait(1);
  }
  await writers;
  expect(await node.readdir(folder)).toEqual(['cat.aseprite']);
});

test(
  'a writer that is killed at any moment leaves the old bytes or the new ones',
  async () => {
    const path = join(folder, 'cat.aseprite');
    const script = `
      const { replaceFile } = await import(${JSON.stringify(new URL('replaceFile.ts', import.meta.url).href)});
      for (let round = 0; ; round++) {
        await replaceFile(${JSON.stringify(path)}, new Uint8Array(2_000_000).fill(round & 1));
        console.log(round);
      }
    `;
    const whole = new Set([0, 1].map((value) => digest(new Uint8Array(2_000_000).fill(value))));
    const seen = new Set<string>();
    for (let run = 0; run < (LONG ? 500 : 40); run++) {
      await runAndKill(script, (run * 7919) % 60);
      const found = digest(await node.readFile(path));
      seen.add(found);
      expect(whole).toContain(found);
      expect((await node.readdir(folder)).length).toBeLessThanOrEqual(2);
    }
    expect(seen.size).toBe(2);
    await replaceFile(path, bytes('after'));
    expect(await node.readdir(folder)).toEqual(['cat.aseprite']);
  },
  LONG ? 600_000 : 90_000,
);

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function digest(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

type Handle = Awaited<ReturnType<typeof node.open>>;

/** Files open as usual, but calls of their handles behave otherwise; folders are left alone. */
function withHandle(changed: Partial<Handle>): FileSystem['open'] {
  return async (path, flags, mode) => {
    const handle = await node.open(path, flags, mode);
    return flags === 'wx' ? Object.assign(handle, changed) : handle;
  };
}
