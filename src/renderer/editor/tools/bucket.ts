import { surfaceAt } from '../../../shared/sprite/edits/paintEdits.ts';
import { getPixel } from '../../../shared/sprite/raster.ts';
import { contains, type Rect } from '../../../shared/sprite/rect.ts';
import { isSelected } from '../../../shared/sprite/selection.ts';
import { dragged } from './dragged.ts';
import { pixelAt } from './freehand.ts';
import { paintInk } from './ink.ts';
import { addInk, paintingResult, startPainting } from './paintStroke.ts';
import type { Visit } from './shapes.ts';
import type { Tool, ToolContext } from './tool.ts';

/** Fills the area of one colour that was clicked, or every pixel of that colour. */
export const bucket: Tool = {
  cursor: 'crosshair',
  usesBrush: false,
  start(context, first) {
    const { x, y } = pixelAt(first);
    const painting = startPainting(context, paintInk(context));
    return dragged(first, () => paintingResult(addInk(painting, (visit) => flood(context, x, y, visit))));
  },
};

function flood(context: ToolContext, x: number, y: number, visit: Visit): void {
  const canvas = { x: 0, y: 0, width: context.sprite.width, height: context.sprite.height };
  if (!contains(canvas, x, y) || !isSelected(context.selection, x, y)) return;
  const { raster, origin } = surfaceAt(context.sprite, context);
  const wanted = getPixel(raster, x - origin.x, y - origin.y);
  const matches = (px: number, py: number): boolean =>
    isNear(getPixel(raster, px - origin.x, py - origin.y), wanted, context) && isSelected(context.selection, px, py);
  if (context.options.contiguous) spread(canvas, x, y, matches, visit);
  else {
    for (let py = 0; py < canvas.height; py++)
      for (let px = 0; px < canvas.width; px++) if (matches(px, py)) visit(px, py);
  }
}

/** Row by row: fills the run around a seed, then looks above and below it for the next seeds. */
function spread(canvas: Rect, x: number, y: number, matches: (x: number, y: number) => boolean, visit: Visit): void {
  const done = new Uint8Array(canvas.width * canvas.height);
  const open = (px: number, py: number): boolean =>
    contains(canvas, px, py) && done[py * canvas.width + px] === 0 && matches(px, py);
  const seeds: [number, number][] = [[x, y]];
  for (let seed = seeds.pop(); seed; seed = seeds.pop()) {
    const [seedX, row] = seed;
    if (!open(seedX, row)) continue;
    let left = seedX;
    while (open(left - 1, row)) left--;
    for (let px = left; open(px, row); px++) {
      done[row * canvas.width + px] = 1;
      visit(px, row);
      for (const next of [row - 1, row + 1]) if (open(px, next) && !open(px - 1, next)) seeds.push([px, next]);
    }
  }
}

/** Within the tolerance in each byte of the pixel; entries of a palette must be equal. */
function isNear(pixel: number, wanted: number, { sprite, options }: ToolContext): boolean {
  if (pixel === wanted) return true;
  if (options.tolerance === 0 || sprite.colorMode === 'indexed') return false;
  for (let shift = 0; shift < 32; shift += 8) {
    if (Math.abs(((pixel >>> shift) & 255) - ((wanted >>> shift) & 255)) > options.tolerance) return false;
  }
  return true;
}
