import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lumaAgentsProvider } from '../functions/_shared/lumaAgents.ts';
import type { VideoOrder, VideoProvider } from '../functions/_shared/provider.ts';
import { type RecordedProvider, startRecordedProvider } from './recorded.ts';
import { closedUrl } from './serve.ts';

let luma: RecordedProvider;
let provider: VideoProvider;
beforeAll(async () => {
  luma = await startRecordedProvider();
  provider = lumaAgentsProvider({
    url: `${luma.url}/v1`,
    key: 'luma-api-test',
    model: 'ray-3.2',
    resolution: '540p',
    cents: 50,
    expectedSeconds: 120,
    videoHosts: ['lumalabs.ai'],
  });
});
beforeEach(() => {
  luma.calls.length = 0;
  luma.answers = {};
});
afterAll(() => luma.close());

const ORDER: VideoOrder = { prompt: 'a cat', width: 64, height: 48, loop: true };
// After the responses of lumalabs/luma-agents-typescript 0.3.0.
const GENERATION = {
  id: '182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e',
  created_at: '2026-06-08T12:00:00Z',
  model: 'ray-3.2',
  type: 'video',
  state: 'queued',
  failure_code: null,
  failure_reason: null,
  output: [],
};
const submit = (order: VideoOrder = ORDER) => provider.submit(order, 'https://f.example/never-used');

test('it polls, loops, takes both frames, and cannot cancel', async () => {
  expect(provider.capabilities).toEqual({
    webhook: false,
    loop: true,
    startFrame: true,
    endFrame: true,
    cancel: false,
  });
  expect(provider.videoUrlSeconds).toBe(3600);
  expect(await provider.cancel(GENERATION.id)).toBe(false);
  expect(luma.calls).toEqual([]);
});

describe('a submission', () => {
  test('is one request, without our address', async () => {
    luma.answers = { 'POST /v1/generations': () => Response.json(GENERATION, { status: 201 }) };
    expect(await submit()).toEqual({ kind: 'accepted', generationId: GENERATION.id });
    expect(luma.calls).toEqual([
      {
        line: 'POST /v1/generations',
        authorization: 'Bearer luma-api-test',
        body: {
          type: 'video',
          model: 'ray-3.2',
          prompt: expect.stringMatching(/^a cat\. Game sprite/),
          aspect_ratio: '4:3',
          video: { duration: '5s', resolution: '540p', loop: true },
        },
      },
    ]);
  });

  test('carries the sprite at both ends', async () => {
    luma.answers = { 'POST /v1/generations': GENERATION };
    await submit({ ...ORDER, startFrame: 'AAAA', endFrame: 'BBBB' });
    expect(luma.calls[0]?.body).toMatchObject({
      video: {
        start_frame: { data: 'AAAA', media_type: 'image/png' },
        end_frame: { data: 'BBBB', media_type: 'image/png' },
      },
    });
  });

  test.each([
    [429, { kind: 'busy', retryAfterSeconds: 7 }],
    [
      401,
      { kind: 'refused', code: 'wrong_provider_key', message: 'The video provider refused the key of this server.' },
    ],
    [422, { kind: 'refused', code: 'submit_failed', message: 'The video provider refused the request: no' }],
    [500, { kind: 'unclear', message: 'The video provider has a fault (500).' }],
  ])('answered with %i', async (status, submission) => {
    const answer = () => Response.json({ detail: 'no' }, { status, headers: { 'retry-after': '7' } });
    luma.answers = { 'POST /v1/generations': answer };
    expect(await submit()).toEqual(submission);
  });

  test('that finds nobody there was not sent', async () => {
    const settings = { key: 'k', model: 'ray-3.2', resolution: '540p', cents: 1, expectedSeconds: 1, videoHosts: [] };
    const absent = lumaAgentsProvider({ ...settings, url: await closedUrl() });
    expect(await absent.submit(ORDER, '')).toMatchObject({ kind: 'unsent', retryAfterSeconds: 15 });
  });

  test('that is cut off may have been bought', async () => {
    luma.answers = { 'POST /v1/generations': () => null };
    expect(await submit()).toMatchObject({ kind: 'unclear' });
    expect(luma.calls).toHaveLength(1);
  });
});

describe('a reading', () => {
  const read = (answer: unknown) => {
    luma.answers = { [`GET /v1/generations/${GENERATION.id}`]: answer };
    return provider.read(GENERATION.id);
  };
  const VIDEO = 'https://cdn.lumalabs.ai/a.mp4?X-Amz-Expires=3600';
  const output = [
    { type: 'image', url: 'https://cdn.lumalabs.ai/a.jpg' },
    { type: 'video', url: VIDEO },
  ];
  test.each([
    ['queued', {}, { kind: 'queued' }],
    ['processing', {}, { kind: 'dreaming' }],
    ['completed', { output }, { kind: 'ready', videoUrl: VIDEO }],
    ['completed', { output: [] }, { kind: 'ready', videoUrl: '' }],
    ['failed', {}, { kind: 'failed', code: 'provider_failed', reason: '' }],
  ])('of one that is %s: %o', async (state, more, expected) => {
    const reading = { kind: 'generation', id: GENERATION.id, callbackUrl: null, state: expected };
    expect(await read({ ...GENERATION, state, ...more })).toEqual(reading);
    expect(provider.allowsVideoUrl(VIDEO)).toBe(true);
  });

  test.each([
    ['content_moderated', 'content_moderated'],
    ['generation_failed', 'provider_failed'],
    ['budget_exhausted', 'provider_budget'],
    ['output_not_found', 'provider_failed'],
    ['image_too_large', 'bad_frame'],
    ['unsupported_format', 'bad_frame'],
    ['corrupt_input', 'bad_frame'],
    ['invalid_request', 'provider_failed'],
    ['rate_limited', 'provider_busy'],
    ['something_new', 'provider_failed'],
  ])('of a failure %s is our %s', async (failure_code, code) => {
    const failed = { ...GENERATION, state: 'failed', failure_code, failure_reason: 'words' };
    expect(await read(failed)).toMatchObject({ state: { kind: 'failed', code, reason: 'words' } });
  });

  test.each([
    ['an unknown state', { ...GENERATION, state: 'sleeping' }, 'unavailable'],
    ['a fault', () => Response.json({}, { status: 503 }), 'unavailable'],
    ['a cut connection', () => null, 'unavailable'],
    ['nothing of that id', undefined, 'missing'],
  ])('with %s', async (_, answer, kind) => {
    expect(await read(answer)).toMatchObject({ kind });
  });
});
