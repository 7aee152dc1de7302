import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { GenerationId } from '../shared/ipc.ts';
import type { StudioId, StudioSource } from '../shared/studio.ts';
import { UnderWay } from '../shared/underWay.ts';
import { recordingParts } from './recordingParts.fixture.ts';
import { createRequests } from './requests.ts';

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'celkiln-requests-')));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('chosen files are read by id, places are written by id', async () => {
  const [cat, out] = [join(folder, 'cat.png'), join(folder, 'out.gif')];
  await writeFile(cat, 'cat');
  const requests = createRequests(recordingParts({ chosen: [cat], place: out }).parts);
  const [file] = await requests.chooseFiles('open');
  if (!file) throw new Error('A file was chosen');
  expect(file).toMatchObject({ name: 'cat.png', kind: 'image' });
  expect(new TextDecoder().decode(await requests.readFile(file.id))).toBe('cat');
  const place = await requests.chooseSavePlace('out', 'gif');
  if (!place) throw new Error('A place was chosen');
  await requests.writeFile(place.id, Uint8Array.of(65));
  expect(await readFile(out, 'utf8')).toBe('A');
});

test('a place that was typed without the ending of its format gets it', async () => {
  const requests = createRequests(recordingParts({ place: join(folder, 'cat') }).parts);
  expect(await requests.chooseSavePlace('cat', 'aseprite')).toMatchObject({ name: 'cat.aseprite', kind: 'aseprite' });
});

test('what is written of the user’s is under way until it is written', async () => {
  const place = join(folder, 'out.gif');
  const copied = Promise.withResolvers<void>();
  const writing = new UnderWay();
  const { parts } = recordingParts({ place, sourceVideo: '/kept/abc.mp4' });
  const requests = createRequests({ ...parts, writing, copyFile: () => copied.promise });
  const { id } = (await requests.chooseSavePlace('out', 'gif')) ?? fail();
  const written = requests.writeFile(id, Uint8Array.of(65));
  expect(writing.isEmpty).toBe(false);
  await written;
  await expect.poll(() => writing.isEmpty).toBe(true);
  const saved = requests.saveSourceVideo('g1' as GenerationId);
  await expect.poll(() => writing.isEmpty).toBe(false);
  copied.resolve();
  await saved;
  expect(writing.isEmpty).toBe(true);
});

test('a user who cancels chooses nothing', async () => {
  const requests = createRequests(recordingParts().parts);
  expect(await requests.chooseFiles('open')).toEqual([]);
  expect(await requests.chooseSavePlace('out', 'gif')).toBeNull();
});

test('recent files are granted with their pictures; one that is gone is left out', async () => {
  const cat = join(folder, 'cat.aseprite');
  await writeFile(cat, 'cat');
  const list = async () => [
    { path: join(folder, 'gone.aseprite'), thumbnail: Uint8Array.of(1) },
    { path: cat, thumbnail: Uint8Array.of(2) },
  ];
  const requests = createRequests(recordingParts({ recent: { list, remember: async () => undefined } }).parts);
  const recent = await requests.recentFiles();
  expect(recent).toEqual([
    { id: expect.any(String), name: 'cat.aseprite', kind: 'aseprite', thumbnail: Uint8Array.of(2) },
  ]);
  expect(await requests.readFile(recent[0]?.id ?? fail())).toEqual(new TextEncoder().encode('cat'));
});

test('a studio opens what was granted, generated or kept', async () => {
  const clip = join(folder, 'clip.mp4');
  await writeFile(clip, '');
  const { parts, calls } = recordingParts({ sourceVideo: '/kept/abc.mp4' });
  const requests = createRequests(parts);
  const { id } = await requests.grantDropped(clip);
  const sources: readonly StudioSource[] = [
    { kind: 'file', file: id },
    { kind: 'generation', id: generationId('g1') },
    { kind: 'kept', hash: 'ab' },
    { kind: 'job', job: 'j1' },
  ];
  for (const source of sources) await expect(requests.openStudio('one' as StudioId, source)).rejects.toThrow();
  expect(calls).toEqual([
    `openStudio one {"kind":"file","path":"${clip}","name":"clip.mp4"}`,
    'openStudio one {"kind":"file","path":"/kept/abc.mp4","name":""}',
    'openStudio one {"kind":"kept","hash":"ab","name":""}',
    'openStudio one {"kind":"file","path":"/kept/of-j1.mp4","name":""}',
  ]);
});

test('the frames that a generation is another take of are told with their file, as long as that is there', async () => {
  const file = join(folder, 'cat.aseprite');
  await writeFile(file, '');
  const frames = { layer: 'Cat', place: 0, from: 1, to: 4 };
  const requests = createRequests(recordingParts({ take: { ...frames, path: file } }).parts);
  const id = generationId('g1');
  expect(await requests.takeOf(id)).toMatchObject({ ...frames, file: { name: 'cat.aseprite', kind: 'aseprite' } });
  expect(JSON.stringify(await requests.takeOf(id))).not.toContain(folder);
  await rm(file);
  expect(await requests.takeOf(id)).toBeNull();
  expect(await createRequests(recordingParts().parts).takeOf(id)).toBeNull();
});

