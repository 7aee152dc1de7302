import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { VideoJob } from '../../../supabase/functions/_shared/job.ts';
import { CloudError } from '../cloud/cloudError.ts';
import type { VideoJobs } from '../cloud/project.ts';
import { QUOTE_SHAPE } from '../cloud/quoteShape.ts';
import { fetchVideo } from './fetchVideo.ts';
import { NO_JOBS } from './noJobs.fixture.ts';

const VIDEO = Buffer.from('\0\0\0\x18ftypisom and more');
const JOB = { id: 'j1', status: 'processing', luma_video_url: 'https://eu.videos.example.com/a.mp4' } as VideoJob;
const QUOTE = {
  provider: 'luma',
  cents: 14,
  priceVersion: '',
  budget: { used: { cents: 0 }, most: { cents: 500 } },
  capabilities: { loop: true, startFrame: false, endFrame: false, cancel: true },
  callbacks: true,
};

let file = '';
let asked: string[] = [];
beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-fetch-'));
  file = join(folder, 'a.mp4');
  asked = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
    asked.push(String(url));
    return new Response(VIDEO);
  });
  onTestFinished(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });
});

/** Fetches the job's video over a project that names these hosts. */
async function fetchFrom(quoteVideo: VideoJobs['quoteVideo']): Promise<string> {
  const tools = {
    jobs: { ...NO_JOBS, quoteVideo },
    provider: { id: 'p', name: 'P', videoHosts: ['cdn-luma.com'] },
    signal: new AbortController().signal,
  };
  const fetching = fetchVideo(JOB, file, tools);
  for (;;) {
    const { value, done } = await fetching.next();
    if (done) return value;
  }
}

const naming = (videoHosts: unknown) => async () => QUOTE_SHAPE.parse({ ...QUOTE, videoHosts });

test('a video on a host that the project names is fetched', async () => {
  expect(await fetchFrom(naming(['videos.example.com']))).toMatch(/^[0-9a-f]{64}$/);
  expect(await readFile(file)).toEqual(VIDEO);
});

test.each([
  ['that the project does not name', naming(['example.net'])],
  ['of which an older project says nothing', naming(undefined)],
  ['when the project does not answer', () => Promise.reject(new CloudError('unreachable', 'No network.'))],
])('one on a host %s is not', async (_, quoteVideo) => {
  await expect(fetchFrom(quoteVideo)).rejects.toMatchObject({ code: 'bad_video_url' });
  expect(asked).toEqual([]);
});
