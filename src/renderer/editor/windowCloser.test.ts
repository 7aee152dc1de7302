import { expect, test } from 'vitest';
import type { FileId } from '../../shared/ipc.ts';
import { newSprite } from '../../shared/sprite/newSprite.ts';
import { openDocument } from './documents.ts';
import type { Editor } from './editor.ts';
import { save } from './files.ts';
import { editorWith } from './testEditor.ts';
import { documentOf, gesture, sessionWith } from './testSession.ts';
import { WindowCloser } from './windowCloser.ts';

/** A window with a changed sprite of a file, on a disk that writes when it is told to. */
function setUp() {
  const calls: string[] = [];
  const disk = Promise.withResolvers<void>();
  const sprite = newSprite({ width: 2, height: 2 });
  const opened = { name: 'cat.aseprite', file: 'cat' as FileId, sprite, saved: true };
  const empty = { ...sessionWith({ width: 1, height: 1 }), documents: [], active: null };
  const session = gesture(openDocument(empty, opened), [[0, 0]]);
  const unused = editorWith(session);
  const requests: Editor['requests'] = {
    ...unused.requests,
    writeFile: () => disk.promise.then(() => void calls.push('written')),
    encodePng: async () => new Uint8Array(),
    rememberFile: async () => undefined,
    recentFiles: async () => [],
    askAboutUnsaved: async () => {
      calls.push('asked');
      return 'discard';
    },
    finishFiles: async () => void calls.push('waits'),
    closeWindow: async () => void calls.push('closed'),
  };
  const codecs = { ...unused.codecs, encodeAseprite: async () => new Uint8Array() };
  const editor = editorWith(session, { requests, codecs });
  const saving = () => save(editor, documentOf(session).id);
  return { calls, disk, editor, saving, closer: new WindowCloser(editor) };
}

test('with nothing under way the window closes after its questions, which are asked once', async () => {
  const { calls, closer } = setUp();
  await Promise.all([closer.close(), closer.close()]);
  expect(calls).toEqual(['asked', 'closed']);
});

test('a save that is under way is waited for, and then there is nothing to ask', async () => {
  const { calls, disk, editor, saving, closer } = setUp();
  const saved = saving();
  const closed = closer.close();
  await expect.poll(() => calls).toEqual(['waits']);
  expect(editor.store.get().notices.at(-1)?.message).toMatchObject({ code: 'stillWriting' });
  disk.resolve();
  expect(await saved).toBe(true);
  await closed;
  expect(calls).toEqual(['waits', 'written', 'closed']);
});

test('a save that fails leaves its question', async () => {
  const { calls, disk, saving, closer } = setUp();
  const saved = saving();
  const closed = closer.close();
  disk.reject(new Error('The disk is full.'));
  await expect(saved).rejects.toThrow('full');
  await closed;
  expect(calls).toEqual(['waits', 'asked', 'closed']);
});

test('who closes once more does not wait for a disk that hangs', async () => {
  const { calls, saving, closer } = setUp();
  void saving();
  const closed = closer.close();
  await closer.close();
  await closed;
  expect(calls).toEqual(['waits', 'asked', 'closed']);
});
