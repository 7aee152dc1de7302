import type { PostgrestSingleResponse, SupabaseClient } from '@supabase/supabase-js';
import type {
  GenerateAccepted,
  GenerateRequest,
  GenerateResponse,
  QuoteResponse,
  StatusAnswer,
  StatusResponse,
  VideoJob,
} from '../../../supabase/functions/_shared/job.ts';
import { CloudError, unauthorized, unreachable } from './cloudError.ts';
import { QUOTE_SHAPE, type QuotedVideo } from './quoteShape.ts';
import { renewSession, sessionOf } from './session.ts';

/** How the app ends a job: its frames are cut, it could not cut them, or the user does not want it any more. */
export type JobEnd =
  | { readonly status: 'completed'; readonly frame_count: number }
  | { readonly status: 'failed'; readonly error_code: string; readonly error_message: string }
  | { readonly status: 'canceled' };

/** By its id, or before an answer has told that, by the id of the request for it. */
export type JobName = { readonly id: string } | { readonly client_request_id: string };

export const JOBS_TABLE = 'video_generation_jobs';

/**
 * Asks for a video. Answers as soon as the job stands; the same `clientRequestId` never makes a second one.
 * @throws CloudError with a code of GenerateErrorCode, `unreachable` or `not_deployed`
 */
export async function generateVideo(client: SupabaseClient, request: GenerateRequest): Promise<GenerateAccepted> {
  const answer = await invoke<GenerateResponse>(client, 'video-generate', request);
  if (answer.success) return { ...answer.data, jobId: jobIdOf(answer.data.jobId) };
  const { code, message, retryAfterSeconds, jobId } = answer.error;
  throw new CloudError(code, message, { retryAfterSeconds, jobId: jobId === undefined ? jobId : jobIdOf(jobId) });
}

/** The id becomes part of a path on this computer. */
function jobIdOf(said: string): string {
  if (/^[\w-]{1,64}$/.test(said)) return said;
  throw new CloudError('bad_answer', 'The server answered with a job id that cannot be right.');
}

/** What a video would cost the signed-in user, and what the provider can do. @throws CloudError */
export async function quoteVideo(client: SupabaseClient): Promise<QuotedVideo> {
  const answer = await invoke<QuoteResponse>(client, 'video-quote', {});
  if (!answer.success) throw new CloudError(answer.error.code, answer.error.message);
  const quote = QUOTE_SHAPE.safeParse(answer.data);
  if (quote.success) return quote.data;
  throw new CloudError('bad_answer', 'The server answered with a price that cannot be right.');
}

/** Sets the signed-in user's own limit for a month in US cents, or takes it away with null. @throws CloudError */
export async function limitSpending(client: SupabaseClient, cents: number | null): Promise<void> {
  await rows(client, () => client.rpc('video_own_limit', { p_cents: cents }));
}

/** The job as the database has it; null when there is none of that id for this user. @throws CloudError */
export async function getVideoJob(client: SupabaseClient, jobId: string): Promise<VideoJob | null> {
  const jobs = await rows(client, () =>
    client.from(JOBS_TABLE).select().eq('id', jobId).limit(1).retry(false).overrideTypes<VideoJob[]>(),
  );
  return jobs?.[0] ?? null;
}

/** The job after the server has asked its provider again: this finds out what a lost callback would have told. */
export async function refreshVideoJob(client: SupabaseClient, jobId: string): Promise<StatusAnswer> {
  const answer = await invoke<StatusResponse>(client, 'video-status', { jobId });
  if (answer.success) return answer.data;
  throw new CloudError(answer.error.code, answer.error.message);
}

/** Ends a job; one that has ended already stays as it is. @throws CloudError */
export async function endVideoJob(client: SupabaseClient, job: JobName, end: JobEnd): Promise<void> {
  await rows(client, async () => {
    const answer = await client.from(JOBS_TABLE).update(end).match(job);
    return answer.error?.hint === 'illegal_transition' ? { ...answer, success: true, error: null, data: null } : answer;
  });
}

/**
 * Asks the database as the signed-in user. A token that it does not take is renewed once.
 * @throws CloudError `unauthorized`, `unreachable`, or `schema_old` when the database lacks what is asked for
 */
export async function rows<Row>(
  client: SupabaseClient,
  ask: () => PromiseLike<PostgrestSingleResponse<Row>>,
): Promise<Row | null> {
  // Without a session the client would ask as nobody, and see nothing.
  if ((await sessionOf(client)) === null) throw unauthorized();
  let answer = await ask();
  if (answer.status === 401) {
    await renewSession(client);
    answer = await ask();
  }
  if (answer.error === null) return answer.data;
  if (answer.status === 401) throw unauthorized();
  const { code, message } = answer.error;
  if (OLD_SCHEMA.includes(code)) throw new CloudError('schema_old', message);
  throw unreachable(answer.error);
}

/** No such table, column or function, in the words of PostgREST and of PostgreSQL. */
const OLD_SCHEMA: readonly string[] = ['PGRST202', 'PGRST204', 'PGRST205', '42P01', '42703', '42883'];

/** Calls a function and gives its JSON, whatever its status. A token that it does not take is renewed once. */
async function invoke<Answer>(client: SupabaseClient, name: string, body: object, renewed = false): Promise<Answer> {
  if ((await sessionOf(client)) === null) throw unauthorized();
  const { data, error, response } = await client.functions.invoke(name, { body });
  if (!error && isAnswer<Answer>(data)) return data;
  if (response === undefined) throw unreachable(error);
  if (response.status === 401 && !renewed) {
    await renewSession(client);
    return invoke(client, name, body, true);
  }
  const answer: unknown = error ? await response.json().catch(() => null) : null;
  if (isAnswer<Answer>(answer)) return answer;
  if (response.status === 401) throw unauthorized();
  if (response.status === 404)
    throw new CloudError('not_deployed', `The function ${name} is not deployed on this server.`);
  throw new CloudError('unreachable', `The server answered with status ${response.status}.`, { retryAfterSeconds: 2 });
}

function isAnswer<Answer>(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'success' in value;
}
