import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { checkThere } from './checkThere.ts';

test('a file is there; a pipe that nobody writes into, a folder and a link to nowhere are said to be none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-there-'));
  try {
    await writeFile(join(folder, 'clip.mp4'), '');
    await symlink('clip.mp4', join(folder, 'link.mp4'));
    await symlink('nowhere', join(folder, 'lost.mp4'));
    await symlink('round.mp4', join(folder, 'round.mp4'));
    await promisify(execFile)('mkfifo', [join(folder, 'pipe.mp4')]);
    await checkThere(join(folder, 'clip.mp4'));
    await checkThere(join(folder, 'link.mp4'));
    for (const path of [folder, join(folder, 'pipe.mp4')]) {
      await expect(checkThere(path)).rejects.toThrow(`${path} is not a file. Choose a file.`);
    }
    await expect(checkThere(join(folder, 'lost.mp4'))).rejects.toThrow('there is no such file');
    await expect(checkThere(join(folder, 'round.mp4'))).rejects.toThrow('is a link that leads nowhere');
  } finally {
    await rm(folder, { recursive: true });
  }
});
