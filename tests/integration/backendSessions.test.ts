import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSessions, type Sessions } from '../../src/main/backend/auth/sessions.ts';
import { insertUser, type UserRow } from '../../src/main/backend/auth/users.ts';
import type { Database } from '../../src/main/backend/database.ts';
import { openStore } from '../../src/main/backend/openStore.ts';
import { loadSigningKey } from '../../src/main/backend/signingKey.ts';
import { createTokens } from '../../src/main/backend/tokens.ts';
import { preparedFolder, SUPABASE_FOLDER } from './backendFixture.ts';

let folder = '';
let database: Database;
let sessions: Sessions;
let user: UserRow;
beforeAll(async () => {
  folder = await preparedFolder();
  ({ database } = await openStore(folder, SUPABASE_FOLDER));
  sessions = createSessions(database, createTokens(await loadSigningKey(folder), 'us'), 60);
  const id = crypto.randomUUID();
  const inserted = await insertUser(database, { id, email: 'a@example.org', passwordHash: 'x', metadata: {} });
  if (!inserted) throw new Error('no user');
  user = inserted;
});
afterAll(async () => {
  await database.close();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

const tokenOf = (session: unknown) => String(Reflect.get(Object(session), 'refresh_token'));
const sessionOf = (session: unknown): string => {
  const [, body = ''] = String(Reflect.get(Object(session), 'access_token')).split('.');
  return JSON.parse(Buffer.from(body, 'base64url').toString()).session_id;
};

/** Lets that many seconds pass for every token. */
async function wait(seconds: number): Promise<void> {
  await database.query('update auth.refresh_tokens set updated_at = updated_at - make_interval(secs => $1)', [seconds]);
}

test('within ten seconds a used token gives the same session once more', async () => {
  const first = await sessions.start(user);
  const second = await sessions.refresh(tokenOf(first));
  await wait(8);
  const again = await sessions.refresh(tokenOf(first));
  expect(new Set([first, second, again].map(tokenOf)).size).toBe(3);
  expect(new Set([first, second, again].map(sessionOf)).size).toBe(1);
});

test('later it is a stolen one: the whole session ends, others go on', async () => {
  const other = await sessions.start(user);
  const first = await sessions.start(user);
  const second = await sessions.refresh(tokenOf(first));
  await wait(11);
  await expect(sessions.refresh(tokenOf(first))).rejects.toThrow('Already Used');
  await expect(sessions.refresh(tokenOf(second))).rejects.toThrow('Not Found');
  expect(await sessions.isLive(sessionOf(first))).toBe(false);
  expect(await sessions.isLive(sessionOf(other))).toBe(true);
});

test('a token that was not used yet is good for as long as it takes', async () => {
  const first = await sessions.start(user);
  await wait(1_000_000);
  expect(sessionOf(await sessions.refresh(tokenOf(first)))).toBe(sessionOf(first));
});

test('of many at once each gets a session, and none is stored as it is', async () => {
  const first = await sessions.start(user);
  const all = await Promise.all(Array.from({ length: 5 }, () => sessions.refresh(tokenOf(first))));
  expect(new Set(all.map(tokenOf)).size).toBe(5);
  const stored = await database.query<{ text: string }>('select refresh_tokens::text as text from auth.refresh_tokens');
  for (const session of all) expect(JSON.stringify(stored)).not.toContain(tokenOf(session));
});

test('signing out: here, elsewhere, everywhere', async () => {
  const [here, there, far] = [await sessions.start(user), await sessions.start(user), await sessions.start(user)];
  const live = () => Promise.all([here, there, far].map((session) => sessions.isLive(sessionOf(session))));
  await sessions.end('local', user.id, sessionOf(there));
  expect(await live()).toEqual([true, false, true]);
  await sessions.end('others', user.id, sessionOf(here));
  expect(await live()).toEqual([true, false, false]);
  await sessions.end('global', user.id, sessionOf(here));
  expect(await live()).toEqual([false, false, false]);
});
