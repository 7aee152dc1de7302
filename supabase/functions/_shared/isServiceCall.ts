import type { Env } from './env.ts';
import { secretKeys } from './env.ts';
import { sha256Hex } from './token.ts';

/**
 * Whether a request brings one of the project's secret keys in its `apikey` header; a bearer token is not looked at.
 * Digests are compared, so that the time it takes tells nothing of a key.
 */
export async function isServiceCall(request: Request, env: Env): Promise<boolean> {
  const given = await sha256Hex(request.headers.get('apikey') ?? '');
  const known = await Promise.all(secretKeys(env).map((key) => sha256Hex(key)));
  return known.includes(given);
}
