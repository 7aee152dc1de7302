import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runToEnd } from './run.ts';
import { VideoError } from './videoError.ts';
import { withFfmpeg } from './withFfmpeg.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-with-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function script(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
}

/** Remembers which programs it worked with. */
function worker(): { readonly used: string[]; readonly work: (path: string) => Promise<string> } {
  const used: string[] = [];
  const work = async (path: string): Promise<string> => {
    used.push(path);
    return (
      await runToEnd(path, ['-v', 'error', '-f', 'lavfi', '-i', 'color', '-t', '0.1', '-f', 'md5', '-'])
    ).toString();
  };
  return { used, work };
}

test('nothing but the work is started where it succeeds', async () => {
  const counted = await script('counted', `echo "$*" >> '${join(folder, 'calls')}'; exec ffmpeg "$@"`);
  const { work } = worker();
  expect(await withFfmpeg({ environment: { FFMPEG_BIN: counted } }, work)).toMatch(/^MD5=/);
  expect((await runToEnd('cat', [join(folder, 'calls')])).toString().trim().split('\n')).toHaveLength(1);
});

test('a bundled one that is not there or does not work gives way to that of PATH', async () => {
  const broken = await script('broken', 'exit 1');
  for (const bundled of [join(folder, 'nothing'), broken]) {
    const { used, work } = worker();
    expect(await withFfmpeg({ environment: {}, bundled }, work)).toMatch(/^MD5=/);
    expect(used).toEqual(bundled === broken ? [broken, 'ffmpeg'] : ['ffmpeg']);
  }
});

test('one that was wished for and is not fit is told from a video that is damaged', async () => {
  const impostor = await script('impostor', 'echo hello; exit 1');
  const refused = (path: string) => withFfmpeg({ setting: path, environment: {} }, worker().work);
  await expect(refused(impostor)).rejects.toMatchObject({ code: 'ffmpeg_missing' });
  await expect(refused(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'ffmpeg_missing' });
  let count = 0;
  const damaged = withFfmpeg({ environment: process.env }, async () => {
    count++;
    throw new VideoError('decode_failed', 'damaged');
  });
  await expect(damaged).rejects.toMatchObject({ code: 'decode_failed' });
  expect(count).toBe(1);
});
