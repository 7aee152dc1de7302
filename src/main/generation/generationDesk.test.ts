import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { GenerateAccepted, GenerateRequest } from '../../../supabase/functions/_shared/job.ts';
import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import type { Generation, GenerationId } from '../../shared/ipc.ts';
import type { PixelClip } from '../../shared/sprite/pixelClip.ts';
import { CloudError } from '../cloud/cloudError.ts';
import type { VideoJobs } from '../cloud/project.ts';
import type { FrameCut } from './generate.ts';
import { GenerationDesk, type GenerationOptions } from './generationDesk.ts';
import { keyFrameOf } from './keyFrame.ts';
import { fromPrompt, withJob, withSource } from './newGeneration.ts';
import { NO_JOBS, refuse } from './noJobs.fixture.ts';
import { createRecords } from './records.ts';
import { VideoCache } from './videoCache.ts';

const SETTINGS = { ...DEFAULT_CLIP, width: 8, height: 8, colorCount: 4 };
const CLIP: PixelClip = { width: 1, height: 1, palette: [0], frames: [{ indices: new Uint8Array(1), duration: 80 }] };
const CUT: FrameCut = {
  clip: CLIP,
  report: {
    area: { x: 0, y: 0, width: 1, height: 1 },
    backgroundConfidence: null,
    grid: null,
    loops: [],
    seam: null,
    frames: [{ number: 0, seconds: 0 }],
    frameTotal: 1,
    colorCount: 0,
    flicker: 0,
    offPalette: 0,
    pivot: null,
    warnings: [],
  },
};

let folder = '';
let video = '';
let cuts = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-desk-'));
  video = join(folder, 'cat.mp4');
  await writeFile(video, 'video');
  cuts = 0;
  onTestFinished(async () => {
    // What a desk is still writing would come back into the folder that is being removed.
    await Promise.all(desks.splice(0).map((desk) => desk.close()));
    await rm(folder, { recursive: true, maxRetries: 5 });
  });
});

/** A desk at which videos are cut in no time, and nobody can be asked for new ones. */
const desks: GenerationDesk[] = [];

function newDesk(more: Partial<GenerationOptions> = {}): GenerationDesk {
  const desk = new GenerationDesk({
    folder,
    videos: cache(),
    cloud: { providerId: () => 'demo', jobs: refuse },
    async cut(_file, _record, signal) {
      cuts++;
      await wait(20, undefined, { signal });
      return CUT;
    },
    ...more,
  });
  desks.push(desk);
  return desk;
}

function cache(): VideoCache {
  return new VideoCache(join(folder, 'videos'), () => 1_000_000);
}

/** One whose video has come in an earlier session: what is left is to cut it. */
async function fetched(): Promise<GenerationId> {
  const { hash } = await cache().keep(video);
  const id = randomUUID() as GenerationId;
  const asked = fromPrompt(id, randomUUID(), { settings: SETTINGS, prompt: 'a cat' }, 0);
  const known = withJob(asked, { jobId: 'j1', provider: 'Demo generator' }, { providerId: 'demo' });
  await createRecords(join(folder, 'generations')).save(withSource(known, hash));
  return id;
}

/** A desk that goes on with what it finds, as at the start of a session. */
async function resumed(more: Partial<GenerationOptions> = {}): Promise<GenerationDesk> {
  const desk = newDesk(more);
  await desk.resume();
  return desk;
}

/** The generation when it has come to that stage. */
function at(desk: GenerationDesk, id: GenerationId, stage: string): Promise<Generation> {
  return new Promise((resolve) => {
    const look = (generation: Generation): void => {
      if (generation.id === id && generation.state.stage === stage) resolve(generation);
    };
    desk.onChange(look);
    void desk.list().then((list) => list.forEach(look));
  });
}

test('after a restart the frames are cut again, once however often they are asked for', async () => {
  const id = await fetched();
  const desk = await resumed();
  await at(desk, id, 'ready');
  const again = newDesk();
  cuts = 0;
  const clips = await Promise.all([again.clipOf(id), again.clipOf(id), again.clipOf(id)]);
  expect([cuts, new Set(clips).size]).toEqual([1, 1]);
  await again.acknowledge(id);
  await again.acknowledge(id);
  expect((await newDesk().list())[0]?.state).toEqual({ stage: 'done', frameCount: 1 });
});

