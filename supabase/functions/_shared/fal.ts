import { nearestRatio } from './aspectRatio.ts';
import { callProvider, isGenerationId, type ProviderAnswer, providerWords, submissionOf } from './callProvider.ts';
import { falKeys, isFalSignature } from './falSignature.ts';
import { fieldsOf } from './http.ts';
import type { FailureCode, ProviderState, Reading, Submission, VideoOrder, VideoProvider } from './provider.ts';
import { spritePrompt } from './spritePrompt.ts';
import { isAllowedVideoUrl } from './videoUrl.ts';

export interface FalSettings {
  /** Without a slash at its end, e.g. https://queue.fal.run */
  readonly url: string;
  /** Where the public keys of its callbacks are. */
  readonly keysUrl: string;
  readonly key: string;
  /** An endpoint that takes Luma's arguments, e.g. fal-ai/luma-dream-machine/ray-2-flash */
  readonly model: string;
  readonly resolution: string;
  /** What a clip costs, in cents. */
  readonly cents: number;
  readonly expectedSeconds: number;
  readonly videoHosts: readonly string[];
}

/** fal offers Luma's models in every shape of theirs but the square. */
const RATIOS = ['4:3', '3:4', '16:9', '9:16', '21:9', '9:21'];

/**
 * fal's queue (docs.fal.ai, queue and webhooks): submit, status, result, cancel, and a callback that is signed with
 * Ed25519. With a frame the request goes to the model's image-to-video endpoint, which takes it as a data URL.
 */
export function falProvider(settings: FalSettings): VideoProvider {
  return {
    id: 'fal',
    model: settings.model,
    capabilities: { webhook: true, loop: true, startFrame: true, endFrame: true, cancel: true },
    framesByUrl: false,
    expectedSeconds: settings.expectedSeconds,
    videoUrlSeconds: null,
    estimateCents: () => settings.cents,
    submit: (order, callbackUrl) => submit(settings, order, callbackUrl),
    read: (generationId) => read(settings, generationId),
    cancel: (generationId) => cancel(settings, generationId),
    videoHosts: settings.videoHosts,
    allowsVideoUrl: (url) => isAllowedVideoUrl(url, settings.videoHosts, false),
    isOwnCallback: async (headers, body) => isFalSignature(headers, body, await falKeys(settings.keysUrl), Date.now()),
  };
}

async function submit(settings: FalSettings, order: VideoOrder, callbackUrl: string | null): Promise<Submission> {
  const { startFrame, endFrame } = order;
  const body = {
    prompt: spritePrompt(order.prompt, order.loop),
    aspect_ratio: nearestRatio(order, RATIOS),
    resolution: settings.resolution,
    duration: '5s',
    loop: order.loop,
    ...(startFrame === undefined ? {} : { image_url: dataUrl(startFrame) }),
    ...(endFrame === undefined ? {} : { end_image_url: dataUrl(endFrame) }),
  };
  const endpoint = startFrame === undefined && endFrame === undefined ? '' : '/image-to-video';
  const query = callbackUrl === null ? '' : `?fal_webhook=${encodeURIComponent(callbackUrl)}`;
  const path = `${settings.model}${endpoint}${query}`;
  return submissionOf(await call(settings, 'POST', path, 20_000, body), 'request_id');
}

function dataUrl(png: string): string {
  return `data:image/png;base64,${png}`;
}

async function read(settings: FalSettings, generationId: string): Promise<Reading> {
  const path = requestPath(settings, generationId);
  const status = await call(settings, 'GET', `${path}/status`, 10_000);
  if (status.kind !== 'answered') return NO_ANSWER;
  if (status.status === 404) return { kind: 'missing' };
  const id = status.body.get('request_id') ?? generationId;
  if (!status.ok || !isGenerationId(id)) return unavailable(status.status);
  const found = (state: ProviderState): Reading => ({ kind: 'generation', id, state, callbackUrl: null });
  switch (status.body.get('status')) {
    case 'IN_QUEUE':
      return found({ kind: 'queued' });
    case 'IN_PROGRESS':
      return found({ kind: 'dreaming' });
    case 'COMPLETED': {
      const result = await call(settings, 'GET', path, 10_000);
      const state = stateOf(result);
      return state === null ? unavailable(result.kind === 'answered' ? result.status : 0) : found(state);
    }
    default:
      return unavailable(status.status);
  }
}

const NO_ANSWER: Reading = { kind: 'unavailable', message: 'The video provider did not answer.' };

function unavailable(status: number): Reading {
  return { kind: 'unavailable', message: `The video provider answered ${status}.` };
}

/** A finished request's result: a refused one answers with the status that the model gave it. */
function stateOf(result: ProviderAnswer): ProviderState | null {
  if (result.kind !== 'answered' || result.status === 429 || result.status === 401 || result.status === 403)
    return null;
  if (result.ok) return { kind: 'ready', videoUrl: String(fieldsOf(result.body.get('video')).get('url') ?? '') };
  if (result.status >= 500) return null;
  const detail = result.body.get('detail');
  const first = fieldsOf(Array.isArray(detail) ? detail[0] : { msg: detail });
  const code = CODES[String(first.get('type'))] ?? 'provider_failed';
  return { kind: 'failed', code, reason: providerWords(first.get('msg')) };
}

const CODES: Readonly<Record<string, FailureCode>> = {
  content_policy_violation: 'content_moderated',
  image_load_error: 'bad_frame',
  image_too_large: 'bad_frame',
  image_too_small: 'bad_frame',
};

async function cancel(settings: FalSettings, generationId: string): Promise<boolean> {
  const answer = await call(settings, 'PUT', `${requestPath(settings, generationId)}/cancel`, 10_000);
  // 400: it has finished already.
  return answer.kind === 'answered' && (answer.ok || answer.status === 400 || answer.status === 404);
}

/** Requests lie under the app, which is the first two parts of a model's name. */
function requestPath(settings: FalSettings, generationId: string): string {
  return `${settings.model.split('/').slice(0, 2).join('/')}/requests/${encodeURIComponent(generationId)}`;
}

function call(
  settings: FalSettings,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  milliseconds: number,
  body?: unknown,
) {
  const authorization = `Key ${settings.key}`;
  return callProvider({ method, url: `${settings.url}/${path}`, authorization, milliseconds, body });
}
