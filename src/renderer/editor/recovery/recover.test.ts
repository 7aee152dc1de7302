import { expect, test } from 'vitest';
import type { FileId, GrantedFile } from '../../../shared/ipc.ts';
import type { Original, Recoverable, RecoveryId } from '../../../shared/recovery.ts';
import { openDocument, spriteOf } from '../documents.ts';
import type { Editor } from '../editor.ts';
import { isWorthSaving } from '../files.ts';
import type { Session } from '../session.ts';
import { editorWith } from '../testEditor.ts';
import { documentOf, gesture, pictureOf, sessionWith } from '../testSession.ts';
import { discardLeft, recover, recoverAll, showRecoverables } from './recover.ts';

const cat: GrantedFile = { id: 'cat' as FileId, name: 'cat.aseprite', kind: 'aseprite' };
const DRAWN = spriteOf(
  documentOf(gesture({ ...sessionWith({ width: 3, height: 1 }), foreground: 0xff0000ff }, [[1, 0]])),
);

const left = (id: string, original: Original, name = 'cat.aseprite'): Recoverable => ({
  id: id as RecoveryId,
  name,
  keptAt: 1,
  original,
});

/** An editor that is offered these; copies called damaged can be read in part, those called lost not at all. */
function setUp(recoverables: readonly Recoverable[], start?: Session) {
  const calls: string[] = [];
  const empty: Session = { ...sessionWith({ width: 1, height: 1 }), documents: [], active: null };
  const unused = editorWith(empty);
  const requests: Editor['requests'] = {
    ...unused.requests,
    recoverables: async () => recoverables,
    readRecoverable: async (id) => new TextEncoder().encode(id),
    adoptRecoverable: async (id, document) => void calls.push(`adopt ${id} ${document}`),
    discardRecoverable: async (id) => void calls.push(`discard ${id}`),
  };
  const isA = (bytes: Uint8Array, word: string) => new TextDecoder().decode(bytes).startsWith(word);
  const codecs: Editor['codecs'] = {
    ...unused.codecs,
    async decodeAseprite(bytes) {
      if (isA(bytes, 'damaged') || isA(bytes, 'lost')) throw Object.assign(new Error('Cut.'), { code: 'truncated' });
      return DRAWN;
    },
    async salvage(bytes) {
      if (isA(bytes, 'lost')) throw new Error('Nothing is left.');
      return { sprite: DRAWN, frameCount: 9, lastIncomplete: false, offset: 200, code: 'truncated' };
    },
  };
  const session = { ...(start ?? empty), recoverables, dialog: { kind: 'recovery' } as const };
  return { editor: editorWith(session, { requests, codecs }), calls };
}

test.each<[string, Original, Recoverable['name'], { name: string; file: FileId | null }]>([
  ['with its file', { kind: 'there', file: cat }, 'cat.aseprite', { name: 'cat.aseprite', file: cat.id }],
  [
    'with a file that has changed',
    { kind: 'changed', file: cat },
    'cat.aseprite',
    { name: 'cat.aseprite', file: cat.id },
  ],
  ['whose file is gone', { kind: 'gone' }, 'cat.aseprite', { name: 'cat.aseprite', file: null }],
  ['that was never saved', { kind: 'none' }, 'Sprite 1', { name: 'Sprite 1', file: null }],
  ['of which only the pixels are left', { kind: 'none' }, '', { name: 'Unnamed', file: null }],
])('a sprite %s opens as changed, with nothing to undo', async (_what, original, name, wanted) => {
  const one = left('one', original, name);
  const { editor, calls } = setUp([one]);
  await recover(editor, one, 'Unnamed');
  const session = editor.store.get();
  const document = documentOf(session);
  expect(document).toMatchObject({ ...wanted, saved: null, history: { past: [], future: [] } });
  expect(pictureOf(session)).toBe('.R.');
  expect(isWorthSaving(document)).toBe(true);
  expect(session).toMatchObject({ recoverables: [], dialog: null });
  expect(calls).toEqual(['adopt one 1']);
});

test('a file that is open in another tab, or what is left of a damaged copy, is not written over', async () => {
  const start = openDocument(
    { ...sessionWith({ width: 1, height: 1 }), documents: [] },
    { name: cat.name, file: cat.id, sprite: DRAWN, saved: true },
  );
  const apart = { name: 'cat (recovered).aseprite', file: null };
  const one = left('one', { kind: 'there', file: cat });
  const open = setUp([one], start).editor;
  await recover(open, one, '');
  expect(documentOf(open.store.get())).toMatchObject(apart);
  const damaged = left('damaged', { kind: 'there', file: cat });
  const { editor } = setUp([damaged]);
  await recover(editor, damaged, '');
  expect(documentOf(editor.store.get())).toMatchObject(apart);
});

test('all that can be read is recovered; what cannot stays, and is told', async () => {
  const all = [left('one', { kind: 'none' }), left('lost', { kind: 'none' }), left('two', { kind: 'gone' })];
  const { editor, calls } = setUp(all);
  await expect(recoverAll(editor, '')).rejects.toMatchObject({ code: 'truncated' });
  const session = editor.store.get();
  expect(session.documents).toHaveLength(2);
  expect(session).toMatchObject({ recoverables: [all[1]], dialog: { kind: 'recovery' } });
  expect(calls).toEqual(['adopt one 1', 'adopt two 2']);
});

test('what is discarded goes from the list, and the dialog with the last', async () => {
  const [one, two] = [left('one', { kind: 'none' }), left('two', { kind: 'none' })];
  const { editor, calls } = setUp([one, two]);
  await discardLeft(editor, one);
  expect(editor.store.get()).toMatchObject({ recoverables: [two], dialog: { kind: 'recovery' } });
  await discardLeft(editor, two);
  expect(editor.store.get()).toMatchObject({ recoverables: [], dialog: null, documents: [] });
  expect(calls).toEqual(['discard one', 'discard two']);
});

test('what was left for later is looked up again', async () => {
  const { editor } = setUp([left('one', { kind: 'none' })]);
  editor.store.update((session) => ({ ...session, recoverables: [], dialog: null }));
  await showRecoverables(editor);
  expect(editor.store.get()).toMatchObject({ recoverables: [{ id: 'one' }], dialog: { kind: 'recovery' } });
});