test('frames that could not be cut again can be asked for once more', async () => {
  const id = await fetched();
  const desk = await resumed();
  await at(desk, id, 'ready');
  await rm(join(folder, 'videos'), { recursive: true });
  const again = newDesk();
  // It would be fetched once more, if somebody could be asked for it.
  await expect(again.clipOf(id)).rejects.toMatchObject({ code: 'unauthorized' });
  await cache().keep(video);
  expect(await again.clipOf(id)).toBe(CLIP);
});

test('the video of a job is the kept one, or is fetched over the present connection', async () => {
  await fetched();
  const asked: string[] = [];
  const refreshVideoJob: VideoJobs['refreshVideoJob'] = (jobId) => {
    asked.push(jobId);
    return Promise.reject(new CloudError('unknown_job', 'No.'));
  };
  const provider = { id: 'demo', name: 'Demo generator', videoHosts: [] };
  const jobs = { ...NO_JOBS, refreshVideoJob };
  const desk = newDesk({ cloud: { providerId: () => 'demo', jobs: async () => ({ jobs, provider }) } });
  const fetching = { signal: new AbortController().signal, onProgress: () => {} };
  expect(await readFile(await desk.videoOfJob('j1', fetching))).toEqual(await readFile(video));
  expect(asked).toEqual([]);
  await expect(desk.videoOfJob('of-another-computer', fetching)).rejects.toMatchObject({ code: 'unknown_job' });
  await rm(join(folder, 'videos'), { recursive: true });
  await expect(desk.videoOfJob('j1', fetching)).rejects.toMatchObject({ code: 'unknown_job' });
  expect(asked).toEqual(['of-another-computer', 'j1']);
  const nobody = { ...fetching, signal: AbortSignal.abort(new Error('left')) };
  await expect(desk.videoOfJob('j1', nobody)).rejects.toThrow('left');
});

test('which frames a generation is another take of outlives a restart and a retry', async () => {
  const take = { path: '/sprites/cat.aseprite', layer: 'Cat', place: 1, from: 2, to: 5 };
  const jobs = () => Promise.reject(new CloudError('moderated', 'No.'));
  const cloud: GenerationOptions['cloud'] = { providerId: () => 'demo', jobs };
  const desk = newDesk({ cloud });
  const { id } = await desk.generate({ settings: SETTINGS, prompt: 'a cat' }, take);
  const plain = await desk.generate({ settings: SETTINGS, prompt: 'a cat' });
  await at(desk, id, 'failed');
  const again = newDesk({ cloud });
  expect([await again.takeOf(id), await again.takeOf(plain.id)]).toEqual([take, null]);
  const retried = await again.retry(id);
  expect(retried.id).not.toBe(id);
  expect(await again.takeOf(retried.id)).toEqual(take);
});

test('what has ended is not canceled; what waits to be put into a document is', async () => {
  const id = await fetched();
  const desk = await resumed();
  await at(desk, id, 'ready');
  await desk.acknowledge(id);
  await desk.cancel(id);
  expect((await desk.list())[0]?.state.stage).toBe('done');
  const other = await fetched();
  const later = await resumed();
  await at(later, other, 'ready');
  await later.cancel(other);
  await at(later, other, 'canceled');
});

test('a prompt that nobody could be asked goes on, once, when somebody can be', async () => {
  const desk = newDesk();
  const { id } = await desk.generate({ settings: SETTINGS, prompt: 'a cat' });
  const failed = await at(desk, id, 'failed');
  expect(failed.state).toMatchObject({ error: { code: 'unauthorized' } });
  const stages: string[] = [];
  desk.onChange(({ state }) => stages.push(state.stage));
  await Promise.all([desk.resume(), desk.resume()]);
  await expect.poll(() => stages).toContain('failed');
  expect(stages).toEqual(['waiting', 'failed']);
  expect(await desk.list()).toHaveLength(1);
  expect((await desk.retry(id)).id).toBe(id);
});

