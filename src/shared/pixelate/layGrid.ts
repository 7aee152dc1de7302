import type { ClipWarning } from '../clip/clipReport.ts';
import type { ClipSettings } from '../clip/clipSettings.ts';
import { align, type Shift } from './align.ts';
import { cellsOf, fitArea, fitSubject, fitWhole, type Grid, snapSubject, snapWhole } from './grid.ts';
import type { Lattice } from './lattice.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { type Silhouette, subjectBox } from './silhouette.ts';

export interface LaidGrid {
  readonly grid: Grid;
  /** Whether there is a subject to part from its backdrop. */
  readonly hasSubject: boolean;
  /** By the number of a frame: how far the grid is moved for it, in raw pixels; not at all where there is nothing. */
  readonly shifts: ReadonlyMap<number, Shift>;
  readonly warnings: readonly ClipWarning[];
}

export interface Subject {
  /** Frames in the order of the video, by number. */
  readonly numbers: readonly number[];
  readonly silhouettes: readonly Silhouette[];
  /** The numbers of those that the grid must hold. */
  readonly framed: ReadonlySet<number>;
  /** Frames of one cycle of the motion. */
  readonly period: number;
  /** Where the video's own cells begin in each frame, where they go with the camera. */
  readonly places: readonly Shift[] | undefined;
}

export type GridSettings = Pick<ClipSettings, 'width' | 'height' | 'crop' | 'grid' | 'align'>;

/**
 * Lays the cells over what the frames shall show.
 *
 * @param subject undefined where the backdrop stays
 * @param lattice the video's own cells, where the grid shall be laid along them; an area to show goes before them
 */
export function layGrid(
  subject: Subject | undefined,
  picture: Box,
  video: RawVideo,
  settings: GridSettings,
  lattice: Lattice | undefined,
): LaidGrid {
  const whole = layWhole(picture, video, settings, lattice);
  if (!subject) return { ...whole, hasSubject: false, shifts: new Map() };
  const { numbers, silhouettes, framed, period, places } = subject;
  const held = numbers.flatMap((number, i) => (framed.has(number) ? i : []));
  // A stray spark must not shrink the sprite, but what is there twice belongs to it. In chroma samples.
  const least = (cellIn(picture, video, settings) / 4) * (1 + held.length / 24);
  const boxOf = (shifts: readonly Shift[]): Box | undefined =>
    subjectBox(
      held.flatMap((i) => silhouettes[i] ?? []),
      least,
      held.flatMap((i) => shifts[i] ?? []),
    );
  const box = boxOf([]);
  if (!box)
    return { grid: whole.grid, hasSubject: false, shifts: new Map(), warnings: [...whole.warnings, 'no_subject'] };
  const touching: readonly ClipWarning[] = touches(box, picture) ? ['touches_edge'] : [];
  const shiftsFor = (cellWidth: number, cellHeight: number): readonly Shift[] =>
    places ? fromFirst(places) : align(settings.align, silhouettes, { cellWidth, cellHeight, period });
  let laid = whole;
  if (settings.crop === 'subject') {
    // The frames need not hold what the alignment takes out.
    const aligned = boxOf(shiftsFor(1, 1)) ?? box;
    laid = laySubject(aligned, settings.align === 'none' ? 0 : SLACK, video, settings, lattice);
  }
  const shifts = places ? ontoPlaces(places, laid.grid) : shiftsFor(laid.grid.cellWidth, laid.grid.cellHeight);
  const byNumber = numbers.flatMap((number, i) => {
    const shift = shifts[i];
    return shift && (shift.x !== 0 || shift.y !== 0) ? [[number, shift] as const] : [];
  });
  return { grid: laid.grid, hasSubject: true, shifts: new Map(byNumber), warnings: [...touching, ...laid.warnings] };
}

function fromFirst(places: readonly Shift[]): readonly Shift[] {
  const first = places[0] ?? { x: 0, y: 0 };
  return places.map(({ x, y }) => ({ x: x - first.x, y: y - first.y }));
}

/** How far a grid is to be moved so that it lies along the video's own cells: in the first frame to the nearest. */
function ontoPlaces(places: readonly Shift[], grid: Grid): readonly Shift[] {
  const first = places[0] ?? { x: 0, y: 0 };
  const x = withinCell(first.x - grid.x, grid.cellWidth) - first.x;
  const y = withinCell(first.y - grid.y, grid.cellHeight) - first.y;
  return places.map((place) => ({ x: place.x + x, y: place.y + y }));
}

function withinCell(step: number, cell: number): number {
  return step - cell * Math.round(step / cell);
}

/** Cells: shifts by whole ones leave the subject so far from where it was meant to be. */
const SLACK = 0.7;

type Laid = Pick<LaidGrid, 'grid' | 'warnings'>;

/** The grid over the whole picture, or over the area to show. */
export function layWhole(picture: Box, video: RawVideo, settings: GridSettings, lattice: Lattice | undefined): Laid {
  const { width, height, crop } = settings;
  if (typeof crop === 'object') return { grid: fitArea(crop, width, height, video.pixel), warnings: [] };
  if (!lattice) return { grid: fitWhole(picture, width, height, video.pixel), warnings: [] };
  return { grid: snapWhole(picture, width, height, lattice), warnings: sizeWarnings(picture, settings, lattice) };
}

function laySubject(
  box: Box,
  slack: number,
  video: RawVideo,
  settings: GridSettings,
  lattice: Lattice | undefined,
): Laid {
  const { width, height } = settings;
  if (lattice)
    return { grid: snapSubject(box, width, height, lattice), warnings: sizeWarnings(box, settings, lattice) };
  const space = slack * fitSubject(box, width, height, video.pixel).cellWidth;
  const { left, top, right, bottom } = box;
  const room = { left: left - space, top: top - space, right: right + space, bottom };
  return { grid: fitSubject(room, width, height, video.pixel), warnings: [] };
}

function sizeWarnings(box: Box, { width, height }: GridSettings, lattice: Lattice): readonly ClipWarning[] {
  const [left, top, right, bottom] = cellsOf(box, lattice);
  return right - left > width || bottom - top > height ? ['size_too_small'] : [];
}

/** About how wide a cell will be, in pixels of the raw frames. */
export function cellIn(
  picture: Box,
  { pixel }: Pick<RawVideo, 'pixel'>,
  { width, height, grid }: Pick<ClipSettings, 'width' | 'height' | 'grid'>,
): number {
  if (grid.kind === 'cell') return grid.cell * pixel;
  return Math.min((picture.right - picture.left) / width, (picture.bottom - picture.top) / height);
}

function touches(box: Box, picture: Box): boolean {
  const [left, top] = [box.left - picture.left, box.top - picture.top];
  const [right, bottom] = [picture.right - box.right, picture.bottom - box.bottom];
  return Math.min(left, top, right, bottom) <= 2;
}
