import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type LumaSettings, lumaProvider } from '../functions/_shared/luma.ts';
import { startTestLuma, type TestLuma } from './luma.ts';

let luma: TestLuma;
let settings: LumaSettings;
beforeAll(async () => {
  luma = await startTestLuma();
  settings = {
    id: 'luma',
    url: `${luma.url}/dream-machine/v1`,
    key: luma.key,
    model: 'ray-flash-2',
    resolution: '540p',
    dollarsPerMegapixel: undefined,
    expectedSeconds: 120,
    videoHosts: ['storage.cdn-luma.com'],
    frames: 'byUrl',
  };
});
beforeEach(() => {
  luma.next = undefined;
  luma.generations.clear();
});
afterAll(() => luma.close());

const submit = (width = 64, height = 64) =>
  lumaProvider(settings).submit({ prompt: 'a cat', width, height, loop: true }, 'https://f.example/video-webhook');

test.each([
  [64, 64, '1:1'],
  [32, 48, '3:4'],
  [64, 48, '4:3'],
  [128, 64, '16:9'],
  [64, 128, '9:16'],
  [512, 8, '21:9'],
  [8, 512, '9:21'],
])('a sprite of %i by %i is filmed in %s', async (width, height, ratio) => {
  await submit(width, height);
  expect(luma.only().request.aspect_ratio).toBe(ratio);
});

test('where no callback can come, none is asked for', async () => {
  await lumaProvider(settings).submit({ prompt: 'a cat', width: 64, height: 64, loop: true }, null);
  expect(luma.only().request).not.toHaveProperty('callback_url');
});

// As docs.lumalabs.ai shows it, ids and URLs shortened.
const COMPLETED = {
  id: 'd1ad97c4-9d8f-4e3a-9c2e-3b8c0b9b1e2a',
  generation_type: 'video',
  state: 'completed',
  failure_reason: null,
  created_at: '2026-05-30T12:34:56.000Z',
  assets: { video: 'https://storage.cdn-luma.com/dream_machine/a/b_video0.mp4', image: 'https://x/thumb.jpg' },
  model: 'ray-flash-2',
  request: { generation_type: 'video', callback_url: 'https://f.example/video-webhook?job_id=1&token=2' },
};

describe('a reading', () => {
  const read = (answer: () => Response | null) => {
    luma.next = answer;
    return lumaProvider(settings).read(COMPLETED.id);
  };
  const { id } = COMPLETED;
  const callbackUrl = COMPLETED.request.callback_url;
  test.each([
    ['completed', COMPLETED, { kind: 'ready', videoUrl: COMPLETED.assets.video }],
    ['completed without a video', { ...COMPLETED, assets: null }, { kind: 'ready', videoUrl: '' }],
    ['dreaming', { ...COMPLETED, state: 'dreaming', assets: null }, { kind: 'dreaming' }],
    ['queued', { ...COMPLETED, state: 'queued', assets: null }, { kind: 'queued' }],
    [
      'failed',
      { ...COMPLETED, state: 'failed', failure_reason: 'no' },
      { kind: 'failed', code: 'provider_failed', reason: 'no' },
    ],
    [
      'failed without a word',
      { ...COMPLETED, state: 'failed' },
      { kind: 'failed', code: 'provider_failed', reason: '' },
    ],
  ])('of one that is %s', async (_, generation, state) => {
    expect(await read(() => Response.json(generation))).toEqual({ kind: 'generation', id, callbackUrl, state });
  });

  test.each([
    ['an unknown state', () => Response.json({ ...COMPLETED, state: 'sleeping' })],
    ['no id', () => Response.json({ state: 'queued' })],
    ['an id like a path', () => Response.json({ ...COMPLETED, id: '../credits' })],
    ['no JSON', () => new Response('<html>')],
    ['an endless answer', () => new Response('x'.repeat(300_000))],
    ['a fault', () => Response.json({ detail: 'down' }, { status: 500 })],
    ['too many requests', () => Response.json({ detail: 'slow' }, { status: 429 })],
    ['a wrong key', () => Response.json({ detail: 'key' }, { status: 401 })],
    ['a cut connection', () => null],
  ])('with %s is to be tried again', async (_, answer) => {
    expect(await read(answer)).toMatchObject({ kind: 'unavailable' });
  });

  test('of one that is gone', async () => {
    expect(await lumaProvider(settings).read(id)).toEqual({ kind: 'missing' });
  });

  test('keeps an id inside its path segment', async () => {
    luma.calls.length = 0;
    await lumaProvider(settings).read('../credits?x=');
    expect(luma.calls).toEqual(['GET /dream-machine/v1/generations/..%2Fcredits%3Fx%3D']);
  });
});

