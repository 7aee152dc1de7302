import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createCloud } from '../../src/main/cloud/cloud.ts';
import type { CloudClient } from '../../src/main/cloud/cloudClient.ts';
import type { VideoJobs } from '../../src/main/cloud/project.ts';
import { memorySecrets } from '../../src/main/cloud/secrets.ts';
import { createMemoryKeeper, createSettings } from '../../src/main/settings.ts';
import { isLive, type VideoJob } from '../../supabase/functions/_shared/job.ts';
import type { TestGeneration } from '../../supabase/tests/luma.ts';
import { CAT, until } from './backendFixture.ts';
import { type CloudProject, startCloudProject } from './cloudProject.ts';

export const VIDEO = 'https://storage.cdn-luma.com/dream_machine/clip.mp4';
/** The project, and the app's own client of its jobs; new for every file. */
export let project: CloudProject;
export let jobs: VideoJobs;
let cloud: CloudClient;

/** Gives each test of a file the same project, without jobs and without faults. */
export function setUpCloudProject(): void {
  beforeAll(async () => {
    project = await startCloudProject();
    const settings = createSettings(createMemoryKeeper());
    settings.write({ generator: 'project', supabaseUrl: project.url, supabaseKey: project.key });
    const startBackend = () => Promise.reject(new Error('The embedded backend is not asked for here.'));
    cloud = createCloud({
      settings,
      secrets: memorySecrets(),
      startBackend,
      timing: { quiet: 60_000, longestQuiet: 60_000 },
    });
    await cloud.signUp(`${randomUUID()}@example.org`, 'not a secret');
    ({ jobs } = await cloud.jobs());
    await project.sql(
      `insert into public.video_quotas (user_id, max_active, max_per_minute, max_per_day, max_cents_per_month)
       select id, 100, 10000, 10000, 1000000 from auth.users`,
    );
  });
  beforeEach(async () => {
    project.break(null);
    await project.setClock(0);
    await project.sql('delete from public.video_generation_jobs');
    await project.sql('delete from private.video_providers');
    project.luma.generations.clear();
    project.luma.calls.length = 0;
    project.luma.next = undefined;
    project.calls();
  });
  afterAll(async () => {
    await cloud.close();
    await project.close();
  });
}

/** Starts a job as the app does: the same request again, until it is answered. */
export async function start(): Promise<string> {
  const request = { ...CAT, clientRequestId: randomUUID() };
  for (let attempt = 0; ; attempt += 1) {
    try {
      return (await jobs.generateVideo(request)).jobId;
    } catch (error) {
      const jobId: unknown = Reflect.get(Object(error), 'jobId');
      if (typeof jobId === 'string') return jobId;
      if (attempt === 3) throw error;
    }
  }
}
export const statusOf = async (jobId: string): Promise<string> => (await rowOf(jobId)).status;
export async function rowOf(jobId: string): Promise<VideoJob> {
  const job = await jobs.getVideoJob(jobId);
  if (job === null) throw new Error('the job is gone');
  return job;
}
export const orders = () => project.luma.calls.filter((call) => call.startsWith('POST')).length;
export const cancellations = () => project.luma.calls.filter((call) => call.startsWith('DELETE')).length;

/** The provider's truth about its only generation. */
export function provider(change: Partial<TestGeneration>): TestGeneration {
  return Object.assign(project.luma.only(), change);
}
export const READY = { state: 'completed', assets: { video: VIDEO } } as const;

/** Tells of it as Dream Machine does: four times at most, until somebody says 200. Waits for what that starts. */
export async function deliver(generation: TestGeneration, body?: unknown): Promise<number> {
  let status = 0;
  for (let attempt = 0; attempt < 4 && status !== 200; attempt += 1) status = await project.callBack(generation, body);
  await settled();
  return status;
}

/** Nothing is being processed any more; what a dead process left behind counts as done. */
export async function settled(): Promise<void> {
  let before = '';
  await until(async () => {
    const rows = await project.sql<{ open: string; calls: string }>(
      `select count(*) filter (where settled_at is null)::text as open from private.video_webhook_events`,
    );
    const now = `${rows[0]?.open} ${project.luma.calls.length}`;
    const quiet = rows[0]?.open === '0' || now === before;
    before = now;
    if (!quiet) await new Promise((resolve) => setTimeout(resolve, 250));
    return quiet;
  }, 'quiet');
}

/**
 * Time goes on until the job has ended, as scheduler and app move it: the app completes what is ready. Answers how it
 * ended and how often it was bought.
 */
export async function end(jobId: string): Promise<string> {
  for (const ahead of [1, 40, 80, 160, 310, 340, 1900, 1960]) {
    await project.setClock(ahead);
    for (let round = 0; round < 2 && (await project.reconcile()) !== 200; round += 1);
    const job = await jobs.refreshVideoJob(jobId).catch(() => rowOf(jobId));
    if (job.status === 'processing') await jobs.endVideoJob({ id: jobId }, { status: 'completed', frame_count: 12 });
    if (!isLive((await rowOf(jobId)).status)) break;
  }
  const { status, error_code } = await rowOf(jobId);
  return `${status}${error_code === null ? '' : ` ${error_code}`}, bought ${orders()}`;
}
