import { nearestRatio } from './aspectRatio.ts';
import { callProvider, isGenerationId, providerWords, submissionOf } from './callProvider.ts';
import { fieldsOf } from './http.ts';
import { lumaCents } from './prices.ts';
import type { ProviderState, Reading, SentOrder, Submission, VideoOrder, VideoProvider } from './provider.ts';
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
  /** How frames are sent: put where Luma may fetch them, or inline, as only the demo generator takes them. */
  readonly frames: 'none' | 'byUrl' | 'inline';
}

const SECONDS = 5;
const RATIOS = ['1:1', '4:3', '3:4', '16:9', '9:16', '21:9', '9:21'];

/**
 * Luma Dream Machine, API version 1 (lumalabs/lumaai-api, openapi.yaml 1.1.0): create, get, delete, and a callback on
 * dreaming, completed and failed. Its callbacks are not signed and their generation object repeats the callback URL.
 * It takes frames by address only; the demo generator, which stands in for it, takes them as data URLs.
 */
export function lumaProvider(settings: LumaSettings): VideoProvider {
  const takesFrames = settings.frames !== 'none';
  return {
    id: settings.id,
    model: settings.model,
    capabilities: { webhook: true, loop: true, startFrame: takesFrames, endFrame: takesFrames, cancel: true },
    framesByUrl: settings.frames === 'byUrl',
    expectedSeconds: settings.expectedSeconds,
    videoUrlSeconds: null,
    estimateCents: () => (settings.id === 'demo' ? 0 : lumaCents(settings, SECONDS)),
    submit: (order, callbackUrl) => submit(settings, order, callbackUrl),
    read: (generationId) => read(settings, generationId),
    find: (order) => find(settings, order),
    cancel: (generationId) => cancel(settings, generationId),
    creditCents: () => credit(settings),
    videoHosts: settings.videoHosts,
    allowsVideoUrl: (url) => isAllowedVideoUrl(url, settings.videoHosts, settings.id === 'demo'),
  };
}

async function submit(settings: LumaSettings, order: VideoOrder, callbackUrl: string | null): Promise<Submission> {
  return submissionOf(
    await call(settings, 'POST', '/generations/video', 20_000, bodyOf(settings, order, callbackUrl)),
    'id',
  );
}

/** An order as Luma takes it, and repeats it in every generation. */
function bodyOf(settings: LumaSettings, order: VideoOrder, callbackUrl: string | null) {
  const { startFrame, endFrame } = order;
  const urlOf = (frame: string) => (settings.frames === 'inline' ? `data:image/png;base64,${frame}` : frame);
  const keyframes = {
    ...(startFrame === undefined ? {} : { frame0: { type: 'image', url: urlOf(startFrame) } }),
    ...(endFrame === undefined ? {} : { frame1: { type: 'image', url: urlOf(endFrame) } }),
  };
  return {
    generation_type: 'video',
    model: settings.model,
    prompt: settings.id === 'demo' ? order.prompt : spritePrompt(order.prompt, order.loop),
    aspect_ratio: nearestRatio(order, RATIOS),
    resolution: settings.resolution,
    duration: `${SECONDS}s`,
    loop: order.loop,
    ...(callbackUrl === null ? {} : { callback_url: callbackUrl }),
    ...(Object.keys(keyframes).length > 0 ? { keyframes } : {}),
  };
}

/** How many of the newest generations are looked through. */
const LISTED = 50;
/** How far the clocks of Luma and of whoever sent the order may be apart, with the time that an order takes. */
const APART = 180_000;

/**
 * With callbacks an order is known by the job in its address. Without, on an artist's own computer, by its words and its
 * time: of two such orders either generation is as good for either job.
 */
async function find(settings: LumaSettings, order: SentOrder): Promise<readonly string[]> {
  const answer = await call(settings, 'GET', `/generations?limit=${LISTED}&offset=0`, 10_000);
  const listed = answer.kind === 'answered' && answer.ok ? answer.body.get('generations') : null;
  if (!Array.isArray(listed)) return [];
  const { prompt, aspect_ratio: ratio } = bodyOf(settings, order, null);
  const apart = (generation: ReadonlyMap<string, unknown>) =>
    Math.abs(Date.parse(String(generation.get('created_at'))) - order.sentAt.getTime());
  return listed
    .map(fieldsOf)
    .filter((generation) => {
      const request = fieldsOf(generation.get('request'));
      const callbackUrl = request.get('callback_url');
      if (typeof callbackUrl === 'string') return callbackUrl.includes(`job_id=${order.jobId}&`);
      return request.get('prompt') === prompt && request.get('aspect_ratio') === ratio && apart(generation) <= APART;
    })
    .toSorted((a, b) => apart(a) - apart(b))
    .map((generation) => generation.get('id'))
    .filter(isGenerationId);
}

async function read(settings: LumaSettings, generationId: string): Promise<Reading> {
  const answer = await call(settings, 'GET', `/generations/${encodeURIComponent(generationId)}`, 10_000);
  if (answer.kind !== 'answered') return { kind: 'unavailable', message: 'The video provider did not answer.' };
  if (answer.status === 404) return { kind: 'missing' };
  const [id, state] = [answer.body.get('id'), stateOf(answer.body)];
  if (!answer.ok || !isGenerationId(id) || state === null) {
    return { kind: 'unavailable', message: `The video provider answered ${answer.status}.` };
  }
  const callbackUrl = fieldsOf(answer.body.get('request')).get('callback_url');
  return { kind: 'generation', id, state, callbackUrl: typeof callbackUrl === 'string' ? callbackUrl : null };
}

async function cancel(settings: LumaSettings, generationId: string): Promise<boolean> {
  const answer = await call(settings, 'DELETE', `/generations/${encodeURIComponent(generationId)}`, 10_000);
  return answer.kind === 'answered' && (answer.ok || answer.status === 404);
}

/** What is left at Luma; it tells in cents. */
async function credit(settings: LumaSettings): Promise<number | null> {
  const answer = await call(settings, 'GET', '/credits', 5_000);
  const cents = answer.kind === 'answered' && answer.ok ? answer.body.get('credit_balance') : null;
  return typeof cents === 'number' && Number.isFinite(cents) ? Math.floor(cents) : null;
}

function call(
  settings: LumaSettings,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  milliseconds: number,
  body?: unknown,
) {
  const authorization = `Bearer ${settings.key}`;
  return callProvider({ method, url: `${settings.url}${path}`, authorization, milliseconds, body });
}

function stateOf(generation: ReadonlyMap<string, unknown>): ProviderState | null {
  switch (generation.get('state')) {
    case 'queued':
      return { kind: 'queued' };
    case 'dreaming':
      return { kind: 'dreaming' };
    case 'failed':
      return { kind: 'failed', code: 'provider_failed', reason: providerWords(generation.get('failure_reason')) };
    case 'completed':
      return { kind: 'ready', videoUrl: String(fieldsOf(generation.get('assets')).get('video') ?? '') };
    default:
      return null;
  }
}
