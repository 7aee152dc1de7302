import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js';
import type { WebSocket } from 'ws';
import type { DemoSettings } from '../../src/main/backend/luma/demoSettings.ts';
import type { RenderVideo } from '../../src/main/backend/luma/lifecycle.ts';
import { type OpenBackend, openBackend } from '../../src/main/backend/openBackend.ts';
import { encodeVideo } from '../../src/main/ffmpeg/encode.ts';
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

export async function startTestBackend(demo: DemoSettings = {}, dataFolder?: string): Promise<TestBackend> {
  const folder = dataFolder ?? join(await temporaryFolder(), 'backend');
  const errors: unknown[] = [];
  const backend = await openBackend(
    { dataFolder: folder, supabaseFolder: SUPABASE_FOLDER, ffmpegPath: 'ffmpeg', demo: { ...QUICK, ...demo } },
    { render: renderFlat, onError: (error) => errors.push(error) },
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

/** A video of one colour, which says nothing about the painter and is done in no time. */
const renderFlat: RenderVideo = async (_prompt, { width, height, seconds, fps }, outFile, signal) => {
  const frame = new Uint8Array(width * height * 3).fill(90);
  const frames = Array.from({ length: seconds * fps }, () => frame);
  const ffmpeg = { path: 'ffmpeg', encoders: new Set(['libx264']) };
  await encodeVideo(ffmpeg, { width, height, fps }, frames, outFile, signal);
};

type Project = Pick<OpenBackend, 'url' | 'publishableKey'>;

/** @param transport the class of its sockets */
export function anonymousClient(project: Project, vsn = '2.0.0', transport?: typeof WebSocket): SupabaseClient {
  return createClient(project.url, project.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { vsn, reconnectAfterMs: () => 100, ...(transport ? { transport } : {}) },
  });
}

/** A client signed in with the account that the backend has made. */
export async function localClient(
  backend: Pick<OpenBackend, 'url' | 'publishableKey' | 'account'>,
  vsn?: string,
  transport?: typeof WebSocket,
) {
  const client = anonymousClient(backend, vsn, transport);
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
): Promise<NonNullable<Value>> {
  const end = performance.now() + limit;
  while (performance.now() < end) {
    const value = await check();
    if (value !== null && value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what} did not happen within ${limit} ms`);
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
