import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, refusal, type TestDatabase } from './database.ts';

let database: TestDatabase;
let owner: string;
let stranger: string;
beforeAll(async () => {
  database = await openTestDatabase({ storage: true });
  [owner, stranger] = [await database.addUser(), await database.addUser()];
  await database.query(`insert into storage.buckets (id, name, public) values ('others', 'others', true)`);
  await database.query(
    `insert into storage.objects (bucket_id, name)
     values ('videos', $1), ('videos', $2), ('others', $1), ('videos', 'loose.mp4')`,
    [`${owner}/a.mp4`, `${stranger}/b.mp4`],
  );
});
afterAll(() => database.close());

test('the bucket is private, takes 50 MiB, and only videos and frames', async () => {
  const bucket = await database.query(
    `select public, file_size_limit, array_to_string(allowed_mime_types, ' ') as types
       from storage.buckets where id = 'videos'`,
  );
  expect(bucket).toEqual([{ public: false, file_size_limit: 52_428_800, types: 'video/mp4 image/png' }]);
});

test('a user sees the files under their own name, and writes none', async () => {
  const seen = async (user: string) =>
    (await database.as('authenticated', user, 'select name from storage.objects')).map(({ name }) => name);
  expect([await seen(owner), await seen(stranger)]).toEqual([[`${owner}/a.mp4`], [`${stranger}/b.mp4`]]);
  expect(await database.as('anon', null, 'select name from storage.objects')).toEqual([]);
  const insert = `insert into storage.objects (bucket_id, name) values ('videos', '${owner}/c.mp4')`;
  expect(await refusal(database.as('authenticated', owner, insert))).toBe('42501');
  const change = `update storage.objects set name = 'x' where name = '${owner}/a.mp4' returning id`;
  expect(await database.as('authenticated', owner, change)).toEqual([]);
});
