import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { VideoJob } from '../../../supabase/functions/_shared/job.ts';
import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import type { GenerationId } from '../../shared/ipc.ts';
import type { VideoJobs } from '../cloud/project.ts';
import { GenerationCuts } from './generationCuts.ts';
import { KnownGenerations } from './knownGenerations.ts';
import { fromPrompt, withJob, withSource } from './newGeneration.ts';
import { NO_JOBS } from './noJobs.fixture.ts';
import { VideoCache } from './videoCache.ts';

/** A video of so many bytes, as far as downloads look at it. */
const movie = (words: string): Buffer => Buffer.from(`\0\0\0\u0018ftyp${words}`);

let folder = '';
let server: Server;
/** What lies at the job's address. */
let served = movie('');
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-cuts-'));
  server = createServer((_, response) => response.end(served));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
});

/** A generation whose video is known, and kept no longer. */
async function lost() {
  const videos = new VideoCache(join(folder, 'videos'), () => 1_000_000);
  const file = join(folder, 'first.mp4');
  await writeFile(file, movie('first'));
  const { hash } = await videos.keep(file);
  await rm(join(folder, 'videos'), { recursive: true });
  const known = new KnownGenerations(join(folder, 'generations'));
  const id = randomUUID() as GenerationId;
  const asked = fromPrompt(id, randomUUID(), { settings: DEFAULT_CLIP, prompt: 'a cat' }, 0);
  await known.add(withSource(withJob(asked, { jobId: 'j1' }, { providerId: 'demo' }), hash));
  const cut = () => Promise.reject(new Error('Nothing is cut here.'));
  const signal = new AbortController().signal;
  const cuts = new GenerationCuts(known, { videos, cloud: cloud(), cut, signal });
  const hashNow = async () => (await known.of(id)).generation.sourceHash;
  return { id, hash, cuts, hashNow, record: () => known.of(id) };
}

function cloud() {
  const place = server.address();
  const origin = `http://127.0.0.1:${typeof place === 'object' ? place?.port : 0}`;
  const jobs: VideoJobs = {
    ...NO_JOBS,
    refreshVideoJob: async (id) => ({ ...JOB, id, luma_video_url: `${origin}/video.mp4` }),
  };
  const provider = { id: 'demo', name: 'Demo generator', videoHosts: [origin] };
  return { providerId: () => 'demo', jobs: async () => ({ jobs, provider }) };
}

test('the same video is taken, whoever asks for it', async () => {
  const { id, hash, cuts, hashNow, record } = await lost();
  served = movie('first');
  const video = await cuts.videoOf(await record());
  expect(await readFile(video.path)).toEqual(served);
  video.release();
  expect(await cuts.fetchAgain(id)).toBe('same');
  expect(await hashNow()).toBe(hash);
});

test('another video does not take the place of the known one by itself', async () => {
  const { hash, cuts, hashNow, record } = await lost();
  served = movie('second');
  await expect(cuts.videoOf(await record())).rejects.toMatchObject({ code: 'video_changed' });
  const waiting = { signal: new AbortController().signal, onProgress: () => {} };
  await expect(cuts.videoOfJob('j1', waiting)).rejects.toMatchObject({ code: 'video_changed' });
  expect(await hashNow()).toBe(hash);
});

test('who asks for it once more is told that it is another, and has it from then on', async () => {
  const { id, hash, cuts, hashNow, record } = await lost();
  served = movie('second');
  expect(await cuts.fetchAgain(id)).toBe('other');
  expect(await hashNow()).not.toBe(hash);
  const video = await cuts.videoOf(await record());
  expect(await readFile(video.path)).toEqual(served);
  video.release();
  expect(await cuts.fetchAgain(id)).toBe('same');
});

const JOB: VideoJob = {
  id: 'j1',
  user_id: 'u1',
  client_request_id: 'r1',
  project_id: null,
  prompt: 'a cat',
  width: 64,
  height: 64,
  color_count: 16,
  fps: 12,
  provider: 'demo',
  provider_model: null,
  status: 'completed',
  progress: 100,
  rev: 1,
  error_code: null,
  error_message: null,
  luma_video_url: null,
  video_url_expires_at: null,
  frame_count: null,
  cost_estimate_cents: 0,
  cost_cents: null,
  created_at: '2026-11-27T00:00:00Z',
  queued_at: null,
  dreaming_at: null,
  ready_at: null,
  finished_at: null,
  updated_at: '2026-11-27T00:00:00Z',
  expires_at: '2026-11-28T00:00:00Z',
  processing_time_ms: null,
};
