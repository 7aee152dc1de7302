import type { Settings } from '../../../shared/settings.ts';

/** The one thing to do about a failed job. */
export type Remedy = 'retry' | 'signIn' | 'connection' | 'key' | 'limit' | 'prompt' | 'ffmpeg';

const REMEDIES: Readonly<Record<string, Remedy>> = {
  unauthorized: 'signIn',
  invalid_credentials: 'signIn',
  unreachable: 'connection',
  not_deployed: 'connection',
  functions_missing: 'connection',
  provider_not_set_up: 'connection',
  schema_missing: 'connection',
  schema_old: 'connection',
  other_connection: 'connection',
  wrong_key: 'connection',
  no_project: 'connection',
  invalid_url: 'connection',
  no_key: 'key',
  wrong_provider_key: 'key',
  bad_request: 'prompt',
  moderated: 'prompt',
  content_moderated: 'prompt',
  ffmpeg_missing: 'ffmpeg',
};

/** @param generator Where the job went: the demo generator has no limit that an artist could change. */
export function remedyFor(code: string, generator: Settings['generator']): Remedy {
  if (code === 'quota_budget') return generator === 'demo' ? 'retry' : 'limit';
  return REMEDIES[code] ?? 'retry';
}
