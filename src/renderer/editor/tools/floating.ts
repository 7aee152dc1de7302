import { movedSelection, setSurface, surfaceAt } from '../../../shared/sprite/edits/paintEdits.ts';
import { editRaster, emptyRaster, getPixel, type Raster } from '../../../shared/sprite/raster.ts';
import type { Point } from '../../../shared/sprite/rect.ts';
import { eachPixel, isSelected, type Selection } from '../../../shared/sprite/selection.ts';
import type { FrameId, LayerId, Sprite } from '../../../shared/sprite/sprite.ts';

/** Selected pixels as a sheet that lies on a cel: what is under it comes back when it moves on. */
export interface Floating {
  readonly layer: LayerId;
  readonly frame: FrameId;
  /** The cel's surface without the sheet, and where it lies on the canvas. */
  readonly under: Raster;
  readonly origin: Point;
  /** The cel's own pixel values where they were first lifted, in canvas coordinates; its empty pixels are holes. */
  readonly pixels: Raster;
  /** How far the sheet lies from there. */
  readonly shift: Point;
  readonly selection: Selection;
}

/** Where selected pixels are to be found. */
export interface SelectedPixels {
  readonly sprite: Sprite;
  readonly layer: LayerId;
  readonly frame: FrameId;
  readonly selection: Selection;
}

/** A sprite on which a sheet has been set down. */
export interface Landed {
  readonly sprite: Sprite;
  readonly selection: Selection;
}

/**
 * The sheet that each sprite came from, so that pixels set down can be lifted again whole, and alone, for as long as
 * nothing else has happened; undo goes back to the same sprites, and so to their sheets.
 */
const sheets = new WeakMap<Sprite, Floating>();

/** The sheet that was set down last, if it is what is selected. */
export function floatingIn({ sprite, layer, frame, selection }: SelectedPixels): Floating | undefined {
  const sheet = sheets.get(sprite);
  return sheet?.selection === selection && sheet.layer === layer && sheet.frame === frame ? sheet : undefined;
}

/** Takes the selected pixels off their cel; `copy` leaves them there too. */
export function lift(from: SelectedPixels, copy = false): Floating {
  const sheet = floatingIn(from) ?? lifted(from);
  return copy ? { ...sheet, under: surfaceAt(from.sprite, from).raster } : sheet;
}

function lifted({ sprite, layer, frame, selection }: SelectedPixels): Floating {
  const { raster, origin } = surfaceAt(sprite, { layer, frame });
  let pixels = emptyRaster(raster.mode, raster.empty);
  const under = editRaster(raster, (left) => {
    pixels = editRaster(pixels, (taken) =>
      eachPixel(selection.bounds, (x, y) => {
        if (!isSelected(selection, x, y)) return;
        taken.set(x, y, getPixel(raster, x - origin.x, y - origin.y));
        left.set(x - origin.x, y - origin.y, raster.empty);
      }),
    );
  });
  return { layer, frame, under, origin, pixels, shift: { x: 0, y: 0 }, selection };
}

/** Sets a sheet down on the sprite that it was lifted from, so many pixels from where it lay. */
export function setDown(sheet: Floating, sprite: Sprite, dx: number, dy: number): Landed {
  const { under, origin, pixels } = sheet;
  const shift = { x: sheet.shift.x + dx, y: sheet.shift.y + dy };
  const selection = dx === 0 && dy === 0 ? sheet.selection : movedSelection(sheet.selection, dx, dy);
  const raster = editRaster(under, (draft) =>
    eachPixel(selection.bounds, (x, y) => {
      const pixel = getPixel(pixels, x - shift.x, y - shift.y);
      if (pixel !== pixels.empty) draft.set(x - origin.x, y - origin.y, pixel);
    }),
  );
  const edited = setSurface(sheet, raster)(sprite);
  // Pixels pasted over themselves change nothing, but the sheet is there: a sprite of its own has it to remember.
  const landed = edited === sprite ? { ...sprite } : edited;
  sheets.set(landed, { ...sheet, shift, selection });
  return { sprite: landed, selection };
}

/** The sheet turned over within its bounds. */
export function flipped(sheet: Floating, axis: 'horizontal' | 'vertical'): Floating {
  const { selection, shift } = sheet;
  const { x: left, y: top, width, height } = selection.bounds;
  const turned = (raster: Raster, from: Point): Raster =>
    editRaster({ ...raster, chunks: new Map() }, (draft) =>
      eachPixel(selection.bounds, (x, y) => {
        const toX = axis === 'horizontal' ? 2 * left + width - 1 - x : x;
        const toY = axis === 'vertical' ? 2 * top + height - 1 - y : y;
        draft.set(toX, toY, getPixel(raster, x - from.x, y - from.y));
      }),
    );
  const mask = selection.mask && turned(selection.mask, { x: 0, y: 0 });
  const pixels = turned(sheet.pixels, shift);
  return { ...sheet, pixels, shift: { x: 0, y: 0 }, selection: { bounds: selection.bounds, mask } };
}
