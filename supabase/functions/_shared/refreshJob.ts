import type { Env } from './env.ts';
import type { JobStatus } from './job.ts';
import type { ApplyOutcome, JobNews } from './jobs.ts';
import { applyToJob } from './jobs.ts';
import { log } from './log.ts';
import { estimatedProgress } from './progress.ts';
import type { ProviderState, VideoProvider } from './provider.ts';

/** What a refresh must know of a job. */
export interface Refreshable {
  readonly id: string;
  readonly status: JobStatus;
  /** ISO 8601 */
  readonly createdAt: string;
}

export type RefreshOutcome = ApplyOutcome | 'unavailable' | 'not_ours';

/**
 * Asks the provider about a generation and applies its word to the job: the one source of truth.
 * `token` is given when the job does not know its generation yet: then the generation itself must name this job and
 * this token in the callback URL that it was created with, else it is `not_ours`. Throws DatabaseError.
 */
export async function refreshJob(
  env: Env,
  provider: VideoProvider,
  job: Refreshable,
  generationId: string,
  token?: string,
): Promise<RefreshOutcome> {
  const reading = await provider.read(generationId);
  if (reading.kind === 'unavailable') {
    log(env, 'warn', 'provider_unavailable', { job: job.id, reason: reading.message });
    if (token === undefined) await applyToJob(env, job.id, { status: job.status }); // lets its time run out
    return 'unavailable';
  }
  if (reading.kind === 'missing') {
    return token === undefined ? applyToJob(env, job.id, LOST) : 'not_ours';
  }
  if (reading.id !== generationId) return 'not_ours';
  if (token !== undefined && !namesJob(reading.callbackUrl, job.id, token)) return 'not_ours';
  const outcome = await applyToJob(env, job.id, { ...newsOf(reading.state, provider, job), generationId });
  log(env, 'info', 'job_refreshed', { job: job.id, state: reading.state.kind, outcome });
  return outcome;
}

const LOST: JobNews = {
  status: 'failed',
  errorCode: 'provider_lost',
  errorMessage: 'The video provider no longer knows this generation.',
};

function newsOf(state: ProviderState, provider: VideoProvider, job: Refreshable): JobNews {
  switch (state.kind) {
    case 'queued':
    case 'dreaming': {
      const age = (Date.now() - Date.parse(job.createdAt)) / 1000;
      return { status: state.kind, progress: estimatedProgress(state.kind, age, provider.expectedSeconds) };
    }
    case 'ready': {
      // As the schema checks it: a provider may spell it otherwise.
      const videoUrl = URL.canParse(state.videoUrl) ? new URL(state.videoUrl).href : '';
      return provider.allowsVideoUrl(videoUrl)
        ? { status: 'processing', videoUrl, videoUrlSeconds: provider.videoUrlSeconds, progress: 90 }
        : {
            status: 'failed',
            errorCode: 'bad_video_url',
            errorMessage: `The video lies on a host that is not allowed: ${hostOf(videoUrl)}.`,
          };
    }
    case 'failed':
      return {
        status: 'failed',
        errorCode: state.code,
        errorMessage: state.reason || 'The video provider could not make this video.',
      };
  }
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.slice(0, 200) : 'no address at all';
}

function namesJob(callbackUrl: string | null, jobId: string, token: string): boolean {
  if (callbackUrl === null || !URL.canParse(callbackUrl)) return false;
  const { searchParams } = new URL(callbackUrl);
  return searchParams.get('job_id') === jobId && searchParams.get('token') === token;
}