test('what another provider was asked for is left alone', async () => {
  const provider = { id: 'demo', name: 'Demo generator', videoHosts: [] };
  const first = newDesk({ cloud: { providerId: () => 'demo', jobs: async () => ({ jobs: NO_JOBS, provider }) } });
  const { id } = await first.generate({ settings: SETTINGS, prompt: 'a cat' });
  await at(first, id, 'failed');
  const elsewhere = newDesk({
    cloud: {
      providerId: () => 'https://example.org',
      jobs: async () => ({ jobs: NO_JOBS, provider: { ...provider, id: 'https://example.org' } }),
    },
  });
  await elsewhere.resume();
  expect((await elsewhere.retry(id)).id).not.toBe(id);
});

test('a frame to start from is sent along, again after a restart and a retry, and never told', async () => {
  const sent: GenerateRequest[] = [];
  const provider = { id: 'demo', name: 'Demo generator', videoHosts: [] };
  const generateVideo: VideoJobs['generateVideo'] = (request) => {
    sent.push(request);
    return Promise.reject(new CloudError(sent.length < 3 ? 'unauthorized' : 'moderated', 'No.'));
  };
  const cloud: GenerationOptions['cloud'] = {
    providerId: () => 'demo',
    jobs: async () => ({ jobs: { ...NO_JOBS, generateVideo }, provider }),
  };
  const told: Generation[] = [];
  const desk = newDesk({ cloud });
  desk.onChange((generation) => told.push(generation));
  const startFrame = { width: 2, height: 1, pixels: Uint8Array.of(255, 0, 0, 255, 0, 0, 0, 0) };
  const { id } = await desk.generate({ settings: SETTINGS, prompt: 'a cat', startFrame, endFrame: startFrame });
  await at(desk, id, 'failed');
  await desk.close();
  const again = newDesk({ cloud });
  again.onChange((generation) => told.push(generation));
  await again.retry(id);
  await expect.poll(() => sent.length).toBe(2);
  await again.retry(id);
  await expect.poll(() => sent.length).toBe(3);
  // What was refused for good begins anew.
  const other = await again.retry(id);
  expect(other.id).not.toBe(id);
  await at(again, other.id, 'failed');

  const png = await keyFrameOf(startFrame);
  expect(sent.map((request) => request.startFrame === png && request.endFrame === png)).toEqual(Array(4).fill(true));
  expect(new Set(sent.map(({ clientRequestId }) => clientRequestId)).size).toBe(2);
  expect(told.length).toBeGreaterThan(4);
  expect(JSON.stringify([told, await again.list()])).not.toContain('startFrame');
});

