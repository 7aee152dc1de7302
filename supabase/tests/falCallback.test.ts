import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { falKeys, isFalSignature } from '../functions/_shared/falSignature.ts';
import { handleGenerate } from '../functions/video-generate/handler.ts';
import { handleWebhook } from '../functions/video-webhook/handler.ts';
import { jobRow } from './jobs.ts';
import { type RecordedProvider, startRecordedProvider } from './recorded.ts';
import { closedUrl } from './serve.ts';
import { startTestStack, type TestStack } from './stack.ts';

const ID = '764cabcf-b745-4b3e-ae38-1200304cf45b';
const fal = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const jwkOf = (key: KeyObject) => ({ kty: 'OKP', crv: 'Ed25519', x: String(key.export({ format: 'jwk' }).x) });
const KEYS = [jwkOf(other.publicKey).x, jwkOf(fal.publicKey).x];

/** Headers as fal makes them. */
function signed(body: string, seconds: number, key = fal.privateKey): Record<string, string> {
  const digest = createHash('sha256').update(body).digest('hex');
  const signature = sign(null, Buffer.from(`${ID}\nuser\n${seconds}\n${digest}`), key).toString('hex');
  return {
    'x-fal-webhook-request-id': ID,
    'x-fal-webhook-user-id': 'user',
    'x-fal-webhook-timestamp': String(seconds),
    'x-fal-webhook-signature': signature,
  };
}

describe('a signature', () => {
  const NOW = 1_780_000_000;
  const BODY = '{"request_id":"1","status":"OK"}';
  const check = (headers: Record<string, string>, body = BODY, keys: readonly string[] = KEYS) =>
    isFalSignature(new Headers(headers), new TextEncoder().encode(body), keys, NOW * 1000);

  test.each([0, -300, 300])('made %i s from now is good', async (offset) => {
    expect(await check(signed(BODY, NOW + offset))).toBe(true);
  });

  test.each([
    ['too old', signed(BODY, NOW - 301)],
    ['from the future', signed(BODY, NOW + 301)],
    ['by a stranger', signed(BODY, NOW, generateKeyPairSync('ed25519').privateKey)],
    ['of another body', signed(`${BODY} `, NOW)],
    ['of another request', { ...signed(BODY, NOW), 'x-fal-webhook-request-id': 'other' }],
    ['of another user', { ...signed(BODY, NOW), 'x-fal-webhook-user-id': 'other' }],
    ['with another time', { ...signed(BODY, NOW), 'x-fal-webhook-timestamp': String(NOW + 1) }],
    ['with a time that is none', { ...signed(BODY, NOW), 'x-fal-webhook-timestamp': 'now' }],
    ['cut short', { ...signed(BODY, NOW), 'x-fal-webhook-signature': 'ab' }],
    ['absent', {}],
  ] as const)('%s is bad', async (_, headers) => {
    expect(await check({ ...headers })).toBe(false);
  });

  test('is bad when one bit of it is turned, wherever that is', async () => {
    const headers = signed(BODY, NOW);
    const hex = headers['x-fal-webhook-signature'] ?? '';
    for (const at of [0, 17, 63, 64, 100, 127]) {
      const digit = (Number.parseInt(hex.charAt(at), 16) ^ 1).toString(16);
      const tampered = { ...headers, 'x-fal-webhook-signature': hex.slice(0, at) + digit + hex.slice(at + 1) };
      expect(await check(tampered)).toBe(false);
    }
  });

  test('is bad without a key, and a broken key does no harm', async () => {
    expect(await check(signed(BODY, NOW), BODY, [])).toBe(false);
    expect(await check(signed(BODY, NOW), BODY, ['!', ...KEYS])).toBe(true);
  });
});

describe('with the whole of it', () => {
  let stack: TestStack;
  let provider: RecordedProvider;
  let env: Record<string, string>;
  let jobId: string;
  let url: string;
  const MODEL = 'fal-ai/luma-dream-machine';
  beforeAll(async () => {
    [stack, provider] = await Promise.all([startTestStack(), startRecordedProvider()]);
    const [path, keysUrl] = [`/${MODEL}/requests/${ID}`, `${provider.url}/jwks.json`];
    env = { ...stack.env, VIDEO_PROVIDER: 'fal', FAL_KEY: 'k', FAL_QUEUE_URL: provider.url, FAL_KEYS_URL: keysUrl };
    provider.answers = {
      'GET /jwks.json': { keys: [{ kty: 'RSA' }, jwkOf(fal.publicKey)] },
      [`POST /${MODEL}/ray-2-flash`]: { request_id: ID },
      [`GET ${path}/status`]: { status: 'COMPLETED', request_id: ID },
      [`GET ${path}`]: { video: { url: 'https://v3.fal.media/a.mp4' } },
    };
    const headers = { authorization: `Bearer ${await stack.tokenFor(await stack.database.addUser())}` };
    const init = { method: 'POST', headers, body: JSON.stringify({ prompt: 'a cat' }) };
    const answer: { data: { jobId: string } } = await (
      await handleGenerate(new Request('https://functions.example/video-generate', init), env)
    ).json();
    jobId = answer.data.jobId;
    url = new URLSearchParams(provider.calls[0]?.line.split('?')[1]).get('fal_webhook') ?? '';
  });
  afterAll(() => Promise.all([stack.close(), provider.close()]));

  const BODY = JSON.stringify({ request_id: ID, gateway_request_id: ID, status: 'OK', payload: {} });
  const call = async (headers: Record<string, string>, at = env) => {
    const work: Promise<void>[] = [];
    const request = new Request(url, { method: 'POST', body: BODY, headers });
    const { status } = await handleWebhook(request, at, (started) => work.push(started));
    await Promise.all(work);
    return `${status} ${(await jobRow(stack.database, jobId)).status}`;
  };
  const now = () => Math.floor(Date.now() / 1000);

  test('an unsigned callback moves nothing, and a signed one of the same body does', async () => {
    expect(await jobRow(stack.database, jobId)).toMatchObject({ provider: 'fal', provider_generation_id: ID });
    expect(await call({})).toBe('200 queued');
    expect(await call(signed(BODY, now(), other.privateKey))).toBe('200 queued');
    expect(provider.calls.filter(({ line }) => line.includes('/requests/'))).toEqual([]);
    expect(await call(signed(BODY, now()))).toBe('200 processing');
  });

  test('keys are asked for once an hour, and old ones serve while there are no new ones', async () => {
    const asked = () => provider.calls.filter(({ line }) => line === 'GET /jwks.json').length;
    const before = asked();
    const keysUrl = `${provider.url}/jwks.json`;
    expect(await falKeys(keysUrl)).toEqual([jwkOf(fal.publicKey).x]);
    expect(asked()).toBe(before);
    provider.answers = {};
    expect(await falKeys(keysUrl, Date.now() + 3_700_000)).toEqual([jwkOf(fal.publicKey).x]);
    expect(asked()).toBe(before + 1);
    expect(await falKeys(await closedUrl())).toEqual([]);
  });
});
