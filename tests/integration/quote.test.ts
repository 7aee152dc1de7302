import { expect, test } from 'vitest';
import { createMemoryKeeper, createSettings } from '../../src/main/settings.ts';
import { CAT, partsIn, statesOf, withFolder } from './parts.ts';

test('the demo generator is free and takes no frame to start from; one that is sent all the same is refused', async () => {
  await withFolder(async (folder) => {
    const parts = partsIn(folder);
    expect(await parts.cloud.quote()).toEqual({
      provider: 'Demo generator',
      cents: 0,
      capabilities: { loop: true, startFrame: false, endFrame: false, cancel: true },
    });
    const startFrame = { width: 1, height: 1, pixels: Uint8Array.of(255, 0, 0, 255) };
    const { id } = await parts.generations.generate({ ...CAT, startFrame });
    const states = await statesOf(parts, id);
    expect(states.at(-1)?.state).toMatchObject({
      stage: 'failed',
      error: { code: 'bad_request', message: 'The video provider takes no start frame.' },
    });
    await parts.close();
  });
});

test('whoever is signed out is told no price', async () => {
  await withFolder(async (folder) => {
    const settings = createSettings(createMemoryKeeper());
    settings.write({ generator: 'project', supabaseUrl: 'http://127.0.0.1:54321', supabaseKey: 'sb_publishable_x' });
    const parts = partsIn(folder, {}, { settings });
    expect(await parts.cloud.quote()).toBeNull();
    await parts.close();
  });
});
