import { randomUUID } from 'node:crypto';
import { bearerOf, type IdentifyCaller } from '../caller.ts';
import type { Claims, Database } from '../database.ts';
import { isObject, type JsonObject, readObject, textOf } from '../json.ts';
import { TokenError, type Tokens } from '../tokens.ts';
import { authError, type WireError } from '../wireError.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import type { LogoutScope, Sessions } from './sessions.ts';
import { findUserByEmail, findUserById, insertUser, publicUser } from './users.ts';

export interface AuthParts {
  readonly database: Database;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly identifyCaller: IdentifyCaller;
}

const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 72;

/** Answers /auth/v1: the part of the auth server's API (GoTrue) that auth-js speaks for e-mail and password. */
export function createAuth(parts: AuthParts): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const route = `${request.method} ${url.pathname.replace(/^\/auth\/v1/, '')}`;
    switch (route) {
      case 'GET /.well-known/jwks.json':
        return Response.json(parts.tokens.jwks);
      case 'GET /health':
        return Response.json({ name: 'GoTrue', version: 'embedded', description: 'Celkiln embedded backend' });
      case 'GET /settings':
        return Response.json({ external: { email: true }, disable_signup: false, mailer_autoconfirm: true });
      case 'POST /signup':
        await parts.identifyCaller(withoutBearer(request));
        return Response.json(await signUp(parts, await readObject(request, badJson)));
      case 'POST /token':
        await parts.identifyCaller(withoutBearer(request));
        return Response.json(
          await grant(parts, url.searchParams.get('grant_type'), await readObject(request, badJson)),
        );
      case 'GET /user':
        return Response.json(await currentUser(parts, await signedIn(parts, request)));
      case 'POST /logout':
        return logOut(parts, await signedIn(parts, request), url.searchParams.get('scope') ?? 'global');
      default:
        throw authError(404, 'not_found', 'The embedded backend does not have this auth endpoint.');
    }
  };
}

/** Who signs up or in needs the API key only; a stale token beside it does no harm. */
function withoutBearer(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete('authorization');
  return new Request(request.url, { headers });
}

async function signUp({ database, sessions }: AuthParts, body: JsonObject): Promise<JsonObject> {
  const email = textOf(body, 'email').trim();
  const password = textOf(body, 'password');
  if (email === '') throw authError(422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled');
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 255) {
    throw authError(400, 'validation_failed', 'Unable to validate email address: invalid format');
  }
  if (password.length < SHORTEST_PASSWORD || Buffer.byteLength(password) > LONGEST_PASSWORD) {
    const limits = `at least ${SHORTEST_PASSWORD} characters and at most ${LONGEST_PASSWORD} bytes`;
    throw authError(422, 'weak_password', `Password should be ${limits}.`);
  }
  const metadata = isObject(body.data) ? body.data : {};
  const passwordHash = await hashPassword(password);
  const user = await insertUser(database, { id: randomUUID(), email, passwordHash, metadata });
  if (!user) throw authError(422, 'user_already_exists', 'User already registered');
  return sessions.start(user);
}

async function grant({ database, sessions }: AuthParts, type: string | null, body: JsonObject): Promise<JsonObject> {
  switch (type) {
    case 'password': {
      const user = await findUserByEmail(database, textOf(body, 'email'));
      const matches = await passwordMatches(textOf(body, 'password'), user?.encrypted_password ?? null);
      if (!user || !matches) throw authError(400, 'invalid_credentials', 'Invalid login credentials');
      return sessions.start(user);
    }
    case 'refresh_token':
      return sessions.refresh(textOf(body, 'refresh_token'));
    case 'pkce':
      // No sign-in here sends anyone to a browser, so there is never a code to exchange.
      throw authError(404, 'flow_state_not_found', 'invalid flow state, no valid flow state found');
    default:
      throw authError(400, 'invalid_request', 'unsupported_grant_type');
  }
}

async function signedIn(parts: AuthParts, request: Request): Promise<Claims> {
  const claims = await parts.identifyCaller(request).catch((error: unknown) => {
    if (error instanceof TokenError) throw authError(403, 'bad_jwt', `invalid JWT: ${error.message}`);
    throw error;
  });
  if (bearerOf(request) === null || claims.role !== 'authenticated') {
    throw authError(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
  }
  return claims;
}

async function currentUser({ database, sessions }: AuthParts, claims: Claims): Promise<JsonObject> {
  if (!(await sessions.isLive(claims.session_id ?? ''))) {
    throw authError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist');
  }
  const user = await findUserById(database, claims.sub ?? '');
  if (!user) throw authError(403, 'user_not_found', 'User from sub claim in JWT does not exist');
  return publicUser(user);
}

async function logOut({ sessions }: AuthParts, claims: Claims, scope: string): Promise<Response> {
  if (!isLogoutScope(scope)) throw authError(400, 'validation_failed', `Unsupported logout scope "${scope}"`);
  await sessions.end(scope, claims.sub ?? '', claims.session_id ?? '');
  return new Response(null, { status: 204 });
}

function isLogoutScope(scope: string): scope is LogoutScope {
  return scope === 'global' || scope === 'local' || scope === 'others';
}

function badJson(message: string): WireError {
  return authError(400, 'bad_json', message);
}
