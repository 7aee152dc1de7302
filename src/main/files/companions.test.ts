import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { numberedNames } from '../../shared/formats/numberedNames.ts';
import { recordingParts } from '../recordingParts.fixture.ts';
import { createRequests } from '../requests.ts';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'celkiln-companions-')));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(...names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => writeFile(join(folder, name), name)));
}

/** Requests of a page whose user saves at `name`, and answers what is asked about other files. */
async function saving(name: string, agreed = false) {
  const { parts, calls } = recordingParts({ place: join(folder, name), agreed });
  const requests = createRequests(parts);
  const place = await requests.chooseSavePlace(name, 'png');
  if (place === null) throw new Error('A place was chosen');
  return { requests, place, calls };
}

/** The same, with a file of that name opened. */
async function opening(name: string, agreed: boolean) {
  const { parts, calls } = recordingParts({ agreed });
  const requests = createRequests(parts);
  return { requests, file: await requests.grantDropped(join(folder, name)), calls };
}

test.each([
  ['cat01.png', 3, ['cat01.png', 'cat02.png', 'cat03.png']],
  ['cat9.png', 2, ['cat9.png', 'cat10.png']],
  ['cat.png', 2, ['cat1.png', 'cat2.png']],
  ['cat', 10, ['cat01', 'cat02', 'cat03', 'cat04', 'cat05', 'cat06', 'cat07', 'cat08', 'cat09', 'cat10']],
  ['v2.walk007.png', 2, ['v2.walk007.png', 'v2.walk008.png']],
])('%s counts on', (name, count, expected) => {
  expect(numberedNames(name, count)).toEqual(expected);
});

test("a sheet's data goes beside it, unasked where nothing stands", async () => {
  const { requests, place, calls } = await saving('walk.png');
  const [data] = await requests.placesBeside(place.id, { kind: 'data' });
  expect(data?.name).toBe('walk.json');
  expect(calls).toEqual([]);
});

test('files that are there already are replaced only if the user agrees', async () => {
  await put('walk1.png', 'walk2.png', 'walk3.png');
  const wanted = { kind: 'sequence', count: 4 } as const;
  const refused = await saving('walk1.png', false);
  expect(await refused.requests.placesBeside(refused.place.id, wanted)).toEqual([]);
  expect(refused.calls).toEqual(['confirmReplacing walk2.png 2']);
  const agreed = await saving('walk1.png', true);
  const places = await agreed.requests.placesBeside(agreed.place.id, wanted);
  expect(places.map(({ name }) => name)).toEqual(['walk1.png', 'walk2.png', 'walk3.png', 'walk4.png']);
});

test('beside a file that was only opened, nothing may be written', async () => {
  await put('walk.png');
  const { requests, file } = await opening('walk.png', true);
  await expect(requests.placesBeside(file.id, { kind: 'data' })).rejects.toMatchObject({ code: 'not_granted' });
});

test('numbered pictures come from the opened one up to the first gap, if the user wants them', async () => {
  await put('cat01.png', 'cat02.png', 'cat03.png', 'cat05.png', 'cat02.json');
  const { requests, file, calls } = await opening('cat02.png', true);
  expect((await requests.sequenceOf(file.id)).map(({ name }) => name)).toEqual(['cat02.png', 'cat03.png']);
  expect(calls).toEqual(['confirmSequence cat02.png 2']);
  const refused = await opening('cat01.png', false);
  expect(await refused.requests.sequenceOf(refused.file.id)).toEqual([]);
});

test('nobody is asked where there is no sequence', async () => {
  await put('cat01.png', 'cat1.aseprite', 'cat2.aseprite', 'cat.png', 'cat1.gif', 'cat2.gif');
  for (const name of ['cat01.png', 'cat1.aseprite', 'cat.png', 'cat1.gif']) {
    const { requests, file, calls } = await opening(name, true);
    expect(await requests.sequenceOf(file.id)).toEqual([]);
    expect(calls).toEqual([]);
  }
});
