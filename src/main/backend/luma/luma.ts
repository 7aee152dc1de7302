import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { bearerOf } from '../caller.ts';
import type { Database } from '../database.ts';
import { type JsonObject, readObject, textOf } from '../json.ts';
import type { Route } from '../server.ts';
import type { DemoFault, DemoSettings } from './demoSettings.ts';
import { parseGenerationRequest, providerError } from './generationRequest.ts';
import { type DemoGeneration, openGenerations } from './generations.ts';
import { createLifecycle, type RenderVideo } from './lifecycle.ts';
import { openVideos, VIDEO_PREFIX } from './videos.ts';

export interface LumaParts {
  readonly database: Database;
  readonly dataFolder: string;
  /** Scheme, host and port of this run. */
  readonly origin: string;
  readonly apiKey: string;
  readonly settings: DemoSettings;
  readonly render: RenderVideo;
  readonly onError: (error: unknown) => void;
}

/** The demo generator: speaks Luma's Dream Machine API v1 and draws its videos itself. */
export interface Luma {
  readonly routes: readonly Route[];
  /** The address of a finished video in this run; null when there is none. */
  videoAddress(generationId: string): Promise<string | null>;
  /** Goes on with what an earlier run left unfinished. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export const LUMA_PREFIX = '/dream-machine/v1';
const DEFAULT_URL_LIFETIME = 3600;

const KEPT_DAYS = 7;
const RETRY_AFTER = '2';
/** With the fault `url_expired`: for how long only dead addresses are told, in milliseconds. */
const EXPIRED_FOR = 3000;

/** API after Luma's published description (lumalabs/lumaai-api, openapi.yaml v1.1.0). */
export async function createLuma(parts: LumaParts): Promise<Luma> {
  const { settings, origin, onError } = parts;
  const generations = await openGenerations(parts.database);
  const videos = await openVideos(join(parts.dataFolder, 'videos'), origin);
  const faults: DemoFault[] = [...(settings.faults ?? [])];
  const lifetime = settings.urlLifetime ?? DEFAULT_URL_LIFETIME;
  const describe = (generation: DemoGeneration) =>
    describeGeneration(generation, videos.addressOf(generation.id, lifetime));
  const redirect = (url: string) => redirectTo(origin, url);
  const lifecycle = createLifecycle({
    generations,
    videos,
    settings,
    render: parts.render,
    describe,
    redirect,
    onError,
  });

  async function create(request: Request): Promise<Response> {
    const wanted = parseGenerationRequest(await readObject(request, (message) => providerError(400, message)));
    const fault = faults.shift() ?? 'none';
    if (fault === 'busy') throw providerError(429, 'Too many requests', { 'retry-after': RETRY_AFTER });
    const generation = await generations.insert(randomUUID(), wanted.echo, fault);
    lifecycle.begin(generation);
    return Response.json(describe(generation), { status: 201 });
  }

  async function get(id: string): Promise<Response> {
    const generation = await generations.find(id);
    if (!generation) throw providerError(404, 'Generation not found');
    const expired = generation.fault === 'url_expired' && generation.age < EXPIRED_FOR;
    return Response.json(expired ? describeGeneration(generation, videos.addressOf(id, -1)) : describe(generation));
  }

  async function remove(id: string): Promise<Response> {
    lifecycle.abandon(id);
    if (!(await generations.remove(id))) throw providerError(404, 'Generation not found');
    await videos.remove(id);
    return new Response(null, { status: 204 });
  }

  async function list(parameters: URLSearchParams): Promise<Response> {
    const limit = Math.min(countOf(parameters, 'limit', 100), 100);
    const offset = countOf(parameters, 'offset', 0);
    const [found, count] = await Promise.all([generations.list(limit, offset), generations.count()]);
    const has_more = offset + found.length < count;
    return Response.json({ has_more, count, limit, offset, generations: found.map(describe) });
  }

  async function answer(request: Request): Promise<Response> {
    if (bearerOf(request) !== parts.apiKey) throw providerError(401, 'Invalid API key is provided');
    const url = new URL(request.url);
    const path = url.pathname.slice(LUMA_PREFIX.length);
    const id = /^\/generations\/([0-9a-f-]{36})$/.exec(path)?.[1];
    if (id && request.method === 'GET') return get(id);
    if (id && request.method === 'DELETE') return remove(id);
    switch (`${request.method} ${path}`) {
      case 'POST /generations/video':
      case 'POST /generations':
        return create(request);
      case 'GET /generations':
        return list(url.searchParams);
      case 'GET /credits':
        return Response.json({ credit_balance: 100_000 });
      case 'GET /ping':
        return Response.json({ message: 'pong' });
      default:
        throw providerError(404, 'Not found');
    }
  }

  const truncated = async (id: string) => (await generations.find(id))?.fault === 'truncated_file';
  return {
    routes: [
      { prefix: LUMA_PREFIX, bodyLimit: 1024 * 1024, answer },
      { prefix: VIDEO_PREFIX, bodyLimit: 0, answer: (request) => videos.answer(request, truncated) },
    ],
    async videoAddress(id) {
      return (await videos.has(id)) ? videos.addressOf(id, lifetime) : null;
    },
    async resume() {
      await generations.removeOld(KEPT_DAYS);
      const kept = await generations.list(1_000_000, 0);
      await videos.keepOnly(new Set(kept.map(({ id }) => id)));
      for (const generation of await generations.unfinished()) lifecycle.begin(generation);
    },
    stop: () => lifecycle.stop(),
  };
}

function describeGeneration(generation: DemoGeneration, videoAddress: string): JsonObject {
  const { id, state, failure_reason, created_at, request } = generation;
  const assets = state === 'completed' ? { video: videoAddress, image: null, progress_video: null } : null;
  const model = textOf(request, 'model');
  return { id, generation_type: 'video', state, failure_reason, created_at, assets, model, request };
}

/** The functions of an earlier run had another port. */
function redirectTo(origin: string, callbackUrl: string): string {
  const url = new URL(callbackUrl);
  const ours = new URL(origin);
  if (url.hostname === ours.hostname && url.pathname.startsWith('/functions/v1/')) url.port = ours.port;
  return url.href;
}

function countOf(parameters: URLSearchParams, name: string, fallback: number): number {
  const text = parameters.get(name);
  if (text === null) return fallback;
  if (!/^\d{1,6}$/.test(text)) throw providerError(400, `${name} must be a number`);
  return Number(text);
}
