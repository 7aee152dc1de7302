import { expect, test } from 'vitest';
import { nodeZlib } from '../../main/files/nodeZlib.ts';
import { DEFAULT_EXPORT, type ExportSettings } from '../../shared/exportSettings.ts';
import type { FileId, GrantedFile } from '../../shared/ipc.ts';
import { setColorMode } from '../../shared/sprite/edits/spriteEdits.ts';
import { edit } from './documents.ts';
import type { Editor } from './editor.ts';
import { renderExport } from './export/renderExport.ts';
import { exportDocument, repeatExport, suggestedName } from './exporting.ts';
import { editorWith } from './testEditor.ts';
import { documentOf, gesture, sessionWith } from './testSession.ts';

const drawn = gesture(sessionWith({ width: 4, height: 4 }), [[1, 1]]);

/** An editor whose user saves at `name`, or backs out; what is written and encoded is noted. */
function setUp({ name, beside = true }: { readonly name: string | null; readonly beside?: boolean }, session = drawn) {
  const calls: string[] = [];
  const file = (called: string): GrantedFile => ({ id: called as FileId, name: called, kind: 'image' });
  const unused = editorWith(session);
  const requests: Editor['requests'] = {
    ...unused.requests,
    chooseSavePlace: async (suggested, format) => {
      calls.push(`choose ${suggested} ${format}`);
      return name === null ? null : file(name);
    },
    placesBeside: async (place, wanted) => {
      calls.push(`beside ${place} ${wanted.kind}`);
      return beside ? [file(`${place}.${wanted.kind}`)] : [];
    },
    encodePng: async ({ palette, entries, gray }) => {
      calls.push(palette && entries ? 'encode indexed' : gray ? 'encode gray' : 'encode');
      return new Uint8Array();
    },
    encodeWebp: async ({ frames }) => {
      calls.push(`encode ${frames.length} as WebP`);
      return new Uint8Array();
    },
    writeFile: async (id) => void calls.push(`write ${id}`),
  };
  const codecs: Editor['codecs'] = {
    ...unused.codecs,
    renderExport: async (request) => renderExport(request, nodeZlib),
  };
  return { editor: editorWith(session, { requests, codecs }), calls };
}

async function exportAs(settings: Partial<ExportSettings>, ...user: Parameters<typeof setUp>) {
  const { editor, calls } = setUp(...user);
  const done = await exportDocument(editor, documentOf(editor.store.get()), { ...DEFAULT_EXPORT, ...settings });
  return { editor, calls, done };
}

test('a GIF is written where the user says, and remembered', async () => {
  const { editor, calls, done } = await exportAs({ scale: 2 }, { name: 'cat.gif' });
  expect([done, calls]).toEqual([true, ['choose test.gif gif', 'write cat.gif']]);
  const { exported, exportedTo, history } = documentOf(editor.store.get());
  expect(exported).toEqual({ ...DEFAULT_EXPORT, scale: 2 });
  expect(exportedTo.map(({ name }) => name)).toEqual(['cat.gif']);
  expect(history).toBe(documentOf(drawn).history);
  await repeatExport(editor);
  expect(calls.slice(2)).toEqual(['write cat.gif']);
});

test('a WebP is one file', async () => {
  const { calls } = await exportAs({ kind: 'webp' }, { name: 'cat.webp' });
  expect(calls).toEqual(['choose test.webp webp', 'encode 1 as WebP', 'write cat.webp']);
});

test('a sheet brings its data along, unless the user does not want it replaced', async () => {
  const sheet = await exportAs({ kind: 'sheet' }, { name: 'cat.png' });
  expect(sheet.calls).toEqual([
    'choose test-sheet.png png',
    'beside cat.png data',
    'encode',
    'write cat.png',
    'write cat.png.data',
  ]);
  const kept = await exportAs({ kind: 'sheet' }, { name: 'cat.png', beside: false });
  expect([kept.done, kept.calls.length]).toEqual([false, 2]);
  const plain = await exportAs({ kind: 'sheet', data: 'none' }, { name: 'cat.png' });
  expect(plain.calls).not.toContain('beside cat.png data');
});

test('who backs out changes nothing', async () => {
  const { editor, calls, done } = await exportAs({}, { name: null });
  expect([done, calls]).toEqual([false, ['choose test.gif gif']]);
  expect(documentOf(editor.store.get()).exported).toBeNull();
});

test('what was never exported is asked about when it is to be repeated', async () => {
  const { editor, calls } = setUp({ name: 'cat.gif' });
  await repeatExport(editor);
  expect(editor.store.get().dialog).toEqual({ kind: 'export', as: null });
  expect(calls).toEqual([]);
});

test('the picture of an indexed sprite is an indexed one, that of a grayscale sprite a gray one', async () => {
  const indexed = edit(drawn, 'colorMode', setColorMode('indexed'));
  expect((await exportAs({ kind: 'image' }, { name: 'cat.png' }, indexed)).calls).toContain('encode indexed');
  expect((await exportAs({ kind: 'sheet' }, { name: 'cat.png' }, indexed)).calls).toContain('encode indexed');
  const gray = edit(drawn, 'colorMode', setColorMode('grayscale'));
  expect((await exportAs({ kind: 'image' }, { name: 'cat.png' }, gray)).calls).toContain('encode gray');
  expect((await exportAs({ kind: 'image' }, { name: 'cat.png' })).calls).toContain('encode');
});

test('names are suggested by what is written', () => {
  const name = (kind: ExportSettings['kind']) => suggestedName(documentOf(drawn), { ...DEFAULT_EXPORT, kind });
  expect([name('image'), name('gif'), name('sheet'), name('sequence')]).toEqual([
    'test.png',
    'test.gif',
    'test-sheet.png',
    'test-1.png',
  ]);
});