test('those of a sprite that no file holds are told with what it is kept as for recovery, as long as it is', async () => {
  const frames = { layer: 'Cat', place: 0, from: 1, to: 4 };
  const script = { take: { ...frames, kept: 'kept-3' }, keptNames: { 'kept-3': 'Sprite 3' } };
  const id = generationId('g1');
  const known = await createRequests(recordingParts(script).parts).takeOf(id);
  expect(known).toEqual({ ...frames, kept: 'kept-3', name: 'Sprite 3' });
  expect(await createRequests(recordingParts({ take: script.take }).parts).takeOf(id)).toBeNull();
});

test('what was dropped without a path is no file', async () => {
  const requests = createRequests(recordingParts().parts);
  await expect(requests.grantDropped('')).rejects.toMatchObject({ code: 'file_not_found' });
});

test('a source video is saved where the user says, or not', async () => {
  const { parts, calls } = recordingParts({ sourceVideo: '/kept/source.mp4', place: '/chosen/walk.mp4' });
  expect(await createRequests(parts).saveSourceVideo(generationId('g1'))).toBe(true);
  expect(calls).toEqual(['copy /kept/source.mp4 /chosen/walk.mp4']);
  const none = recordingParts({ sourceVideo: '/kept/source.mp4', place: null });
  expect(await createRequests(none.parts).saveSourceVideo(generationId('g1'))).toBe(false);
  expect(none.calls).toEqual([]);
});

test('the video of a studio is saved where the user says, or not', async () => {
  const studio = 'one' as StudioId;
  const { parts, calls } = recordingParts({ sourceVideo: '/kept/abc.webm', place: '/chosen/cat.webm' });
  const suggested: string[] = [];
  const choosePlace: typeof parts.shell.choosePlace = async (name, format) => {
    suggested.push(`${name} ${format}`);
    return parts.shell.choosePlace(name, format);
  };
  const requests = createRequests({ ...parts, shell: { ...parts.shell, choosePlace } });
  expect(await requests.saveStudioVideo(studio, 'cat walk')).toBe(true);
  expect([suggested, calls]).toEqual([['cat walk.webm video'], ['copy /kept/abc.webm /chosen/cat.webm']]);
  const none = recordingParts({ sourceVideo: '/kept/abc.webm', place: null });
  expect(await createRequests(none.parts).saveStudioVideo(studio, 'cat')).toBe(false);
  expect(none.calls).toEqual([]);
});

test('another server is connected to at once, another theme is only shown', async () => {
  const { parts, calls } = recordingParts();
  const requests = createRequests(parts);
  await requests.changeSettings({ theme: 'light' });
  expect(calls.splice(0)).toEqual(['settings system light']);
  const supabaseUrl = 'https://example.supabase.co';
  await requests.changeSettings({ supabaseUrl, supabaseKey: 'sb_publishable_x' });
  expect(calls.splice(0)).toEqual(['settings system light']);
  await requests.changeSettings({ generator: 'project' });
  expect(calls.splice(0)).toEqual(['settings system light', 'reconnect']);
  await requests.changeSettings({ monthlyCents: 500 });
  expect(calls.splice(0)).toEqual(['settings system light', 'budgetChanged']);
  expect(await requests.settings()).toMatchObject({ theme: 'light', supabaseUrl: 'https://example.supabase.co' });
});

test('a program is run only if the user says so outside the page', async () => {
  const refused = recordingParts({ programAllowed: false });
  const requests = createRequests(refused.parts);
  await expect(requests.changeSettings({ ffmpegPath: '/any/evil' })).rejects.toMatchObject({ code: 'bad_request' });
  await expect(requests.changeSettings({ ffmpegPath: 'evil' })).rejects.toMatchObject({ code: 'bad_request' });
  expect((await requests.settings()).ffmpegPath).toBe('');
  expect(refused.calls).toEqual(['confirmProgram /any/evil']);

  const allowed = recordingParts({ programAllowed: true });
  await createRequests(allowed.parts).changeSettings({ ffmpegPath: '/usr/bin/ffmpeg' });
  await createRequests(allowed.parts).changeSettings({ ffmpegPath: '/usr/bin/ffmpeg', theme: 'light' });
  await createRequests(allowed.parts).changeSettings({ ffmpegPath: '' });
  expect(allowed.calls.filter((call) => call.startsWith('confirm'))).toEqual(['confirmProgram /usr/bin/ffmpeg']);
});

function generationId(text: string): GenerationId {
  const isId = (value: string): value is GenerationId => value !== '';
  return isId(text) ? text : fail();
}

function fail(): never {
  throw new Error('The test is wrong');
}
