import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { jobsTopic, type VideoJob } from '../../../supabase/functions/_shared/job.ts';
import type { ConnectionCheck } from '../../shared/connection.ts';
import { CloudError, unreachable } from './cloudError.ts';
import { sessionOf } from './session.ts';
import { JOBS_TABLE, quoteVideo } from './videoJobs.ts';

export interface CheckedProject {
  readonly client: SupabaseClient;
  readonly url: string;
  readonly key: string;
}

/** Milliseconds. */
const PATIENCE = 10_000;

/**
 * Looks at one part of a project, as whoever is signed in or as nobody.
 *
 * @returns what was found, or null when that needs somebody signed in
 * @throws CloudError that says what is wrong
 */
export function checkProject(project: CheckedProject, check: ConnectionCheck): Promise<string | null> {
  return CHECKS[check](project);
}

const CHECKS: Readonly<Record<ConnectionCheck, (project: CheckedProject) => Promise<string | null>>> = {
  reach: reaches,
  key: takesKey,
  schema: hasSchema,
  functions: hasFunctions,
  provider: hasProvider,
  realtime: joins,
};

/** Any answer shows that there is somebody; an auth server behind it, that it is a project. */
async function reaches({ url, key }: CheckedProject): Promise<string> {
  const started = performance.now();
  const { status } = await ask(url, key, '/auth/v1/health');
  if (status === 404) throw new CloudError('invalid_url', 'There is no Supabase project at this address.');
  if (status >= 500) throw unreachable(new Error(`It answered with status ${status}.`));
  return `${Math.round(performance.now() - started)} ms`;
}

async function takesKey({ url, key }: CheckedProject): Promise<string> {
  if (isSecret(key)) {
    throw new CloudError('secret_key', 'This is the secret key. It opens everything and must stay on the server.');
  }
  const { status } = await ask(url, key, '/auth/v1/settings');
  if (status === 401 || status === 403) throw new CloudError('wrong_key', 'The project does not take this key.');
  if (status !== 200) throw new CloudError('invalid_url', `The auth server answered with status ${status}.`);
  return key.startsWith('sb_') ? 'publishable' : 'anon (legacy)';
}

