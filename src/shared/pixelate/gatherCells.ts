import { coverWeights } from './coverWeights.ts';
import type { Grid } from './grid.ts';
import { kernel } from './kernel/kernel.ts';
import type { Matte } from './matte.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import type { Spill } from './spill.ts';
import { tellTable, YUV_PLACES } from './yuvTable.ts';

export interface GatherOptions {
  readonly video: RawVideo;
  /** Outside of it there is nothing to sample. */
  readonly area: Box;
  readonly grid: Grid;
  /** What to take out of samples next to the backdrop, from which their colour may have been taken. */
  readonly spill: Spill | undefined;
  /** Samples along each side of a cell, at most 8. */
  readonly side: number;
  /** For each of a cell's samples 0 where only its place is looked at; of cells without any other all count. */
  readonly wanted?: Uint8Array | undefined;
}

/** Of the table of colours that a screen shines on. */
const EDGE_BYTES = 12 * YUV_PLACES;
/** How much less samples count away from the middle. */
const STEEPNESS = 6;

/** Makes the kernel ready to gather samples of the cells of one frame after another. */
export function cellGather({ video, area, grid, spill, side, wanted }: GatherOptions) {
  const columns = positions(grid.x, grid.cellWidth, grid.width * side, side, area.left, area.right);
  const rows = positions(grid.y, grid.cellHeight, grid.height * side, side, area.top, area.bottom);
  const middle = middleWeights(side);
  const cover = coverWeights(side);
  return (frame: Uint8Array, matte: Matte | undefined): void => {
    tellLookUp(video, spill);
    kernel.call.setGather(
      kernel.hold('frame', frame),
      matte ? kernel.hold('matte', matte) : 0,
      video.width,
      video.height,
      side,
      kernel.hold('columns', columns),
      kernel.hold('rows', rows),
      kernel.hold('middle', middle),
      wanted ? kernel.hold('wanted', wanted) : 0,
      kernel.hold('coverWeights', cover.weights),
      kernel.hold('coverages', cover.coverages),
    );
  };
}

/** Tells the kernel where to look up colours. Those that a screen shines on are worked out when they are seen. */
export function tellLookUp(video: RawVideo, spill: Spill | undefined): void {
  const screen = spill ? Number(spill[0]) + 2 * Number(spill[1]) + 4 * Number(spill[2]) : 0;
  tellTable(video);
  const key = `${video.matrix} ${video.range} ${screen}`;
  const edges = screen === 0 ? 0 : kernel.room('edges', EDGE_BYTES);
  const known =
    screen === 0 ? 0 : kernel.keep('edgesKnown', key, () => kernel.put('edgesKnown', new Uint8Array(YUV_PLACES / 4)));
  kernel.call.setLookUp(edges, known, screen);
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
