import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withEnding } from './withEnding.ts';

const never = { confirmReplacing: () => Promise.reject(new Error('Nothing is in the way.')) };

test.each([
  ['/nowhere/cat', 'aseprite', '/nowhere/cat.aseprite'],
  ['/nowhere/cat.ASE', 'aseprite', '/nowhere/cat.ASE'],
  ['/nowhere/cat.v2', 'aseprite', '/nowhere/cat.v2.aseprite'],
  ['/nowhere/cat.png', 'aseprite', '/nowhere/cat.png.aseprite'],
  ['/nowhere/walk', 'gif', '/nowhere/walk.gif'],
  ['/nowhere/walk.apng', 'png', '/nowhere/walk.apng'],
  ['/nowhere/.hidden', 'webp', '/nowhere/.hidden.webp'],
  ['/nowhere/sea', 'palette', '/nowhere/sea.gpl'],
  ['/nowhere/sea.riff.pal', 'palette', '/nowhere/sea.riff.pal'],
] as const)('%s is a place for %s: %s', async (path, format, expected) => {
  expect(await withEnding(never, path, format)).toBe(expected);
});

test('a file that comes in the way by the ending is asked about', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-ending-'));
  try {
    await writeFile(join(folder, 'cat.aseprite'), 'old');
    const asked: string[] = [];
    const answering = (answer: boolean) => ({
      async confirmReplacing(name: string) {
        asked.push(name);
        return answer;
      },
    });
    expect(await withEnding(answering(false), join(folder, 'cat'), 'aseprite')).toBeNull();
    expect(await withEnding(answering(true), join(folder, 'cat'), 'aseprite')).toBe(join(folder, 'cat.aseprite'));
    expect(asked).toEqual(['cat.aseprite', 'cat.aseprite']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
