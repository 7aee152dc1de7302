import type { SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ISSUER } from '../../src/main/backend/runBackend.ts';
import { loadSigningKey } from '../../src/main/backend/signingKey.ts';
import { createTokens, type Tokens } from '../../src/main/backend/tokens.ts';
import { anonymousClient, localClient, startTestBackend, type TestBackend, until } from './backendFixture.ts';

let backend: TestBackend;
let tokens: Tokens;
let userId = '';
beforeAll(async () => {
  backend = await startTestBackend();
  tokens = createTokens(await loadSigningKey(backend.dataFolder), ISSUER);
  ({ userId } = await localClient(backend));
});
afterAll(async () => {
  await backend.dispose();
  expect(backend.errors).toEqual([]);
});

const sign = (seconds: number) => tokens.sign({ id: userId, email: 'a@example.org' }, crypto.randomUUID(), seconds);

/** Joins the user's private channel with that token; every status and system message as it comes. */
async function joinWith(token: string): Promise<{ client: SupabaseClient; heard: string[] }> {
  const client = anonymousClient(backend);
  await client.realtime.setAuth(token);
  const heard: string[] = [];
  client
    .channel(`video_jobs:${userId}`, { config: { private: true } })
    .on('system', {}, ({ status, message }) => heard.push(`${status}: ${message}`))
    .subscribe((status, error) => heard.push(error ? `${status} ${error.message}` : status));
  await until(() => heard.length > 0, 'an answer');
  return { client, heard };
}

test('a channel ends with its token, and says why', async () => {
  const { client, heard } = await joinWith(await sign(2));
  await until(() => heard.includes('CLOSED'), 'the end');
  expect(heard).toEqual(['SUBSCRIBED', 'error: Token has expired 0 seconds ago', 'CLOSED']);
  await client.removeAllChannels();
});

test('a newer token keeps it open', async () => {
  const { client, heard } = await joinWith(await sign(2));
  await client.realtime.setAuth(await sign(60));
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(heard).toEqual(['SUBSCRIBED']);
  await client.removeAllChannels();
});

test('a token that is not good closes it', async () => {
  const { client, heard } = await joinWith(await sign(60));
  await client.realtime.setAuth(`${(await sign(60)).slice(0, -6)}AAAAAA`);
  await until(() => heard.includes('CLOSED'), 'the end');
  expect(heard[1]).toMatch(/^error: JwtSignatureError/);
  await client.removeAllChannels();
});

test('joins that are refused', async () => {
  const refusalOf = async (token: string) => {
    const { client, heard } = await joinWith(token);
    await client.removeAllChannels();
    return heard[0];
  };
  expect(await refusalOf(await sign(-1))).toMatch(/^CHANNEL_ERROR InvalidJWTToken: Token has expired/);
  expect(await refusalOf(`${(await sign(60)).slice(0, -6)}AAAAAA`)).toMatch(/^CHANNEL_ERROR JwtSignatureError/);
  expect(await refusalOf(backend.publishableKey)).toMatch(/^CHANNEL_ERROR Unauthorized/);
});

test('nobody can send into a private channel that only the database may send to', async () => {
  const [one, other] = [await joinWith(await sign(60)), await joinWith(await sign(60))];
  const overheard: unknown[] = [];
  other.client.getChannels()[0]?.on('broadcast', { event: '*' }, (message) => overheard.push(message));
  await one.client.getChannels()[0]?.send({ type: 'broadcast', event: 'job_update', payload: { status: 'completed' } });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(overheard).toEqual([]);
  await Promise.all([one.client.removeAllChannels(), other.client.removeAllChannels()]);
});

/** What a plain socket is answered, message by message. */
async function talk(
  path: string,
  ...messages: (string | Uint8Array)[]
): Promise<{ status?: number; answers: string[] }> {
  const socket = new WebSocket(`${backend.url.replace('http', 'ws')}/realtime/v1/${path}`);
  const answers: string[] = [];
  socket.on('message', (data) => answers.push(String(data)));
  const refused = new Promise<number | undefined>((resolve) => {
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
    socket.on('open', () => resolve(undefined));
  });
  const status = await refused;
  if (status !== undefined) return { status, answers };
  for (const message of messages) socket.send(message);
  socket.send('[null,"end","phoenix","heartbeat",{}]');
  await until(() => answers.some((answer) => answer.includes('"end"')), 'the heartbeat');
  socket.terminate();
  return { answers: answers.slice(0, -1) };
}

test('the handshake wants a key and a version that is known', async () => {
  const key = `apikey=${backend.publishableKey}`;
  expect((await talk('websocket?vsn=2.0.0')).status).toBe(401);
  expect((await talk('websocket?apikey=sb_publishable_x')).status).toBe(401);
  expect((await talk(`websocket?${key}&vsn=9.0.0`)).status).toBe(400);
  expect((await talk(`elsewhere?${key}`)).status).toBe(404);
  expect(await talk(`websocket?${key}`)).toEqual({ answers: [] });
});

test('what is no message is passed over', async () => {
  const rubbish = ['', '{', '[]', '[1,2,3]', 'null', '"x"', new Uint8Array([3, 255, 255]), new Uint8Array(0)];
  const { answers } = await talk(
    `websocket?apikey=${backend.publishableKey}&vsn=2.0.0`,
    ...rubbish,
    '["1","1","realtime:x","access_token",{"access_token":5}]',
    '["1","2","nothing","phx_join",{}]',
    '["1","3","realtime:","phx_join",{"config":null}]',
    '["1","4","realtime:x","phx_join",{"config":{"postgres_changes":[{"event":"*","filter":"a;b"}]}}]',
  );
  expect(answers.map((answer) => JSON.parse(answer)[4].status)).toEqual(['error', 'error', 'error']);
});
