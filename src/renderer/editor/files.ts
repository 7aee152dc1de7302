import type { GrantedFile } from '../../shared/ipc.ts';
import { compositeFrame } from '../../shared/sprite/composite.ts';
import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import { setSurface } from '../../shared/sprite/edits/paintEdits.ts';
import { newSprite } from '../../shared/sprite/newSprite.ts';
import { paletteOf } from '../../shared/sprite/palette.ts';
import { rasterFrom } from '../../shared/sprite/raster.ts';
import { LIMITS, type Sprite } from '../../shared/sprite/sprite.ts';
import { notify, showDialog, withRecent } from './actions.ts';
import { activate, closeDocument, openDocument, spriteOf } from './documents.ts';
import type { Editor } from './editor.ts';
import { failureOf, RequestFailed } from './requestFailed.ts';
import { activeDocument, type Document, type DocumentId, isUnsaved, updateDocument } from './session.ts';
import { thumbnailOf } from './thumbnail.ts';

/** Asks for files and opens them. */
export async function openChosen(editor: Editor): Promise<void> {
  await openGranted(editor, await editor.requests.chooseFiles('open'));
}

export async function chooseVideo(editor: Editor): Promise<void> {
  const [file] = await editor.requests.chooseFiles('video');
  if (file) await openGranted(editor, [file]);
}

/** Opens files each as what it is; one that cannot be opened becomes a notice and the others go on. */
export async function openGranted(editor: Editor, files: readonly GrantedFile[]): Promise<void> {
  for (const file of files) {
    try {
      await openOne(editor, file);
    } catch (error) {
      editor.store.update((session) => notify(session, { tone: 'error', message: failureOf(error) }));
    }
  }
}

async function openOne(editor: Editor, file: GrantedFile): Promise<void> {
  const open = editor.store.get().documents.find((document) => document.file === file.id);
  if (open) return editor.store.update((session) => activate(session, open.id));
  if (file.kind === 'video') {
    return editor.store.update((session) =>
      showDialog(session, { kind: 'importVideo', file: file.id, name: file.name }),
    );
  }
  const bytes = await editor.requests.readFile(file.id);
  const native = file.kind === 'aseprite';
  const sprite = native ? await editor.codecs.decodeAseprite(bytes) : await spriteOfImage(editor, bytes);
  editor.store.update((session) =>
    openDocument(session, { name: file.name, file: native ? file.id : null, sprite, saved: native }),
  );
  if (native) await remember(editor, file, sprite);
}

/** A still image as a sprite of one layer, with its own palette where it has one. */
async function spriteOfImage(editor: Editor, bytes: Uint8Array): Promise<Sprite> {
  const image = await editor.requests.decodeImage(bytes);
  if (image.width > LIMITS.side || image.height > LIMITS.side) {
    throw new RequestFailed({ code: 'too_large', message: `The image is larger than ${LIMITS.side} pixels.` });
  }
  const { width, height, palette } = image;
  const sprite = newSprite({ width, height, ...(palette && { palette: paletteOf(palette) }) });
  const [frame, layer] = [sprite.frames[0], sprite.layers[0]];
  if (frame === undefined || layer === undefined) return sprite;
  const pixels = new Uint32Array(image.pixels.slice().buffer);
  return setSurface({ layer: layer.id, frame: frame.id }, rasterFrom('rgba', pixels, width, height))(sprite);
}

/** Saves to the document's own file, or asks where; false when the user backs out. */
export async function save(editor: Editor, id: DocumentId): Promise<boolean> {
  const document = editor.store.get().documents.find((each) => each.id === id);
  if (document === undefined) return false;
  return document.file === null
    ? saveAs(editor, id)
    : saveTo(editor, document, { id: document.file, name: document.name });
}

export async function saveAs(editor: Editor, id: DocumentId): Promise<boolean> {
  const document = editor.store.get().documents.find((each) => each.id === id);
  if (document === undefined) return false;
  const place = await editor.requests.chooseSavePlace(`${baseName(document.name)}.aseprite`, 'aseprite');
  return place === null ? false : saveTo(editor, document, place);
}

