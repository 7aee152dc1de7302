import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openBackend } from '../../src/main/backend/openBackend.ts';
import { usageOf } from '../../src/main/cloud/usage.ts';
import { limitSpending } from '../../src/main/cloud/videoJobs.ts';
import {
  generate,
  jobIn,
  localClient,
  QUICK,
  SUPABASE_FOLDER,
  startTestBackend,
  strangerClient,
  temporaryFolder,
} from './backendFixture.ts';

test('of a project whose database is older, what it has is told, and what it lacks is named', async () => {
  const folder = await temporaryFolder();
  const supabaseFolder = join(folder, 'supabase');
  for (const part of ['config.toml', 'local', 'migrations']) {
    await cp(join(SUPABASE_FOLDER, part), join(supabaseFolder, part), { recursive: true });
  }
  const [, , ...later] = (await readdir(join(supabaseFolder, 'migrations'))).sort();
  for (const name of later) await rm(join(supabaseFolder, 'migrations', name));
  const options = { dataFolder: join(folder, 'data'), supabaseFolder, ffmpegPath: 'ffmpeg', demo: QUICK };
  const backend = await openBackend(options, { onError: () => {} });
  try {
    const { client } = await localClient(backend);
    await jobIn(client, await generate(client), 'processing');
    expect(await usageOf(client)).toMatchObject({
      missing: ['callbacks'],
      month: { usedCents: 0 },
      ledger: [{ provider: 'Demo generator' }],
      days: [{ jobs: 1, succeeded: 1 }],
      averageSeconds: expect.any(Number),
      callbacks: [],
    });
    await expect(limitSpending(client, 100)).rejects.toMatchObject({ code: 'schema_old' });
  } finally {
    await backend.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

test('a user’s own limit counts at once, up to the operator’s cap, and for nobody else', async () => {
  const backend = await startTestBackend();
  try {
    const [{ client }, other] = [await strangerClient(backend), await strangerClient(backend)];
    const month = async (of = client) => (await usageOf(of)).month;
    expect(await month()).toMatchObject({ mostCents: 500, capCents: 500 });
    await limitSpending(client, 120);
    expect(await month()).toMatchObject({ mostCents: 120, capCents: 500 });
    expect(await month(other.client)).toMatchObject({ mostCents: 500, capCents: 500 });
    await limitSpending(client, 100_000);
    expect(await month()).toMatchObject({ mostCents: 500, capCents: 500 });
    await limitSpending(client, null);
    expect(await month()).toMatchObject({ mostCents: 500, capCents: 500 });
  } finally {
    await backend.dispose();
  }
});
