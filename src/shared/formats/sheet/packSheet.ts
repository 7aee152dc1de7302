import { samePixels } from '../../sprite/raster.ts';
import { intersect, type Rect, union } from '../../sprite/rect.ts';
import { FormatError } from '../formatError.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { opaqueBounds } from './opaqueBounds.ts';
import { type PackedSize, packRectangles } from './packRectangles.ts';
import { placeInBands } from './placeInBands.ts';
import type { SheetFrame, SheetOptions } from './sheetOptions.ts';

/** Where one frame stands in the sheet, and what part of it. */
export interface Placement {
  /** In the sheet: with inner padding, without the extruded edge. */
  readonly frame: Rect;
  /** The part of the frame that was kept. */
  readonly source: Rect;
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  readonly trimmed: boolean;
}

export interface Sheet {
  readonly width: number;
  readonly height: number;
  /** One for each frame, in their order. */
  readonly placements: readonly Placement[];
  /** RGBA, row by row. */
  readonly pixels: Uint32Array;
  /** The palette entry of each pixel, if all frames have theirs; 0 between the frames. */
  readonly entries?: Uint32Array;
}

/** Arranges frames in one picture. FormatError `not_encodable` when it would be too large, or does not fit its size. */
export function packSheet(frames: readonly SheetFrame[], options: SheetOptions): Sheet {
  const { extrude = false, innerPadding = 0, borderPadding = 0, powerOfTwo = false } = options;
  const edge = innerPadding + (extrude ? 1 : 0);
  const sources = sourcesOf(frames, options);
  const first =
    options.mergeDuplicates || options.layout === 'packed' ? firstAlike(frames, sources) : frames.map((_, i) => i);
  const unique = [...new Set(first)];
  const sizes = unique.map((frame): PackedSize & { band: string } => ({
    width: (sources[frame]?.width ?? 0) + 2 * edge,
    height: (sources[frame]?.height ?? 0) + 2 * edge,
    band: frames[frame]?.band ?? '',
  }));
  const slots = options.layout === 'packed' ? packRectangles(sizes, options) : placeInBands(sizes, options);
  const slotOf = new Map(unique.map((frame, i) => [frame, slots[i] ?? EMPTY_SLOT]));
  const extent = slots.reduce(union, EMPTY_SLOT);
  const side = (needed: number, fixed: number | undefined) => sheetSide(needed + borderPadding, fixed, powerOfTwo);
  const width = side(extent.x + extent.width, options.width);
  const height = side(extent.y + extent.height, options.height);
  const pixels = new Uint32Array(checkedArea(width, height));
  const entries = frames.every((frame) => frame.entries) ? new Uint32Array(pixels.length) : undefined;
  for (const [frame, slot] of slotOf) {
    const [picture, source] = [frames[frame], sources[frame]];
    if (!picture || !source) continue;
    const place = { x: slot.x + edge, y: slot.y + edge };
    draw(pixels, width, picture, source, place, extrude);
    if (entries && picture.entries)
      draw(entries, width, { ...picture, pixels: picture.entries }, source, place, extrude);
  }
  const placements = frames.map((frame, i) => {
    const source = sources[i] ?? EMPTY_SLOT;
    return placement(frame, source, inset(slotOf.get(first[i] ?? i) ?? EMPTY_SLOT, extrude ? 1 : 0));
  });
  return { width, height, placements, pixels, ...(entries && { entries }) };
}

const EMPTY_SLOT: Rect = { x: 0, y: 0, width: 0, height: 0 };

/** The part of each frame to keep; one pixel of a frame that has none. */
function sourcesOf(frames: readonly SheetFrame[], { trim }: SheetOptions): Rect[] {
  const whole = (frame: SheetFrame) => frame.source ?? { x: 0, y: 0, width: frame.width, height: frame.height };
  if (trim === undefined) return frames.map(whole);
  const bounds = frames.map((frame) => frame.source ?? opaqueBounds(frame));
  const shared = bounds.reduce(union, EMPTY_SLOT);
  return frames.map((frame, i) => {
    const kept = trim === 'sprite' ? intersect(shared, whole(frame)) : (bounds[i] ?? EMPTY_SLOT);
    return kept.width === 0 ? { x: 0, y: 0, width: 1, height: 1 } : kept;
  });
}

/** For each frame the first one whose kept part holds the same pixels. */
function firstAlike(frames: readonly SheetFrame[], sources: readonly Rect[]): number[] {
  const kept = frames.map((frame, i) => cut(frame, sources[i] ?? EMPTY_SLOT));
  const byHash = new Map<number, number[]>();
  return kept.map((pixels, i) => {
    const hash = pixels.reduce((sum, pixel) => Math.imul(sum ^ pixel, 0x01000193), sources[i]?.width ?? 0);
    const candidates = byHash.get(hash) ?? [];
    const alike = candidates.find((other) => {
      return sources[other]?.width === sources[i]?.width && samePixels(kept[other] ?? pixels, pixels);
    });
    if (alike === undefined) byHash.set(hash, [...candidates, i]);
    return alike ?? i;
  });
}

function cut({ pixels, width }: SheetFrame, source: Rect): Uint32Array {
  const out = new Uint32Array(source.width * source.height);
  for (let y = 0; y < source.height; y++) {
    const from = (source.y + y) * width + source.x;
    out.set(pixels.subarray(from, from + source.width), y * source.width);
  }
  return out;
}

function sheetSide(needed: number, fixed: number | undefined, powerOfTwo: boolean): number {
  const side = Math.max(1, fixed || needed);
  if (needed > side) {
    throw new FormatError('sheet', 0, 'not_encodable', `the frames need ${needed} pixels, the sheet has ${side}`);
  }
  return powerOfTwo ? 2 ** Math.ceil(Math.log2(side)) : side;
}

function checkedArea(width: number, height: number): number {
  if (width * height <= FORMAT_LIMITS.side ** 2) return width * height;
  throw new FormatError('sheet', 0, 'not_encodable', `a sheet of ${width} x ${height} pixels is too large`);
}

function inset({ x, y, width, height }: Rect, by: number): Rect {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}

function placement(frame: SheetFrame, source: Rect, slot: Rect): Placement {
  const trimmed = source.width !== frame.width || source.height !== frame.height;
  return { frame: slot, source, sourceWidth: frame.width, sourceHeight: frame.height, trimmed };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Copies the kept part of a frame to the sheet, and its outermost pixels once more around it. */
function draw(out: Uint32Array, width: number, frame: SheetFrame, source: Rect, at: Place, extrude: boolean): void {
  const ring = extrude ? 1 : 0;
  for (let y = -ring; y < source.height + ring; y++) {
    const from = (source.y + Math.min(Math.max(y, 0), source.height - 1)) * frame.width + source.x;
    const to = (at.y + y) * width + at.x;
    out.set(frame.pixels.subarray(from, from + source.width), to);
    if (!extrude) continue;
    out[to - 1] = frame.pixels[from] ?? 0;
    out[to + source.width] = frame.pixels[from + source.width - 1] ?? 0;
  }
}
