import type { Env } from './env.ts';
import { ConfigurationError, listSetting, setting } from './env.ts';
import { lumaProvider } from './luma.ts';
import type { VideoProvider } from './provider.ts';

const LUMA_URL = 'https://api.lumalabs.ai/dream-machine/v1';
const LUMA_HOSTS = ['storage.cdn-luma.com', 'cdn-luma.com'];

/** The provider that new jobs go to. Throws ConfigurationError when it is not set up. */
export function providerForNewJobs(env: Env): VideoProvider {
  return providerNamed(env, setting(env, 'VIDEO_PROVIDER') ?? 'luma');
}

/** The provider of a job's column `provider`. Throws ConfigurationError when it is unknown or not set up. */
export function providerNamed(env: Env, id: string): VideoProvider {
  if (id !== 'luma' && id !== 'demo') throw new ConfigurationError(`There is no video provider named ${id}.`);
  const url = setting(env, 'LUMA_API_URL') ?? (id === 'luma' ? LUMA_URL : undefined);
  const key = setting(env, 'LUMA_API_KEY');
  if (key === undefined) throw new ConfigurationError('LUMA_API_KEY is not set.');
  if (url === undefined) throw new ConfigurationError('LUMA_API_URL is not set.');
  const hosts = listSetting(env, 'VIDEO_URL_HOSTS');
  return lumaProvider({
    id,
    key,
    url: url.replace(/\/+$/, ''),
    model: setting(env, 'LUMA_MODEL') ?? 'ray-flash-2',
    resolution: setting(env, 'LUMA_RESOLUTION') ?? '540p',
    dollarsPerMegapixel: positive(setting(env, 'LUMA_DOLLARS_PER_MEGAPIXEL')),
    expectedSeconds: positive(setting(env, 'VIDEO_EXPECTED_SECONDS')) ?? 120,
    videoHosts: hosts.length > 0 ? hosts : LUMA_HOSTS,
  });
}

function positive(text: string | undefined): number | undefined {
  const number = Number(text);
  return number > 0 && Number.isFinite(number) ? number : undefined;
}
