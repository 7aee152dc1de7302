import { CloudError, unreachable } from './cloudError.ts';
import { JOBS_TABLE } from './videoJobs.ts';

/** Milliseconds. */
const PATIENCE = 10_000;

/**
 * Asks a project for the table of jobs, as nobody: tells an address that is none, a wrong key and a project without our
 * schema apart, before anyone types a password.
 *
 * @throws CloudError `unreachable`, `invalid_url`, `wrong_key` or `schema_missing`
 */
export async function reachProject(url: string, key: string): Promise<void> {
  const response = await ask(url, key).catch((error: unknown) => {
    throw unreachable(error instanceof Error ? error : new Error(String(error)));
  });
  const answer: unknown = await response.json().catch(() => null);
  const { status } = response;
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : null;
  // Nobody may read the table; to be told so, there must be one.
  if (response.ok || code === '42501') return;
  if (code === 'PGRST205' || code === '42P01') {
    throw new CloudError('schema_missing', 'This project does not have the table of video jobs yet.');
  }
  if (status === 401 || status === 403) throw new CloudError('wrong_key', 'The project does not take this key.');
  if (status === 429 || status >= 500) throw unreachable(new Error(`It answered with status ${status}.`));
  throw new CloudError('invalid_url', 'There is no Supabase project at this address.');
}

async function ask(url: string, key: string): Promise<Response> {
  return fetch(`${url}/rest/v1/${JOBS_TABLE}?select=id&limit=1`, {
    headers: { apikey: key },
    signal: AbortSignal.timeout(PATIENCE),
    redirect: 'error',
  });
}
