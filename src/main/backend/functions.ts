import { bearerOf, type IdentifyCaller } from './caller.ts';
import { TokenError } from './tokens.ts';
import { gatewayError, WireError } from './wireError.ts';

/** A function's environment: names and values as a hosted project would give it. */
export type FunctionEnv = Readonly<Record<string, string>>;

export interface EdgeFunction {
  readonly verifyJwt: boolean;
  handle(request: Request, env: FunctionEnv): Promise<Response>;
}

/** Answers /functions/v1/<name>: the gate that a hosted project has before its functions, then the function itself. */
export function createFunctions(
  functions: ReadonlyMap<string, EdgeFunction>,
  env: FunctionEnv,
  identifyCaller: IdentifyCaller,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const name = new URL(request.url).pathname.split('/')[3] ?? '';
    const found = functions.get(name);
    if (!found)
      throw new WireError(404, { code: 'NOT_FOUND', message: 'Requested function was not found' }, 'not found');
    if (found.verifyJwt && request.method !== 'OPTIONS') await checkCaller(request, identifyCaller);
    return found.handle(request, env);
  };
}

/**
 * The gate lets a signed-in user pass, and a caller without a token that has the API key: the function must find out for
 * itself who calls.
 */
async function checkCaller(request: Request, identifyCaller: IdentifyCaller): Promise<void> {
  if (bearerOf(request) === null && !request.headers.has('apikey'))
    throw gatewayError(401, 'Missing authorization header');
  await identifyCaller(request).catch((error: unknown) => {
    throw error instanceof TokenError ? gatewayError(401, 'Invalid JWT') : error;
  });
}
