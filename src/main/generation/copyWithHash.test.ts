import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { copyWithHash } from './copyWithHash.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-copy-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

test('the copy is the file, and its hash is told', async () => {
  const bytes = Buffer.alloc(3_000_000, 'a video');
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  await writeFile(from, bytes);
  await writeFile(to, 'what stood there before');
  expect(await copyWithHash(from, to)).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(bytes.equals(await readFile(to))).toBe(true);
});

test('a copy that nobody wants any more ends with the signal', async () => {
  const from = join(folder, 'large');
  await writeFile(from, '');
  await truncate(from, 1_000_000_000);
  const stop = new AbortController();
  const copying = copyWithHash(from, join(folder, 'to'), stop.signal);
  setImmediate(() => stop.abort());
  await expect(copying).rejects.toThrow(/abort/i);
});

test('a file that is not there is the system’s error', async () => {
  await expect(copyWithHash(join(folder, 'none'), join(folder, 'to'))).rejects.toThrow(/ENOENT/);
});
