import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import type { GenerationId } from '../../shared/ipc.ts';
import { KnownGenerations } from './knownGenerations.ts';
import { fromPrompt, withState } from './newGeneration.ts';
import { createRecords } from './records.ts';

test('what is listed is on the disk by then', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-known-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const known = new KnownGenerations(folder);
  const request = { settings: DEFAULT_CLIP, prompt: 'a cat' };
  const record = fromPrompt(randomUUID() as GenerationId, randomUUID(), request, 0);
  await known.add(record);
  for (let frameCount = 1; frameCount <= 20; frameCount++) {
    const kept = known.keep(withState(record, { stage: 'ready', frameCount }));
    const [listed] = await known.list();
    const [onDisk] = await createRecords(folder).list();
    expect(listed?.state).toEqual({ stage: 'ready', frameCount });
    expect(onDisk?.generation.state).toEqual(listed?.state);
    await kept;
  }
});
