import { pixelConverter } from '../convert.ts';
import { type Dithering, ditherPixels } from '../dither.ts';
import type { Edit } from '../history.ts';
import { updateCels } from '../layers.ts';
import { paletteAt } from '../palette.ts';
import { editRaster, emptyRaster, type Pixels, pixelArray, readPixels } from '../raster.ts';
import type { ColorMode, Content, ContentId, ImageContent, Sprite } from '../sprite.ts';
import { markedAsBefore } from './clip/clipNotes.ts';
import { formatOf, setColorMode } from './spriteEdits.ts';

/**
 * Converts all pixels, tiles of tilesets included. To indexed: each takes an entry of the palette as it is, dithered
 * within its cel, so that links stay links. A sprite that is of this mode already stays as it is.
 */
export function convertColors(mode: ColorMode, dithering: Dithering = { algorithm: 'none' }): Edit {
  return (sprite) => {
    if (sprite.colorMode === mode) return sprite;
    const plain = withTilesets(sprite, setColorMode(mode)(sprite));
    if (mode !== 'indexed' || dithering.algorithm === 'none') return plain;
    return withDithered(plain, setColorMode('rgba')(sprite), dithering);
  };
}

function withTilesets(before: Sprite, after: Sprite): Sprite {
  if (before.tilesets.every(({ pixels }) => pixels === undefined)) return after;
  const convert = pixelConverter(formatOf(before), formatOf(after));
  const converted = (pixels: Pixels): Pixels => {
    const out = pixelArray(after.colorMode, pixels.length);
    for (let i = 0; i < pixels.length; i++) out[i] = convert(pixels[i] ?? 0);
    return out;
  };
  return {
    ...after,
    tilesets: before.tilesets.map((tileset) =>
      tileset.pixels ? { ...tileset, pixels: converted(tileset.pixels) } : tileset,
    ),
  };
}

/** The contents of `colored` (the same sprite in RGBA), dithered, in the place of those of `plain`. */
function withDithered(plain: Sprite, colored: Sprite, dithering: Dithering): Sprite {
  const contents = new Map<ContentId, Content>();
  updateCels(colored, (cels) => {
    colored.frames.forEach(({ id }, index) => {
      const content = cels.get(id)?.content;
      if (content?.kind !== 'image' || contents.has(content.id)) return;
      const target = { colors: paletteAt(plain, index).colors, transparentIndex: plain.transparentIndex };
      contents.set(content.id, dithered(content, target, dithering));
    });
    return cels;
  });
  return updateCels(plain, (cels) =>
    cels.size === 0
      ? cels
      : new Map(
          [...cels].map(([frame, cel]) => {
            const content = contents.get(cel.content.id) ?? cel.content;
            return [frame, markedAsBefore(cel, { ...cel, content })];
          }),
        ),
  );
}

function dithered(
  content: ImageContent,
  target: { readonly colors: readonly number[]; readonly transparentIndex: number },
  dithering: Dithering,
): ImageContent {
  const { bounds, raster } = content;
  const pixels = Uint32Array.from(readPixels(raster, bounds));
  const indices = ditherPixels(pixels, Math.max(1, bounds.width), target, dithering);
  const empty = emptyRaster('indexed', target.transparentIndex);
  return { ...content, raster: editRaster(empty, (draft) => draft.write(bounds, indices)) };
}
