import { BROWSER_SIGN_INS, type SignInWays } from '../../shared/connection.ts';
import { CloudError, unreachable } from './cloudError.ts';

/** Milliseconds. */
const PATIENCE = 10_000;

/** What a project's auth server lets people sign in with, by its public settings. @throws CloudError */
export async function signInWaysOf(url: string, key: string): Promise<SignInWays> {
  const signal = AbortSignal.timeout(PATIENCE);
  const response = await fetch(`${url}/auth/v1/settings`, {
    headers: { apikey: key },
    signal,
    redirect: 'error',
  }).catch((error: unknown) => {
    throw unreachable(error instanceof Error ? error : new Error(String(error)));
  });
  if (response.status === 401 || response.status === 403) {
    throw new CloudError('wrong_key', 'The project does not take this key.');
  }
  const answer: unknown = await response.json().catch(() => null);
  const external: unknown = typeof answer === 'object' && answer !== null && 'external' in answer && answer.external;
  const on = new Set(
    Object.entries(typeof external === 'object' && external !== null ? external : {}).flatMap(([name, value]) =>
      value === true ? [name] : [],
    ),
  );
  return { email: on.has('email'), browser: BROWSER_SIGN_INS.filter((way) => on.has(way)) };
}
