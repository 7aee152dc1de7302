/** The one thing to do about a failed job. */
export type Remedy = 'retry' | 'signIn' | 'connection' | 'prompt' | 'ffmpeg';

const REMEDIES: Readonly<Record<string, Remedy>> = {
  unauthorized: 'signIn',
  invalid_credentials: 'signIn',
  unreachable: 'connection',
  not_deployed: 'connection',
  no_key: 'connection',
  schema_missing: 'connection',
  other_connection: 'connection',
  wrong_key: 'connection',
  no_project: 'connection',
  invalid_url: 'connection',
  bad_request: 'prompt',
  moderated: 'prompt',
  ffmpeg_missing: 'ffmpeg',
};

export function remedyFor(code: string): Remedy {
  return REMEDIES[code] ?? 'retry';
}
