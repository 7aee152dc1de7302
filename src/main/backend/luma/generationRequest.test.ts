import { expect, test } from 'vitest';
import { WireError } from '../wireError.ts';
import { frameSize, parseGenerationRequest } from './generationRequest.ts';

const GOOD = { prompt: 'a cat', model: 'ray-flash-2' };

test.each([
  ['1:1', '540p', 720, 720],
  ['16:9', '540p', 960, 540],
  ['9:16', '540p', 540, 960],
  ['16:9', '720p', 1280, 720],
  ['21:9', '540p', 1100, 472],
])('%s at %s is %i x %i', (aspect_ratio, resolution, width, height) => {
  const request = parseGenerationRequest({ ...GOOD, aspect_ratio, resolution });
  expect(frameSize(request, undefined)).toEqual({ width, height });
});

test('sides are even, whatever is asked for', () => {
  for (const aspect_ratio of ['1:1', '16:9', '4:3', '9:21']) {
    for (const pixels of [1, 4096, 5000, 123_457]) {
      const { width, height } = frameSize(parseGenerationRequest({ ...GOOD, aspect_ratio }), pixels);
      expect([width % 2, height % 2, width > 0, height > 0]).toEqual([0, 0, true, true]);
    }
  }
});

test('the request is repeated as it came', () => {
  const body = { ...GOOD, loop: true, callback_url: 'http://127.0.0.1:1/x?token=t', anything: [1] };
  const request = parseGenerationRequest(body);
  expect(request).toMatchObject({ loop: true, seconds: 5, callbackUrl: body.callback_url });
  expect(request.echo).toEqual({ ...body, generation_type: 'video' });
});

test.each([
  { model: 'ray-flash-2' },
  { ...GOOD, prompt: ' ' },
  { ...GOOD, prompt: 'x'.repeat(5001) },
  { ...GOOD, model: 'ray-1-6' },
  { ...GOOD, aspect_ratio: '5:1' },
  { ...GOOD, duration: '60s' },
  { ...GOOD, callback_url: 'nowhere' },
])('refused: %j', (body) => {
  expect(() => parseGenerationRequest(body)).toThrow(WireError);
});
