import { fieldsOf, parseJson, readCapped } from './http.ts';
import { errorFacts, withoutSecrets } from './log.ts';
import { lumaCents } from './lumaPrice.ts';
import type { ProviderState, Reading, Submission, VideoOrder, VideoProvider } from './provider.ts';
import { spritePrompt } from './spritePrompt.ts';
import { isAllowedVideoUrl } from './videoUrl.ts';

export interface LumaSettings {
  /** `demo` for the embedded backend's generator, which speaks Luma's language. */
  readonly id: 'luma' | 'demo';
  /** Without a slash at its end, e.g. https://api.lumalabs.ai/dream-machine/v1 */
  readonly url: string;
  readonly key: string;
  readonly model: string;
  readonly resolution: string;
  readonly dollarsPerMegapixel: number | undefined;
  readonly expectedSeconds: number;
  readonly videoHosts: readonly string[];
}

const SECONDS = 5;
const RATIOS: readonly (readonly [name: string, ratio: number])[] = [
  ['1:1', 1],
  ['4:3', 4 / 3],
  ['3:4', 3 / 4],
  ['16:9', 16 / 9],
  ['9:16', 9 / 16],
  ['21:9', 21 / 9],
  ['9:21', 9 / 21],
];

/**
 * Luma Dream Machine, API version 1 (lumalabs/lumaai-api, openapi.yaml 1.1.0): create, get, delete, and a callback on
 * dreaming, completed and failed. Its callbacks are not signed and their generation object repeats the callback URL.
 */
export function lumaProvider(settings: LumaSettings): VideoProvider {
  return {
    id: settings.id,
    model: settings.model,
    capabilities: { webhook: true, loop: true, startFrame: false, cancel: true },
    expectedSeconds: settings.expectedSeconds,
    videoUrlSeconds: null,
    estimateCents: () => (settings.id === 'demo' ? 0 : lumaCents(settings, SECONDS)),
    submit: (order, callbackUrl) => submit(settings, order, callbackUrl),
    read: (generationId) => read(settings, generationId),
    cancel: (generationId) => cancel(settings, generationId),
    allowsVideoUrl: (url) => isAllowedVideoUrl(url, settings.videoHosts, settings.id === 'demo'),
  };
}

async function submit(settings: LumaSettings, order: VideoOrder, callbackUrl: string): Promise<Submission> {
  const body = {
    generation_type: 'video',
    model: settings.model,
    prompt: settings.id === 'demo' ? order.prompt : spritePrompt(order.prompt, order.loop),
    aspect_ratio: nearestRatio(order.width / order.height),
    resolution: settings.resolution,
    duration: `${SECONDS}s`,
    loop: order.loop,
    callback_url: callbackUrl,
  };
  let response: Response;
  try {
    response = await call(settings, 'POST', '/generations/video', 20_000, JSON.stringify(body));
  } catch (error) {
    const message = 'The video provider cannot be reached.';
    return neverConnected(error) ? { kind: 'refused', message } : { kind: 'unclear', message: errorFacts(error).error };
  }
  const answer = fieldsOf(await bodyOf(response));
  if (response.status === 429) return { kind: 'busy', retryAfterSeconds: retryAfter(response) };
  if (!response.ok) return { kind: 'refused', message: refusal(response.status, answer.get('detail')) };
  const id = answer.get('id');
  if (isGenerationId(id)) return { kind: 'accepted', generationId: id };
  return { kind: 'unclear', message: 'The video provider took the request but named no generation.' };
}

async function read(settings: LumaSettings, generationId: string): Promise<Reading> {
  let response: Response;
  let generation: ReadonlyMap<string, unknown>;
  try {
    response = await call(settings, 'GET', `/generations/${encodeURIComponent(generationId)}`, 10_000);
    generation = fieldsOf(await bodyOf(response));
  } catch (error) {
    return { kind: 'unavailable', message: errorFacts(error).error };
  }
  if (response.status === 404) return { kind: 'missing' };
  const [id, state] = [generation.get('id'), stateOf(generation)];
  if (!response.ok || !isGenerationId(id) || state === null) {
    return { kind: 'unavailable', message: `The video provider answered ${response.status}.` };
  }
  const callbackUrl = fieldsOf(generation.get('request')).get('callback_url');
  return { kind: 'generation', id, state, callbackUrl: typeof callbackUrl === 'string' ? callbackUrl : null };
}

async function cancel(settings: LumaSettings, generationId: string): Promise<boolean> {
  try {
    const response = await call(settings, 'DELETE', `/generations/${encodeURIComponent(generationId)}`, 10_000);
    await response.body?.cancel();
    return response.ok || response.status === 404;
  } catch {
    return false;
  }
}

/**
 * The body goes out as a stream because Deno's fetch sends a request a second time by itself when its connection is
 * cut, a POST too; a stream cannot be sent twice, and so no video is bought twice.
 */
function call(settings: LumaSettings, method: string, path: string, milliseconds: number, body?: string) {
  const headers = { authorization: `Bearer ${settings.key}`, accept: 'application/json' };
  const init = { method, headers, signal: AbortSignal.timeout(milliseconds) };
  if (body === undefined) return fetch(`${settings.url}${path}`, init);
  const streamed = {
    ...init,
    headers: { ...headers, 'content-type': 'application/json' },
    body: new Blob([body]).stream(),
    duplex: 'half',
  };
  return fetch(`${settings.url}${path}`, streamed);
}

async function bodyOf(response: Response): Promise<unknown> {
  const bytes = await readCapped(response, 256 * 1024).catch(() => null);
  return bytes === null ? undefined : parseJson(bytes);
}

function stateOf(generation: ReadonlyMap<string, unknown>): ProviderState | null {
  const reason = generation.get('failure_reason');
  switch (generation.get('state')) {
    case 'queued':
      return { kind: 'queued' };
    case 'dreaming':
      return { kind: 'dreaming' };
    case 'failed':
      return { kind: 'failed', reason: typeof reason === 'string' ? withoutSecrets(reason).slice(0, 500) : '' };
    case 'completed':
      return { kind: 'ready', videoUrl: String(fieldsOf(generation.get('assets')).get('video') ?? '') };
    default:
      return null;
  }
}

function refusal(status: number, detail: unknown): string {
  if (status === 401 || status === 403) return 'The video provider refused the key of this server.';
  if (status >= 500) return `The video provider has a fault (${status}).`;
  const words = typeof detail === 'string' ? withoutSecrets(detail).slice(0, 300) : `status ${status}`;
  return `The video provider refused the request: ${words}`;
}

/** Seconds from a Retry-After header (RFC 9110: a number or a date), 20 without one. */
function retryAfter(response: Response): number {
  const header = response.headers.get('retry-after') ?? '';
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), 600) : 20;
}

function nearestRatio(ratio: number): string {
  const distance = (candidate: number) => Math.abs(Math.log(candidate / ratio));
  return RATIOS.reduce(
    (best, next) => (distance(next[1]) < distance(best[1]) ? next : best),
    RATIOS[0] ?? ['1:1', 1],
  )[0];
}

function isGenerationId(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,200}$/.test(value);
}

/** Whether the request surely was not sent: Node names the reason in the cause's code, Deno in a message. */
function neverConnected(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = String(Reflect.get(Object(error.cause), 'code') ?? '');
  const codes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];
  return codes.includes(code) || /client error \(Connect\)/.test(`${error.message} ${error.cause}`);
}
