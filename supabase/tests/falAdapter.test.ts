import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { falProvider } from '../functions/_shared/fal.ts';
import type { VideoOrder, VideoProvider } from '../functions/_shared/provider.ts';
import { type RecordedProvider, startRecordedProvider } from './recorded.ts';

let fal: RecordedProvider;
let provider: VideoProvider;
beforeAll(async () => {
  fal = await startRecordedProvider();
  provider = falProvider({
    url: fal.url,
    keysUrl: `${fal.url}/jwks.json`,
    key: 'fal-id:fal-secret',
    model: 'fal-ai/luma-dream-machine/ray-2-flash',
    resolution: '540p',
    cents: 20,
    expectedSeconds: 120,
    videoHosts: ['fal.media'],
  });
});
beforeEach(() => {
  fal.calls.length = 0;
  fal.answers = {};
});
afterAll(() => fal.close());

const ORDER: VideoOrder = { prompt: 'a cat', width: 64, height: 64, loop: true };
const ID = '764cabcf-b745-4b3e-ae38-1200304cf45b';
const MODEL = '/fal-ai/luma-dream-machine/ray-2-flash';
const REQUEST = `/fal-ai/luma-dream-machine/requests/${ID}`;
const CALLBACK = 'https://f.example/video-webhook?job_id=1&token=2';
// As docs.fal.ai shows them.
const QUEUED = { status: 'IN_QUEUE', request_id: ID, gateway_request_id: ID, queue_position: 0 };
const RESULT = { video: { url: 'https://v3.fal.media/files/a/b.mp4', content_type: 'video/mp4', file_size: 90_000 } };

describe('a submission', () => {
  test('names its callback in the query', async () => {
    fal.answers = { [`POST ${MODEL}`]: QUEUED };
    expect(await provider.submit(ORDER, CALLBACK)).toEqual({ kind: 'accepted', generationId: ID });
    expect(fal.calls).toEqual([
      {
        line: `POST ${MODEL}?fal_webhook=${encodeURIComponent(CALLBACK)}`,
        authorization: 'Key fal-id:fal-secret',
        body: {
          prompt: expect.stringMatching(/^a cat\. Game sprite/),
          aspect_ratio: '4:3',
          resolution: '540p',
          duration: '5s',
          loop: true,
        },
      },
    ]);
  });

  test('with frames goes to the endpoint that takes them', async () => {
    fal.answers = { [`POST ${MODEL}/image-to-video`]: QUEUED };
    const framed = { ...ORDER, startFrame: 'AAAA', endFrame: 'BBBB' };
    expect(await provider.submit(framed, CALLBACK)).toMatchObject({ kind: 'accepted' });
    expect(fal.calls[0]?.body).toMatchObject({
      image_url: 'data:image/png;base64,AAAA',
      end_image_url: 'data:image/png;base64,BBBB',
    });
  });

  test.each([
    [429, { kind: 'busy', retryAfterSeconds: 20 }],
    [
      403,
      { kind: 'refused', code: 'wrong_provider_key', message: 'The video provider refused the key of this server.' },
    ],
    [400, { kind: 'refused', code: 'submit_failed', message: 'The video provider refused the request: no credit' }],
  ])('answered with %i', async (status, expected) => {
    fal.answers = { [`POST ${MODEL}`]: () => Response.json({ detail: 'no credit' }, { status }) };
    expect(await provider.submit(ORDER, CALLBACK)).toEqual(expected);
  });
});

describe('a reading', () => {
  const read = (status: unknown, result?: unknown) => {
    fal.answers = { [`GET ${REQUEST}/status`]: status, [`GET ${REQUEST}`]: result };
    return provider.read(ID);
  };
  const done = { ...QUEUED, status: 'COMPLETED' };
  const refused = (status: number, detail: unknown) => () => Response.json({ detail }, { status });
  test.each([
    ['waits', () => Response.json(QUEUED, { status: 202 }), undefined, { kind: 'queued' }],
    ['runs', { ...QUEUED, status: 'IN_PROGRESS' }, undefined, { kind: 'dreaming' }],
    ['is done', done, RESULT, { kind: 'ready', videoUrl: RESULT.video.url }],
    ['is done without a video', done, {}, { kind: 'ready', videoUrl: '' }],
    [
      'was not allowed',
      done,
      refused(422, [{ loc: ['body', 'prompt'], msg: 'Not allowed', type: 'content_policy_violation' }]),
      { kind: 'failed', code: 'content_moderated', reason: 'Not allowed' },
    ],
    ['failed', done, refused(400, 'broken'), { kind: 'failed', code: 'provider_failed', reason: 'broken' }],
  ])('of one that %s', async (_, status, result, state) => {
    expect(await read(status, result)).toEqual({ kind: 'generation', id: ID, callbackUrl: null, state });
  });

  test.each([
    ['an unknown state', { ...QUEUED, status: 'SLEEPING' }, undefined, 'unavailable'],
    ['a result that cannot be had', done, refused(500, 'down'), 'unavailable'],
    ['a refused key at the result', done, refused(401, 'key'), 'unavailable'],
    ['a cut connection', () => null, undefined, 'unavailable'],
    ['nothing of that id', undefined, undefined, 'missing'],
  ])('with %s', async (_, status, result, kind) => {
    expect(await read(status, result)).toMatchObject({ kind });
  });
});

test.each([
  [202, { status: 'CANCELLATION_REQUESTED' }, true],
  [400, { status: 'ALREADY_COMPLETED' }, true],
  [404, { status: 'NOT_FOUND' }, true],
  [500, {}, false],
])('a cancellation answered with %i: heard is %s', async (status, body, heard) => {
  fal.answers = { [`PUT ${REQUEST}/cancel`]: () => Response.json(body, { status }) };
  expect(await provider.cancel(ID)).toBe(heard);
});

test('only fal’s own hosts have its videos', () => {
  expect(provider.allowsVideoUrl(RESULT.video.url)).toBe(true);
  expect(provider.allowsVideoUrl('https://fal.media.example/a.mp4')).toBe(false);
});
