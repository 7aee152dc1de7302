import type { Failure } from '../../../shared/ipc.ts';
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

/** Failures that the page on troubleshooting says more of. */
const EXPLAINED: ReadonlySet<string> = new Set([
  'unauthorized',
  'submit_failed',
  'wrong_provider_key',
  'provider_budget',
  'provider_busy',
  'not_deployed',
  'provider_timeout',
  'provider_lost',
  'url_expired',
  'download_failed',
  'bad_video_url',
  'video_too_large',
  'ffmpeg_missing',
  'decode_failed',
  'not_a_video',
  'video_truncated',
  'timeout',
  'quota_active',
  'rate_limited',
  'quota_day',
  'quota_budget',
  'content_moderated',
  'bad_frame',
  'provider_failed',
  'conflict',
  'wrong_key',
]);

/** Whether there is more to be read about mending it. */
export function isExplained(code: string): boolean {
  return EXPLAINED.has(code);
}

/** Of these it matters what the server or the provider said in its own words. */
const IN_OWN_WORDS: ReadonlySet<string> = new Set([
  'submit_failed',
  'provider_failed',
  'content_moderated',
  'bad_frame',
  'bad_video_url',
]);

/** What was said in words that are not ours; '' where that would tell no more. */
export function ownWordsOf({ code, message }: Failure): string {
  return IN_OWN_WORDS.has(code) ? message : '';
}

/** @param generator Where the job went: the demo generator has no limit that an artist could change. */
export function remedyFor(code: string, generator: Settings['generator']): Remedy {
  // Of a project it is not the artist's own.
  if (code === 'wrong_provider_key' && generator === 'project') return 'retry';
  if (code === 'quota_budget') return generator === 'demo' ? 'retry' : 'limit';
  return REMEDIES[code] ?? 'retry';
}
