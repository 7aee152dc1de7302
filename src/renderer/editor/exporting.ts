import type { ExportSettings } from '../../shared/exportSettings.ts';
import type { GrantedFile } from '../../shared/ipc.ts';
import { notify, showDialog } from './actions.ts';
import { spriteOf } from './documents.ts';
import type { Editor } from './editor.ts';
import { exportedFrames } from './export/exportedFrames.ts';
import type { ExportRequest, Rendering } from './export/renderExport.ts';
import { baseName } from './fileNames.ts';
import { onFile, RequestFailed } from './requestFailed.ts';
import { activeDocument, type Document, updateDocument } from './session.ts';

/** What the codecs are asked for to export a document; `imageName` is the file name of a sheet. */
export function exportRequest(
  editor: Editor,
  document: Document,
  settings: ExportSettings,
  imageName = suggestedName(document, settings),
): ExportRequest {
  const { frame, layer } = document;
  const { version } = editor.store.get().environment;
  const names = { title: baseName(document.name), image: imageName, version };
  return { subject: { sprite: spriteOf(document), frame, layer }, settings, names };
}

/** Asks where to, and writes; false when the user backs out. */
export async function exportDocument(editor: Editor, document: Document, settings: ExportSettings): Promise<boolean> {
  const format = settings.kind === 'gif' || settings.kind === 'webp' ? settings.kind : 'png';
  const place = await editor.requests.chooseSavePlace(suggestedName(document, settings), format);
  if (place === null) return false;
  const places = await placesFrom(editor, document, settings, place);
  if (places.length === 0) return false;
  await editor.writing.during(write(editor, document, settings, places));
  return true;
}

/** Writes the files of the last export anew; without one it is asked for. */
export async function repeatExport(editor: Editor): Promise<void> {
  const document = activeDocument(editor.store.get());
  if (document === undefined) return;
  const { exported, exportedTo } = document;
  const [place] = exportedTo;
  if (exported === null || place === undefined) {
    return editor.store.update((session) => showDialog(session, { kind: 'export', as: null }));
  }
  const enough = exported.kind !== 'sequence' || exportedTo.length >= frameCount(document, exported);
  const places = enough ? exportedTo : await placesFrom(editor, document, exported, place);
  if (places.length > 0) await editor.writing.during(write(editor, document, exported, places));
}

/** What a picture is called unless the user says otherwise. */
export function suggestedName(document: Document, settings: ExportSettings): string {
  const title = baseName(document.name);
  switch (settings.kind) {
    case 'gif':
      return `${title}.gif`;
    case 'webp':
      return `${title}.webp`;
    case 'image':
    case 'apng':
      return `${title}.png`;
    case 'sheet':
      return `${title}-sheet.png`;
    case 'sequence': {
      const digits = String(frameCount(document, settings)).length;
      return `${title}-${'1'.padStart(digits, '0')}.png`;
    }
  }
}

/** A picture as a PNG's bytes. */
export async function pngOf(
  editor: Editor,
  { width, height, pictures, colors }: Extract<Rendering, { readonly kind: 'pictures' }>,
  index: number,
): Promise<Uint8Array> {
  const pixels = pictures[index];
  if (pixels === undefined) throw new RequestFailed({ code: 'not_encodable', message: 'There is no such frame.' });
  return editor.requests.encodePng({ width, height, pixels, ...colors[index] });
}

/** Pictures as one WebP's bytes. */
export async function webpOf(
  editor: Editor,
  { width, height, pictures, durations }: Extract<Rendering, { readonly kind: 'pictures' }>,
): Promise<Uint8Array> {
  const frames = pictures.map((bytes, i) => ({
    pixels: new Uint32Array(bytes.slice().buffer),
    duration: durations[i] ?? 100,
  }));
  return editor.requests.encodeWebp({ width, height, frames, loop: 0 });
}

function frameCount(document: Document, settings: ExportSettings): number {
  const { frame, layer } = document;
  return exportedFrames({ sprite: spriteOf(document), frame, layer }, settings).length;
}

/** All the files that are written when the user has chosen one; none when they back out. */
async function placesFrom(
  editor: Editor,
  document: Document,
  settings: ExportSettings,
  place: GrantedFile,
): Promise<readonly GrantedFile[]> {
  const { requests } = editor;
  if (settings.kind === 'sequence') {
    return requests.placesBeside(place.id, { kind: 'sequence', count: frameCount(document, settings) });
  }
  if (settings.kind !== 'sheet' || settings.data === 'none') return [place];
  const beside = await requests.placesBeside(place.id, { kind: 'data' });
  return beside.length === 0 ? [] : [place, ...beside];
}

async function write(
  editor: Editor,
  document: Document,
  settings: ExportSettings,
  places: readonly GrantedFile[],
): Promise<void> {
  const [first, second] = places;
  if (first === undefined) return;
  const { requests, codecs } = editor;
  const writeTo = ({ id, name }: GrantedFile, bytes: Uint8Array) => onFile(name, requests.writeFile(id, bytes));
  const rendering = await codecs.renderExport(exportRequest(editor, document, settings, first.name));
  if (rendering.kind === 'animation') await writeTo(first, rendering.bytes);
  else if (rendering.format === 'webp') await writeTo(first, await webpOf(editor, rendering));
  else {
    for (let i = 0; i < rendering.pictures.length; i++) {
      const place = places[i];
      if (place) await writeTo(place, await pngOf(editor, rendering, i));
    }
    if (rendering.json !== null && second) await writeTo(second, new TextEncoder().encode(rendering.json));
  }
  editor.store.update((session) =>
    notify(
      updateDocument(session, document.id, (each) => ({ ...each, exported: settings, exportedTo: places })),
      { tone: 'info', message: { code: 'exported', name: first.name } },
    ),
  );
}
