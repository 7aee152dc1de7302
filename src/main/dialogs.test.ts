import { expect, test } from 'vitest';
import { createDialogs } from './dialogs.ts';
import { DIALOG_TEXTS } from './dialogTexts.ts';

/** Dialogs in which the user presses this button, or chooses this path. */
function setUp(answer: { readonly button?: number; readonly path?: string }, language: 'en' | 'ko' = 'en') {
  const shown: unknown[] = [];
  const canceled = answer.path === undefined;
  const dialogs = createDialogs(
    {
      async open(options) {
        shown.push(options);
        return { canceled, filePaths: answer.path === undefined ? [] : [answer.path] };
      },
      async save(options) {
        shown.push(options);
        return { canceled, filePath: answer.path ?? '' };
      },
      async message(options) {
        shown.push(options);
        return { response: answer.button ?? 0 };
      },
    },
    () => DIALOG_TEXTS[language],
  );
  return { dialogs, shown };
}

test.each([
  [0, 'save'],
  [1, 'discard'],
  [2, 'cancel'],
])('button %d of the closing question means %s', async (button, meaning) => {
  const { dialogs, shown } = setUp({ button });
  expect(await dialogs.askAboutUnsaved('cat.aseprite')).toBe(meaning);
  expect(shown).toEqual([
    expect.objectContaining({
      message: 'Save the changes to “cat.aseprite”?',
      buttons: ['Save', 'Don’t save', 'Cancel'],
      defaultId: 0,
      cancelId: 2,
    }),
  ]);
});

test('it is asked in Korean too', async () => {
  const { dialogs, shown } = setUp({ button: 0 }, 'ko');
  await dialogs.askAboutUnsaved('고양이');
  expect(shown).toEqual([expect.objectContaining({ buttons: ['저장', '저장 안 함', '취소'] })]);
});

test('Escape and Return never allow a program, close a stuck window or lose work', async () => {
  for (const ask of ['confirmProgram', 'askAboutStuck'] as const) {
    const { dialogs, shown } = setUp({ button: 1 });
    expect(await dialogs[ask]('/usr/bin/ffmpeg')).toBe(false);
    expect(shown).toEqual([expect.objectContaining({ defaultId: 1, cancelId: 1 })]);
    expect(await setUp({ button: 0 }).dialogs[ask]('/usr/bin/ffmpeg')).toBe(true);
  }
});

test('what the user cancels is nothing', async () => {
  const { dialogs } = setUp({});
  expect(await dialogs.chooseFiles('open')).toEqual([]);
  expect(await dialogs.choosePlace('cat', 'gif')).toBeNull();
});

test.each([
  ['cat.aseprite', 'cat.aseprite'],
  ['../../.bashrc', 'bashrc'],
  ['C:\\Windows\\cat', 'CWindowscat'],
  ['a\nb\0c', 'abc'],
  ['...', 'sprite'],
  ['', 'sprite'],
  ['고양이 걷기', '고양이 걷기'],
])('the suggestion %j becomes the name %j', async (suggested, name) => {
  const { dialogs, shown } = setUp({ path: '/chosen' });
  expect(await dialogs.choosePlace(suggested, 'aseprite')).toBe('/chosen');
  expect(shown).toEqual([
    expect.objectContaining({
      defaultPath: name,
      filters: [{ name: 'Aseprite sprites', extensions: ['aseprite', 'ase'] }],
    }),
  ]);
});
