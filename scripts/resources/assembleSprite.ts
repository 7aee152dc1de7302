import { newCel } from '../../src/shared/sprite/cels.ts';
import { IdSource } from '../../src/shared/sprite/ids.ts';
import { newFrame, newGroupLayer, newImageLayer, newSprite } from '../../src/shared/sprite/newSprite.ts';
import { DEFAULT_PALETTE } from '../../src/shared/sprite/palette.ts';
import { contentBounds, rasterFrom } from '../../src/shared/sprite/raster.ts';
import { isEmpty, type Rect } from '../../src/shared/sprite/rect.ts';
import type { Cel, Frame, FrameId, ImageContent, Layer, Sprite, TagDirection } from '../../src/shared/sprite/sprite.ts';
import { NO_USER_DATA } from '../../src/shared/sprite/userData.ts';
import type { PixelGrid } from './pixelGrid.ts';

export interface DrawnLayer {
  readonly name: string;
  /** One a frame; the same grid again becomes a linked cel. */
  readonly cels: readonly PixelGrid[];
  /** 0 to 255; 255 when left out. */
  readonly opacity?: number;
}

export interface DrawnGroup {
  readonly name: string;
  /** Bottom to top. */
  readonly children: readonly (DrawnLayer | DrawnGroup)[];
}

export interface DrawnTag {
  readonly name: string;
  /** Numbers of the first and last frame. */
  readonly from: number;
  readonly to: number;
  readonly direction?: TagDirection;
  readonly color: number;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Of each frame, in milliseconds. */
  readonly durations: readonly number[];
  /** Bottom to top. */
  readonly layers: readonly (DrawnLayer | DrawnGroup)[];
  readonly tags: readonly DrawnTag[];
}

/** An indexed sprite in Celadon 32 out of what was drawn, its cels no larger than their pixels. */
export function assembleSprite({ width, height, durations, layers, tags }: Drawing): Sprite {
  const ids = new IdSource(1);
  const frames = durations.map((duration) => newFrame(ids.next('frame'), duration));
  const frameId = (number: number): FrameId => (frames[number] ?? missing(`frame ${number}`)).id;
  const sprite: Sprite = {
    ...newSprite({ width, height, colorMode: 'indexed' }),
    frames,
    layers: layers.map((layer) => assembleLayer(layer, frames, ids)),
    tags: tags.map(({ name, from, to, direction = 'forward', color }) => ({
      id: ids.next('tag'),
      name,
      from: frameId(from),
      to: frameId(to),
      direction,
      repeat: 0,
      color: DEFAULT_PALETTE.colors[color] ?? missing(`colour ${color}`),
      userData: NO_USER_DATA,
      unknown: [],
    })),
  };
  return ids.claimed(sprite);
}

function assembleLayer(drawn: DrawnLayer | DrawnGroup, frames: readonly Frame[], ids: IdSource): Layer {
  if ('children' in drawn) {
    const children = drawn.children.map((child) => assembleLayer(child, frames, ids));
    return { ...newGroupLayer(ids.next('layer'), drawn.name), children };
  }
  const contents = new Map<PixelGrid, ImageContent>();
  const cels = new Map<FrameId, Cel>();
  drawn.cels.forEach((grid, number) => {
    const content = contents.get(grid) ?? contentOf(grid, ids);
    contents.set(grid, content);
    const frame = frames[number] ?? missing(`frame ${number}`);
    if (!isEmpty(content.bounds)) cels.set(frame.id, celAt(grid, content));
  });
  return { ...newImageLayer(ids.next('layer'), drawn.name), opacity: drawn.opacity ?? 255, cels };
}

/** The picture's own pixels, from its upper left corner on. */
function contentOf(grid: PixelGrid, ids: IdSource): ImageContent {
  const { x, y, width, height } = boundsOf(grid);
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = (y + row) * grid.width + x;
    pixels.set(grid.pixels.subarray(start, start + width), row * width);
  }
  const raster = rasterFrom('indexed', pixels, width, height);
  return { kind: 'image', id: ids.next('content'), raster, bounds: { x: 0, y: 0, width, height } };
}

function celAt(grid: PixelGrid, content: ImageContent): Cel {
  const { x, y } = boundsOf(grid);
  return newCel(content, x, y);
}

function boundsOf(grid: PixelGrid): Rect {
  return contentBounds(rasterFrom('indexed', grid.pixels, grid.width, grid.height));
}

function missing(what: string): never {
  throw new Error(`The drawing has no ${what}.`);
}
