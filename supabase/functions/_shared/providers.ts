import type { Env } from './env.ts';
import { ConfigurationError, listSetting, setting } from './env.ts';
import { falProvider } from './fal.ts';
import { lumaProvider } from './luma.ts';
import { lumaAgentsProvider } from './lumaAgents.ts';
import { clipCents } from './prices.ts';
import type { VideoProvider } from './provider.ts';

const LUMA_URL = 'https://api.lumalabs.ai/dream-machine/v1';
const LUMA_AGENTS_URL = 'https://agents.lumalabs.ai/v1';
const FAL_URL = 'https://queue.fal.run';
const FAL_KEYS_URL = 'https://rest.fal.ai/.well-known/jwks.json';

/** The provider that new jobs go to. Throws ConfigurationError when it is not set up. */
export function providerForNewJobs(env: Env): VideoProvider {
  return providerNamed(env, setting(env, 'VIDEO_PROVIDER') ?? 'luma');
}

/** The provider of a job's column `provider`. Throws ConfigurationError when it is unknown or not set up. */
export function providerNamed(env: Env, id: string): VideoProvider {
  switch (id) {
    case 'luma':
    case 'demo':
      return luma(env, id);
    case 'luma-agents':
      return lumaAgents(env);
    case 'fal':
      return fal(env);
    default:
      throw new ConfigurationError(`There is no video provider named ${id}.`);
  }
}

function luma(env: Env, id: 'luma' | 'demo'): VideoProvider {
  const url = setting(env, 'LUMA_API_URL') ?? (id === 'luma' ? LUMA_URL : undefined);
  if (url === undefined) throw new ConfigurationError('LUMA_API_URL is not set.');
  return lumaProvider({
    id,
    key: needed(env, 'LUMA_API_KEY'),
    url: withoutSlash(url),
    model: setting(env, 'LUMA_MODEL') ?? 'ray-flash-2',
    resolution: setting(env, 'LUMA_RESOLUTION') ?? '540p',
    dollarsPerMegapixel: positive(setting(env, 'LUMA_DOLLARS_PER_MEGAPIXEL')),
    expectedSeconds: expectedSeconds(env),
    videoHosts: videoHosts(env, ['storage.cdn-luma.com', 'cdn-luma.com']),
    frames: id === 'demo' ? 'inline' : setting(env, 'FRAMES_BY_URL') === '1' ? 'byUrl' : 'none',
  });
}

function lumaAgents(env: Env): VideoProvider {
  const resolution = setting(env, 'LUMA_AGENTS_RESOLUTION') ?? '540p';
  return lumaAgentsProvider({
    key: needed(env, 'LUMA_AGENTS_API_KEY'),
    url: withoutSlash(setting(env, 'LUMA_AGENTS_API_URL') ?? LUMA_AGENTS_URL),
    model: setting(env, 'LUMA_AGENTS_MODEL') ?? 'ray-3.2',
    resolution,
    cents: wholeCents(setting(env, 'LUMA_AGENTS_CENTS')) ?? clipCents('luma-agents', resolution),
    expectedSeconds: expectedSeconds(env),
    videoHosts: videoHosts(env, ['lumalabs.ai', 'cdn-luma.com']),
  });
}

function fal(env: Env): VideoProvider {
  const resolution = setting(env, 'FAL_RESOLUTION') ?? '540p';
  return falProvider({
    key: needed(env, 'FAL_KEY'),
    url: withoutSlash(setting(env, 'FAL_QUEUE_URL') ?? FAL_URL),
    keysUrl: setting(env, 'FAL_KEYS_URL') ?? FAL_KEYS_URL,
    model: setting(env, 'FAL_MODEL') ?? 'fal-ai/luma-dream-machine/ray-2-flash',
    resolution,
    cents: wholeCents(setting(env, 'FAL_CENTS')) ?? clipCents('fal', resolution),
    expectedSeconds: expectedSeconds(env),
    videoHosts: videoHosts(env, ['fal.media']),
  });
}

function needed(env: Env, name: string): string {
  const value = setting(env, name);
  if (value === undefined) throw new ConfigurationError(`${name} is not set.`);
  return value;
}

function expectedSeconds(env: Env): number {
  return positive(setting(env, 'VIDEO_EXPECTED_SECONDS')) ?? 120;
}

function videoHosts(env: Env, usual: readonly string[]): readonly string[] {
  const hosts = listSetting(env, 'VIDEO_URL_HOSTS');
  return hosts.length > 0 ? hosts : usual;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

/** The ledger counts in whole cents; a part of one counts as one, so that a budget holds. */
function wholeCents(text: string | undefined): number | undefined {
  const cents = positive(text);
  return cents === undefined ? undefined : Math.ceil(cents);
}

function positive(text: string | undefined): number | undefined {
  const number = Number(text);
  return number > 0 && Number.isFinite(number) ? number : undefined;
}