/** The new form says it in its name, the old one in its claims. */
function isSecret(key: string): boolean {
  if (key.startsWith('sb_secret_')) return true;
  try {
    const claims: unknown = JSON.parse(Buffer.from(key.split('.')[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null && 'role' in claims && claims.role === 'service_role';
  } catch {
    return false;
  }
}

/** What this version reads of each table and view; the compiler asks for every column of a job. */
const JOB_COLUMNS: Readonly<Record<keyof VideoJob, true>> = {
  id: true,
  user_id: true,
  client_request_id: true,
  project_id: true,
  prompt: true,
  width: true,
  height: true,
  color_count: true,
  fps: true,
  provider: true,
  provider_model: true,
  status: true,
  progress: true,
  rev: true,
  error_code: true,
  error_message: true,
  luma_video_url: true,
  video_url_expires_at: true,
  storage_path: true,
  frame_count: true,
  cost_estimate_cents: true,
  cost_cents: true,
  created_at: true,
  queued_at: true,
  dreaming_at: true,
  ready_at: true,
  finished_at: true,
  updated_at: true,
  expires_at: true,
  processing_time_ms: true,
};
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  [JOBS_TABLE]: Object.keys(JOB_COLUMNS),
  video_ledger: ['job_id', 'provider', 'bought_at', 'estimate_cents', 'price_version', 'cost_cents'],
  video_quotas: ['own_cents_per_month'],
  video_job_metrics: ['day', 'provider', 'jobs', 'succeeded', 'failed', 'avg_processing_ms', 'p95_processing_ms'],
};

/** PostgreSQL resolves names before it looks at rights, so that this can be asked as nobody. */
async function hasSchema({ url, key }: CheckedProject): Promise<string> {
  for (const [table, columns] of Object.entries(NEEDED)) {
    const response = await ask(url, key, `/rest/v1/${table}?select=${columns.join(',')}&limit=1`);
    const answer: unknown = await response.json().catch(() => null);
    const code = typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : null;
    if (response.ok || code === '42501') continue;
    if (code === 'PGRST205' || code === '42P01') {
      const first = table === JOBS_TABLE;
      throw first
        ? new CloudError('schema_missing', 'This project does not have the table of video jobs yet.')
        : new CloudError('schema_old', `The database lacks ${table}.`);
    }
    if (code === '42703') throw new CloudError('schema_old', `The database lacks columns of ${table}.`);
    throw new CloudError('unreachable', `The database answered with status ${response.status}.`);
  }
  return `${Object.keys(NEEDED).length} / ${Object.keys(NEEDED).length}`;
}

const FUNCTIONS = ['video-generate', 'video-status', 'video-quote', 'video-webhook', 'video-reconcile'];

/** A function that is there answers something of its own; what, does not matter. */
async function hasFunctions({ url, key }: CheckedProject): Promise<string> {
  const answers = await Promise.all(
    FUNCTIONS.map(async (name) => {
      const { status } = await ask(url, key, `/functions/v1/${name}`, { method: 'OPTIONS' });
      return { name, status };
    }),
  );
  const missing = answers.filter(({ status }) => status === 404).map(({ name }) => name);
  if (missing.length > 0) throw new CloudError('functions_missing', `Not deployed: ${missing.join(', ')}.`);
  // As a provider comes, without any key: the function finds no such job, a gateway that checks tokens refuses.
  const { status } = await ask(url, null, '/functions/v1/video-webhook', { method: 'POST', body: '{}' });
  if (status === 401) throw new CloudError('webhook_closed', 'The gateway lets no callback through.');
  return `${FUNCTIONS.length} / ${FUNCTIONS.length}`;
}

/** Whether the functions have a provider and its key. */
async function hasProvider({ client }: CheckedProject): Promise<string | null> {
  if ((await sessionOf(client)) === null) return null;
  try {
    const { provider, cents } = await quoteVideo(client);
    return `${provider}, $${(cents / 100).toFixed(2)}`;
  } catch (error) {
    if (error instanceof CloudError && error.code === 'unavailable') {
      throw new CloudError('provider_not_set_up', error.message);
    }
    throw error;
  }
}

/** Joins the user's channel over a socket of its own, with the session's token lent to it. */
async function joins({ client, url, key }: CheckedProject): Promise<string | null> {
  const session = await sessionOf(client);
  if (session === null) return null;
  const visitor = createClient(url, key, { accessToken: async () => session.access_token });
  await visitor.realtime.setAuth();
  const channel = visitor.channel(jobsTopic(session.user.id), { config: { private: true } });
  const started = performance.now();
  try {
    await new Promise<void>((resolve, reject) => {
      channel.subscribe((status, error) => {
        if (status === 'SUBSCRIBED') resolve();
        else if (status !== 'CLOSED') reject(refusalOf(status, error));
      }, PATIENCE);
    });
    return `${Math.round(performance.now() - started)} ms`;
  } finally {
    await visitor.removeAllChannels();
    await visitor.realtime.disconnect();
  }
}

function refusalOf(status: string, error: Error | undefined): CloudError {
  const words = error?.message ?? status;
  return /Unauthorized|permission/i.test(words)
    ? new CloudError('realtime_refused', words)
    : new CloudError('realtime_silent', words);
}

async function ask(url: string, key: string | null, path: string, init: RequestInit = {}): Promise<Response> {
  const signal = AbortSignal.timeout(PATIENCE);
  const headers = key === null ? {} : { apikey: key };
  return fetch(`${url}${path}`, { ...init, headers, signal, redirect: 'error' }).catch((error: unknown) => {
    throw unreachable(error instanceof Error ? error : new Error(String(error)));
  });
}