test('a frame that cannot be sent stops the generation before it begins', async () => {
  const desk = newDesk();
  let state = 1;
  const pixels = Uint8Array.from({ length: 400 * 400 * 4 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  const startFrame = { width: 400, height: 400, pixels };
  await expect(desk.generate({ settings: SETTINGS, prompt: 'a cat', startFrame })).rejects.toMatchObject({
    code: 'frame_too_large',
  });
  expect(await desk.list()).toEqual([]);
});

test('where nothing can be kept, nothing is begun', async () => {
  await writeFile(join(folder, 'generations'), 'a file in the way');
  const desk = newDesk();
  await expect(desk.generate({ settings: SETTINGS, prompt: 'a cat' })).rejects.toThrow();
  expect(await desk.list()).toEqual([]);
});

test('a disk that fails later does not lose the frames', async () => {
  const blocked = Promise.withResolvers<void>();
  const id = await fetched();
  const desk = await resumed({
    async cut() {
      cuts++;
      await blocked.promise;
      return CUT;
    },
  });
  await expect.poll(() => cuts).toBe(1);
  await rm(join(folder, 'generations'), { recursive: true });
  await writeFile(join(folder, 'generations'), 'a file in the way');
  blocked.resolve();
  await at(desk, id, 'ready');
  expect(await desk.clipOf(id)).toBe(CLIP);
});

test('closing ends what is being cut and keeps it for the next start', async () => {
  const id = await fetched();
  const desk = await resumed({ cut: (_file, _record, signal) => wait(60_000, CUT, { signal }) });
  await at(desk, id, 'decoding');
  await desk.close();
  const next = newDesk();
  await next.resume();
  await at(next, id, 'ready');
});

test('to forget removes the record; the video may be one of a document', async () => {
  const id = await fetched();
  const desk = await resumed();
  await expect(desk.forget(id)).rejects.toMatchObject({ code: 'not_ready' });
  await at(desk, id, 'ready');
  await desk.forget(id);
  expect(await readdir(join(folder, 'generations'))).toEqual([]);
  expect(await readdir(join(folder, 'videos'))).toHaveLength(1);
  await expect(desk.clipOf(id)).rejects.toMatchObject({ code: 'unknown_generation' });
});

/** A project that answers `cloud.jobs()` only from the given call on, and then takes every prompt. */
function reachableFrom(call: number, subscribe: VideoJobs['subscribeToVideoJob'] = () => () => {}) {
  const sent: GenerateRequest[] = [];
  let calls = 0;
  const queue = { place: 3, waiting: 4, seconds: 90 };
  const jobs: VideoJobs = {
    ...NO_JOBS,
    async generateVideo(request) {
      sent.push(request);
      return { jobId: 'j1', status: 'pending', estimatedTimeSeconds: 210, message: '', queue };
    },
    subscribeToVideoJob: subscribe,
  };
  const cloud: GenerationOptions['cloud'] = {
    providerId: () => 'p',
    async jobs() {
      if (++calls < call) throw new CloudError('unreachable', 'No network.');
      return { jobs, provider: { id: 'p', name: 'P', videoHosts: [] } };
    },
  };
  return { cloud, sent };
}

test('a prompt sent offline waits and says so; with the network back it goes out once, also after a restart', async () => {
  const { cloud, sent } = reachableFrom(3);
  const told: Generation[] = [];
  const desk = newDesk({ cloud, lookAgain: 20 });
  desk.onChange((generation) => told.push(generation));
  const { id } = await desk.generate({ settings: SETTINGS, prompt: 'a cat' });
  const jobIdOf = ({ origin }: Generation) => origin.jobId;
  await expect.poll(() => told.map(jobIdOf).at(-1)).toBe('j1');
  const offline = told.filter(({ state }) => state.stage === 'waiting' && state.offline);
  expect(offline.length).toBeGreaterThan(0);
  expect(told.some(({ state }) => state.stage === 'failed')).toBe(false);
  expect(sent).toHaveLength(1);

  const away = newDesk({ cloud: reachableFrom(Number.POSITIVE_INFINITY).cloud, lookAgain: 60_000 });
  const other = await away.generate({ settings: SETTINGS, prompt: 'a dog' });
  const isOffline = (generation?: Generation) =>
    generation?.id === other.id && generation.state.stage === 'waiting' && generation.state.offline === true;
  await expect.poll(async () => (await away.list()).some(isOffline)).toBe(true);
  await away.close();
  const back = reachableFrom(1);
  const again = newDesk({ cloud: back.cloud });
  await again.resume();
  await expect.poll(() => back.sent.map(({ prompt }) => prompt)).toEqual(['a dog']);
  expect(id).not.toBe(other.id);
});

test('one that is out of reach is tried at once when asked, and can be canceled', async () => {
  const { cloud, sent } = reachableFrom(2);
  const desk = newDesk({ cloud, lookAgain: 60_000 });
  const { id } = await desk.generate({ settings: SETTINGS, prompt: 'a cat' });
  const offline = async () => (await desk.list()).some(({ state }) => state.stage === 'waiting' && state.offline);
  await expect.poll(offline).toBe(true);
  await desk.retry(id);
  await expect.poll(() => sent.length).toBe(1);
  await desk.cancel(id);
  await at(desk, id, 'canceled');
});

/** A project that takes a prompt when it is let, and can be out of reach for what is said of jobs. */
function slowProject() {
  const { promise: asked, resolve: hear } = Promise.withResolvers<void>();
  const { promise: order, resolve: letIn } = Promise.withResolvers<GenerateAccepted>();
  const ends: unknown[] = [];
  const project = { away: false };
  const jobs: VideoJobs = {
    ...NO_JOBS,
    generateVideo() {
      hear();
      return order;
    },
    async endVideoJob(job, end) {
      if (project.away) throw new CloudError('unreachable', 'No network.');
      ends.push({ ...job, ...end });
    },
  };
  const cloud: GenerationOptions['cloud'] = {
    providerId: () => 'p',
    jobs: async () => ({ jobs, provider: { id: 'p', name: 'P', videoHosts: [] } }),
  };
  const accept = () => letIn({ jobId: 'j1', status: 'queued', estimatedTimeSeconds: 120, message: '' });
  return { cloud, ends, project, asked, accept };
}

/** A prompt that is on its way. */
async function ordering(desk: GenerationDesk, { asked }: ReturnType<typeof slowProject>): Promise<GenerationId> {
  const { id } = await desk.generate({ settings: SETTINGS, prompt: 'a cat' });
  await asked;
  return id;
}

const recordOf = async (id: GenerationId) =>
  (await createRecords(join(folder, 'generations')).list()).find(({ generation }) => generation.id === id);

test('one that is canceled while its order is on the way is ended as soon as that is answered', async () => {
  const slow = slowProject();
  const { cloud, ends, accept } = slow;
  const desk = newDesk({ cloud });
  const id = await ordering(desk, slow);
  await desk.cancel(id);
  await at(desk, id, 'canceled');
  // There may be no such job yet; to end it now would do nothing.
  await wait(20);
  expect(ends).toEqual([]);
  accept();
  await expect.poll(() => ends).toEqual([{ id: 'j1', status: 'canceled' }]);
  await expect.poll(async () => (await recordOf(id))?.job.end).toBeUndefined();
});

test('also when it is taken off the list before that', async () => {
  const slow = slowProject();
  const { cloud, ends, accept } = slow;
  const desk = newDesk({ cloud });
  const id = await ordering(desk, slow);
  await desk.cancel(id);
  await desk.forget(id);
  expect(await desk.list()).toEqual([]);
  accept();
  await expect.poll(() => ends).toEqual([{ id: 'j1', status: 'canceled' }]);
  expect(await readdir(join(folder, 'generations'))).toEqual([]);
});

test('what is taken off the list is looked for no more', async () => {
  const slow = slowProject();
  const { cloud, ends, project, accept } = slow;
  project.away = true;
  const desk = newDesk({ cloud, lookAgain: 20 });
  const id = await ordering(desk, slow);
  accept();
  await expect.poll(async () => (await recordOf(id))?.generation.origin.jobId).toBe('j1');
  await desk.cancel(id);
  await desk.forget(id);
  project.away = false;
  // Whoever still looked for it would find that it is unknown, which fails the test as an unhandled error.
  await wait(60);
  expect([await desk.list(), ends]).toEqual([[], []]);
});

test('the end of a job that cannot be told is told later, once', async () => {
  const slow = slowProject();
  const { cloud, ends, project, accept } = slow;
  project.away = true;
  const desk = newDesk({ cloud, lookAgain: 20 });
  const jobs: (string | null)[] = [];
  const listening = desk.onChange(({ origin }) => jobs.push(origin.jobId));
  const id = await ordering(desk, slow);
  accept();
  await expect.poll(() => jobs.at(-1)).toBe('j1');
  listening();
  const told: string[] = [];
  desk.onChange(({ state }) => told.push(state.stage));
  await desk.cancel(id);
  expect((await recordOf(id))?.job.end).toEqual({ status: 'canceled' });
  project.away = false;
  await expect.poll(() => ends).toEqual([{ id: 'j1', status: 'canceled' }]);
  await desk.resume();
  expect([ends.length, told]).toEqual([1, ['canceled']]);
});

test('also after a restart, by its request where no answer came, but not to another connection', async () => {
  const first = slowProject();
  const desk = newDesk({ cloud: first.cloud });
  const id = await ordering(desk, first);
  await desk.cancel(id);
  await desk.close();
  const elsewhere = slowProject();
  await newDesk({ cloud: { ...elsewhere.cloud, providerId: () => 'q' } }).resume();
  const next = slowProject();
  await newDesk({ cloud: next.cloud }).resume();
  expect([first.ends, elsewhere.ends]).toEqual([[], []]);
  expect(next.ends).toEqual([{ client_request_id: expect.any(String), status: 'canceled' }]);
  expect((await recordOf(id))?.job.end).toBeUndefined();
});

test('another try names the job that it stands in for, if the server has it so', async () => {
  const sent: GenerateRequest[] = [];
  const jobs: VideoJobs = {
    ...NO_JOBS,
    async generateVideo(request) {
      sent.push(request);
      if (sent.length === 2) throw new CloudError('conflict', 'That job has not ended.');
      return { jobId: `j${sent.length}`, status: 'queued', estimatedTimeSeconds: 120, message: '' };
    },
    subscribeToVideoJob(_id, _onUpdate, onError) {
      setTimeout(() => onError(new CloudError('provider_failed', 'No.')), 0);
      return () => {};
    },
  };
  const provider = { id: 'p', name: 'P', videoHosts: [] };
  const desk = newDesk({ cloud: { providerId: () => 'p', jobs: async () => ({ jobs, provider }) } });
  const first = await desk.generate({ settings: SETTINGS, prompt: 'a cat' });
  await at(desk, first.id, 'failed');
  const second = await desk.retry(first.id);
  await at(desk, second.id, 'failed');
  expect(sent.map(({ retryOf }) => retryOf)).toEqual([undefined, 'j1', undefined]);
  expect(new Set(sent.map(({ clientRequestId }) => clientRequestId)).size).toBe(2);
});

test('a job whose provider is busy is waited for, not asked for again', async () => {
  const sent: GenerateRequest[] = [];
  const followed: string[] = [];
  const jobs: VideoJobs = {
    ...NO_JOBS,
    generateVideo(request) {
      sent.push(request);
      return Promise.reject(new CloudError('provider_busy', 'Busy.', { retryAfterSeconds: 600, jobId: 'j1' }));
    },
    subscribeToVideoJob(jobId) {
      followed.push(jobId);
      return () => {};
    },
  };
  const provider = { id: 'p', name: 'P', videoHosts: [] };
  const desk = newDesk({ cloud: { providerId: () => 'p', jobs: async () => ({ jobs, provider }) } });
  const { id } = await desk.generate({ settings: SETTINGS, prompt: 'a cat' });
  await expect.poll(() => followed).toEqual(['j1']);
  const state = (await desk.list()).find((each) => each.id === id)?.state;
  expect(state).toMatchObject({ stage: 'waiting', status: 'pending', expectedSeconds: 720 });
  expect(sent).toHaveLength(1);
});

test('what was never sent is nothing to be told', async () => {
  const desk = newDesk({ cloud: reachableFrom(Number.POSITIVE_INFINITY).cloud, lookAgain: 60_000 });
  const { id } = await desk.generate({ settings: SETTINGS, prompt: 'a cat' });
  await desk.cancel(id);
  expect(await recordOf(id)).toMatchObject({ generation: { state: { stage: 'canceled' } } });
  expect((await recordOf(id))?.job.end).toBeUndefined();
});

test('the place in the queue is told, and where it moves to', async () => {
  const { cloud } = reachableFrom(1, (_id, onUpdate) => {
    const job = { status: 'pending', progress: 0 } as Parameters<typeof onUpdate>[0];
    setTimeout(() => onUpdate(job, { place: 2, waiting: 4, seconds: 60 }), 10);
    return () => {};
  });
  const desk = newDesk({ cloud });
  const places: (number | undefined)[] = [];
  desk.onChange(({ state }) => places.push(state.stage === 'waiting' ? state.queue?.place : undefined));
  await desk.generate({ settings: SETTINGS, prompt: 'a cat' });
  await expect.poll(() => places.at(-1)).toBe(2);
  expect(places).toContain(3);
});

test('a clip leaves a small picture, which goes with it', async () => {
  const id = await fetched();
  const desk = await resumed();
  await at(desk, id, 'ready');
  const png = await desk.thumbnailOf(id);
  expect([...(png ?? []).slice(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  await desk.acknowledge(id);
  await desk.forget(id);
  expect(await desk.thumbnailOf(id)).toBeNull();
});
