import type { Rect } from '../../sprite/rect.ts';
import type { PackedSize } from './packRectangles.ts';
import type { SheetOptions } from './sheetOptions.ts';

/**
 * Puts sizes one after another: in one line (horizontal, vertical), or in rows or columns, each as thick as its thickest.
 * A row ends at the fixed width of the sheet; without one, after `columns` frames and where the band changes. Columns
 * likewise.
 */
export function placeInBands(
  sizes: readonly (PackedSize & { readonly band: string })[],
  options: SheetOptions,
): Rect[] {
  const { layout, borderPadding = 0, shapePadding = 0 } = options;
  const upright = layout === 'vertical' || layout === 'columns';
  const breaks = layout === 'rows' || layout === 'columns';
  const fixed = (upright ? options.height : options.width) ?? 0;
  const perBand = (upright ? options.rows : options.columns) ?? 0;
  let [along, across, thickness, count] = [borderPadding, borderPadding, 0, 0];
  let band: string | undefined;
  return sizes.map((size) => {
    const [length, depth] = upright ? [size.height, size.width] : [size.width, size.height];
    const full = fixed > 0 ? along + length > fixed - borderPadding : size.band !== band || count === perBand;
    if (breaks && count > 0 && full) {
      across += thickness + shapePadding;
      [along, thickness, count] = [borderPadding, 0, 0];
    }
    const place = upright ? { x: across, y: along } : { x: along, y: across };
    along += length + shapePadding;
    thickness = Math.max(thickness, depth);
    count++;
    band = size.band;
    return { ...place, width: size.width, height: size.height };
  });
}