async function saveTo(editor: Editor, document: Document, file: Pick<GrantedFile, 'id' | 'name'>): Promise<boolean> {
  const sprite = spriteOf(document);
  await editor.requests.writeFile(file.id, await editor.codecs.encodeAseprite(sprite));
  // What was drawn while the file was written is not in it: `saved` is the sprite that was.
  editor.store.update((session) =>
    notify(
      updateDocument(session, document.id, (each) => ({ ...each, file: file.id, name: file.name, saved: sprite })),
      { tone: 'info', message: { code: 'saved', name: file.name } },
    ),
  );
  await remember(editor, file, sprite);
  return true;
}

async function remember(editor: Editor, file: Pick<GrantedFile, 'id'>, sprite: Sprite): Promise<void> {
  await editor.requests.rememberFile(file.id, await editor.requests.encodePng(thumbnailOf(sprite)));
  const recent = await editor.requests.recentFiles();
  editor.store.update((session) => withRecent(session, recent));
}

export async function exportGif(editor: Editor): Promise<void> {
  await exportAs(editor, 'gif', (sprite) => editor.codecs.encodeGif(sprite));
}

/** The current frame as a still image. */
export async function exportPng(editor: Editor): Promise<void> {
  await exportAs(editor, 'png', (sprite, document) => {
    const pixels = compositeFrame(sprite, indexOf(sprite, document.frame));
    const { width, height } = sprite;
    return editor.requests.encodePng({ width, height, pixels: new Uint8Array(pixels.buffer) });
  });
}

/** All frames side by side in a PNG, and beside it a JSON file of the same name that says where each one is. */
export async function exportSheet(editor: Editor): Promise<void> {
  const document = activeDocument(editor.store.get());
  if (document === undefined) return;
  const image = await editor.requests.chooseSavePlace(`${baseName(document.name)}.png`, 'png');
  if (image === null) return;
  const { json, ...sheet } = await editor.codecs.layOutSheet(spriteOf(document), image.name);
  const data = await editor.requests.chooseSavePlace(`${baseName(image.name)}.json`, 'json');
  await editor.requests.writeFile(image.id, await editor.requests.encodePng(sheet));
  if (data) await editor.requests.writeFile(data.id, new TextEncoder().encode(json));
  editor.store.update((session) => notify(session, { tone: 'info', message: { code: 'exported', name: image.name } }));
}

async function exportAs(
  editor: Editor,
  format: 'gif' | 'png',
  encode: (sprite: Sprite, document: Document) => Promise<Uint8Array>,
): Promise<void> {
  const document = activeDocument(editor.store.get());
  if (document === undefined) return;
  const place = await editor.requests.chooseSavePlace(`${baseName(document.name)}.${format}`, format);
  if (place === null) return;
  await editor.requests.writeFile(place.id, await encode(spriteOf(document), document));
  editor.store.update((session) => notify(session, { tone: 'info', message: { code: 'exported', name: place.name } }));
}

/** Closes a tab, after asking about unsaved changes; false when the user wants to stay. */
export async function requestClose(editor: Editor, id: DocumentId): Promise<boolean> {
  const document = editor.store.get().documents.find((each) => each.id === id);
  if (document === undefined) return true;
  if (isUnsaved(document) && !isUntouched(document)) {
    editor.store.update((session) => activate(session, id));
    const answer = await editor.requests.askAboutUnsaved(document.name);
    if (answer === 'cancel') return false;
    if (answer === 'save' && !(await save(editor, id))) return false;
  }
  editor.store.update((session) => closeDocument(session, id));
  return true;
}

/** Closes every tab; false as soon as the user wants to stay. */
export async function closeAll(editor: Editor): Promise<boolean> {
  for (const { id } of editor.store.get().documents) if (!(await requestClose(editor, id))) return false;
  return true;
}

/** A new sprite in which nothing has been done yet need not be saved. */
export function isUntouched({ file, history, saved }: Document): boolean {
  return file === null && saved === null && history.past.length === 0 && history.future.length === 0;
}

export function baseName(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}
