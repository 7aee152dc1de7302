import { expect, test } from 'vitest';
import { encodePng } from '../../../main/files/images.ts';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import { decodeAseprite } from '../../../shared/formats/aseprite/decodeAseprite.ts';
import { encodeAseprite } from '../../../shared/formats/aseprite/encodeAseprite.ts';
import { colorsOfPicture, decodePicture } from '../../../shared/formats/decodePicture.ts';
import { decodePalette } from '../../../shared/formats/palette/paletteFormats.ts';
import type { FileId } from '../../../shared/ipc.ts';
import { paletteOf } from '../../../shared/sprite/palette.ts';
import { edit } from '../documents.ts';
import type { Editor } from '../editor.ts';
import { editorWith } from '../testEditor.ts';
import { BLUE, GREEN, RED, sessionWith } from '../testSession.ts';
import { savePalette } from './palettes.ts';

const COLORS = [RED, GREEN, RED, BLUE];

/** What is written when the user saves the palette under this name. */
async function saved(name: string): Promise<Uint8Array> {
  const written: Uint8Array[] = [];
  const palette = paletteOf(COLORS);
  const session = edit(sessionWith({ width: 2, height: 2 }), 'palette', (sprite) => ({ ...sprite, palette }));
  const unused = editorWith(session);
  const requests: Editor['requests'] = {
    ...unused.requests,
    chooseSavePlace: async () => ({ id: name as FileId, name, kind: 'palette' }),
    writeFile: async (_, bytes) => void written.push(bytes),
    encodePng,
  };
  const codecs: Editor['codecs'] = {
    ...unused.codecs,
    encodeAseprite: async (sprite) => encodeAseprite(sprite, nodeZlib),
  };
  await savePalette(editorWith(session, { requests, codecs }));
  return written[0] ?? new Uint8Array();
}

test.each(['gpl', 'pal', 'riff.pal', 'act', 'hex', 'ase', 'aco', 'txt'])(
  'a palette is saved as .%s',
  async (ending) => {
    const bytes = await saved(`colors.${ending}`);
    expect(decodePalette(bytes, ending).colors.slice(0, 4)).toEqual(COLORS);
    expect(String.fromCharCode(...bytes.subarray(0, 4)) === 'RIFF').toBe(ending === 'riff.pal');
  },
);

test('a palette is saved as a strip of pixels, and as a sprite', async () => {
  const strip = decodePicture(await saved('colors.png'), nodeZlib);
  expect(strip && [strip.width, strip.height, colorsOfPicture(strip)]).toEqual([4, 1, COLORS]);
  expect([...(strip?.frames[0]?.entries ?? [])]).toEqual([0, 1, 2, 3]);
  expect(decodeAseprite(await saved('colors.aseprite'), nodeZlib)).toMatchObject({
    ...{ width: 4, height: 1, colorMode: 'indexed', palette: { colors: COLORS } },
  });
});
