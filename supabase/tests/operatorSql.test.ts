import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { applyTo, newJobId, VIDEO_URL } from './jobs.ts';

const DOCS = join(import.meta.dirname, '../../docs');

/** The statements under a heading of a page, without their comments. */
function statementsUnder(page: string, heading: string): readonly string[] {
  const section = readFileSync(join(DOCS, page), 'utf8').split(`## ${heading}\n`)[1] ?? '';
  const block = /```sql\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
  return block
    .replace(/^--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
const ENGLISH = statementsUnder('deployment.md', 'SQL for operators');

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  const user = await database.addUser();
  const [done, live] = [await newJobId(database, user), await newJobId(database, user)];
  await applyTo(database, done, { status: 'processing', generation_id: 'g', video_url: VIDEO_URL });
  await applyTo(database, live, { status: 'failed', generation_id: 'h', error_code: 'provider_failed' });
});
afterAll(() => database.close());

test.each(ENGLISH.map((sql, index) => [index + 1, sql] as const))('statement %i for operators runs', async (_, sql) => {
  expect(Array.isArray(await database.query(sql))).toBe(true);
});

test('there are some, and they are the same in both languages', () => {
  expect(ENGLISH.length).toBeGreaterThan(8);
  expect(statementsUnder('deployment.ko.md', '운영자를 위한 SQL')).toEqual(ENGLISH);
});
