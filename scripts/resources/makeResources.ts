import { unzlibSync, zlibSync } from 'fflate';
import { encodeAseprite } from '../../src/shared/formats/aseprite/encodeAseprite.ts';
import { writeGpl } from '../../src/shared/formats/palette/gplPalette.ts';
import type { Zlib } from '../../src/shared/formats/zlib.ts';
import { DEFAULT_PALETTE } from '../../src/shared/sprite/palette.ts';
import { assembleSprite, type Drawing } from './assembleSprite.ts';
import { drawCampfire } from './campfire.ts';
import { drawDuskKiln } from './duskKiln.ts';
import { drawIcon, drawSmallIcon } from './icon.ts';
import { encodeIcns, encodeIco } from './iconFiles.ts';
import { PALETTES } from './palettes.ts';
import { encodePicture } from './picture.ts';
import { drawSlime } from './slime.ts';

const SPRITES: Readonly<Record<string, () => Drawing>> = {
  campfire: drawCampfire,
  slime: drawSlime,
  'dusk-kiln': drawDuskKiln,
};
const LINUX_SIDES = [16, 32, 48, 64, 128, 256, 512] as const;

/** Everything in resources/ that is drawn by a program: bytes by the path below that folder. */
export function makeResources(): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([
    ['icon.icns', encodeIcns(iconAt)],
    ['icon.ico', encodeIco(iconAt)],
    ['icon.aseprite', encodeAseprite(assembleSprite(iconDrawing()), ZLIB)],
  ]);
  for (const side of LINUX_SIDES) files.set(`icons/${side}x${side}.png`, iconAt(side));
  for (const [name, palette] of Object.entries(PALETTES)) files.set(`palettes/${name}.gpl`, writeGpl(palette));
  for (const [name, draw] of Object.entries(SPRITES)) {
    files.set(`sprites/${name}.aseprite`, encodeAseprite(assembleSprite(draw()), ZLIB));
  }
  return files;
}

/** Each pixel a square of whole pixels: the small drawing at 16 and 48, the large one at multiples of 32. */
function iconAt(side: number): Buffer {
  const drawing = side % 32 === 0 ? drawIcon() : drawSmallIcon();
  return encodePicture(drawing, DEFAULT_PALETTE.colors, side / drawing.width);
}

function iconDrawing(): Drawing {
  const icon = drawIcon();
  const { width, height } = icon;
  return { width, height, durations: [100], layers: [{ name: 'Kiln', cels: [icon] }], tags: [] };
}

/** Written in JavaScript, and so the same on every machine. */
const ZLIB: Zlib = {
  inflate: (bytes) => ({ content: unzlibSync(bytes), length: bytes.length }),
  deflate: (bytes) => zlibSync(bytes, { level: 9 }),
};
