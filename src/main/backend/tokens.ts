import { errors, type JWK, jwtVerify, SignJWT } from 'jose';
import type { Claims } from './database.ts';
import type { SigningKey } from './signingKey.ts';

export interface Tokens {
  /** The public half, as /auth/v1/.well-known/jwks.json shows it. */
  readonly jwks: { readonly keys: readonly JWK[] };
  /** An access token (ES256) for a signed-in user; `lifetime` in seconds. */
  sign(user: TokenUser, sessionId: string, lifetime: number): Promise<string>;
  /** The claims of a token of ours. @throws TokenError */
  verify(token: string): Promise<Claims>;
}

export interface TokenUser {
  readonly id: string;
  readonly email: string;
}

export type TokenFault = 'expired' | 'malformed' | 'forged';

export class TokenError extends Error {
  override readonly name = 'TokenError';
  readonly fault: TokenFault;

  constructor(fault: TokenFault) {
    super({ expired: 'JWT expired', malformed: 'JWT is malformed', forged: 'JWT could not be verified' }[fault]);
    this.fault = fault;
  }
}

/** @param issuer the `iss` claim: who made the token */
export function createTokens(key: SigningKey, issuer: string): Tokens {
  return {
    jwks: { keys: [key.publicJwk] },
    sign: (user, sessionId, lifetime) => {
      const now = Math.floor(Date.now() / 1000);
      const claims = {
        role: 'authenticated',
        aal: 'aal1',
        session_id: sessionId,
        email: user.email,
        is_anonymous: false,
      };
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: key.id, typ: 'JWT' })
        .setSubject(user.id)
        .setAudience('authenticated')
        .setIssuer(issuer)
        .setIssuedAt(now)
        .setExpirationTime(now + lifetime)
        .sign(key.privateKey);
    },
    async verify(token) {
      const { payload } = await jwtVerify(token, key.publicKey, {
        algorithms: ['ES256'],
        audience: 'authenticated',
        issuer,
        requiredClaims: ['sub', 'exp'],
      }).catch((error: unknown) => {
        throw new TokenError(faultOf(error));
      });
      if (payload.role !== 'authenticated') throw new TokenError('forged');
      return { ...payload, role: 'authenticated' };
    },
  };
}

function faultOf(error: unknown): TokenFault {
  if (error instanceof errors.JWTExpired) return 'expired';
  return error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid ? 'malformed' : 'forged';
}
