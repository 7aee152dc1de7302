import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import {
  cancellations,
  deliver,
  end,
  jobs,
  orders,
  project,
  provider,
  READY,
  rowOf,
  setUpCloudProject,
  start,
  statusOf,
  VIDEO,
} from './cloudLife.ts';

setUpCloudProject();

describe('a callback', () => {
  test('that is lost: asking the provider heals it', async () => {
    const jobId = await start();
    provider(READY);
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('that is late changes nothing any more, whatever the job has become', async () => {
    const jobId = await start();
    const generation = { ...provider({ state: 'dreaming' }) };
    provider(READY);
    expect(await end(jobId)).toBe('completed, bought 1');
    const before = await rowOf(jobId);
    expect([await deliver(generation), await deliver(project.luma.only())]).toEqual([200, 200]);
    expect(await rowOf(jobId)).toEqual(before);
  });

  test('that comes twice counts once', async () => {
    const jobId = await start();
    const generation = provider({ state: 'dreaming' });
    await deliver(generation);
    const before = await rowOf(jobId);
    expect(await deliver(generation)).toBe(200);
    expect(await rowOf(jobId)).toEqual(before);
    provider(READY);
    await Promise.all([deliver(generation), deliver(generation), deliver(generation)]);
    expect(await statusOf(jobId)).toBe('processing');
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('that overtakes another: the later word stands', async () => {
    const jobId = await start();
    const dreaming = { ...provider({ state: 'dreaming' }) };
    await deliver(provider(READY));
    const before = await rowOf(jobId);
    expect(await deliver(dreaming)).toBe(200);
    expect(await rowOf(jobId)).toEqual(before);
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test.each([
    ['another token', (url: URL) => url.searchParams.set('token', 'A'.repeat(43))],
    ['no token', (url: URL) => url.searchParams.delete('token')],
    ['another job', (url: URL) => url.searchParams.set('job_id', randomUUID())],
  ])('that is forged with %s gets 404 and moves nothing', async (_, forge) => {
    const jobId = await start();
    const url = new URL(String(provider(READY).request.callback_url));
    forge(url);
    const asked = project.luma.calls.length;
    const forged = { ...project.luma.only(), request: { callback_url: url.href } };
    expect(await project.callBack(forged)).toBe(404);
    expect([await statusOf(jobId), project.luma.calls.length]).toEqual(['queued', asked]);
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('whose body lies about the state is only a hint to look', async () => {
    const jobId = await start();
    const generation = provider({ state: 'dreaming' });
    expect(await deliver(generation, { ...generation, ...READY })).toBe(200);
    expect(await statusOf(jobId)).toBe('dreaming');
    provider(READY);
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('that is too large gets 413 and moves nothing', async () => {
    const jobId = await start();
    const generation = provider(READY);
    expect(await project.callBack(generation, { ...generation, more: 'x'.repeat(70_000) })).toBe(413);
    expect(await statusOf(jobId)).toBe('queued');
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('that dribbles in byte by byte is given up after five seconds, and holds up nobody', async () => {
    const jobId = await start();
    const generation = provider(READY);
    const url = new URL(String(generation.request.callback_url));
    const began = performance.now();
    const slow = dribble(await project.address('video-webhook'), url.search);
    expect(await deliver(generation)).toBe(200);
    expect(await statusOf(jobId)).toBe('processing');
    expect(await slow).toMatch(/^HTTP\/1\.1 408/);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('about another job’s generation is refused', async () => {
    const [one, other] = [await start(), await start()];
    const [first, second] = [...project.luma.generations.values()];
    if (first === undefined || second === undefined) throw new Error('two were bought');
    Object.assign(second, READY);
    expect(await deliver({ ...second, request: first.request })).toBe(200);
    expect([await statusOf(one), await statusOf(other)]).toEqual(['queued', 'queued']);
    Object.assign(first, READY, { assets: { video: `${VIDEO}?first` } });
    expect([await end(one), await end(other)]).toEqual(['completed, bought 2', 'completed, bought 2']);
  });

  test('with a video on a foreign host ends the job, and nothing is fetched from there', async () => {
    const jobId = await start();
    await deliver(provider({ state: 'completed', assets: { video: 'https://evil.example/clip.mp4' } }));
    expect(await rowOf(jobId)).toMatchObject({ status: 'failed', error_code: 'bad_video_url', luma_video_url: null });
    expect(await end(jobId)).toBe('failed bad_video_url, bought 1');
  });

  test('while the database is away is answered with 503, so that it comes again', async () => {
    const jobId = await start();
    project.break({ name: 'video-webhook', at: 0, kind: 'refused' });
    const generation = provider(READY);
    expect([await project.callBack(generation), await deliver(generation)]).toEqual([503, 200]);
    expect(await end(jobId)).toBe('completed, bought 1');
  });

  test('for a job that its owner gave up while nobody knew its generation: it is ended at the provider', async () => {
    project.break({ name: 'video-generate', at: 1, kind: 'lost_after' }); // the order's answer
    const jobId = await start();
    await jobs.endVideoJob({ id: jobId }, { status: 'canceled' });
    expect([orders(), cancellations()]).toEqual([1, 0]);
    await deliver(provider({ state: 'dreaming' }));
    expect([await statusOf(jobId), cancellations()]).toEqual(['canceled', 1]);
  });
});

/** Sends the beginning of a body and then a byte a second; answers what came back. */
function dribble(address: string, query: string): Promise<string> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const head = `POST /video-webhook${query} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n`;
    socket.write(`${head}content-length: 1000\r\n\r\n{"id":"`);
    const timer = setInterval(() => socket.write('x'), 1000);
    let said = '';
    socket.on('data', (bytes) => {
      said += String(bytes);
      socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => {
      clearInterval(timer);
      resolve(said);
    });
  });
}