describe('a submission', () => {
  test.each([
    ['30', 30],
    ['0', 1],
    ['86400', 600],
    [new Date(Date.now() - 5000).toUTCString(), 1],
    ['soon', 20],
    [null, 20],
  ])('told to come back after %s waits %i seconds', async (header, seconds) => {
    luma.next = () => new Response('{}', { status: 429, headers: header === null ? {} : { 'retry-after': header } });
    expect(await submit()).toEqual({ kind: 'busy', retryAfterSeconds: seconds });
  });

  test.each([
    [400, { detail: 'No such model' }, 'submit_failed', 'The video provider refused the request: No such model'],
    [422, { detail: [{ input: 'secret' }] }, 'submit_failed', 'The video provider refused the request: status 422'],
    [400, { detail: 'Insufficient credits' }, 'provider_budget', 'The credit with the video provider is used up.'],
    [401, { detail: 'no' }, 'wrong_provider_key', 'The video provider refused the key of this server.'],
    [403, { detail: 'no' }, 'wrong_provider_key', 'The video provider refused the key of this server.'],
  ])('refused with %i, %j bought nothing', async (status, answer, code, message) => {
    luma.next = () => Response.json(answer, { status });
    expect(await submit()).toEqual({ kind: 'refused', code, message });
  });

  test('refused with 402 says that the money is used up', async () => {
    luma.next = () => Response.json({ detail: 'pay' }, { status: 402 });
    expect(await submit()).toMatchObject({ kind: 'refused', code: 'provider_budget' });
  });

  test.each([408, 409, 425, 503])('answered with %i was not taken, and may be sent again', async (status) => {
    luma.next = () => Response.json({ detail: 'later' }, { status, headers: { 'retry-after': '9' } });
    expect(await submit()).toMatchObject({ kind: 'unsent', retryAfterSeconds: 9 });
  });

  test.each([500, 502, 504, 520])('answered with %i may have been bought', async (status) => {
    luma.next = () => new Response('oops', { status });
    expect(await submit()).toEqual({ kind: 'unclear', message: `The video provider has a fault (${status}).` });
  });

  test('carries frames by their addresses', async () => {
    const [startFrame, endFrame] = ['https://p.example/start.png', 'https://p.example/end.png'];
    await lumaProvider(settings).submit(
      { prompt: 'a cat', width: 8, height: 8, loop: true, startFrame, endFrame },
      'https://f.example/video-webhook',
    );
    expect(luma.only().request.keyframes).toEqual({
      frame0: { type: 'image', url: startFrame },
      frame1: { type: 'image', url: endFrame },
    });
  });

  test('of the demo generator carries frames inline', async () => {
    const provider = lumaProvider({ ...settings, id: 'demo', frames: 'inline' });
    expect([provider.framesByUrl, provider.capabilities]).toMatchObject([false, { startFrame: true, endFrame: true }]);
    await provider.submit({ prompt: 'a cat', width: 8, height: 8, loop: true, startFrame: 'iVBORw0KGgoA' }, null);
    expect(luma.only().request.keyframes).toEqual({
      frame0: { type: 'image', url: 'data:image/png;base64,iVBORw0KGgoA' },
    });
  });

  test('accepted without a usable id is unclear', async () => {
    luma.next = () => Response.json({ id: 'a/b' }, { status: 201 });
    expect(await submit()).toMatchObject({ kind: 'unclear' });
  });
});
