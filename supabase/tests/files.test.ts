import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Env } from '../functions/_shared/env.ts';
import type { StatusResponse } from '../functions/_shared/job.ts';
import { reconcileJobs } from '../functions/_shared/reconcileJobs.ts';
import { handleGenerate } from '../functions/video-generate/handler.ts';
import { handleQuote } from '../functions/video-quote/handler.ts';
import { handleStatus } from '../functions/video-status/handler.ts';
import { handleWebhook } from '../functions/video-webhook/handler.ts';
import { jobRow } from './jobs.ts';
import { serve, type TestServer } from './serve.ts';
import { startTestStack, type TestStack } from './stack.ts';

/** Where the provider keeps its videos; on this machine, which only the demo generator may. */
let host: TestServer;
let video: () => Response | null;
let stack: TestStack;
let env: Record<string, string>;
let user: string;
let bearer: string;
beforeAll(async () => {
  host = await serve(() => Promise.resolve(video()));
  stack = await startTestStack();
  env = { ...stack.env, VIDEO_PROVIDER: 'demo', MIRROR_VIDEOS: '1' };
});
beforeEach(async () => {
  await stack.clear();
  video = () => new Response(mp4(3000));
  user = await stack.database.addUser({ max_active: 100, max_per_minute: 1000, max_cents_per_month: 100_000 });
  bearer = `Bearer ${await stack.tokenFor(user)}`;
});
afterAll(() => Promise.all([host.close(), stack.close()]));

function mp4(length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  bytes.set([0, 0, 0, 24, ...new TextEncoder().encode('ftypmp42')]);
  return bytes;
}
const post = (body: unknown) =>
  new Request('https://functions.example/', {
    method: 'POST',
    headers: { authorization: bearer },
    body: JSON.stringify(body),
  });
async function generate(body: object = {}, withEnv: Env = env): Promise<string> {
  const answer: { data: { jobId: string } } = await (
    await handleGenerate(post({ prompt: 'a cat', ...body }), withEnv)
  ).json();
  return answer.data.jobId;
}
/** The provider is done and calls back; waits for what that starts. */
async function callBack(): Promise<void> {
  const generation = [...stack.luma.generations.values()].at(-1);
  if (generation === undefined) throw new Error('nothing was bought');
  Object.assign(generation, { state: 'completed', assets: { video: `${host.url}/clip.mp4` } });
  const work: Promise<void>[] = [];
  const init = { method: 'POST', body: JSON.stringify(generation) };
  const request = new Request(String(generation.request.callback_url), init);
  await handleWebhook(request, env, (started) => work.push(started));
  await Promise.all(work);
}
async function status(jobId: string, withEnv: Env = env) {
  const work: Promise<void>[] = [];
  const answer: StatusResponse = await (
    await handleStatus(post({ jobId }), withEnv, (started) => work.push(started))
  ).json();
  await Promise.all(work);
  if (!answer.success) throw new Error(answer.error.message);
  return answer.data.job;
}
const later = (seconds: number) => stack.database.setClock(new Date(Date.now() + seconds * 1000).toISOString());
const copyOf = (jobId: string) => `${user}/${jobId}.mp4`;
const noted = () => stack.database.query('select path from private.video_files');

