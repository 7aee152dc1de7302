import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { memorySecrets, type Secrets } from '../../src/main/cloud/secrets.ts';
import type { GenerationParts } from '../../src/main/openParts.ts';
import { createMemoryKeeper, createSettings, type SettingsStore } from '../../src/main/settings.ts';
import { until } from './backendFixture.ts';
import { type FakeProvider, isFal, startFakeProvider } from './fakeProvider.ts';
import { ownKeyParts } from './ownKeyParts.ts';
import { CAT, hasEnded, statesOf, withFolder } from './parts.ts';

/** The artist's own key: the embedded backend asks a provider, which stands on loopback here. */
let provider: FakeProvider;
let settings: SettingsStore;
let secrets: Secrets;

beforeEach(async () => {
  provider = await startFakeProvider();
  settings = createSettings(createMemoryKeeper());
  settings.write({ generator: 'ownKey' });
  secrets = memorySecrets();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await provider.close();
});

const open = (folder: string) => ownKeyParts(folder, provider, { settings, secrets });

/** Generates and gives the last state. */
async function generated(parts: GenerationParts) {
  const { id } = await parts.generations.generate(CAT);
  const last = (await statesOf(parts, id)).at(-1);
  return { id, last };
}

test('a prompt goes to Luma with the key, is polled, and becomes frames; no callback is asked for', async () => {
  await withFolder(async (folder) => {
    await secrets.set('key:luma', 'the-key');
    const parts = await open(folder);
    expect(await parts.cloud.connection()).toEqual({ kind: 'ownKey', provider: 'luma', remembered: false });
    expect(await parts.cloud.quote()).toMatchObject({ provider: 'Luma', cents: 14 });
    const { id, last } = await generated(parts);
    expect(last?.state).toMatchObject({ stage: 'ready' });
    expect(last?.origin).toMatchObject({ provider: 'Luma' });
    const [order] = provider.orders();
    expect(order).toMatchObject({ path: '/luma/generations/video', authorization: 'Bearer the-key' });
    expect(order?.body).toMatchObject({ prompt: expect.stringContaining(CAT.prompt) });
    expect(order?.body).not.toHaveProperty('callback_url');
    await parts.generations.acknowledge(id);
    const today = new Date().toISOString().slice(0, 10);
    expect(await parts.cloud.usage()).toMatchObject({
      month: { usedCents: 14, mostCents: 1000 },
      ledger: [{ provider: 'Luma', estimateCents: 14, costCents: null }],
      days: [{ day: today, provider: 'Luma', jobs: 1, succeeded: 1, failed: 0, cents: 14 }],
      averageSeconds: expect.any(Number),
      failures: [],
      callbacks: [{ provider: 'Luma', expected: false, arrived: 0, settled: 1, polled: 1 }],
    });
    // A video that is no longer there is fetched again.
    await rm(join(folder, 'videos'), { recursive: true });
    expect((await stat(await parts.generations.sourceVideoOf(id))).size).toBeGreaterThan(1000);
    await parts.close();
  });
});

test('fal is asked in its own words', async () => {
  await withFolder(async (folder) => {
    settings.write({ keyProvider: 'fal' });
    const parts = await open(folder);
    await parts.cloud.keepProviderKey('fal', 'the-key');
    const { last } = await generated(parts);
    expect(last?.state).toMatchObject({ stage: 'ready' });
    const [order] = provider.orders();
    expect(order?.authorization).toBe('Key the-key');
    expect(isFal(order?.path ?? '') && !order?.path.includes('webhook')).toBe(true);
    await parts.close();
  });
});

