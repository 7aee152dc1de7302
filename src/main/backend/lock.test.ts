import { fork } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isLocked, takeLock } from './lock.ts';

let folder = '';
let file = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const CONTENDER = new URL('./lockContender.fixture.ts', import.meta.url);

async function writeHolder(holder: { pid: number; started?: string; takenAt?: number }): Promise<void> {
  await writeFile(file, JSON.stringify({ started: '', takenAt: Date.now(), nonce: 'theirs', ...holder }));
}

/** The id of a process that has ended. */
async function deadProcess(): Promise<number> {
  const child = fork(CONTENDER, ['exit']);
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid ?? 0;
}

test('one at a time, and again after the release', async () => {
  const lock = await takeLock(file);
  expect(lock).not.toBeNull();
  expect(await takeLock(file)).toBeNull();
  expect(await isLocked(file)).toBe(true);
  await lock?.release();
  expect(await readdir(folder)).toEqual([]);
  expect(await takeLock(file)).not.toBeNull();
});

test('the lock of a dead process is taken over', async () => {
  await writeHolder({ pid: await deadProcess() });
  expect(await isLocked(file)).toBe(false);
  expect(await takeLock(file)).not.toBeNull();
  expect(await readdir(folder)).toEqual(['lock']);
});

test('a living process with the number of a dead one does not hold its lock', async () => {
  await writeHolder({ pid: process.pid, started: '1' });
  expect(await takeLock(file)).not.toBeNull();
});

test('a lock from before the machine started is nobody’s', async () => {
  await writeHolder({ pid: process.pid, takenAt: 0 });
  expect(await takeLock(file)).not.toBeNull();
});

test('a file that cannot be read is left to its writer for a moment, then taken over', async () => {
  await writeFile(file, '{"pid":');
  expect(await takeLock(file)).toBeNull();
  await utimes(file, new Date(0), new Date(0));
  expect(await takeLock(file)).not.toBeNull();
});

test('a takeover that was broken off is only waited for a moment', async () => {
  await writeHolder({ pid: await deadProcess() });
  await writeFile(`${file}.takeover`, '');
  await utimes(`${file}.takeover`, new Date(0), new Date(0));
  expect(await takeLock(file)).not.toBeNull();
  expect(await readdir(folder)).toEqual(['lock']);
});

test('a release leaves the lock of another in place', async () => {
  const lock = await takeLock(file);
  await writeHolder({ pid: process.pid });
  await lock?.release();
  expect(await readFile(file, 'utf8')).toContain('theirs');
});

test('of many processes that find a dead one’s lock, one gets it', { timeout: 60_000 }, async () => {
  const rounds = process.env.CELKILN_LONG === '1' ? 40 : 3;
  const dead = await deadProcess();
  for (let round = 0; round < rounds; round++) {
    await writeHolder({ pid: dead });
    const contenders = Array.from({ length: 5 }, () => fork(CONTENDER, [file]));
    const answers = await Promise.all(
      contenders.map((child) => new Promise((resolve) => child.once('message', resolve))),
    );
    expect(answers.filter((answer) => answer === 'taken')).toHaveLength(1);
    const ends = contenders.map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of contenders) child.send('end');
    await Promise.all(ends);
  }
});
