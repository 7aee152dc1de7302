import { expect, test } from 'vitest';
import { createMemoryKeeper, createSettings } from '../../src/main/settings.ts';
import { DEMO_QUOTE } from '../../src/renderer/ui/generate/demoQuote.ts';
import { partsIn, withFolder } from './parts.ts';

test('the demo generator is free and takes frames, as the window knows without asking', async () => {
  await withFolder(async (folder) => {
    const parts = partsIn(folder);
    expect(await parts.cloud.quote()).toEqual(DEMO_QUOTE);
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
