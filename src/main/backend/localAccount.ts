import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashPassword, passwordMatches } from './auth/passwords.ts';
import { findUserById, insertUser } from './auth/users.ts';
import type { Database } from './database.ts';
import { isObject, textOf } from './json.ts';
import { writePrivateFile } from './writePrivateFile.ts';

/** The account that the application signs in with by itself. */
export interface LocalAccount {
  readonly id: string;
  readonly email: string;
  readonly password: string;
}

const EMAIL = 'artist@celkiln.local';

/** Reads the account that an earlier run has made, or makes one; it stays in the data folder, mode 600. */
export async function loadLocalAccount(dataFolder: string): Promise<LocalAccount> {
  const file = join(dataFolder, 'account.json');
  const kept = await readFile(file, 'utf8')
    .then(parseAccount)
    .catch(() => null);
  if (kept) return kept;
  const account = { id: randomUUID(), email: EMAIL, password: randomBytes(24).toString('base64url') };
  await writePrivateFile(file, JSON.stringify(account));
  return account;
}

/** Sees to it that the account exists in the database, with a quota that one person at one machine will not meet. */
export async function seedLocalAccount(database: Database, account: LocalAccount): Promise<void> {
  const { id, email, password } = account;
  const user = await findUserById(database, id);
  if (!user || user.email !== email || !(await passwordMatches(password, user.encrypted_password))) {
    const passwordHash = await hashPassword(password);
    await database.query('delete from auth.users where email = $1 and id <> $2', [email, id]);
    await insertUser(database, { id, email, passwordHash, metadata: {} });
    await database.query('update auth.users set email = $2, encrypted_password = $3 where id = $1', [
      id,
      email,
      passwordHash,
    ]);
  }
  await database.query(
    `insert into public.video_quotas (user_id, max_active, max_per_minute, max_per_day, max_cents_per_month)
     values ($1, 100, 1000, 1000000, 1000000000) on conflict (user_id) do nothing`,
    [id],
  );
}

/** Sets the most that the account may spend in a month; US cents. */
export async function limitBudget(database: Database, { id }: LocalAccount, cents: number): Promise<void> {
  await database.query('update public.video_quotas set max_cents_per_month = $2 where user_id = $1', [id, cents]);
}

function parseAccount(text: string): LocalAccount | null {
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) return null;
  const account = { id: textOf(value, 'id'), email: textOf(value, 'email'), password: textOf(value, 'password') };
  return account.id && account.email && account.password ? account : null;
}
