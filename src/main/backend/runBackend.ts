import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UnderWay } from '../../shared/underWay.ts';
import { type ApiKeys, createApiKeys } from './apiKeys.ts';
import { createAuth } from './auth/auth.ts';
import { createSessions } from './auth/sessions.ts';
import type { BackendNotice, BackendOptions } from './backend.ts';
import { createIdentifyCaller } from './caller.ts';
import { edgeFunctions } from './edgeFunctions.ts';
import { parseFunctionConfig } from './functionConfig.ts';
import { createFunctions, type FunctionEnv } from './functions.ts';
import { limitBudget, loadLocalAccount, seedLocalAccount } from './localAccount.ts';
import { type DemoSettings, timingOf } from './luma/demoSettings.ts';
import type { RenderVideo } from './luma/lifecycle.ts';
import { createLuma } from './luma/luma.ts';
import { LUMA_PREFIX } from './luma/lumaApi.ts';
import { openStore } from './openStore.ts';
import { ownProviderEnv } from './ownProvider.ts';
import { createRealtime } from './realtime/realtime.ts';
import { resumeOrders, startReconciler } from './reconcile.ts';
import { createRest } from './rest/rest.ts';
import { isOurHost, type LoopbackServer, listenOnLoopback, type Route } from './server.ts';
import { loadSigningKey } from './signingKey.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** A backend in this thread, on a data folder that nobody else uses. */
export interface RunningBackend {
  readonly url: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly account: { readonly email: string; readonly password: string };
  readonly notices: readonly BackendNotice[];
  limitBudget(cents: number): Promise<void>;
  stop(): Promise<void>;
}

export interface RunParts {
  readonly render: RenderVideo;
  readonly onError: (error: unknown) => void;
}

/** It names the maker of tokens, not an address: a token stays good although every run has another port. */
export const ISSUER = 'urn:celkiln:embedded-backend';
const TOKEN_LIFETIME = 3600;
const MEBIBYTE = 1024 * 1024;

/** Opens the database and puts all parts on one loopback server. @throws when the data folder cannot be used */
export async function runBackend(options: BackendOptions, parts: RunParts): Promise<RunningBackend> {
  const { dataFolder, supabaseFolder, demo = {}, own } = options;
  const { onError } = parts;
  const config = await readFile(join(supabaseFolder, 'config.toml'), 'utf8');
  const signingKey = await loadSigningKey(dataFolder);
  const account = await loadLocalAccount(dataFolder);
  // Last, so that no database is left open when one of the files cannot be read.
  const store = await openStore(dataFolder, supabaseFolder);
  const { database } = store;
  await seedLocalAccount(database, account);
  await resumeOrders(database);
  if (own) await limitBudget(database, account, own.monthlyCents);
  const server = await listenOnLoopback();
  const keys = createApiKeys();
  const tokens = createTokens(signingKey, ISSUER);
  const identifyCaller = createIdentifyCaller(keys, tokens);
  const provided = own ? ownProviderEnv(own) : demoEnv(server.url, keys, demo);
  const env = { ...provided, ...functionEnv(server.url, keys, tokens) };
  const sessions = createSessions(database, tokens, TOKEN_LIFETIME);
  const place = { database, dataFolder, origin: server.url };
  const luma = own ? null : await createLuma({ ...place, apiKey: keys.provider, settings: demo, ...parts });
  // The end waits for what functions work on, also after their answers: a video that was bought in the last moment must
  // still be written down, for which the functions come back to this server.
  const background = new UnderWay();
  const handlers = edgeFunctions(parseFunctionConfig(config), (work) => void background.during(work));
  const functions = createFunctions(handlers, env, identifyCaller);
  const realtime = await createRealtime({ database, tokens, keys, onError });
  serve(server, onError, realtime.upgrade, [
    route('/auth/v1/', MEBIBYTE, createAuth({ database, sessions, tokens, identifyCaller })),
    route('/rest/v1/', 4 * MEBIBYTE, createRest(database, identifyCaller)),
    { ...route('/functions/v1/', 2 * MEBIBYTE, (request) => background.during(functions(request))), ownCors: true },
    ...(luma?.routes ?? []),
  ]);
  await luma?.resume();
  // Without callbacks a job is asked after at every round.
  const { reconcileEvery: every = 5000, reconcileAfter: idle = own ? 4 : 15 } = demo;
  const reconciler = startReconciler({ database, env, every, idle, onError });

  return {
    url: server.url,
    publishableKey: keys.publishable,
    secretKey: keys.secret,
    account,
    notices: store.setAside === null ? [] : [{ kind: 'set_aside', path: store.setAside }],
    limitBudget: (cents) => limitBudget(database, account, cents),
    async stop() {
      // The generator first: its callbacks need the functions, which need the database.
      await luma?.stop();
      await reconciler.stop();
      await background.settled();
      realtime.close();
      await server.close();
      await database.close();
    },
  };
}

function route(prefix: string, bodyLimit: number, answer: Route['answer']): Route {
  return { prefix, bodyLimit, answer };
}

function serve(
  server: LoopbackServer,
  onError: (error: unknown) => void,
  upgrade: Awaited<ReturnType<typeof createRealtime>>['upgrade'],
  routes: readonly Route[],
): void {
  server.serve(routes, onError);
  server.http.on('upgrade', (request, socket, head) => {
    if (isOurHost(server.url, request)) upgrade(request, socket, head);
    else socket.destroy();
  });
}

/** The environment that a hosted project gives its functions. */
function functionEnv(url: string, keys: ApiKeys, tokens: Tokens): FunctionEnv {
  return {
    SUPABASE_URL: url,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishable }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secret }),
    SUPABASE_JWKS: JSON.stringify(tokens.jwks),
    JWT_ISSUER: ISSUER,
    LOG_LEVEL: 'warn',
  };
}

/** Our own settings of the functions, with the demo generator as their provider. */
function demoEnv(url: string, keys: ApiKeys, demo: DemoSettings): FunctionEnv {
  const { queuedFor, dreamingFor } = timingOf(demo, 'none');
  return {
    VIDEO_PROVIDER: 'demo',
    LUMA_API_URL: `${url}${LUMA_PREFIX}`,
    LUMA_API_KEY: keys.provider,
    VIDEO_URL_HOSTS: '127.0.0.1',
    VIDEO_EXPECTED_SECONDS: String(Math.ceil((queuedFor + dreamingFor) / 1000) + 1),
  };
}
