import { randomUUID } from 'node:crypto';
import { bearerOf } from '../caller.ts';
import { type JsonObject, readObject } from '../json.ts';
import type { DemoFault } from './demoSettings.ts';
import { parseGenerationRequest, providerError } from './generationRequest.ts';
import type { DemoGeneration, Generations } from './generations.ts';
import { parseKeyframes, withoutPictures } from './keyframes.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Videos } from './videos.ts';

export interface LumaApiParts {
  readonly generations: Generations;
  readonly videos: Videos;
  readonly lifecycle: Lifecycle;
  readonly apiKey: string;
  /** What goes wrong with the next generations, in their order. */
  readonly faults: readonly DemoFault[];
  readonly describe: (generation: DemoGeneration) => JsonObject;
}

export const LUMA_PREFIX = '/dream-machine/v1';

const RETRY_AFTER = '2';
const MOST_LISTED = 100;

/**
 * Answers Dream Machine v1 after Luma's published description (lumalabs/lumaai-api, openapi.yaml v1.1.0), but for one
 * thing: keyframes are taken as data URLs, as nothing is fetched, and answers repeat them without their pictures.
 */
export function createLumaApi(parts: LumaApiParts): (request: Request) => Promise<Response> {
  const faults = [...parts.faults];
  return async (request) => {
    if (bearerOf(request) !== parts.apiKey) throw providerError(401, 'Invalid API key is provided');
    const url = new URL(request.url);
    const path = url.pathname.slice(LUMA_PREFIX.length);
    const id = /^\/generations\/([0-9a-f-]{36})$/.exec(path)?.[1];
    if (id && request.method === 'GET') return get(parts, id);
    if (id && request.method === 'DELETE') return remove(parts, id);
    switch (`${request.method} ${path}`) {
      case 'POST /generations/video':
      case 'POST /generations':
        return create(parts, request, () => faults.shift() ?? 'none');
      case 'GET /generations':
        return list(parts, url.searchParams);
      case 'GET /credits':
        return Response.json({ credit_balance: 100_000 });
      case 'GET /ping':
        return Response.json({ message: 'pong' });
      default:
        throw providerError(404, 'Not found');
    }
  };
}

async function create(parts: LumaApiParts, request: Request, nextFault: () => DemoFault): Promise<Response> {
  const body = await readObject(request, (message) => providerError(400, message));
  const { echo } = parseGenerationRequest(body);
  const keyframes = parseKeyframes(body);
  const fault = nextFault();
  if (fault === 'busy') throw providerError(429, 'Too many requests', { 'retry-after': RETRY_AFTER });
  const generation = await parts.generations.insert(randomUUID(), withoutPictures(echo), keyframes, fault);
  parts.lifecycle.begin(generation);
  return Response.json(parts.describe(generation), { status: 201 });
}

async function get({ generations, describe }: LumaApiParts, id: string): Promise<Response> {
  const generation = await generations.find(id);
  if (!generation) throw providerError(404, 'Generation not found');
  return Response.json(describe(generation));
}

async function remove({ generations, lifecycle, videos }: LumaApiParts, id: string): Promise<Response> {
  lifecycle.abandon(id);
  if (!(await generations.remove(id))) throw providerError(404, 'Generation not found');
  await videos.remove(id);
  return new Response(null, { status: 204 });
}

async function list({ generations, describe }: LumaApiParts, parameters: URLSearchParams): Promise<Response> {
  const limit = Math.min(countOf(parameters, 'limit', MOST_LISTED), MOST_LISTED);
  const offset = countOf(parameters, 'offset', 0);
  const [found, count] = await Promise.all([generations.list(limit, offset), generations.count()]);
  const has_more = offset + found.length < count;
  return Response.json({ has_more, count, limit, offset, generations: found.map(describe) });
}

function countOf(parameters: URLSearchParams, name: string, fallback: number): number {
  const text = parameters.get(name);
  if (text === null) return fallback;
  if (!/^\d{1,6}$/.test(text)) throw providerError(400, `${name} must be a number`);
  return Number(text);
}
