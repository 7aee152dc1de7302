import type { BlendRow } from './blend/blendRow.ts';
import type { ReadRow } from './layerPixels.ts';
import { intersect, isEmpty, type Rect } from './rect.ts';
import type { Cel, TileMasks, TilemapContent, Tileset } from './sprite.ts';

export interface PaintTarget {
  /** RGBA of `region`, row by row. */
  readonly out: Uint32Array;
  /** Canvas pixels. */
  readonly region: Rect;
}

export interface Brushwork {
  readonly readRow: ReadRow;
  readonly blendRow: BlendRow;
  /** 0 to 255. */
  readonly opacity: number;
}

/** A square of one tileset, turned as a tilemap says. */
interface TurnedTile {
  readonly index: number;
  readonly flipX: boolean;
  readonly flipY: boolean;
  readonly flipDiagonal: boolean;
}

/** Paints the tiles of a cel that touch `area` (canvas pixels, within the target's region). */
export function paintTilemap(
  { x, y }: Cel,
  content: TilemapContent,
  tileset: Tileset,
  area: Rect,
  target: PaintTarget,
  brushwork: Brushwork,
): void {
  const { tileWidth, tileHeight } = tileset;
  const within = { x: area.x - x, y: area.y - y, width: area.width, height: area.height };
  const left = Math.max(0, Math.floor(within.x / tileWidth));
  const top = Math.max(0, Math.floor(within.y / tileHeight));
  const right = Math.min(content.width, Math.ceil((within.x + within.width) / tileWidth));
  const bottom = Math.min(content.height, Math.ceil((within.y + within.height) / tileHeight));
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const tile = turnedTile(content.tiles[row * content.width + column] ?? 0, content.masks, tileset);
      const place = { x: x + column * tileWidth, y: y + row * tileHeight, width: tileWidth, height: tileHeight };
      if (tile && tile.index < tileset.count) paintTile(tile, tileset, place, area, target, brushwork);
    }
  }
}

/** What a number in a tilemap means; undefined where it means no tile. */
function turnedTile(tile: number, masks: TileMasks, { emptyTileIsZero }: Tileset): TurnedTile | undefined {
  if (tile === (emptyTileIsZero ? 0 : 0xffffffff)) return undefined;
  const has = (mask: number): boolean => mask !== 0 && (tile & mask) >>> 0 === mask;
  return {
    index: ((tile & masks.index) >>> 0) / lowestBit(masks.index),
    flipX: has(masks.flipX),
    flipY: has(masks.flipY),
    flipDiagonal: has(masks.flipDiagonal),
  };
}

function lowestBit(mask: number): number {
  return (mask & -mask) >>> 0 || 1;
}

/**
 * The pixel shown at (x, y) of a turned tile is found by the x and y flips, and then, for a diagonal flip, by exchanging
 * both. A tile that is not square has no pixel for some places then; these become clear, whatever lies below, as
 * Aseprite renders them.
 */
function paintTile(
  tile: TurnedTile,
  { tileWidth, tileHeight, pixels }: Tileset,
  place: Rect,
  area: Rect,
  { out, region }: PaintTarget,
  { readRow, blendRow, opacity }: Brushwork,
): void {
  const part = intersect(place, area);
  if (pixels === undefined || isEmpty(part)) return;
  const row = new Uint32Array(part.width);
  const side = tile.flipDiagonal ? Math.min(tileWidth, tileHeight) : Math.max(tileWidth, tileHeight);
  const start = tile.index * tileWidth * tileHeight;
  const [stepX, stepY] = tile.flipDiagonal ? [tileWidth, 1] : [1, tileWidth];
  const x0 = tile.flipX ? tileWidth - 1 - (part.x - place.x) : part.x - place.x;
  const forward = tile.flipX ? -1 : 1;
  for (let y = part.y; y < part.y + part.height; y++) {
    const sourceY = tile.flipY ? tileHeight - 1 - (y - place.y) : y - place.y;
    const to = (y - region.y) * region.width + (part.x - region.x);
    readRow(row, pixels, start + x0 * stepX + sourceY * stepY, forward * stepX, part.width);
    for (let i = 0; i < part.width && side < Math.max(tileWidth, tileHeight); i++) {
      if (sourceY < side && x0 + forward * i < side) continue;
      row[i] = 0;
      out[to + i] = 0;
    }
    blendRow(out, to, row, part.width, opacity);
  }
}
