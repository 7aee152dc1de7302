import { colorsOfPicture } from '../../../shared/formats/decodePicture.ts';
import { isAdobeSwatches } from '../../../shared/formats/palette/adobeSwatches.ts';
import { decodePalette, PALETTE_FORMATS, type PaletteFormat } from '../../../shared/formats/palette/paletteFormats.ts';
import { spriteOfFrames } from '../../../shared/formats/spriteOfFrames.ts';
import { encodeUtf8 } from '../../../shared/formats/utf8.ts';
import type { GrantedFile } from '../../../shared/ipc.ts';
import { paletteOf } from '../../../shared/sprite/palette.ts';
import type { Palette } from '../../../shared/sprite/sprite.ts';
import { notify, showDialog } from '../actions.ts';
import { spriteOf } from '../documents.ts';
import type { Editor } from '../editor.ts';
import { baseName } from '../fileNames.ts';
import { reportFailure } from '../reportFailure.ts';
import { RequestFailed } from '../requestFailed.ts';
import { activeDocument } from '../session.ts';
import { isPiskel, openPicture, readPicture } from './openPictures.ts';

/** Asks for a file that holds colours, and then what to do with them. */
export async function loadPalette(editor: Editor): Promise<void> {
  const [file] = await editor.requests.chooseFiles('palette');
  if (file) await offerPaletteOf(editor, file).catch((error: unknown) => reportFailure(editor, error, file.name));
}

/** Asks what to do with the colours of a file: a palette, a sprite or a picture. */
export async function offerPaletteOf(editor: Editor, file: GrantedFile): Promise<void> {
  const palette = await readPalette(editor, file);
  editor.store.update((session) => showDialog(session, { kind: 'palette', name: file.name, palette }));
}

/** The colours in pasted or dropped text; undefined when there are none. */
export function paletteInText(text: string): Palette | undefined {
  try {
    return decodePalette(encodeUtf8(text));
  } catch {
    // Text is mostly no palette; that is nothing to report.
    return undefined;
  }
}

/**
 * Saves the active sprite's palette in the format that the chosen name ends in: of a palette (.riff.pal is Microsoft's), a
 * PNG in which each colour is a pixel, or a sprite of the same.
 */
export async function savePalette(editor: Editor): Promise<void> {
  const document = activeDocument(editor.store.get());
  if (document === undefined) return;
  const place = await editor.requests.chooseSavePlace(`${baseName(document.name)}.gpl`, 'palette');
  if (place === null) return;
  const write = async (): Promise<void> =>
    editor.requests.writeFile(place.id, await paletteFile(editor, spriteOf(document).palette, place.name));
  await editor.writing.during(write());
  editor.store.update((session) => notify(session, { tone: 'info', message: { code: 'exported', name: place.name } }));
}

async function paletteFile(editor: Editor, palette: Palette, name: string): Promise<Uint8Array> {
  const extension = extensionOf(name);
  if (extension !== 'png' && extension !== 'aseprite') return PALETTE_FORMATS[formatOf(name)].write(palette);
  const { colors } = palette;
  if (colors.length < 1 || colors.length > 256) {
    throw new RequestFailed({ code: 'too_many_colors', message: `The palette has ${colors.length} colours.` });
  }
  const size = { width: colors.length, height: 1 };
  const pixels = Uint32Array.from(colors);
  const entries = Uint8Array.from(colors.keys());
  if (extension === 'png') {
    return editor.requests.encodePng({ ...size, pixels: new Uint8Array(pixels.buffer), palette: colors, entries });
  }
  const frame = { ...size, x: 0, y: 0, pixels, entries, duration: 100 };
  const sprite = spriteOfFrames({ ...size, frames: [frame], palette: colors });
  return editor.codecs.encodeAseprite({ ...sprite, palette });
}

const FORMATS: Readonly<Record<string, PaletteFormat>> = {
  pal: 'jasc',
  act: 'act',
  hex: 'hex',
  ase: 'swatches',
  aco: 'aco',
  txt: 'paintnet',
};

function formatOf(name: string): PaletteFormat {
  return /\.riff\.pal$/i.test(name) ? 'riff' : (FORMATS[extensionOf(name)] ?? 'gpl');
}

function extensionOf(name: string): string {
  return /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

async function readPalette(editor: Editor, file: GrantedFile): Promise<Palette> {
  if (file.kind === 'image')
    return isPiskel(file) ? (await openPicture(editor, file)).palette : paletteIn(editor, file);
  const bytes = await editor.requests.readFile(file.id);
  if (file.kind === 'aseprite' && !isAdobeSwatches(bytes)) return (await editor.codecs.decodeAseprite(bytes)).palette;
  return decodePalette(bytes, extensionOf(file.name));
}

async function paletteIn(editor: Editor, file: GrantedFile): Promise<Palette> {
  const colors = colorsOfPicture(await readPicture(editor, file));
  if (colors.length <= 256) return paletteOf(colors);
  throw new RequestFailed({ code: 'too_many_colors', message: `The picture has ${colors.length} colours.` });
}
