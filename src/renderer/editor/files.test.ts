import { expect, test } from 'vitest';
import { DEFAULT_EXPORT, readExportSettings, withExportSettings } from '../../shared/exportSettings.ts';
import type { FileId, GrantedFile } from '../../shared/ipc.ts';
import { newSprite } from '../../shared/sprite/newSprite.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import { openDocument } from './documents.ts';
import type { Editor } from './editor.ts';
import { openGranted, save } from './files.ts';
import { reportFailure } from './reportFailure.ts';
import { type Document, isUnsaved, type Session, updateDocument } from './session.ts';
import { editorWith } from './testEditor.ts';
import { documentOf, gesture, sessionWith } from './testSession.ts';

const empty: Session = { ...sessionWith({ width: 1, height: 1 }), documents: [], active: null };
const cat: GrantedFile = { id: 'cat' as FileId, name: 'cat.aseprite', kind: 'aseprite' };

/** An editor whose files hold these sprites or cannot be read; what is saved is kept. */
function setUp(session: Session, { salvaged }: { readonly salvaged?: Sprite } = {}) {
  const written: Sprite[] = [];
  const unused = editorWith(session);
  const requests: Editor['requests'] = {
    ...unused.requests,
    readFile: async () => new Uint8Array(8),
    writeFile: async () => undefined,
    encodePng: async () => new Uint8Array(),
    rememberFile: async () => undefined,
    recentFiles: async () => [],
    sequenceOf: async () => [],
  };
  const codecs: Editor['codecs'] = {
    ...unused.codecs,
    decodePicture: async () => Promise.reject(Object.assign(new Error('Cut short.'), { code: 'truncated' })),
    decodeAseprite: async () => Promise.reject(Object.assign(new Error('Cut short.'), { code: 'truncated' })),
    async salvage() {
      if (salvaged === undefined) throw new Error('Nothing is left.');
      return { sprite: salvaged, frameCount: 9, lastIncomplete: false, offset: 200, code: 'truncated' };
    },
    async encodeAseprite(sprite) {
      written.push(sprite);
      return new Uint8Array();
    },
  };
  return { editor: editorWith(session, { requests, codecs }), written };
}

/** Opens a sprite as if from a file, with settings in it that no version of ours wrote. */
function withOddSettings(): Session {
  const odd = new Map([['kind', { type: 'string', value: 'hologram' } as const]]);
  const properties = new Map([['celkiln', new Map([['export', { type: 'map', value: odd } as const]])]]);
  const sprite: Sprite = { ...newSprite({ width: 2, height: 2 }), userData: { properties } };
  return openDocument(empty, { name: cat.name, file: cat.id, sprite, saved: true });
}

async function savedAfter(change: (document: Document) => Document): Promise<Sprite | undefined> {
  const session = gesture(withOddSettings(), [[0, 0]]);
  const { editor, written } = setUp(updateDocument(session, session.active, change));
  expect(await save(editor, documentOf(session).id)).toBe(true);
  return written[0];
}

test('settings in a file that were not used are saved as they came', async () => {
  const kept = (await savedAfter((document) => document))?.userData.properties.get('celkiln')?.get('export');
  expect(kept?.type === 'map' && [...kept.value]).toEqual([['kind', { type: 'string', value: 'hologram' }]]);
});

test('the settings of an export are saved with the next save, and come back with the file', async () => {
  const exported = { ...DEFAULT_EXPORT, scale: 3 };
  const saved = await savedAfter((document) => ({ ...document, exported, exportedTo: [cat] }));
  expect(saved && readExportSettings(saved.userData)).toEqual(exported);
  const again = openDocument(empty, {
    name: 'cat',
    file: null,
    sprite: saved ?? newSprite({ width: 1, height: 1 }),
    saved: true,
  });
  expect(documentOf(again).exported).toEqual(exported);
});

test('a damaged file opens nothing by itself: what is left is offered, or the failure told', async () => {
  const salvaged = withExportSettings(newSprite({ width: 2, height: 2 }), DEFAULT_EXPORT);
  const offering = setUp(empty, { salvaged }).editor;
  await openGranted(offering, [cat]);
  expect(offering.store.get().documents).toEqual([]);
  expect(offering.store.get().dialog).toMatchObject({
    kind: 'damaged',
    name: 'cat.aseprite',
    salvage: { frameCount: 9 },
  });
  const picture = setUp(empty, { salvaged }).editor;
  await openGranted(picture, [{ ...cat, name: 'cat.gif', kind: 'image' }]);
  expect(picture.store.get().dialog).toMatchObject({ kind: 'damaged', name: 'cat.gif' });
  const hopeless = setUp(empty).editor;
  await openGranted(hopeless, [cat]);
  expect(hopeless.store.get().notices).toMatchObject([
    { tone: 'error', message: { code: 'truncated' }, file: 'cat.aseprite' },
  ]);
});

test('a sprite without the ending of one is opened as a sprite, with its file', async () => {
  const { editor: unused } = setUp(empty);
  const readFile = async () => Uint8Array.of(0, 0, 0, 0, 0xe0, 0xa5, 0, 0);
  const decodeAseprite = async () => newSprite({ width: 2, height: 2 });
  const editor = editorWith(empty, {
    requests: { ...unused.requests, readFile },
    codecs: { ...unused.codecs, decodeAseprite },
  });
  await openGranted(editor, [{ ...cat, name: 'cat', kind: 'unknown' }]);
  expect(editor.store.get().documents).toMatchObject([{ name: 'cat', file: cat.id }]);
  expect(editor.store.get().notices).toEqual([]);
});

test('what cannot be saved is told with the name of its file, and stays unsaved', async () => {
  const session = gesture(withOddSettings(), [[0, 0]]);
  const { editor } = setUp(session);
  const full = Object.assign(new Error('There is no room.'), { code: 'disk_full' });
  const broken = editorWith(session, {
    codecs: editor.codecs,
    requests: { ...editor.requests, writeFile: () => Promise.reject(full) },
  });
  await save(broken, documentOf(session).id).catch((error: unknown) => reportFailure(broken, error));
  expect(broken.store.get().notices).toMatchObject([{ message: { code: 'disk_full' }, file: 'cat.aseprite' }]);
  expect(isUnsaved(documentOf(broken.store.get()))).toBe(true);
});