describe('a finished video', () => {
  test('is copied into the bucket under its owner and job, and the job knows', async () => {
    const jobId = await generate();
    await callBack();
    expect([...stack.files]).toEqual([[copyOf(jobId), { type: 'video/mp4', bytes: 3000 }]]);
    expect(await jobRow(stack.database, jobId)).toMatchObject({
      status: 'processing',
      storage_path: copyOf(jobId),
      luma_video_url: `${host.url}/clip.mp4`,
    });
  });

  test('is not copied where that is not switched on', async () => {
    env = { ...env, MIRROR_VIDEOS: '' };
    await generate();
    await callBack();
    env = { ...env, MIRROR_VIDEOS: '1' };
    expect([stack.files.size, await noted()]).toEqual([0, []]);
  });

  test('of which no callback came is copied when its owner asks', async () => {
    const jobId = await generate();
    Object.assign(stack.luma.only(), { state: 'completed', assets: { video: `${host.url}/clip.mp4` } });
    await later(10);
    expect(await status(jobId)).toMatchObject({ status: 'processing' });
    expect(stack.files.has(copyOf(jobId))).toBe(true);
  });

  test.each([
    ['is dead', () => new Response('gone', { status: 403 })],
    ['breaks off', () => null],
    ['leads to something else', () => new Response('<html>not a video at all')],
    ['leads to next to nothing', () => new Response('mp4')],
    ['leads elsewhere', () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } })],
    ['says to be too large', () => new Response(mp4(2 * 1024 * 1024))],
  ])('whose address %s is not copied, and the job goes on without', async (_, answer) => {
    video = answer;
    env = { ...env, MIRROR_MAX_MB: '1' };
    const jobId = await generate();
    await callBack();
    env = { ...env, MIRROR_MAX_MB: '' };
    expect(stack.files.size).toBe(0);
    expect(await jobRow(stack.database, jobId)).toMatchObject({ status: 'processing', storage_path: null });
  });

  test('is tried four times, further and further apart', async () => {
    const jobId = await generate();
    stack.failStorage(100);
    await callBack();
    const tried: number[] = [];
    for (let minute = 1; minute <= 40; minute += 1) {
      await later(minute * 60 + 1);
      const before = await attempts(jobId);
      await reconcileJobs(env);
      if ((await attempts(jobId)) !== before) tried.push(minute);
    }
    expect(tried).toEqual([2, 6, 14]);
    stack.failStorage(0);
  });
  const attempts = async (jobId: string) =>
    (await stack.database.query('select attempts from private.video_files where job_id = $1', [jobId]))[0]?.attempts;

  test('is copied at the next try when Storage was out of order', async () => {
    const jobId = await generate();
    stack.failStorage();
    await callBack();
    expect(stack.files.size).toBe(0);
    await later(121);
    expect(await reconcileJobs(env)).toMatchObject({ mirrored: 1 });
    expect((await jobRow(stack.database, jobId)).storage_path).toBe(copyOf(jobId));
    expect(await reconcileJobs(env)).toMatchObject({ mirrored: 0 });
  });
});

