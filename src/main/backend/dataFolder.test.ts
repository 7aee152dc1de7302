import { existsSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimDataFolder } from './dataFolder.ts';

let wanted = '';
beforeEach(async () => {
  wanted = join(await mkdtemp(join(tmpdir(), 'celkiln-folder-')), 'deep', 'backend');
});
afterEach(() => rm(dirname(dirname(wanted)), { recursive: true, force: true }));

test('the wanted folder, then a temporary one, then the wanted one again', async () => {
  const first = await claimDataFolder(wanted);
  expect([first.path, first.temporary]).toEqual([wanted, false]);
  const second = await claimDataFolder(wanted);
  expect([second.temporary, existsSync(second.path)]).toEqual([true, true]);
  expect(second.path).not.toBe(wanted);
  await second.release();
  expect(existsSync(second.path)).toBe(false);
  await first.release();
  const third = await claimDataFolder(wanted);
  expect(third.path).toBe(wanted);
  await third.release();
});

test('temporary folders of dead processes are swept, those of living ones and new ones are not', async () => {
  const first = await claimDataFolder(wanted);
  const living = await claimDataFolder(wanted);
  const [dead, fresh] = [
    await mkdtemp(join(tmpdir(), 'celkiln-backend-')),
    await mkdtemp(join(tmpdir(), 'celkiln-backend-')),
  ];
  await writeFile(
    join(dead, 'lock'),
    JSON.stringify({ pid: process.pid, started: '1', takenAt: Date.now(), nonce: 'x' }),
  );
  for (const folder of [dead, living.path]) await utimes(folder, new Date(0), new Date(0));
  const another = await claimDataFolder(wanted);
  expect([dead, fresh, living.path, another.path].map((folder) => existsSync(folder))).toEqual([
    false,
    true,
    true,
    true,
  ]);
  await rm(fresh, { recursive: true });
  for (const folder of [another, living, first]) await folder.release();
});
