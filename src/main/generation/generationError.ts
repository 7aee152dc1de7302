import type { Failure } from '../../shared/ipc.ts';

export type GenerationErrorCode =
  | 'unknown_generation'
  | 'not_ready'
  | 'download_failed'
  | 'bad_video_url'
  | 'url_expired'
  | 'video_too_large'
  | 'frame_too_large'
  | 'not_a_video'
  | 'file_not_found'
  | 'video_changed'
  | 'other_connection'
  | 'job_gone';

/** A step on the way from prompt to frames failed. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError';
  readonly code: GenerationErrorCode;

  constructor(code: GenerationErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** What the interface is told of any error. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { code: 'internal', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'internal';
  return { code, message: error.message };
}
