import type { Grid } from './grid.ts';
import { EDGE, type Matte } from './matte.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { YUV_KEYS, type YuvTable, yuvPlace } from './yuvTable.ts';

export interface GatherOptions {
  readonly video: RawVideo;
  /** Outside of it there is nothing to sample. */
  readonly area: Box;
  readonly grid: Grid;
  readonly table: YuvTable;
  /** For samples next to the backdrop, from which its colour may have been taken. */
  readonly edgeTable: YuvTable;
  /** Samples along each side of a cell. */
  readonly side: number;
  /** For each of a cell's samples 0 where only its place is looked at; of cells without any other all count. */
  readonly wanted?: Uint8Array | undefined;
}

/** Share of what a cell's samples count that is enough to leave out those mixed with the backdrop. */
const ENOUGH = 0.3;
/** How much less samples count away from the middle. */
const STEEPNESS = 6;

/** The samples of one cell after another. */
export interface CellGather {
  /** Of the last cell that was gathered, OKLab, three floats a sample. */
  readonly colors: Float32Array;
  /** Where in the cell each of them lies: row by row from 0. */
  readonly spots: Uint8Array;
  /** What each of them counts where cells are parted in two: those in the middle of the cell most. */
  readonly weights: Float32Array;
  /** Which of the table's colours each of them has; those of the edge's table come after it. */
  readonly places: Int32Array;
  /** Gathers the subject's samples of one cell, those from its edge only where there are few others; their number. */
  readonly gather: (frame: Uint8Array, matte: Matte | undefined, column: number, row: number) => number;
  /** How many samples of the last cell show the subject. */
  readonly covered: () => number;
}

export function cellGather({ video, area, grid, table, edgeTable, side, wanted }: GatherOptions): CellGather {
  const columns = positions(grid.x, grid.cellWidth, grid.width * side, side, area.left, area.right);
  const rows = positions(grid.y, grid.cellHeight, grid.height * side, side, area.top, area.bottom);
  const colors = new Float32Array(side * side * 3);
  const spots = new Uint8Array(side * side);
  const weights = new Float32Array(side * side);
  const weightAt = middleWeights(side);
  const places = new Int32Array(side * side);
  const { width, height } = video;
  const half = width >> 1;
  const planeU = width * height;
  const planeV = planeU + (planeU >> 2);
  let covered = 0;

  function gather(frame: Uint8Array, matte: Matte | undefined, column: number, row: number): number {
    const count = gatherThose(frame, matte, column, row, wanted);
    return count === 0 && covered > 0 ? gatherThose(frame, matte, column, row, undefined) : count;
  }

  function gatherThose(
    frame: Uint8Array,
    matte: Matte | undefined,
    column: number,
    row: number,
    those: Uint8Array | undefined,
  ): number {
    let inside = 0;
    let edge = side * side;
    let counted = 0;
    let countedInside = 0;
    covered = 0;
    const firstColumn = column * side;
    for (let j = 0; j < side; j++) {
      const y = rows[row * side + j] ?? -1;
      if (y < 0) continue;
      const line = y * width;
      const chromaLine = (y >> 1) * half;
      for (let i = 0; i < side; i++) {
        const x = columns[firstColumn + i] ?? -1;
        if (x < 0) continue;
        const chroma = chromaLine + (x >> 1);
        const place = matte === undefined ? 1 : (matte[chroma] ?? 0);
        if (place === 0) continue;
        covered++;
        const spot = j * side + i;
        if (those !== undefined && those[spot] === 0) continue;
        const color = yuvPlace(frame[line + x] ?? 0, frame[planeU + chroma] ?? 0, frame[planeV + chroma] ?? 0);
        const key = 3 * color;
        // Inner samples fill the arrays from their start, those of the edge from their end.
        const isEdge = place === EDGE;
        const to = isEdge ? --edge : inside++;
        const source = isEdge ? edgeTable : table;
        spots[to] = spot;
        const weight = weightAt[spot] ?? 0;
        weights[to] = weight;
        counted += weight;
        if (!isEdge) countedInside += weight;
        places[to] = isEdge ? YUV_KEYS / 3 + color : color;
        colors[3 * to] = source[key] ?? 0;
        colors[3 * to + 1] = source[key + 1] ?? 0;
        colors[3 * to + 2] = source[key + 2] ?? 0;
      }
    }
    const gathered = inside + side * side - edge;
    if (countedInside >= ENOUGH * counted) return inside;
    colors.copyWithin(3 * inside, 3 * edge);
    spots.copyWithin(inside, edge);
    weights.copyWithin(inside, edge);
    places.copyWithin(inside, edge);
    return gathered;
  }

  return { colors, spots, weights, places, gather, covered: () => covered };
}

/** Where cells are drawn, blur and codec mix their outer samples with the neighbours. */
function middleWeights(side: number): Float32Array {
  const along = Array.from({ length: side }, (_, i) => {
    const away = (2 * (i + 0.5)) / side - 1;
    return (1 - away * away) ** STEEPNESS;
  });
  return Float32Array.from({ length: side * side }, (_, i) => {
    return (along[i % side] ?? 0) * (along[Math.floor(i / side)] ?? 0);
  });
}

/** Source pixel of each sample along one axis; -1 outside the area. */
function positions(start: number, cell: number, count: number, side: number, from: number, to: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => {
    const position = Math.floor(start + ((i + 0.5) * cell) / side);
    return position < from || position >= to ? -1 : position;
  });
}
