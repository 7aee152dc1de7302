import { nearestRatio } from './aspectRatio.ts';
import { callProvider, isGenerationId, providerWords, submissionOf } from './callProvider.ts';
import { fieldsOf } from './http.ts';
import type { FailureCode, ProviderState, Reading, Submission, VideoOrder, VideoProvider } from './provider.ts';
import { spritePrompt } from './spritePrompt.ts';
import { isAllowedVideoUrl } from './videoUrl.ts';

export interface LumaAgentsSettings {
  /** Without a slash at its end, e.g. https://agents.lumalabs.ai/v1 */
  readonly url: string;
  readonly key: string;
  readonly model: string;
  readonly resolution: string;
  /** What a clip costs, in cents. */
  readonly cents: number;
  readonly expectedSeconds: number;
  readonly videoHosts: readonly string[];
}

const RATIOS = ['1:1', '4:3', '3:4', '16:9', '9:16', '21:9'];
/** Finished videos lie behind addresses that are good for an hour. */
const VIDEO_URL_SECONDS = 3600;

/**
 * Luma Agents API (lumalabs/luma-agents-typescript 0.3.0): create and get are all there is, so it must be polled and
 * cannot cancel. Start and end frame go inline.
 */
export function lumaAgentsProvider(settings: LumaAgentsSettings): VideoProvider {
  return {
    id: 'luma-agents',
    model: settings.model,
    capabilities: { webhook: false, loop: true, startFrame: true, endFrame: true, cancel: false },
    framesByUrl: false,
    expectedSeconds: settings.expectedSeconds,
    videoUrlSeconds: VIDEO_URL_SECONDS,
    estimateCents: () => settings.cents,
    submit: (order) => submit(settings, order),
    read: (generationId) => read(settings, generationId),
    cancel: () => Promise.resolve(false),
    videoHosts: settings.videoHosts,
    allowsVideoUrl: (url) => isAllowedVideoUrl(url, settings.videoHosts, false),
  };
}

async function submit(settings: LumaAgentsSettings, order: VideoOrder): Promise<Submission> {
  const video = {
    duration: '5s',
    resolution: settings.resolution,
    loop: order.loop,
    ...(order.startFrame === undefined ? {} : { start_frame: inline(order.startFrame) }),
    ...(order.endFrame === undefined ? {} : { end_frame: inline(order.endFrame) }),
  };
  const body = {
    type: 'video',
    model: settings.model,
    prompt: spritePrompt(order.prompt, order.loop),
    aspect_ratio: nearestRatio(order, RATIOS),
    video,
  };
  return submissionOf(await call(settings, 'POST', '/generations', 30_000, body), 'id');
}

function inline(png: string) {
  return { data: png, media_type: 'image/png' };
}

async function read(settings: LumaAgentsSettings, generationId: string): Promise<Reading> {
  const answer = await call(settings, 'GET', `/generations/${encodeURIComponent(generationId)}`, 10_000);
  if (answer.kind !== 'answered') return { kind: 'unavailable', message: 'The video provider did not answer.' };
  if (answer.status === 404) return { kind: 'missing' };
  const [id, state] = [answer.body.get('id'), stateOf(answer.body)];
  if (!answer.ok || !isGenerationId(id) || state === null) {
    return { kind: 'unavailable', message: `The video provider answered ${answer.status}.` };
  }
  return { kind: 'generation', id, state, callbackUrl: null };
}

function call(
  settings: LumaAgentsSettings,
  method: 'GET' | 'POST',
  path: string,
  milliseconds: number,
  body?: unknown,
) {
  const authorization = `Bearer ${settings.key}`;
  return callProvider({ method, url: `${settings.url}${path}`, authorization, milliseconds, body });
}

const CODES: Readonly<Record<string, FailureCode>> = {
  content_moderated: 'content_moderated',
  budget_exhausted: 'provider_budget',
  rate_limited: 'provider_busy',
  image_too_large: 'bad_frame',
  unsupported_format: 'bad_frame',
  corrupt_input: 'bad_frame',
};

function stateOf(generation: ReadonlyMap<string, unknown>): ProviderState | null {
  switch (generation.get('state')) {
    case 'queued':
      return { kind: 'queued' };
    case 'processing':
      return { kind: 'dreaming' };
    case 'failed': {
      const code = CODES[String(generation.get('failure_code'))] ?? 'provider_failed';
      return { kind: 'failed', code, reason: providerWords(generation.get('failure_reason')) };
    }
    case 'completed':
      return { kind: 'ready', videoUrl: videoOf(generation.get('output')) };
    default:
      return null;
  }
}

function videoOf(output: unknown): string {
  const files = Array.isArray(output) ? output.map(fieldsOf) : [];
  return String(files.find((file) => file.get('type') === 'video')?.get('url') ?? '');
}
