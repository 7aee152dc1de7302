import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_CLIP } from '../shared/clip/clipSettings.ts';
import type { Generation, GenerationId, GenerationState } from '../shared/ipc.ts';
import { createShell } from './shell.ts';
import { createTaskbarProgress } from './taskbarProgress.ts';

function setUp(openFailure = '', language: 'en' | 'ko' = 'en') {
  const calls: string[] = [];
  const note = (what: string) => void calls.push(what);
  const shell = createShell({
    window: {
      setTitle: (title) => note(`title ${title}`),
      setDocumentEdited: (edited) => note(`edited ${edited}`),
    },
    closing: {
      close: () => note('close'),
      note: (unsaved) => note(`unsaved ${unsaved}`),
      heard: () => note('heard'),
      setPage: (state) => note(state),
    },
    dialogs: {
      chooseFiles: async () => ['/cat.png'],
      choosePlace: async () => '/out.gif',
      askAboutUnsaved: async () => 'discard',
      confirmProgram: async () => true,
      confirmReplacing: async () => true,
      confirmSequence: async () => true,
      askAboutStuck: async () => true,
      askAboutCrash: async () => true,
    },
    opened: { add: async () => undefined, take: async () => [] },
    surroundings: { platform: 'linux', version: '1', locale: 'ko' },
    notices: { take: () => [] },
    docs: '/docs',
    language: () => language,
    openPath: async (path) => {
      note(`open ${path}`);
      return openFailure;
    },
    settingsChanged: (settings) => note(`settings ${settings.theme}`),
  });
  return { shell, calls };
}

test('what the page says of itself reaches the title bar and the closing question', () => {
  const { shell, calls } = setUp();
  shell.describeWindow({ title: 'cat', unsaved: true, jobs: '' });
  shell.closeWindow();
  expect(calls).toEqual(['unsaved true', 'title ● cat — Celkiln', 'edited true', 'close']);
});

test('a page that asks the user about its changes, or writes files, is not given up', async () => {
  const { shell, calls } = setUp();
  expect(await shell.askAboutUnsaved('cat')).toBe('discard');
  expect(await shell.choosePlace('cat', 'aseprite')).toBe('/out.gif');
  shell.awaitFiles();
  expect(calls).toEqual(['heard', 'heard', 'heard']);
});

test('help opens a page of our own, and says so when it cannot', async () => {
  const { shell, calls } = setUp();
  await shell.openHelp('guide');
  expect(calls).toEqual(['open /docs/guide.md']);
  await expect(setUp('no program').shell.openHelp('guide')).rejects.toMatchObject({
    code: 'not_available',
    message: expect.stringContaining('no program'),
  });
});

test('a folder is shown, and that it cannot be is told', async () => {
  const { shell, calls } = setUp();
  await shell.openFolder('/recovery');
  expect(calls).toEqual(['open /recovery']);
  await expect(setUp('no program').shell.openFolder('/x')).rejects.toMatchObject({ code: 'not_available' });
});

test('every help page is there in both languages, and the user’s opens', async () => {
  for (const page of ['privacy', 'guide', 'deployment', 'troubleshooting'] as const) {
    for (const [language, file] of [
      ['en', `${page}.md`],
      ['ko', `${page}.ko.md`],
    ] as const) {
      const { shell, calls } = setUp('', language);
      await shell.openHelp(page);
      expect(calls).toEqual([`open ${join('/docs', file)}`]);
      expect(existsSync(join(import.meta.dirname, '../../docs', file))).toBe(true);
    }
  }
});

test('the taskbar shows all running generations as one bar, and none at the end', () => {
  const shown: number[] = [];
  const hear = createTaskbarProgress((progress) => shown.push(progress));
  hear(generation('a', { stage: 'decoding', progress: 0.5 }));
  hear(generation('b', { stage: 'downloading', progress: 0 }));
  hear(generation('b', { stage: 'downloading', progress: 0 }));
  hear(generation('a', { stage: 'ready', frameCount: 8 }));
  hear(generation('a', { stage: 'done', frameCount: 8 }));
  hear(generation('b', { stage: 'canceled' }));
  expect(shown).toEqual([0.5, 0.25, 0, -1]);
});

function generation(name: string, state: GenerationState): Generation {
  const isId = (value: string): value is GenerationId => value !== '';
  if (!isId(name)) throw new Error('A name is not empty');
  const request = { prompt: name, width: 8, height: 8, colorCount: 2, fps: 12 };
  const origin = { request, provider: 'Demo generator', jobId: null };
  return { id: name, origin, settings: DEFAULT_CLIP, state, startedAt: 0, sourceHash: null };
}
