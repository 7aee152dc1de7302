import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createApiKeys } from '../../src/main/backend/apiKeys.ts';
import { createAuth } from '../../src/main/backend/auth/auth.ts';
import { createSessions } from '../../src/main/backend/auth/sessions.ts';
import { createIdentifyCaller } from '../../src/main/backend/caller.ts';
import { createFunctions } from '../../src/main/backend/functions.ts';
import { openStore } from '../../src/main/backend/openStore.ts';
import { createRealtime } from '../../src/main/backend/realtime/realtime.ts';
import { createRest } from '../../src/main/backend/rest/rest.ts';
import { listenOnLoopback } from '../../src/main/backend/server.ts';
import { loadSigningKey } from '../../src/main/backend/signingKey.ts';
import { createTokens } from '../../src/main/backend/tokens.ts';
import { type DenoServer, serveWithDeno } from '../../supabase/tests/deno.ts';
import { startTestLuma, type TestGeneration, type TestLuma } from '../../supabase/tests/luma.ts';
import { serve } from '../../supabase/tests/serve.ts';
import { preparedFolder, SUPABASE_FOLDER } from './backendFixture.ts';

const NAMES = ['video-generate', 'video-quote', 'video-status', 'video-webhook', 'video-reconcile'] as const;
export type FunctionName = (typeof NAMES)[number];

/** What happens to a function's process at one of the calls that it makes, counted from 0. */
export interface Fault {
  readonly name: FunctionName;
  readonly at: number;
  /**
   * Dies before the call is made, or after the other side has done its work; or the call alone is lost either way, or
   * answered with a fault. Deno repeats a call that was lost, unless its body is a stream.
   */
  readonly kind: 'dies_before' | 'dies_after' | 'lost_before' | 'lost_after' | 'refused';
}

/**
 * A Supabase project as an app sees it: auth, REST and Realtime of the embedded backend, and the functions as they are
 * deployed, each in a Deno process of its own, in front of a Luma whose every answer a test decides.
 */
export interface CloudProject {
  readonly url: string;
  readonly key: string;
  readonly luma: TestLuma;
  /** Where a function itself is reached, without a gateway before it. */
  address(name: FunctionName): Promise<string>;
  /** What the functions called since the last look, oldest first. */
  calls(): readonly string[];
  /** It happens once. */
  break(fault: Fault | null): void;
  /** Runs a statement as the owner of everything. */
  sql<Row>(text: string, values?: readonly (string | number | null)[]): Promise<readonly Row[]>;
  /** Puts the database's clock so many seconds ahead of everybody else's. */
  setClock(ahead: number): Promise<void>;
  /** One round of the scheduler; its status, 0 when nobody answered. */
  reconcile(): Promise<number>;
  /** Tells the callback address of a generation about it; answers the status, 0 when nobody answered. */
  callBack(generation: TestGeneration, body?: unknown): Promise<number>;
  close(): Promise<void>;
}

const ISSUER = 'urn:celkiln:test';

export async function startCloudProject(): Promise<CloudProject> {
  const folder = await preparedFolder();
  const { database } = await openStore(folder, SUPABASE_FOLDER);
  const [luma, server, signingKey] = await Promise.all([startTestLuma(), listenOnLoopback(), loadSigningKey(folder)]);
  const keys = createApiKeys();
  const tokens = createTokens(signingKey, ISSUER);
  const identifyCaller = createIdentifyCaller(keys, tokens);
  const sessions = createSessions(database, tokens, 3600);
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);

  const functions = await startFunctions(server.url, luma, {
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secret }),
    SUPABASE_JWKS: JSON.stringify(tokens.jwks),
    JWT_ISSUER: ISSUER,
    LUMA_API_KEY: luma.key,
    PUBLIC_FUNCTIONS_URL: `${server.url}/functions/v1`,
    LOG_LEVEL: 'off',
  });
  const handlers = NAMES.map((name) => {
    const verifyJwt = name !== 'video-webhook' && name !== 'video-reconcile';
    return [name, { verifyJwt, handle: (request: Request) => functions.invoke(name, request) }] as const;
  });
  const realtime = await createRealtime({ database, tokens, keys, onError });
  const limit = 4 * 1024 * 1024;
  server.serve(
    [
      { prefix: '/auth/v1/', bodyLimit: limit, answer: createAuth({ database, sessions, tokens, identifyCaller }) },
      { prefix: '/rest/v1/', bodyLimit: limit, answer: createRest(database, identifyCaller) },
      {
        prefix: '/functions/v1/',
        bodyLimit: limit,
        ownCors: true,
        answer: createFunctions(new Map(handlers), {}, identifyCaller),
      },
    ],
    onError,
  );
  server.http.on('upgrade', (request, socket, head) => realtime.upgrade(request, socket, head));

  const post = async (url: string, body: string, headers: Record<string, string>) =>
    fetch(url, { method: 'POST', body, headers }).then(
      (response) => response.body?.cancel().then(() => response.status) ?? response.status,
      () => 0,
    );
  return {
    url: server.url,
    key: keys.publishable,
    luma,
    address: functions.address,
    calls: functions.calls,
    break: functions.break,
    sql: (text, values) => database.query(text, values),
    async setClock(ahead) {
      await database.query('delete from private.clock_setting');
      const time = new Date(Date.now() + ahead * 1000).toISOString();
      if (ahead !== 0) await database.query('insert into private.clock_setting (stands_at) values ($1)', [time]);
    },
    reconcile: () => post(`${server.url}/functions/v1/video-reconcile`, '{}', { apikey: keys.secret }),
    callBack: (generation, body = generation) =>
      post(String(generation.request.callback_url), JSON.stringify(body), { 'content-type': 'application/json' }),
    async close() {
      realtime.close();
      await functions.close();
      await Promise.all([server.close(), luma.close()]);
      await database.close();
      await rm(join(folder, '..'), { recursive: true, force: true });
      if (errors.length > 0) throw new AggregateError(errors, 'something went wrong inside');
    },
  };
}

