import type { Generation } from '../../../shared/ipc.ts';

/** The one thing to do about a failed job. */
export type Remedy = 'retry' | 'signIn' | 'connection' | 'prompt' | 'ffmpeg' | 'file';

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
  not_a_video: 'file',
  video_truncated: 'file',
  no_picture: 'file',
  too_large: 'file',
  decode_failed: 'file',
};

export function remedyFor(origin: Generation['origin'], code: string): Remedy {
  const remedy = REMEDIES[code] ?? 'retry';
  // A generated video that cannot be read is the provider's; an imported one has no prompt.
  if (remedy === 'file') return origin.kind === 'video' ? 'file' : 'retry';
  return remedy === 'prompt' && origin.kind === 'video' ? 'retry' : remedy;
}