describe('the address of a copy', () => {
  test('is what its owner gets when the provider’s link has died, also after the job was completed', async () => {
    const jobId = await generate();
    await callBack();
    const calls = stack.luma.calls.length;
    const signed = `${stack.url}/storage/v1/object/sign/videos/${copyOf(jobId)}?token=for-3600`;
    expect(await status(jobId)).toMatchObject({ status: 'processing', luma_video_url: signed });
    await stack.database.as(
      'authenticated',
      user,
      `update public.video_generation_jobs set status = 'completed', frame_count = 9 where id = '${jobId}'`,
    );
    const job = await status(jobId);
    expect(job).toMatchObject({ status: 'completed', luma_video_url: signed });
    expect(Date.parse(String(job.video_url_expires_at))).toBeGreaterThan(Date.now() + 3_500_000);
    expect(stack.luma.calls).toHaveLength(calls);
  });

  test('begins where the deployment says that Storage is reached', async () => {
    const jobId = await generate();
    await callBack();
    const job = await status(jobId, { ...env, PUBLIC_STORAGE_URL: 'https://files.example/storage/v1/' });
    expect(job.luma_video_url).toMatch(/^https:\/\/files\.example\/storage\/v1\/object\/sign\/videos\//);
  });

  test('is the provider’s own while Storage does not answer', async () => {
    const jobId = await generate();
    await callBack();
    stack.failStorage();
    expect(await status(jobId)).toMatchObject({ status: 'processing', luma_video_url: `${host.url}/clip.mp4` });
  });
});

describe('a file goes', () => {
  test('when its job expires', async () => {
    const jobId = await generate();
    await callBack();
    await later(7 * 86_400 - 60);
    expect(await reconcileJobs(env)).toMatchObject({ removed: 0 });
    await later(7 * 86_400 + 60);
    await stack.database.query('select private.video_jobs_sweep()');
    expect(await reconcileJobs(env)).toMatchObject({ removed: 1 });
    expect(await jobRow(stack.database, jobId)).toMatchObject({ status: 'expired', storage_path: null });
    expect([stack.files.size, await noted()]).toEqual([0, []]);
  });

  test('with its user', async () => {
    await generate();
    await callBack();
    await stack.database.query('delete from auth.users where id = $1', [user]);
    expect(await reconcileJobs(env)).toMatchObject({ removed: 1 });
    expect(stack.files.size).toBe(0);
  });

  test('later, when its job is given more time', async () => {
    const jobId = await generate();
    await callBack();
    await stack.database.query(
      `update public.video_generation_jobs set expires_at = expires_at + interval '1 day' where id = $1`,
      [jobId],
    );
    await later(7 * 86_400 + 60);
    expect(await reconcileJobs(env)).toMatchObject({ removed: 0 });
    await later(8 * 86_400 + 60);
    expect(await reconcileJobs(env)).toMatchObject({ removed: 1 });
  });

  test('when it came too late for its job', async () => {
    const jobId = await generate();
    video = () => {
      void stack.database.query('delete from public.video_generation_jobs where id = $1', [jobId]);
      return new Response(mp4(3000));
    };
    await callBack();
    expect(stack.files.size).toBe(1);
    await reconcileJobs(env);
    expect(stack.files.size).toBe(0);
  });

  test('at the next try, when Storage was out of order', async () => {
    await generate();
    await callBack();
    await stack.database.query('delete from public.video_generation_jobs');
    stack.failStorage();
    expect([await reconcileJobs(env), await reconcileJobs(env)]).toMatchObject([{ removed: 0 }, { removed: 0 }]);
    await later(301);
    expect(await reconcileJobs(env)).toMatchObject({ removed: 1 });
    expect(stack.files.size).toBe(0);
  });
});

describe('frames for a provider that fetches them', () => {
  const [START, END] = ['iVBORw0KGgoAAAA=', 'iVBORw0KGgoBBBB='];
  const luma = () => ({ ...stack.env, FRAMES_BY_URL: '1' });
  const url = (jobId: string, name: string) =>
    `${stack.url}/storage/v1/object/sign/videos/${user}/${jobId}-${name}.png?token=for-86400`;

  test('are offered only where the deployment has a place for them', async () => {
    const offered = async (withEnv: Env) => {
      const quote: { data: { capabilities: { startFrame: boolean; endFrame: boolean } } } = await (
        await handleQuote(post({}), withEnv)
      ).json();
      return [quote.data.capabilities.startFrame, quote.data.capabilities.endFrame];
    };
    expect([await offered(stack.env), await offered(luma())]).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  test('are stored, signed for a day, sent by address, and removed after it', async () => {
    const jobId = await generate({ startFrame: START, endFrame: END }, luma());
    expect(stack.luma.only().request.keyframes).toEqual({
      frame0: { type: 'image', url: url(jobId, 'start') },
      frame1: { type: 'image', url: url(jobId, 'end') },
    });
    expect([...stack.files.values()]).toEqual([
      { type: 'image/png', bytes: 11 },
      { type: 'image/png', bytes: 11 },
    ]);
    await later(86_401);
    expect(await reconcileJobs(luma())).toMatchObject({ removed: 2 });
    expect(stack.files.size).toBe(0);
  });

  test('that are the same at both ends are stored once', async () => {
    const jobId = await generate({ startFrame: START, endFrame: START }, luma());
    const both = { type: 'image', url: url(jobId, 'start') };
    expect(stack.luma.only().request.keyframes).toEqual({ frame0: both, frame1: both });
    expect(stack.files.size).toBe(1);
  });

  test('that cannot be stored keep the job back: nothing was bought, and it is sent again', async () => {
    stack.failStorage();
    const jobId = await generate({ startFrame: START }, luma());
    expect(stack.luma.calls).toEqual([]);
    expect(await jobRow(stack.database, jobId)).toMatchObject({ status: 'pending', retries: 1 });
    await later(16);
    expect(await reconcileJobs(luma())).toMatchObject({ submitted: 1 });
    expect(stack.luma.only().request.keyframes).toMatchObject({ frame0: { url: url(jobId, 'start') } });
  });
});