/** The functions' processes, and the one way from them to the world, on which faults happen. */
async function startFunctions(projectUrl: string, luma: TestLuma, env: Readonly<Record<string, string>>) {
  const running = new Map<FunctionName, Promise<DenoServer>>();
  let fault: Fault | null = null;
  let count = 0;
  let seen: string[] = [];
  let deaths: Promise<void> = Promise.resolve();

  const ways = new Map<FunctionName, Awaited<ReturnType<typeof serve>>>();
  for (const name of NAMES) ways.set(name, await serve((request) => pass(name, request)));

  async function pass(name: FunctionName, request: Request): Promise<Response | null> {
    const { pathname, search } = new URL(request.url);
    seen.push(`${request.method} ${pathname.split('/').at(-1) ?? ''}`);
    const now = fault?.name === name && fault.at === count ? fault.kind : null;
    if (fault?.name === name) count += 1;
    if (now !== null) fault = null;
    if (now === 'dies_before') return die(name);
    if (now === 'lost_before') return null;
    if (now === 'refused') return Response.json({ message: 'out of order' }, { status: 500 });
    const headers = new Headers(request.headers);
    for (const hop of ['host', 'connection', 'content-length', 'transfer-encoding']) headers.delete(hop);
    const base = pathname.startsWith('/dream-machine/') ? luma.url : projectUrl;
    const body = request.method === 'GET' ? {} : { body: await request.arrayBuffer() };
    const response = await fetch(`${base}${pathname}${search}`, { method: request.method, headers, ...body }).catch(
      () => null,
    );
    if (now === 'dies_after') return die(name);
    if (now === 'lost_after' || response === null) return null;
    const answered = await response.arrayBuffer();
    const status = response.status;
    const type = response.headers.get('content-type');
    const retry = response.headers.get('retry-after');
    return new Response(answered.byteLength > 0 ? answered : null, {
      status,
      headers: { ...(type ? { 'content-type': type } : {}), ...(retry ? { 'retry-after': retry } : {}) },
    });
  }

  async function die(name: FunctionName): Promise<null> {
    const victim = running.get(name);
    running.delete(name);
    deaths = Promise.resolve(victim).then((server) => server?.close());
    await deaths;
    return null;
  }

  function processOf(name: FunctionName): Promise<DenoServer> {
    let server = running.get(name);
    if (server === undefined) {
      const way = ways.get(name)?.url ?? '';
      const settings = { ...env, SUPABASE_URL: way, LUMA_API_URL: `${way}/dream-machine/v1` };
      server = serveWithDeno(name, settings);
      running.set(name, server);
    }
    return server;
  }
  await Promise.all(NAMES.map(processOf));

  return {
    async invoke(name: FunctionName, request: Request): Promise<Response> {
      const { url } = await processOf(name);
      const { search } = new URL(request.url);
      const headers = new Headers(request.headers);
      for (const hop of ['host', 'connection', 'content-length']) headers.delete(hop);
      const body = request.method === 'OPTIONS' ? {} : { body: await request.arrayBuffer() };
      const answer = await fetch(`${url}/${name}${search}`, { method: request.method, headers, ...body }).catch(
        () => null,
      );
      // What a gateway says when a function's worker has died.
      if (answer === null) return Response.json({ code: 'WORKER_ERROR', message: 'The worker died.' }, { status: 502 });
      const answered = new Headers(answer.headers);
      for (const hop of ['content-encoding', 'content-length', 'transfer-encoding']) answered.delete(hop);
      const bytes = await answer.arrayBuffer();
      return new Response(bytes.byteLength > 0 ? bytes : null, { status: answer.status, headers: answered });
    },
    address: async (name: FunctionName) => (await processOf(name)).url,
    calls(): readonly string[] {
      const calls = seen;
      seen = [];
      return calls;
    },
    break(next: Fault | null): void {
      fault = next;
      count = 0;
    },
    async close(): Promise<void> {
      await deaths;
      for (const server of running.values()) await (await server).close();
      for (const way of ways.values()) await way.close();
    },
  };
}
