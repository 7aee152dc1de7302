import { withExportSettings } from '../../shared/exportSettings.ts';
import { looksLikeAseprite } from '../../shared/formats/aseprite/looksLikeAseprite.ts';
import type { GrantedFile } from '../../shared/ipc.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import { notify, withRecent } from './actions.ts';
import { activate, closeDocument, openDocument, spriteOf } from './documents.ts';
import type { Editor } from './editor.ts';
import { baseName } from './fileNames.ts';
import { insertAwaited } from './generations.ts';
import { importFile, importVideo, readSprite } from './importing.ts';
import { reportFailure } from './reportFailure.ts';
import { onFile } from './requestFailed.ts';
import { type Document, type DocumentId, isUnsaved, updateDocument } from './session.ts';
import { thumbnailOf } from './thumbnail.ts';

/** Asks for files and opens them. */
export async function openChosen(editor: Editor): Promise<void> {
  await openGranted(editor, await editor.requests.chooseFiles('open'));
}

/** Opens files each as what it is; one that cannot be opened becomes a notice and the others go on. */
export async function openGranted(editor: Editor, files: readonly GrantedFile[]): Promise<void> {
  for (const file of files) {
    try {
      await openOne(editor, file, files.length === 1);
    } catch (error) {
      reportFailure(editor, error, file.name);
    }
  }
}

async function openOne(editor: Editor, file: GrantedFile, alone: boolean): Promise<void> {
  const open = editor.store.get().documents.find((document) => document.file === file.id);
  if (open) return editor.store.update((session) => activate(session, open.id));
  if (file.kind === 'video') return importVideo(editor, file);
  if (file.kind !== 'aseprite' && !(await isOddlyNamedSprite(editor, file))) return importFile(editor, file, alone);
  const sprite = await readSprite(editor, file);
  if (sprite === null) return;
  editor.store.update((session) => openDocument(session, { name: file.name, file: file.id, sprite, saved: true }));
  insertAwaited(editor);
  await remember(editor, file, sprite);
}

/** A sprite whose name says nothing of what it is. */
async function isOddlyNamedSprite(editor: Editor, { id, kind }: GrantedFile): Promise<boolean> {
  return kind === 'unknown' && looksLikeAseprite(await editor.requests.readFile(id));
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

function saveTo(editor: Editor, document: Document, file: Pick<GrantedFile, 'id' | 'name'>): Promise<boolean> {
  return editor.writing.during(writeSprite(editor, document, file));
}

async function writeSprite(
  editor: Editor,
  document: Document,
  file: Pick<GrantedFile, 'id' | 'name'>,
): Promise<boolean> {
  const sprite = spriteOf(document);
  const bytes = await onFile(file.name, editor.codecs.encodeAseprite(asSaved(document)));
  await onFile(file.name, editor.requests.writeFile(file.id, bytes));
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

/** The sprite as its file gets it. Settings that came with the file and were not used stay as they are, odd ones too. */
export function asSaved(document: Document): Sprite {
  const { exported, exportedTo } = document;
  const sprite = spriteOf(document);
  return exported === null || exportedTo.length === 0 ? sprite : withExportSettings(sprite, exported);
}

async function remember(editor: Editor, file: Pick<GrantedFile, 'id'>, sprite: Sprite): Promise<void> {
  await editor.requests.rememberFile(file.id, await editor.requests.encodePng(thumbnailOf(sprite)));
  const recent = await editor.requests.recentFiles();
  editor.store.update((session) => withRecent(session, recent));
}

/** Closes a tab, after asking about unsaved changes; false when the user wants to stay. */
export async function requestClose(editor: Editor, id: DocumentId): Promise<boolean> {
  const document = editor.store.get().documents.find((each) => each.id === id);
  if (document === undefined) return true;
  if (isWorthSaving(document)) {
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

/** Whether closing it would lose something. */
export function isWorthSaving(document: Document): boolean {
  return isUnsaved(document) && !isUntouched(document);
}

/** A new sprite in which nothing has been done yet need not be saved. */
function isUntouched({ file, history, saved, recovered }: Document): boolean {
  return (
    recovered === null && file === null && saved === null && history.past.length === 0 && history.future.length === 0
  );
}
