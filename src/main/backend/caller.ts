import type { ApiKeys } from './apiKeys.ts';
import type { Claims } from './database.ts';
import type { Tokens } from './tokens.ts';
import { gatewayError } from './wireError.ts';

/** Finds out on whose behalf a request comes. @throws WireError 401 without an API key, TokenError on a bad token */
export type IdentifyCaller = (request: Request) => Promise<Claims>;

/**
 * The rules of a hosted project: the API key in the header `apikey` says which project and which role, and a user's
 * token in `Authorization: Bearer` takes precedence. Clients that are signed out repeat the API key there.
 */
export function createIdentifyCaller(keys: ApiKeys, tokens: Tokens): IdentifyCaller {
  return async (request) => {
    const bearer = bearerOf(request);
    const role = roleOf(keys, request.headers.get('apikey') ?? bearer);
    if (!role) throw gatewayError(401, 'No API key found in request, or an unknown one');
    if (bearer === null || bearer.startsWith('sb_')) return { role };
    return tokens.verify(bearer);
  };
}

/** The role that an API key stands for; null for a key of another project or run. */
export function roleOf(keys: ApiKeys, key: string | null): 'anon' | 'service_role' | null {
  if (key === keys.publishable) return 'anon';
  return key === keys.secret ? 'service_role' : null;
}

export function bearerOf(request: Request): string | null {
  return /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}
