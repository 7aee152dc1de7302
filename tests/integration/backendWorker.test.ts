import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { BackendError, startBackend } from '../../src/main/backend/startBackend.ts';
import { generate, hearJobs, localClient, preparedFolder, QUICK, SUPABASE_FOLDER, until } from './backendFixture.ts';

const WORKER = new URL('../../src/main/backend/worker.ts', import.meta.url);
const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function options() {
  const dataFolder = await preparedFolder();
  folders.push(join(dataFolder, '..'));
  return { dataFolder, supabaseFolder: SUPABASE_FOLDER, workerUrl: WORKER, ffmpegPath: 'ffmpeg', demo: QUICK };
}

test('in a worker: the whole path, the end, and the same account after it', async () => {
  const started = await options();
  const backend = await startBackend(started);
  const { client, userId } = await localClient(backend);
  const heard = await hearJobs(client, userId);
  const jobId = await generate(client);
  await until(() => heard.statusesOf(jobId).includes('processing'), 'the video');
  await client.removeAllChannels();
  await backend.stop();
  expect(await backend.ended).toBeNull();
  await expect(fetch(`${backend.url}/auth/v1/health`)).rejects.toThrow();
  expect(await readdir(started.dataFolder)).not.toContain('lock');

  const again = await startBackend(started);
  expect(again.notices).toEqual([]);
  expect((await localClient(again)).userId).toBe(userId);
  await Promise.all([again.stop(), again.stop()]);
});

test('without ffmpeg it starts, and a generation fails with words', async () => {
  const { ffmpegPath: _, ...started } = await options();
  const backend = await startBackend(started);
  const { client, userId } = await localClient(backend);
  const heard = await hearJobs(client, userId);
  await generate(client);
  await until(() => heard.changes.some(({ job }) => job.status === 'failed'), 'the failure');
  expect(heard.changes.at(-1)?.job.error_message).toMatch(/needs ffmpeg/);
  await client.removeAllChannels();
  await backend.stop();
});

test('what cannot start says so and leaves no lock', async () => {
  const started = await options();
  const broken = startBackend({ ...started, supabaseFolder: join(started.dataFolder, 'nowhere') });
  await expect(broken).rejects.toThrow(BackendError);
  expect(await readdir(started.dataFolder)).not.toContain('lock');
  const script = join(started.dataFolder, 'broken.mjs');
  await writeFile(script, 'throw new Error("broken worker")');
  const thrown = startBackend({ ...started, workerUrl: new URL(`file://${script}`) });
  await expect(thrown).rejects.toThrow(/broken worker/);
});
