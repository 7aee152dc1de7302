import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js';
import type { DemoSettings } from '../../src/main/backend/luma/demoSettings.ts';
import { type OpenBackend, openBackend } from '../../src/main/backend/openBackend.ts';
import { openStore } from '../../src/main/backend/openStore.ts';
import type { VideoJob, VideoJobChange } from '../../supabase/functions/_shared/job.ts';

export const SUPABASE_FOLDER = join(import.meta.dirname, '../../supabase');

/** Small and quick, but drawn and encoded as for a user. */
export const QUICK: DemoSettings = { queuedFor: 150, dreamingFor: 300, framePixels: 96 * 96, seconds: 1 };

export interface TestBackend extends OpenBackend {
  readonly dataFolder: string;
  /** What went wrong inside without an answer saying so. */
  readonly errors: unknown[];
  /** Ends it and removes its folder. */
  dispose(): Promise<void>;
}

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'celkiln-test-'));
}

/**
 * A data folder with a new database, copied from one that is made once for this schema: to make a database takes
 * seconds, to open one a fraction.
 */
export async function preparedFolder(): Promise<string> {
  const template = join(import.meta.dirname, '../../node_modules/.cache/celkiln', `database-${await schemaHash()}`);
  const folder = join(await temporaryFolder(), 'backend');
  if (!existsSync(template)) {
    const store = await openStore(folder, SUPABASE_FOLDER);
    await store.database.close();
    await mkdir(dirname(template), { recursive: true });
    const draft = `${template}-${process.pid}`;
    await cp(join(folder, 'database'), draft, { recursive: true });
    await rename(draft, template).catch(() => rm(draft, { recursive: true }));
    return folder;
  }
  await cp(template, join(folder, 'database'), { recursive: true });
  return folder;
}

async function schemaHash(): Promise<string> {
  const migrations = (await readdir(join(SUPABASE_FOLDER, 'migrations'))).map((name) => `supabase/migrations/${name}`);
  const files = [
    'node_modules/@electric-sql/pglite/package.json',
    'supabase/local/bootstrap.sql',
    ...migrations.sort(),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(join(SUPABASE_FOLDER, '..', file)));
  return hash.digest('hex').slice(0, 16);
}

export async function startTestBackend(demo: DemoSettings = {}, dataFolder?: string): Promise<TestBackend> {
  const folder = dataFolder ?? (await preparedFolder());
  const errors: unknown[] = [];
  const backend = await openBackend(
    { dataFolder: folder, supabaseFolder: SUPABASE_FOLDER, ffmpegPath: 'ffmpeg', demo: { ...QUICK, ...demo } },
    { onError: (error) => errors.push(error) },
  );
  return {
    ...backend,
    dataFolder: folder,
    errors,
    async dispose() {
      await backend.stop();
      await rm(join(folder, '..'), { recursive: true, force: true });
    },
  };
}

type Project = Pick<OpenBackend, 'url' | 'publishableKey'>;

export function anonymousClient(project: Project, vsn = '2.0.0'): SupabaseClient {
  return createClient(project.url, project.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { vsn, reconnectAfterMs: () => 100 },
  });
}

/** A client signed in with the account that the backend has made. */
export async function localClient(backend: Pick<OpenBackend, 'url' | 'publishableKey' | 'account'>, vsn?: string) {
  const client = anonymousClient(backend, vsn);
  const { data, error } = await client.auth.signInWithPassword(backend.account);
  if (error) throw error;
  return { client, userId: data.user.id };
}

let strangers = 0;

/** A client signed in as somebody else. */
export async function strangerClient(backend: Project) {
  const client = anonymousClient(backend);
  const credentials = { email: `stranger${++strangers}-${Date.now()}@example.org`, password: 'not a secret' };
  const { data, error } = await client.auth.signUp(credentials);
  if (error || !data.user) throw error ?? new Error('no user');
  return { client, userId: data.user.id, credentials };
}

/** Waits until `check` gives something. */
export async function until<Value>(
  check: () => Value | Promise<Value>,
  what: string,
  limit = 20_000,
): Promise<Exclude<Value, null | undefined | false>> {
  const end = performance.now() + limit;
  while (performance.now() < end) {
    const value = await check();
    if (isThere(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what} did not happen within ${limit} ms`);
}

function isThere<Value>(value: Value): value is Exclude<Value, null | undefined | false> {
  return value !== null && value !== undefined && value !== false;
}

export interface HeardJobs {
  readonly channel: RealtimeChannel;
  /** Every broadcast in the order of arrival. */
  readonly changes: { readonly event: string; readonly job: VideoJobChange }[];
  /** Every status that the subscription had. */
  readonly statuses: string[];
  readonly system: string[];
  /** The statuses that one job went through. */
  statusesOf(jobId: string): readonly string[];
}

/** Joins a user's private channel and waits until it stands. */
export async function hearJobs(client: SupabaseClient, userId: string): Promise<HeardJobs> {
  const changes: { event: string; job: VideoJobChange }[] = [];
  const statuses: string[] = [];
  const system: string[] = [];
  const config = { private: true, broadcast: { replication_ready: true } };
  const channel = client
    .channel(`video_jobs:${userId}`, { config })
    .on('broadcast', { event: '*' }, ({ event, payload }) => changes.push({ event, job: payload }))
    .on('system', {}, ({ message }) => system.push(String(message)));
  channel.subscribe((status) => statuses.push(status));
  await until(() => statuses.includes('SUBSCRIBED') && system.length > 0, 'the subscription');
  const statusesOf = (jobId: string) => changes.filter(({ job }) => job.id === jobId).map(({ job }) => job.status);
  return { channel, changes, statuses, system, statusesOf };
}

export const CAT = { prompt: 'a cute pixel art cat walking', width: 64, height: 64, colorCount: 16, fps: 12 };

/** Asks for a video and answers the job's id. */
export async function generate(client: SupabaseClient, body: Readonly<Record<string, unknown>> = CAT): Promise<string> {
  const { data, error } = await client.functions.invoke('video-generate', { body });
  if (error) throw new Error(`video-generate: ${await error.context?.text?.()}`);
  return data.data.jobId;
}

export async function jobOf(client: SupabaseClient, jobId: string): Promise<VideoJob> {
  const { data, error } = await client.from('video_generation_jobs').select('*').eq('id', jobId).single<VideoJob>();
  if (error) throw new Error(error.message);
  return data;
}

/** The job as soon as it stands in that status. */
export function jobIn(
  client: SupabaseClient,
  jobId: string,
  status: VideoJob['status'],
  limit?: number,
): Promise<VideoJob> {
  const look = async () => {
    const job = await jobOf(client, jobId);
    return job.status === status ? job : null;
  };
  return until(look, `the status ${status}`, limit);
}
