import type { Sql } from '../database.ts';
import type { JsonObject } from '../json.ts';

/** A row of auth.users; times in ISO 8601. */
export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly encrypted_password: string | null;
  readonly raw_user_meta_data: JsonObject;
  readonly created_at: string;
}

const COLUMNS = `id, email, encrypted_password, raw_user_meta_data,
  to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as created_at`;

export async function findUserByEmail(sql: Sql, email: string): Promise<UserRow | null> {
  const rows = await sql.query<UserRow>(`select ${COLUMNS} from auth.users where email = lower($1)`, [email]);
  return rows[0] ?? null;
}

export async function findUserById(sql: Sql, id: string): Promise<UserRow | null> {
  const rows = await sql.query<UserRow>(`select ${COLUMNS} from auth.users where id = $1`, [id]);
  return rows[0] ?? null;
}

/** @returns null when the address is taken */
export async function insertUser(
  sql: Sql,
  user: { readonly id: string; readonly email: string; readonly passwordHash: string; readonly metadata: JsonObject },
): Promise<UserRow | null> {
  const rows = await sql.query<UserRow>(
    `insert into auth.users (id, email, encrypted_password, raw_user_meta_data)
     values ($1, lower($2), $3, $4) on conflict do nothing returning ${COLUMNS}`,
    [user.id, user.email, user.passwordHash, JSON.stringify(user.metadata)],
  );
  return rows[0] ?? null;
}

/** A user as the auth server shows it to clients. */
export function publicUser(row: UserRow): JsonObject {
  return {
    id: row.id,
    aud: 'authenticated',
    role: 'authenticated',
    email: row.email,
    email_confirmed_at: row.created_at,
    confirmed_at: row.created_at,
    phone: '',
    app_metadata: { provider: 'email', providers: ['email'] },
    user_metadata: row.raw_user_meta_data,
    identities: [],
    created_at: row.created_at,
    updated_at: row.created_at,
    is_anonymous: false,
  };
}
