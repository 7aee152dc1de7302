import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memorySecrets, type Secrets } from '../../src/main/cloud/secrets.ts';
import type { GenerationParts } from '../../src/main/openParts.ts';
import { createMemoryKeeper, createSettings, type SettingsStore } from '../../src/main/settings.ts';
import { until } from './backendFixture.ts';
import { type FakeProvider, startFakeProvider } from './fakeProvider.ts';
import { ownKeyParts } from './ownKeyParts.ts';
import { CAT, withFolder } from './parts.ts';

/** The program ends while an order is on its way that the artist's own key pays for. */
let provider: FakeProvider;
let settings: SettingsStore;
let secrets: Secrets;
beforeEach(async () => {
  provider = await startFakeProvider();
  settings = createSettings(createMemoryKeeper());
  settings.write({ generator: 'ownKey' });
  secrets = memorySecrets();
  await secrets.set('key:luma', 'the-key');
  await secrets.set('key:luma-agents', 'the-key');
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await provider.close();
});

const open = (folder: string) => ownKeyParts(folder, provider, { settings, secrets });
const ordered = () => until(() => provider.orders().length === 1, 'the order');

/** Whether the only generation came to frames, by one order. */
async function comesToFrames(parts: GenerationParts): Promise<void> {
  await parts.generations.resume();
  const isReady = async () => (await parts.generations.list())[0]?.state.stage === 'ready';
  await until(isReady, 'the frames');
  expect(provider.orders()).toHaveLength(1);
}

test('killed before Luma’s answer: the next start finds the generation, and nothing is ordered again', async () => {
  await withFolder(async (folder) => {
    provider.hesitation = Infinity;
    await cp(join(folder, 'backend'), join(folder, 'backend-own-key'), { recursive: true });
    const child = fork(new URL('./ownKeyProcess.ts', import.meta.url), [
      folder,
      provider.environment.LUMA_API_URL ?? '',
    ]);
    await ordered();
    child.kill('SIGKILL');
    await once(child, 'exit');

    const parts = await open(folder);
    await comesToFrames(parts);
    expect(await parts.cloud.usage()).toMatchObject({ ledger: [{ provider: 'Luma', estimateCents: 14 }] });
    await parts.close();
  });
});

test('closed before an answer of Luma Agents, which lists nothing: the end waits for it', async () => {
  await withFolder(async (folder) => {
    settings.write({ keyProvider: 'luma-agents' });
    provider.hesitation = 1500;
    const before = await open(folder);
    await before.generations.generate(CAT);
    await ordered();
    await before.close();
    vi.unstubAllGlobals();

    const parts = await open(folder);
    await comesToFrames(parts);
    await parts.close();
  });
});
