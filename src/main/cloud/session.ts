import { isAuthRetryableFetchError, type Session, type SupabaseClient } from '@supabase/supabase-js';
import { unauthorized, unreachable } from './cloudError.ts';

/**
 * The session in force, renewed if its token has run out; null when nobody is signed in.
 * @throws CloudError `unreachable` when it must be renewed and the server does not answer
 */
export async function sessionOf(client: SupabaseClient): Promise<Session | null> {
  const { data, error } = await client.auth.getSession();
  if (data.session === null && error && isPassing(error)) throw unreachable(error);
  return data.session;
}

/**
 * Gets another token after the server has refused the present one, or signs out when it gives none.
 * @throws CloudError `unauthorized`, or `unreachable`: then the session is kept
 */
export async function renewSession(client: SupabaseClient): Promise<void> {
  const { error } = await client.auth.refreshSession();
  // Discarded: somebody signed in or out meanwhile, and that counts.
  if (error === null || error.name === 'AuthRefreshDiscardedError') return;
  if (isPassing(error)) throw unreachable(error);
  // The client keeps a session whose token is good by the clock, although the server refuses it.
  await client.auth.signOut({ scope: 'local' });
  throw unauthorized();
}

/** Says nothing about the session: the network is down, or the server busy or broken. */
function isPassing(error: Error & { readonly status?: number | undefined }): boolean {
  return isAuthRetryableFetchError(error) || error.status === 429 || (error.status ?? 0) >= 500;
}
