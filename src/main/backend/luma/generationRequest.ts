import { isObject, type JsonObject, textOf } from '../json.ts';
import { WireError } from '../wireError.ts';

/** POST /generations/video of Dream Machine v1, as far as the demo generator minds it. */
export interface GenerationRequest {
  readonly prompt: string;
  readonly callbackUrl: string | null;
  readonly loop: boolean;
  /** Width by height. */
  readonly aspect: number;
  readonly seconds: number;
  readonly resolution: string;
  /** The request as it came, which every answer repeats. */
  readonly echo: JsonObject;
}

export interface FrameSize {
  /** Even, in pixels. */
  readonly width: number;
  readonly height: number;
}

const MODELS = ['ray-2', 'ray-flash-2'];
const ASPECTS = ['1:1', '16:9', '9:16', '4:3', '3:4', '21:9', '9:21'];
const DURATIONS = ['5s', '9s'];
const PIXELS: ReadonlyMap<string, number> = new Map([
  ['540p', 960 * 540],
  ['720p', 1280 * 720],
]);

/** An error as the provider writes it: `{detail}`. */
export function providerError(
  status: number,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): WireError {
  return new WireError(status, { detail }, detail, headers);
}

/** @throws WireError 400 */
export function parseGenerationRequest(body: JsonObject): GenerationRequest {
  const prompt = textOf(body, 'prompt');
  if (prompt.trim() === '' || prompt.length > 5000) throw providerError(400, 'Prompt must have 1 to 5000 characters');
  if (!MODELS.includes(textOf(body, 'model'))) throw providerError(400, `Model must be one of ${MODELS.join(', ')}`);
  const aspect = choose(body, 'aspect_ratio', ASPECTS, '16:9');
  const [wide = 1, high = 1] = aspect.split(':').map(Number);
  return {
    prompt,
    callbackUrl: parseCallbackUrl(body.callback_url),
    loop: body.loop === true,
    aspect: wide / high,
    seconds: Number.parseInt(choose(body, 'duration', DURATIONS, '5s'), 10),
    resolution: textOf(body, 'resolution') || '720p',
    echo: { ...body, generation_type: 'video' },
  };
}

/** The size of a frame of about `pixels` pixels, by default as many as the request's resolution has. */
export function frameSize(request: GenerationRequest, pixels: number | undefined): FrameSize {
  const area = pixels ?? PIXELS.get(request.resolution) ?? 1280 * 720;
  const even = (side: number) => Math.max(2, Math.round(side / 2) * 2);
  return { width: even(Math.sqrt(area * request.aspect)), height: even(Math.sqrt(area / request.aspect)) };
}

/** Reads again what was stored. */
export function requestFromEcho(echo: unknown): GenerationRequest {
  return parseGenerationRequest(isObject(echo) ? echo : {});
}

function choose(body: JsonObject, name: string, choices: readonly string[], fallback: string): string {
  const value = body[name] ?? fallback;
  if (typeof value === 'string' && choices.includes(value)) return value;
  throw providerError(400, `${name} must be one of ${choices.join(', ')}`);
}

function parseCallbackUrl(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string' || !URL.canParse(value)) throw providerError(400, 'callback_url must be a URL');
  return value;
}
