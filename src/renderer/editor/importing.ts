import { isAdobeSwatches } from '../../shared/formats/palette/adobeSwatches.ts';
import type { GrantedFile } from '../../shared/ipc.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';
import { showDialog } from './actions.ts';
import { openDocument } from './documents.ts';
import type { Editor } from './editor.ts';
import { baseName } from './fileNames.ts';
import { openPicture, openSequence, readPicture } from './import/openPictures.ts';
import { offerPaletteOf } from './import/palettes.ts';
import { sheetOf } from './import/spriteOfSheet.ts';
import { reportFailure } from './reportFailure.ts';
import type { Dialog } from './session.ts';
import type { LiveStudio } from './studio/LiveStudio.ts';
import { studioOnFile } from './studio/studioOpening.ts';

/** Asks for a video, or for a GIF that is to be cut like one. */
export async function chooseVideo(editor: Editor): Promise<void> {
  const [file] = await editor.requests.chooseFiles('video');
  if (file) importVideo(editor, file);
}

/** Opens the studio on a video. */
export function importVideo(editor: Editor, file: GrantedFile): void {
  editor.store.update((session) => studioOnFile(session, file));
}

/** Asks where the video is that the studio cannot find any more. */
export async function chooseMissingVideo(editor: Editor, live: LiveStudio): Promise<void> {
  const [file] = await editor.requests.chooseFiles('video');
  if (file) await live.reopen({ kind: 'file', file: file.id });
}

/** Asks for a sheet, and then how it comes apart. */
export async function chooseSheet(editor: Editor): Promise<void> {
  const [file] = await editor.requests.chooseFiles('sheet');
  if (file === undefined) return;
  try {
    const image = sheetOf(await readPicture(editor, file));
    editor.store.update((session) => showDialog(session, { kind: 'importSheet', name: file.name, image }));
  } catch (error) {
    reportFailure(editor, error, file.name);
  }
}

/**
 * Opens what is no sprite of ours: pictures become new sprites, palettes are offered. A single picture of a numbered
 * sequence brings the others along, if the user says so.
 */
export async function importFile(editor: Editor, file: GrantedFile, alone: boolean): Promise<void> {
  if (file.kind === 'palette') return offerPaletteOf(editor, file);
  const sequence = alone ? await editor.requests.sequenceOf(file.id) : [];
  const sprite = sequence.length > 1 ? await openSequence(editor, sequence) : await openOrOffer(editor, file);
  if (sprite) openNew(editor, file.name, sprite);
}

/** A picture as a sprite; null when it is damaged and what can be read of it is offered. */
async function openOrOffer(editor: Editor, file: GrantedFile): Promise<Sprite | null> {
  try {
    return await openPicture(editor, file);
  } catch (error) {
    if (!(await offerSalvage(editor, file, await editor.requests.readFile(file.id)))) throw error;
    return null;
  }
}

/**
 * Opens a sprite file. Adobe's swatches, which may have the same extension, are offered as a palette; of a damaged file
 * what can be read is offered, and opened only as a sprite of its own that has no file yet.
 *
 * @returns The sprite; null when something else was found in the file and is being asked about.
 */
export async function readSprite(editor: Editor, file: GrantedFile): Promise<Sprite | null> {
  const bytes = await editor.requests.readFile(file.id);
  if (isAdobeSwatches(bytes)) {
    await offerPaletteOf(editor, file);
    return null;
  }
  try {
    return await editor.codecs.decodeAseprite(bytes);
  } catch (error) {
    if (!(await offerSalvage(editor, file, bytes))) throw error;
    return null;
  }
}

/** Asks whether to open what can be read of a damaged file; false when that is nothing. */
async function offerSalvage(editor: Editor, { name }: GrantedFile, bytes: Uint8Array): Promise<boolean> {
  const salvage = await editor.codecs.salvage(bytes).catch(() => null);
  if (salvage) editor.store.update((session) => showDialog(session, { kind: 'damaged', name, salvage }));
  return salvage !== null;
}

/** Opens what could be read of a damaged file, as a new sprite: the file itself stays as it is. */
export function openSalvaged(editor: Editor, { name, salvage }: Extract<Dialog, { kind: 'damaged' }>): void {
  openNew(editor, `${baseName(name)} (recovered).aseprite`, salvage.sprite);
}

/** Opens a sprite that no file holds yet, and closes the dialog that it comes from. */
export function openNew(editor: Editor, name: string, sprite: Sprite): void {
  editor.store.update((session) => openDocument(showDialog(session, null), { name, file: null, sprite, saved: false }));
}
