import { toHex } from '../../shared/sprite/color.ts';
import type { Viewport } from '../editor/view.ts';
import type { FrameImages } from './frameImages.ts';
import { brushOutline, type Edge, selectionOutline } from './outline.ts';
import { type Placement, place } from './placement.ts';
import type { Brush, Ghost, Scene } from './scene.ts';

/** Colours of what lies around the sprite; the theme has them. */
export interface CanvasColors {
  readonly surround: string;
  readonly checkerLight: string;
  readonly checkerDark: string;
  readonly edge: string;
}

export interface Screen {
  readonly context: CanvasRenderingContext2D;
  readonly viewport: Viewport;
  readonly colors: CanvasColors;
  readonly images: FrameImages;
  /** Moves the dashes around a selection; device pixels. */
  readonly dash: number;
}

/** Draws everything that the canvas shows, back to front. */
export function drawScene(scene: Scene, screen: Screen): void {
  const { context, viewport, colors } = screen;
  const placement = place(scene.view, viewport);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = 'source-over';
  context.fillStyle = colors.surround;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  const { left, top, scale } = placement;
  const width = Math.round(scene.sprite.width * scale);
  const height = Math.round(scene.sprite.height * scale);
  context.strokeStyle = colors.edge;
  context.lineWidth = 1;
  context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1);
  drawChecker(screen, placement, width, height);
  for (const ghost of scene.ghosts) drawGhost(scene, ghost, screen, placement);
  drawPicture(screen, screen.images.get(scene.sprite, scene.frame), placement);
  if (scene.pixelGrid && scale >= 8 * viewport.density) drawGrid(scene, screen, placement);
  if (scene.brush) drawBrush(scene.brush, screen, placement, scene);
  if (scene.selection) drawOutline(screen, placement, selectionOutline(scene.selection), screen.dash);
}

/** Squares of 8 sprite pixels, more when they would get too small; they are part of the picture and move with it. */
function drawChecker(
  { context, colors, viewport }: Screen,
  { left, top, scale }: Placement,
  width: number,
  height: number,
): void {
  let cell = 8 * scale;
  while (cell < 8 * viewport.density) cell *= 2;
  const pattern = context.createPattern(checkerTile(colors), 'repeat');
  if (pattern === null) return;
  pattern.setTransform(new DOMMatrix([cell, 0, 0, cell, left, top]));
  context.imageSmoothingEnabled = false;
  context.fillStyle = pattern;
  context.fillRect(left, top, width, height);
}

const tiles = new WeakMap<CanvasColors, OffscreenCanvas>();

/** Two by two squares in a theme's colours; made once. */
function checkerTile(colors: CanvasColors): OffscreenCanvas {
  const known = tiles.get(colors);
  if (known) return known;
  const tile = new OffscreenCanvas(2, 2);
  tiles.set(colors, tile);
  const brush = tile.getContext('2d');
  if (brush === null) return tile;
  brush.fillStyle = colors.checkerLight;
  brush.fillRect(0, 0, 2, 2);
  brush.fillStyle = colors.checkerDark;
  brush.fillRect(1, 0, 1, 1);
  brush.fillRect(0, 1, 1, 1);
  return tile;
}

function drawPicture({ context }: Screen, picture: OffscreenCanvas, { left, top, scale }: Placement): void {
  context.imageSmoothingEnabled = scale < 1;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, left, top, Math.round(picture.width * scale), Math.round(picture.height * scale));
}

const TINTS = { before: '#e0566b', after: '#4f8fe8' } as const;

/** A neighbouring frame, half tinted, so that before and after can be told apart. */
function drawGhost({ sprite }: Scene, { frame, when, opacity }: Ghost, screen: Screen, placement: Placement): void {
  const picture = screen.images.get(sprite, frame);
  const tinted = new OffscreenCanvas(picture.width, picture.height);
  const brush = tinted.getContext('2d');
  if (brush === null) return;
  brush.drawImage(picture, 0, 0);
  brush.globalCompositeOperation = 'source-atop';
  brush.globalAlpha = 0.5;
  brush.fillStyle = TINTS[when];
  brush.fillRect(0, 0, picture.width, picture.height);
  screen.context.globalAlpha = opacity;
  drawPicture(screen, tinted, placement);
  screen.context.globalAlpha = 1;
}

/** A hair line around every pixel in view, in the light and dark of any picture below. */
function drawGrid({ sprite }: Scene, { context }: Screen, { left, top, scale }: Placement): void {
  const { width, height } = context.canvas;
  const [firstX, lastX] = [
    Math.max(1, Math.ceil(-left / scale)),
    Math.min(sprite.width - 1, Math.floor((width - left) / scale)),
  ];
  const [firstY, lastY] = [
    Math.max(1, Math.ceil(-top / scale)),
    Math.min(sprite.height - 1, Math.floor((height - top) / scale)),
  ];
  const [right, bottom] = [sprite.width * scale, sprite.height * scale];
  context.fillStyle = 'rgb(128 140 134 / 0.22)';
  for (let x = firstX; x <= lastX; x++) context.fillRect(left + x * scale, top, 1, bottom);
  for (let y = firstY; y <= lastY; y++) context.fillRect(left, top + y * scale, right, 1);
}

/** The exact pixels that would be painted: their colour inside the canvas, and their outline anywhere. */
function drawBrush({ pixels, at, color }: Brush, screen: Screen, placement: Placement, { sprite }: Scene): void {
  const { context } = screen;
  const { left, top, scale } = placement;
  if (color !== null) {
    context.fillStyle = toHex(color);
    for (const pixel of pixels) {
      const [x, y] = [at.x + pixel.x, at.y + pixel.y];
      if (x < 0 || y < 0 || x >= sprite.width || y >= sprite.height) continue;
      context.fillRect(left + x * scale, top + y * scale, Math.ceil(scale), Math.ceil(scale));
    }
  }
  const edges = brushOutline(pixels).map((edge) => ({ ...edge, x: edge.x + at.x, y: edge.y + at.y }));
  drawOutline(screen, placement, edges, null);
}

/** Pixel edges as a line of one device pixel, light with dark dashes that show on any ground. */
function drawOutline(
  { context, viewport: { density } }: Screen,
  { left, top, scale }: Placement,
  edges: readonly Edge[],
  dash: number | null,
): void {
  const path = new Path2D();
  for (const { x, y, length, vertical } of edges) {
    const [fromX, fromY] = [Math.round(left + x * scale) + 0.5, Math.round(top + y * scale) + 0.5];
    path.moveTo(fromX, fromY);
    path.lineTo(
      fromX + (vertical ? 0 : Math.round(length * scale)),
      fromY + (vertical ? Math.round(length * scale) : 0),
    );
  }
  context.lineWidth = 1;
  context.strokeStyle = dash === null ? 'rgb(255 255 255 / 0.85)' : '#ffffff';
  context.stroke(path);
  context.setLineDash(dash === null ? [2 * density, 2 * density] : [4 * density, 4 * density]);
  context.lineDashOffset = dash ?? 0;
  context.strokeStyle = dash === null ? 'rgb(0 0 0 / 0.6)' : '#16201b';
  context.stroke(path);
  context.setLineDash([]);
}