test('Luma Agents is asked in its own words, and polled', async () => {
  await withFolder(async (folder) => {
    settings.write({ keyProvider: 'luma-agents' });
    const parts = await open(folder);
    await parts.cloud.keepProviderKey('luma-agents', 'the-key');
    expect(await parts.cloud.quote()).toMatchObject({ provider: 'Luma Agents', capabilities: { startFrame: true } });
    const { last } = await generated(parts);
    expect(last?.state).toMatchObject({ stage: 'ready' });
    expect(provider.orders()).toMatchObject([
      {
        path: '/agents/generations',
        authorization: 'Bearer the-key',
        body: { type: 'video', model: 'ray-3.2', prompt: expect.stringContaining(CAT.prompt), aspect_ratio: '1:1' },
      },
    ]);
    expect(await parts.cloud.usage()).toMatchObject({
      ledger: [{ estimateCents: 50 }],
      callbacks: [{ expected: false }],
    });
    await parts.close();
  });
});

test('without a key a prompt waits for one, and then goes out once', async () => {
  await withFolder(async (folder) => {
    const parts = await open(folder);
    expect(await parts.cloud.connection()).toEqual({ kind: 'noKey', provider: 'luma' });
    const { id, last } = await generated(parts);
    expect(last?.state).toMatchObject({ stage: 'failed', error: { code: 'no_key' } });
    await parts.cloud.keepProviderKey('luma', 'the-key');
    const isReady = async () => (await parts.generations.list()).find((one) => one.id === id)?.state.stage === 'ready';
    await until(isReady, 'the frames');
    expect(provider.orders()).toHaveLength(1);
    await parts.close();
  });
});

test('what would go beyond the limit of the month is not sent; another limit counts at once', async () => {
  await withFolder(async (folder) => {
    await secrets.set('key:luma', 'the-key');
    settings.write({ monthlyCents: 20 });
    const parts = await open(folder);
    expect((await generated(parts)).last?.state.stage).toBe('ready');
    expect((await generated(parts)).last?.state).toMatchObject({ stage: 'failed', error: { code: 'quota_budget' } });
    settings.write({ monthlyCents: 100 });
    await parts.cloud.budgetChanged();
    expect((await generated(parts)).last?.state.stage).toBe('ready');
    expect(provider.orders()).toHaveLength(2);
    await parts.close();
  });
});

test('a key that the provider refuses is said so, by the test of the connection and by the job', async () => {
  await withFolder(async (folder) => {
    const parts = await open(folder);
    await parts.cloud.keepProviderKey('luma', 'the-key');
    expect(await parts.cloud.checkConnection('reach')).toEqual({ kind: 'good', found: expect.stringMatching(/ ms$/) });
    expect(await parts.cloud.checkConnection('key')).toEqual({ kind: 'good', found: '$12.50' });
    await parts.cloud.keepProviderKey('luma', 'another');
    expect(await parts.cloud.checkConnection('key')).toMatchObject({
      kind: 'bad',
      error: { code: 'wrong_provider_key' },
    });
    expect((await generated(parts)).last?.state).toMatchObject({
      stage: 'failed',
      error: { code: 'wrong_provider_key' },
    });
    await provider.close();
    expect(await parts.cloud.checkConnection('reach')).toMatchObject({ kind: 'bad', error: { code: 'unreachable' } });
    await parts.close();
    provider = await startFakeProvider();
  });
});

test('switching to the demo and back keeps the jobs of each, and their databases apart', async () => {
  await withFolder(async (folder) => {
    await secrets.set('key:luma', 'the-key');
    const parts = await open(folder);
    const { id } = await parts.generations.generate(CAT);
    await until(() => provider.orders().length === 1, 'the order');
    settings.write({ generator: 'demo' });
    await parts.cloud.reconnect();
    await statesOf(parts, id, hasEnded);
    expect((await generated(parts)).last?.origin).toMatchObject({ provider: 'Demo generator' });
    settings.write({ generator: 'ownKey' });
    await parts.cloud.reconnect();
    const isReady = async () => (await parts.generations.list()).find((one) => one.id === id)?.state.stage === 'ready';
    await until(isReady, 'the frames');
    expect(provider.orders()).toHaveLength(1);
    await parts.close();
  });
});
