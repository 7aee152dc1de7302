import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runToEnd } from '../ffmpeg/run.ts';

const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);

/** Cuts one grey frame of 16 x 16 pixels and does nothing else. */
const program = `
  import { DEFAULT_CLIP } from ${here('../../shared/clip/clipSettings.ts')};
  import { CutThread } from ${here('cutThread.ts')};
  const thread = new CutThread(new URL(${here('pixelateWorker.ts')}));
  const settings = { ...DEFAULT_CLIP, width: 8, height: 8, background: { kind: 'keep' } };
  thread.start({ width: 16, height: 16, fps: 12, from: 0, matrix: 'bt709', range: 'tv', pixel: 1 }, settings);
  thread.add(new Uint8Array(16 * 16 * 1.5).fill(128));
  const { clip } = await thread.cut(settings, 'exact', new AbortController().signal, () => {});
  console.log(clip.width, clip.frames.length);
`;

test('a program waits for the answer that it asked for, and ends by itself afterwards', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-thread-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'program.mjs');
  await writeFile(file, program);
  const said = await runToEnd(process.execPath, [file]);
  expect(said.toString().trim()).toBe('8 1');
});
