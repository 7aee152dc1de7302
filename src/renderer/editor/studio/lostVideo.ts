import type { Failure } from '../../../shared/ipc.ts';
import type { StudioSource } from '../../../shared/studio.ts';
import type { StudioOpening } from './studioOpening.ts';

/** That a video is not where it was. */
const LOST: ReadonlySet<string> = new Set(['video_not_kept', 'file_not_found', 'source_changed']);
/** Failures that stay the same however often one tries. */
const LASTING: ReadonlySet<string> = new Set([
  'video_not_kept',
  'other_video',
  'video_changed',
  'unknown_job',
  'job_gone',
]);

/** Whether a failure means that the video is gone, not that it is a bad one. */
export function isLost({ code }: Failure): boolean {
  return LOST.has(code);
}

/** What may bring a video back. */
export interface WaysBack {
  /** From the job that made it. */
  readonly fetch: StudioSource | null;
  /** A file that the artist chooses; only the very same one will do. */
  readonly choose: boolean;
  readonly again: boolean;
}

/**
 * The ways back to a video.
 *
 * @param tried what was tried last
 * @param hash of the video, in hexadecimal; null where that is not known
 */
export function waysBack(
  { maker }: Pick<StudioOpening, 'maker'>,
  hash: string | null,
  tried: StudioSource,
  { code }: Failure,
): WaysBack {
  const job = maker.kind === 'prompt' ? maker.jobId : null;
  // What is one of the list asks its job by itself.
  const asked = tried.kind === 'job' || tried.kind === 'generation';
  return {
    fetch: job !== null && !asked ? { kind: 'job', job } : null,
    choose: hash !== null,
    again: !LASTING.has(code),
  };
}
