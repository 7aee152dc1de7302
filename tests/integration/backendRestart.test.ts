import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  generate,
  hearJobs,
  jobIn,
  jobOf,
  localClient,
  preparedFolder,
  SUPABASE_FOLDER,
  startTestBackend,
  temporaryFolder,
  until,
} from './backendFixture.ts';

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await preparedFolder();
  folders.push(join(folder, '..'));
  return folder;
}

test('a job that is under way goes on after a restart, in the same session', async () => {
  const dataFolder = await newFolder();
  const before = await startTestBackend({ queuedFor: 100, dreamingFor: 60_000 }, dataFolder);
  const { client } = await localClient(before);
  const jobId = await generate(client);
  await jobIn(client, jobId, 'dreaming');
  const session = (await client.auth.getSession()).data.session;
  await before.stop();

  const after = await startTestBackend({}, dataFolder);
  expect(after.url).not.toBe(before.url);
  const headers = { apikey: after.publishableKey, authorization: `Bearer ${session?.access_token}` };
  const user = await fetch(`${after.url}/auth/v1/user`, { headers });
  expect(user.status).toBe(200);
  const again = await localClient(after);
  const job = await jobIn(again.client, jobId, 'processing');
  expect((await fetch(job.luma_video_url ?? '')).status).toBe(200);
  expect([...before.errors, ...after.errors]).toEqual([]);
  await after.stop();
});

test('a video that was ready has an address again after a restart', async () => {
  const dataFolder = await newFolder();
  const before = await startTestBackend({}, dataFolder);
  const { client } = await localClient(before);
  const jobId = await generate(client);
  const ready = await jobIn(client, jobId, 'processing');
  await before.stop();

  const after = await startTestBackend({}, dataFolder);
  const again = await localClient(after);
  const moved = async () => {
    const job = await jobOf(again.client, jobId);
    return job.luma_video_url !== ready.luma_video_url && job;
  };
  const job = await until(moved, 'the new address');
  expect(job.status).toBe('processing');
  expect((await fetch(job.luma_video_url ?? '')).status).toBe(200);
  await after.stop();
});

test('a second one on the same folder works beside it, in a folder of its own', async () => {
  const dataFolder = await newFolder();
  const first = await startTestBackend({}, dataFolder);
  const second = await startTestBackend({}, dataFolder);
  expect([first.notices, second.notices]).toEqual([[], [{ kind: 'temporary' }]]);
  const [one, other] = [await localClient(first), await localClient(second)];
  const heard = await hearJobs(other.client, other.userId);
  const jobId = await generate(one.client);
  await jobIn(one.client, jobId, 'processing');
  expect((await other.client.from('video_generation_jobs').select('id')).data).toEqual([]);
  expect(heard.changes).toEqual([]);
  await other.client.removeAllChannels();
  await second.stop();
  await first.stop();
});

test('a process that was killed loses nothing that it had, and its lock is taken over', async () => {
  const dataFolder = await newFolder();
  const child = fork(new URL('./backendProcess.ts', import.meta.url), [dataFolder, SUPABASE_FOLDER]);
  const [started] = await once(child, 'message');
  const { client } = await localClient(started);
  const jobId = await generate(client);
  child.kill('SIGKILL');
  await once(child, 'exit');

  const after = await startTestBackend({}, dataFolder);
  expect(after.notices).toEqual([]);
  const again = await localClient(after);
  await jobIn(again.client, jobId, 'processing');
  await after.stop();
});

test('a first start that is cut short is begun anew, and nobody is told of a database that held nothing', async () => {
  const dataFolder = join(await temporaryFolder(), 'backend');
  folders.push(join(dataFolder, '..'));
  const child = fork(new URL('./backendProcess.ts', import.meta.url), [dataFolder, SUPABASE_FOLDER]);
  const hasBegun = () =>
    readdir(join(dataFolder, 'database')).then(
      (names) => names.length > 0,
      () => false,
    );
  await until(hasBegun, 'the first file of the database', 60_000);
  child.kill('SIGKILL');
  await once(child, 'exit');

  const after = await startTestBackend({}, dataFolder);
  expect(after.notices).toEqual([]);
  const names = await readdir(dataFolder);
  expect(names.filter((name) => name.startsWith('database'))).toEqual(['database']);
  const { client } = await localClient(after);
  await jobIn(client, await generate(client), 'processing');
  await after.stop();
});

test('one that was to take the place of a spoiled database, too; that one is told of then', async () => {
  const dataFolder = await newFolder();
  const aside = join(dataFolder, 'database-set-aside-2026');
  await cp(join(dataFolder, 'database'), aside, { recursive: true });
  await rm(join(dataFolder, 'database', 'PG_VERSION'));
  await writeFile(join(dataFolder, 'database-unfinished'), aside);
  const backend = await startTestBackend({}, dataFolder);
  expect(backend.notices).toEqual([{ kind: 'set_aside', path: aside }]);
  await backend.stop();
  const again = await startTestBackend({}, dataFolder);
  expect(again.notices).toEqual([]);
  await again.stop();
});

type Spoiling = readonly [what: string, spoil: (database: string) => Promise<void>];
const SPOILINGS: readonly Spoiling[] = [
  ['a control file that is cut short', (database) => truncate(join(database, 'global/pg_control'), 10)],
  ['no version', (database) => rm(join(database, 'PG_VERSION'))],
  ['another version', (database) => writeFile(join(database, 'PG_VERSION'), '14\n')],
  ['no write-ahead log', (database) => rm(join(database, 'pg_wal'), { recursive: true })],
];

test.each(SPOILINGS.slice(0, process.env.CELKILN_LONG === '1' ? 4 : 2))(
  'a database with %s is set aside, and a fresh one works',
  async (_, spoil) => {
    const dataFolder = await newFolder();
    await (await startTestBackend({}, dataFolder)).stop();
    const account = JSON.parse(await readFile(join(dataFolder, 'account.json'), 'utf8'));
    await spoil(join(dataFolder, 'database'));
    const backend = await startTestBackend({}, dataFolder);
    expect(backend.notices).toEqual([{ kind: 'set_aside', path: expect.stringContaining('database-set-aside-') }]);
    const [notice] = backend.notices;
    if (notice?.kind === 'set_aside') expect((await stat(notice.path)).isDirectory()).toBe(true);
    const { client, userId } = await localClient(backend);
    expect(userId).toBe(account.id);
    await jobIn(client, await generate(client), 'processing');
    await backend.stop();
  },
);

test('a database of another schema is set aside; when no fresh one can be made it stays where it was', async () => {
  const dataFolder = await newFolder();
  const other = await temporaryFolder();
  folders.push(other);
  await cp(SUPABASE_FOLDER, other, { recursive: true });
  const [migration = ''] = await readdir(join(other, 'migrations'));
  const file = join(other, 'migrations', migration);
  const text = await readFile(file, 'utf8');
  const { openStore } = await import('../../src/main/backend/openStore.ts');

  await writeFile(file, `${text}\nselect broken;`);
  await expect(openStore(dataFolder, other)).rejects.toThrow(/broken/);
  expect((await readdir(dataFolder)).filter((name) => name.startsWith('database'))).toEqual(['database']);

  await writeFile(file, `${text}\n-- another`);
  const store = await openStore(dataFolder, other);
  expect(store.setAside).not.toBeNull();
  await store.database.close();
});
