import { randomUUID } from 'node:crypto';
import type { Claims, Database } from '../database.ts';

/**
 * Whether `claims` may read (or write) the private channel `topic`: a row of that topic is put into realtime.messages and
 * looked at (or put there by the caller) under row level security, then all of it is undone. A hosted project does the
 * same.
 */
export async function mayUseTopic(
  database: Database,
  claims: Claims,
  topic: string,
  use: 'read' | 'write',
): Promise<boolean> {
  const id = randomUUID();
  const insert = `insert into realtime.messages (id, topic, extension, private) values ($1, $2, 'broadcast', true)`;
  const attempt = database.transaction(async (sql) => {
    if (use === 'read') await sql.query(insert, [id, topic]);
    await sql.query(
      `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
              set_config('realtime.topic', $3, true)`,
      [claims.role, JSON.stringify(claims), topic],
    );
    if (use === 'write') await sql.query(insert, [id, topic]);
    const seen =
      use === 'write' || (await sql.query('select 1 from realtime.messages where id = $1', [id])).length === 1;
    throw new Probed(seen);
  });
  return attempt.then(
    () => false,
    (error: unknown) => error instanceof Probed && error.allowed,
  );
}

/** Thrown to roll the probe back. */
class Probed extends Error {
  override readonly name = 'Probed';
  readonly allowed: boolean;

  constructor(allowed: boolean) {
    super('probed');
    this.allowed = allowed;
  }
}
