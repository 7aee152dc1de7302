import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Database, Sql } from '../database.ts';
import type { JsonObject } from '../json.ts';
import type { Tokens } from '../tokens.ts';
import { authError } from '../wireError.ts';
import { findUserById, publicUser, type UserRow } from './users.ts';

export interface Sessions {
  /** A new session of a user whose password was right. */
  start(user: UserRow): Promise<JsonObject>;
  /** The next session for a refresh token, which is used up by it. @throws WireError */
  refresh(refreshToken: string): Promise<JsonObject>;
  isLive(sessionId: string): Promise<boolean>;
  end(scope: LogoutScope, userId: string, sessionId: string): Promise<void>;
}

export type LogoutScope = 'global' | 'local' | 'others';

/** How long a used refresh token still gives a session, for the client that lost the first answer. Seconds. */
const REUSE_WINDOW = 10;

/** @param lifetime of an access token in seconds */
export function createSessions(database: Database, tokens: Tokens, lifetime: number): Sessions {
  async function sessionOf(sql: Sql, user: UserRow, sessionId: string, parent?: string): Promise<JsonObject> {
    const refreshToken = randomBytes(16).toString('base64url');
    await sql.query(
      'insert into auth.refresh_tokens (token_hash, user_id, session_id, parent_hash) values ($1, $2, $3, $4)',
      [hashOf(refreshToken), user.id, sessionId, parent ?? null],
    );
    return {
      access_token: await tokens.sign(user, sessionId, lifetime),
      token_type: 'bearer',
      expires_in: lifetime,
      expires_at: Math.floor(Date.now() / 1000) + lifetime,
      refresh_token: refreshToken,
      user: publicUser(user),
    };
  }

  return {
    start: (user) => sessionOf(database, user, randomUUID()),
    async refresh(refreshToken) {
      const hash = hashOf(refreshToken);
      const { used, session } = await database.transaction(async (sql) => {
        const used = await useUp(sql, hash);
        const user = used?.valid ? await findUserById(sql, used.user_id) : null;
        return { used, session: used && user ? await sessionOf(sql, user, used.session_id, hash) : null };
      });
      if (session) return session;
      if (!used) throw authError(400, 'refresh_token_not_found', 'Invalid Refresh Token: Refresh Token Not Found');
      throw authError(400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used');
    },
    async isLive(sessionId) {
      const live = 'select 1 from auth.refresh_tokens where session_id = $1 and not revoked';
      return (await database.query(live, [sessionId])).length > 0;
    },
    async end(scope, userId, sessionId) {
      const which = { global: 'true', local: 'session_id = $2', others: 'session_id <> $2' }[scope];
      await database.query(`delete from auth.refresh_tokens where user_id = $1 and $2::uuid is not null and ${which}`, [
        userId,
        sessionId,
      ]);
    },
  };
}

interface UsedToken {
  readonly user_id: string;
  readonly session_id: string;
  readonly valid: boolean;
}

/** Marks the token as used; one that was used too long ago was stolen by someone, so its whole session ends. */
async function useUp(sql: Sql, hash: string): Promise<UsedToken | null> {
  const [used] = await sql.query<UsedToken>(
    `update auth.refresh_tokens
        set revoked = true, updated_at = case when revoked then updated_at else clock_timestamp() end
      where token_hash = $1
      returning user_id, session_id, updated_at > clock_timestamp() - make_interval(secs => $2) as valid`,
    [hash, REUSE_WINDOW],
  );
  if (used && !used.valid) await sql.query('delete from auth.refresh_tokens where session_id = $1', [used.session_id]);
  return used ?? null;
}

/** As PostgreSQL reads bytes. Only this is stored, so that the database gives nobody a session. */
function hashOf(refreshToken: string): string {
  return `\\x${createHash('sha256').update(refreshToken).digest('hex')}`;
}
