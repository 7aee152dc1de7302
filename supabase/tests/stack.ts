import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { startTestLuma, type TestLuma } from './luma.ts';
import { serve } from './serve.ts';

const SECRET_KEY = 'sb_secret_test';

/** What the functions find around them: a database behind PostgREST's rpc, the project's public keys, and a Luma. */
export interface TestStack {
  readonly url: string;
  readonly database: TestDatabase;
  readonly luma: TestLuma;
  /** The files in the bucket, by their paths. */
  readonly files: Map<string, StoredFile>;
  /** What a hosted project would set, and our own. */
  readonly env: Record<string, string>;
  /** Signs a user's token; claims override the usual ones. */
  tokenFor(userId: string, claims?: JWTPayload): Promise<string>;
  /** Refuses the next call, or calls, of a database function with status 500. */
  failNextRpc(name: string, times?: number): void;
  /** Does what the next call of a database function asks, or the next calls, and cuts the connection. */
  loseNextAnswer(name: string, times?: number): void;
  /** Storage answers the next call, or calls, with status 500. */
  failStorage(times?: number): void;
  /** Makes the database and the provider forget everything but the users. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface StoredFile {
  readonly type: string;
  readonly bytes: number;
}

export async function startTestStack(): Promise<TestStack> {
  const database = await openTestDatabase();
  const luma = await startTestLuma();
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'ES256', use: 'sig' }] };
  const failures = new Map<string, number>();
  const losses = new Map<string, number>();
  const files = new Map<string, StoredFile>();
  const isNext = (counts: Map<string, number>, name: string): boolean => {
    const left = counts.get(name) ?? 0;
    counts.set(name, Math.max(left - 1, 0));
    return left > 0;
  };
  const project = await serve(async (request) => {
    const path = new URL(request.url).pathname;
    if (path === '/auth/v1/.well-known/jwks.json') return Response.json(jwks);
    const name = /^\/rest\/v1\/rpc\/(\w+)$/.exec(path)?.[1];
    if (name === undefined && !path.startsWith('/storage/v1/'))
      return Response.json({ message: 'not found' }, { status: 404 });
    if (request.headers.get('apikey') !== SECRET_KEY || request.headers.has('authorization')) {
      return Response.json({ code: '42501', message: 'permission denied' }, { status: 401 });
    }
    if (isNext(failures, name ?? 'storage')) {
      return Response.json({ code: 'XX000', message: 'out of order' }, { status: 500 });
    }
    if (name === undefined) return answerStorage(files, request);
    const answer = await callRpc(database, name, await request.json());
    return isNext(losses, name) ? null : answer;
  });
  return {
    url: project.url,
    database,
    luma,
    env: {
      SUPABASE_URL: project.url,
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: SECRET_KEY }),
      LUMA_API_KEY: luma.key,
      LUMA_API_URL: `${luma.url}/dream-machine/v1`,
      PUBLIC_FUNCTIONS_URL: 'https://functions.example',
      LOG_LEVEL: 'off',
    },
    tokenFor: (userId, claims = {}) =>
      new SignJWT({ role: 'authenticated', session_id: randomUUID(), ...claims })
        .setProtectedHeader({ alg: 'ES256', kid: 'test', typ: 'JWT' })
        .setSubject(claims.sub ?? userId)
        .setIssuer(claims.iss ?? `${project.url}/auth/v1`)
        .setAudience(claims.aud ?? 'authenticated')
        .setExpirationTime(claims.exp ?? Math.floor(Date.now() / 1000) + 3600)
        .sign(privateKey),
    files,
    failNextRpc: (name, times = 1) => failures.set(name, times),
    loseNextAnswer: (name, times = 1) => losses.set(name, times),
    failStorage: (times = 1) => failures.set('storage', times),
    clear: async () => {
      await database.query('delete from public.video_generation_jobs');
      await database.query('delete from private.video_providers');
      await database.setClock(null);
      await database.query('delete from private.video_files');
      files.clear();
      luma.generations.clear();
      luma.calls.length = 0;
    },
    close: async () => {
      await Promise.all([project.close(), luma.close()]);
      await database.close();
    },
  };
}

/** The four calls of the Storage API that are made (supabase/storage, src/http/routes/object). */
async function answerStorage(files: Map<string, StoredFile>, request: Request): Promise<Response> {
  const path = new URL(request.url).pathname.replace('/storage/v1/object/', '');
  if (request.method === 'DELETE' && path === 'videos') {
    const prefixes: unknown = Reflect.get(Object(await request.json()), 'prefixes');
    return Response.json((Array.isArray(prefixes) ? prefixes : []).filter((each) => files.delete(String(each))));
  }
  const signed = path.replace('sign/videos/', '');
  if (request.method === 'POST' && signed !== path) {
    const seconds: unknown = Reflect.get(Object(await request.json()), 'expiresIn');
    if (files.has(signed)) return Response.json({ signedURL: `/object/sign/videos/${signed}?token=for-${seconds}` });
    return Response.json({ message: 'Object not found' }, { status: 404 });
  }
  if (request.method !== 'POST' || !path.startsWith('videos/')) return Response.json({}, { status: 404 });
  const bytes = (await request.arrayBuffer()).byteLength;
  files.set(path.replace('videos/', ''), { type: request.headers.get('content-type') ?? '', bytes });
  return Response.json({ Key: path });
}

/** PostgREST's POST /rpc/<name> for functions that answer one value. */
async function callRpc(database: TestDatabase, name: string, args: unknown): Promise<Response> {
  const named = Object.entries(Object(args));
  const list = named.map(([arg], index) => `${arg.replace(/\W/g, '')} => $${index + 1}`).join(', ');
  const values = named.map(([, value]) => value);
  if (values.some((value) => typeof value === 'string' && !value.isWellFormed())) {
    return Response.json({ code: '22P02', message: 'invalid input syntax for type json' }, { status: 400 });
  }
  try {
    const rows = await database.as('service_role', null, `select public.${name}(${list}) as value`, values);
    const value = rows[0]?.value;
    return value === '' || value === undefined ? new Response(null, { status: 204 }) : Response.json(value);
  } catch (error) {
    const field = (key: string) => Reflect.get(Object(error), key) ?? null;
    const refused = { code: field('code'), message: field('message'), details: field('detail'), hint: field('hint') };
    return Response.json(refused, { status: refused.code === '42501' ? 403 : 400 });
  }
}
