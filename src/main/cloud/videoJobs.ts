import type { SupabaseClient } from '@supabase/supabase-js';
import type {
  GenerateAccepted,
  GenerateRequest,
  GenerateResponse,
  StatusResponse,
  VideoJob,
} from '../../../supabase/functions/_shared/job.ts';
import { CloudError, unreachable } from './cloudError.ts';

/** How the app ends a job: its frames are cut, it could not cut them, or the user does not want it any more. */
export type JobEnd =
  | { readonly status: 'completed'; readonly frame_count: number }
  | { readonly status: 'failed'; readonly error_code: string; readonly error_message: string }
  | { readonly status: 'canceled' };

/**
 * Asks for a video. Answers as soon as the job stands; the same `clientRequestId` never makes a second one.
 * @throws CloudError with a code of GenerateErrorCode, or `unreachable`
 */
export async function generateVideo(client: SupabaseClient, request: GenerateRequest): Promise<GenerateAccepted> {
  const answer = await invoke<GenerateResponse>(client, 'video-generate', request);
  if (answer.success) return answer.data;
  const { code, message, retryAfterSeconds, jobId } = answer.error;
  throw new CloudError(code, message, { retryAfterSeconds, jobId });
}

/** The job as the database has it; null when there is none of that id for this user. */
export async function getVideoJob(client: SupabaseClient, jobId: string): Promise<VideoJob | null> {
  const { data, error } = await client
    .from('video_generation_jobs')
    .select()
    .eq('id', jobId)
    .limit(1)
    .returns<VideoJob[]>();
  if (error) throw new CloudError('unreachable', error.message, { retryAfterSeconds: 5 });
  return data[0] ?? null;
}

/** The job after the server has asked its provider again: this finds out what a lost callback would have told. */
export async function refreshVideoJob(client: SupabaseClient, jobId: string): Promise<VideoJob> {
  const answer = await invoke<StatusResponse>(client, 'video-status', { jobId });
  if (answer.success) return answer.data.job;
  throw new CloudError(answer.error.code, answer.error.message);
}

/** Ends a job; one that has ended already stays as it is. */
export async function endVideoJob(client: SupabaseClient, jobId: string, end: JobEnd): Promise<void> {
  const { error } = await client.from('video_generation_jobs').update(end).eq('id', jobId);
  if (error && error.hint !== 'illegal_transition') throw new CloudError('unreachable', error.message);
}

/** Calls a function and gives its JSON, whatever its status. An expired session is renewed once. */
async function invoke<Answer>(client: SupabaseClient, name: string, body: object, renewed = false): Promise<Answer> {
  const { data, error, response } = await client.functions.invoke(name, { body });
  if (!error) return data;
  if (response === undefined) throw unreachable(error);
  if (response.status === 401 && !renewed && (await client.auth.refreshSession()).error === null) {
    return invoke(client, name, body, true);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (isAnswer<Answer>(answer)) return answer;
  if (response.status === 401) throw new CloudError('unauthorized', 'Sign in to generate a sprite.');
  if (response.status === 404)
    throw new CloudError('not_deployed', `The function ${name} is not deployed on this server.`);
  throw new CloudError('unreachable', `The server answered with status ${response.status}.`, { retryAfterSeconds: 2 });
}

function isAnswer<Answer>(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'success' in value;
}
