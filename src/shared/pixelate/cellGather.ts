import type { Grid } from './grid.ts';
import { EDGE, INSIDE, type Matte } from './matte.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { chromaPlace, YUV_PLACES, type YuvReader, type YuvTable, yuvPlace } from './yuvTable.ts';

export interface GatherOptions {
  readonly video: RawVideo;
  /** Outside of it there is nothing to sample. */
  readonly area: Box;
  readonly grid: Grid;
  readonly table: YuvTable;
  /** For samples next to the backdrop, from which its colour may have been taken. */
  readonly readEdge: YuvReader;
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
  /**
   * Gathers the subject's samples of one cell, those from its edge only where there are few others; their number. Where
   * all have the same colour, one stands for all of them.
   */
  readonly gather: (frame: Uint8Array, matte: Matte | undefined, column: number, row: number) => number;
  /** Of the last cell that was gathered: where in it each of them lies, row by row from 0. */
  readonly spots: Uint8Array;
  /** What each of them counts where cells are parted in two: those in the middle of the cell most. */
  readonly weights: Float32Array;
  /** Which of the table's colours each of them has; those of edges come after them. */
  readonly places: Int32Array;
  /** Writes the colours of the first `count` of them to `colors`. */
  readonly lookUp: (count: number) => void;
  /** OKLab, three floats a sample. */
  readonly colors: Float64Array;
  /** How many samples of the last cell show the subject. */
  readonly covered: () => number;
}

export function cellGather({ video, area, grid, table, readEdge, side, wanted }: GatherOptions): CellGather {
  const columns = positions(grid.x, grid.cellWidth, grid.width * side, side, area.left, area.right);
  const rows = positions(grid.y, grid.cellHeight, grid.height * side, side, area.top, area.bottom);
  const all = side * side;
  const colors = new Float64Array(all * 3);
  const spots = new Uint8Array(all);
  const weightAt = middleWeights(side);
  const weights = weightAt.slice();
  const places = new Int32Array(all);
  const { width, height } = video;
  const half = width >> 1;
  const planeU = width * height;
  const planeV = planeU + (planeU >> 2);
  const spotsWanted = Uint8Array.from({ length: all }, (_, spot) => spot).filter((spot) => wanted?.[spot] !== 0);
  /** The chroma part of the colour under each column of a cell, in the row at hand. */
  const tints = new Int32Array(side);
  /** Spots and weights are those of a whole cell. */
  let isPlain = false;
  let covered = 0;

  function gather(frame: Uint8Array, matte: Matte | undefined, column: number, row: number): number {
    const whole = gatherWhole(frame, matte, column, row);
    if (whole > 0) return whole;
    const count = gatherThose(frame, matte, column, row, wanted);
    return count === 0 && covered > 0 ? gatherThose(frame, matte, column, row, undefined) : count;
  }

  /** Most cells lie within the picture and the subject, which makes everything simple; 0 of those that do not. */
  function gatherWhole(frame: Uint8Array, matte: Matte | undefined, column: number, row: number): number {
    const firstColumn = column * side;
    const firstRow = row * side;
    const isWide = (columns[firstColumn] ?? -1) >= 0 && (columns[firstColumn + side - 1] ?? -1) >= 0;
    if (!isWide || (rows[firstRow] ?? -1) < 0 || (rows[firstRow + side - 1] ?? -1) < 0) return 0;
    let chromaRow = -1;
    let some = -1;
    let different = 0;
    for (let j = 0, spot = 0; j < side; j++) {
      const y = rows[firstRow + j] ?? 0;
      if (y >> 1 !== chromaRow) {
        chromaRow = y >> 1;
        if (!readTints(frame, matte, chromaRow * half, firstColumn)) return 0;
      }
      const line = y * width;
      for (let i = 0; i < side; i++, spot++) {
        const luma = frame[line + (columns[firstColumn + i] ?? 0)] ?? 0;
        const place = (tints[i] ?? 0) | (luma >> 1);
        places[spot] = place;
        if (some < 0) some = place;
        different |= place ^ some;
      }
    }
    covered = all;
    if (different === 0) return 1;
    if (!isPlain) {
      for (let i = 0; i < spotsWanted.length; i++) {
        spots[i] = spotsWanted[i] ?? 0;
        weights[i] = weightAt[spotsWanted[i] ?? 0] ?? 0;
      }
      isPlain = true;
    }
    if (wanted) for (let i = 0; i < spotsWanted.length; i++) places[i] = places[spotsWanted[i] ?? 0] ?? 0;
    return spotsWanted.length;
  }

  /** Reads a row of a cell's chroma; false where it is not within the subject. */
  function readTints(frame: Uint8Array, matte: Matte | undefined, chromaLine: number, firstColumn: number): boolean {
    for (let i = 0; i < side; i++) {
      const chroma = chromaLine + ((columns[firstColumn + i] ?? 0) >> 1);
      if (matte !== undefined && matte[chroma] !== INSIDE) return false;
      tints[i] = chromaPlace(frame[planeU + chroma] ?? 0, frame[planeV + chroma] ?? 0);
    }
    return true;
  }

  function gatherThose(
    frame: Uint8Array,
    matte: Matte | undefined,
    column: number,
    row: number,
    those: Uint8Array | undefined,
  ): number {
    let inside = 0;
    let edge = all;
    let counted = 0;
    let countedInside = 0;
    covered = 0;
    isPlain = false;
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
        const place = matte === undefined ? INSIDE : (matte[chroma] ?? 0);
        if (place === 0) continue;
        covered++;
        const spot = j * side + i;
        if (those !== undefined && those[spot] === 0) continue;
        const color = yuvPlace(frame[line + x] ?? 0, frame[planeU + chroma] ?? 0, frame[planeV + chroma] ?? 0);
        // Inner samples fill the arrays from their start, those of the edge from their end.
        const isEdge = place === EDGE;
        const to = isEdge ? --edge : inside++;
        spots[to] = spot;
        const weight = weightAt[spot] ?? 0;
        weights[to] = weight;
        counted += weight;
        if (!isEdge) countedInside += weight;
        places[to] = isEdge ? YUV_PLACES + color : color;
      }
    }
    if (countedInside >= ENOUGH * counted) return inside;
    spots.copyWithin(inside, edge);
    weights.copyWithin(inside, edge);
    places.copyWithin(inside, edge);
    return inside + all - edge;
  }

  function lookUp(count: number): void {
    let i = 0;
    for (let to = 0; i < count; i++, to += 3) {
      const from = 3 * (places[i] ?? 0);
      // Those of edges are the last.
      if (from >= table.length) break;
      colors[to] = table[from] ?? 0;
      colors[to + 1] = table[from + 1] ?? 0;
      colors[to + 2] = table[from + 2] ?? 0;
    }
    for (; i < count; i++) readEdge((places[i] ?? 0) - YUV_PLACES, colors, 3 * i);
  }

  return { gather, spots, weights, places, lookUp, colors, covered: () => covered };
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
