import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import type { GenerationId } from '../../shared/ipc.ts';
import { fromPrompt, withSource } from './newGeneration.ts';
import { createRecords, type GenerationRecord } from './records.ts';

const SETTINGS = { ...DEFAULT_CLIP, width: 32, height: 32 };
const idOf = (number: number) => `00000000-0000-4000-8000-00000000000${number}` as GenerationId;
const prompt = (number: number, startedAt: number): GenerationRecord =>
  fromPrompt(idOf(number), idOf(9), { settings: SETTINGS, prompt: 'a cat' }, startedAt);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'celkiln-records-'));
  onTestFinished(() => rm(folder, { recursive: true }));
});

test('what was saved is there again, newest first, also through another instance', async () => {
  const records = createRecords(folder);
  const fetched = withSource(prompt(2, 20), 'ab'.repeat(32));
  await Promise.all([records.save(prompt(1, 10)), records.save(fetched), records.save(prompt(3, 15))]);
  expect(await createRecords(folder).list()).toEqual([fetched, prompt(3, 15), prompt(1, 10)]);
  await records.remove(idOf(3));
  await records.remove(idOf(3));
  expect((await records.list()).map(({ generation }) => generation.id)).toEqual([idOf(2), idOf(1)]);
});

test('of many saves at once the last one stands, whole', async () => {
  const records = createRecords(folder);
  const saves = Array.from({ length: 20 }, (_, at) => records.save(prompt(1, at)));
  await Promise.all(saves);
  expect(await records.list()).toEqual([prompt(1, 19)]);
  expect(await readdir(folder)).toEqual([`${idOf(1)}.json`]);
  const last = [records.save(prompt(1, 99)), records.remove(idOf(1))];
  await Promise.all(last);
  expect(await records.list()).toEqual([]);
});

test('a save that fails says so, and the next one works', async () => {
  const blocked = join(folder, 'file');
  await writeFile(blocked, '');
  const records = createRecords(blocked);
  await expect(records.save(prompt(1, 1))).rejects.toThrow();
  await rm(blocked);
  await records.save(prompt(1, 2));
  expect(await records.list()).toEqual([prompt(1, 2)]);
});

type Spoil = (text: string) => string;
const change = (alter: (record: Record<string, unknown>) => unknown): Spoil => {
  return (text) => JSON.stringify(alter(JSON.parse(text)));
};
const generation = (more: object): Spoil =>
  change((record) => ({ ...record, generation: Object.assign({}, record.generation, more) }));

test.each<[string, Spoil]>([
  ['nothing', () => ''],
  ['half of it', (text) => text.slice(0, text.length / 2)],
  ['null', () => 'null'],
  ['a list', () => '[]'],
  ['an id that leads elsewhere', generation({ id: '../../../etc/passwd' })],
  ['the id of another file', generation({ id: idOf(2) })],
  ['a stage that does not exist', generation({ state: { stage: 'thinking' } })],
  ['a status that does not exist', generation({ state: { stage: 'waiting', status: 'x', progress: 0 } })],
  ['a job id that leads elsewhere', generation({ origin: { provider: '', jobId: '../x', request: {} } })],
  ['a hash that leads elsewhere', generation({ sourceHash: '../x' })],
  ['no settings', generation({ settings: null })],
  ['no date', generation({ startedAt: 'today' })],
  ['no request id', change((record) => ({ ...record, job: { providerId: null } }))],
])('a record with %s is passed over, others are not', async (_, spoil) => {
  const records = createRecords(folder);
  await records.save(prompt(1, 1));
  await records.save(prompt(3, 3));
  const file = join(folder, `${idOf(1)}.json`);
  await writeFile(file, spoil(await readFile(file, 'utf8')));
  await writeFile(join(folder, 'notes.txt'), 'no record');
  expect(await records.list()).toEqual([prompt(3, 3)]);
});
