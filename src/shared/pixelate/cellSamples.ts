/**
 * What a frame shows in each cell: FIELDS floats a cell. Two OKLab colours, the first one's share of the subject's
 * samples, and the subject's share of the cell.
 */
export type CellSamples = Float32Array;
export const FIELDS = 8;
export const SHARE = 6;
export const COVERAGE = 7;
