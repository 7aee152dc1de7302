import { chromaPlace, ENTRY, entryAt, PLACES, writeColors, yuvPlace } from './yuv';

/** The samples of one cell after another. */

/** Samples along a side of a cell are at most 8. */
const MOST: i32 = 64;
/** Of a matte. */
const INSIDE: i32 = 1;
const EDGE: i32 = 2;
/** Share of what a cell's samples count that is enough to leave out those mixed with the backdrop. */
const ENOUGH: f32 = 0.3;

/** Of each sample of the last cell: where in the cell it lies (i32), what it counts (f32), its place in the table (i32). */
const spots: usize = memory.data(MOST * 4, 16);
export const weights: usize = memory.data(MOST * 4, 16);
export const places: usize = memory.data(MOST * 4, 16);
/** Their colours, a row of f32 for each channel. */
export const rowL: usize = memory.data(MOST * 4, 16);
export const rowA: usize = memory.data(MOST * 4, 16);
export const rowB: usize = memory.data(MOST * 4, 16);
/** The share of the last cell that shows the subject, 0 to 1. */
export let coverage: f32 = 0;

/** The chroma part of the colour under each column of a cell, in the row at hand. */
const tints: usize = memory.data(8 * 4, 16);

let frame: usize = 0;
let matte: usize = 0;
let width: i32 = 0;
let half: i32 = 0;
let planeU: usize = 0;
let planeV: usize = 0;
let side: i32 = 0;
let all: i32 = 0;
let columns: usize = 0;
let rows: usize = 0;
let middle: usize = 0;
let wanted: usize = 0;
let coverWeights: usize = 0;
let coverages: usize = 0;
let edges: usize = 0;
let edgesKnown: usize = 0;
let spill: i32 = 0;
/** Spots and weights are those of a whole cell. */
let isPlain: bool = false;

/**
 * Tells what to sample: a frame of `frameWidth` x `frameHeight` pixels with its matte (or 0), at `samples` columns and
 * rows a cell (i32 each, -1 outside the picture), each counting what `middleAt` says (f32). Where `wantedAt` is not 0,
 * only samples that have a 1 there (u8) are more than counted, unless a cell has none of those. What samples count for a
 * cell's coverage is at `coverWeightsAt` (i32 each), and the coverage that each sum of them means at `coveragesAt` (f32).
 */
export function setGather(
  frameAt: usize,
  matteAt: usize,
  frameWidth: i32,
  frameHeight: i32,
  samples: i32,
  columnsAt: usize,
  rowsAt: usize,
  middleAt: usize,
  wantedAt: usize,
  coverWeightsAt: usize,
  coveragesAt: usize,
): void {
  frame = frameAt;
  matte = matteAt;
  width = frameWidth;
  half = width >> 1;
  planeU = frameAt + width * frameHeight;
  planeV = planeU + half * (frameHeight >> 1);
  side = samples;
  all = side * side;
  columns = columnsAt;
  rows = rowsAt;
  middle = middleAt;
  wanted = wantedAt;
  coverWeights = coverWeightsAt;
  coverages = coveragesAt;
  isPlain = false;
}

/**
 * Tells where colours of samples next to the backdrop are looked up: in a table that is filled as it is asked for, four
 * colours at a time, each with a byte at `edgesKnownAt`; `screen` as the spill of `writeColors`, 0 where they are as all
 * others.
 */
export function setLookUp(edgesAt: usize, edgesKnownAt: usize, screen: i32): void {
  edges = edgesAt;
  edgesKnown = edgesKnownAt;
  spill = screen;
}

/**
 * Gathers the subject's samples of one cell, those from its edge only where there are few others; their number. Where all
 * have the same colour, one stands for all of them.
 */
export function gather(column: i32, row: i32): i32 {
  const whole = gatherWhole(column, row);
  if (whole > 0) return whole;
  const count = gatherThose(column, row, wanted);
  return count === 0 && coverage > 0 ? gatherThose(column, row, 0) : count;
}

/** Most cells lie within the picture and the subject, which makes everything simple; 0 of those that do not. */
function gatherWhole(column: i32, row: i32): i32 {
  const x = columns + ((column * side) << 2);
  const y = rows + ((row * side) << 2);
  const last = <usize>((side - 1) << 2);
  if ((load<i32>(x) | load<i32>(x + last) | load<i32>(y) | load<i32>(y + last)) < 0) return 0;
  let chromaRow = -1;
  let some = -1;
  let different = 0;
  let to = places;
  for (let j = 0; j < side; j++) {
    const line = load<i32>(y + (j << 2));
    if (line >> 1 !== chromaRow) {
      chromaRow = line >> 1;
      if (!readTints(<usize>(chromaRow * half), x)) return 0;
    }
    const from = frame + line * width;
    for (let i = 0; i < side; i++, to += 4) {
      const place = load<i32>(tints + (i << 2)) | (<i32>load<u8>(from + load<i32>(x + (i << 2))) >> 1);
      store<i32>(to, place);
      if (some < 0) some = place;
      different |= place ^ some;
    }
  }
  coverage = 1;
  if (different === 0) return 1;
  if (wanted !== 0) return takeWanted();
  if (!isPlain) {
    for (let i = 0; i < all; i++) store<i32>(spots + (i << 2), i);
    memory.copy(weights, middle, all << 2);
    isPlain = true;
  }
  return all;
}

/** Leaves those that are wanted of a whole cell's samples; their number. */
function takeWanted(): i32 {
  let count = 0;
  for (let spot = 0; spot < all; spot++) {
    if (load<u8>(wanted + spot) === 0) continue;
    store<i32>(spots + (count << 2), spot);
    store<f32>(weights + (count << 2), load<f32>(middle + (spot << 2)));
    store<i32>(places + (count << 2), load<i32>(places + (spot << 2)));
    count++;
  }
  return count;
}

/** Reads a row of a cell's chroma; false where it is not within the subject. */
function readTints(line: usize, x: usize): bool {
  for (let i = 0; i < side; i++) {
    const chroma = line + (load<i32>(x + (i << 2)) >> 1);
    if (matte !== 0 && <i32>load<u8>(matte + chroma) !== INSIDE) return false;
    store<i32>(tints + (i << 2), chromaPlace(load<u8>(planeU + chroma), load<u8>(planeV + chroma)));
  }
  return true;
}

function gatherThose(column: i32, row: i32, those: usize): i32 {
  let inside = 0;
  let edge = all;
  let shown = 0;
  let counted: f32 = 0;
  let countedInside: f32 = 0;
  isPlain = false;
  for (let j = 0; j < side; j++) {
    const y = load<i32>(rows + ((row * side + j) << 2));
    if (y < 0) continue;
    for (let i = 0; i < side; i++) {
      const x = load<i32>(columns + ((column * side + i) << 2));
      if (x < 0) continue;
      const chroma = <usize>((y >> 1) * half + (x >> 1));
      const place = matte === 0 ? INSIDE : <i32>load<u8>(matte + chroma);
      if (place === 0) continue;
      const spot = j * side + i;
      shown += load<i32>(coverWeights + (spot << 2));
      if (those !== 0 && load<u8>(those + spot) === 0) continue;
      const color = yuvPlace(load<u8>(frame + y * width + x), load<u8>(planeU + chroma), load<u8>(planeV + chroma));
      // Inner samples fill the arrays from their start, those of the edge from their end.
      const isEdge = place === EDGE;
      const to = <usize>((isEdge ? --edge : inside++) << 2);
      const weight = load<f32>(middle + (spot << 2));
      store<i32>(spots + to, spot);
      store<f32>(weights + to, weight);
      store<i32>(places + to, isEdge ? PLACES + color : color);
      counted += weight;
      if (!isEdge) countedInside += weight;
    }
  }
  coverage = load<f32>(coverages + (shown << 2));
  if (countedInside >= ENOUGH * counted) return inside;
  const moved = <usize>((all - edge) << 2);
  memory.copy(spots + (inside << 2), spots + (edge << 2), moved);
  memory.copy(weights + (inside << 2), weights + (edge << 2), moved);
  memory.copy(places + (inside << 2), places + (edge << 2), moved);
  return inside + all - edge;
}

/**
 * Looks up the colours of the first `count` samples. The rows are filled up to a multiple of four with the first sample's
 * colour and weights of 0.
 */
export function lookUp(count: i32): void {
  for (let i = 0; i < count << 2; i += 4) putColor(i, colorAt(load<i32>(places + i)));
  const first = colorAt(load<i32>(places));
  for (let i = count << 2; (i & 15) !== 0; i += 4) {
    putColor(i, first);
    store<f32>(weights + i, 0);
    isPlain = false;
  }
}

function putColor(to: i32, from: usize): void {
  store<f32>(rowL + to, load<f32>(from));
  store<f32>(rowA + to, load<f32>(from, 4));
  store<f32>(rowB + to, load<f32>(from, 8));
}

/** Where the colour of a place stands, which may be one of an edge. */
export function colorAt(place: i32): usize {
  return place < PLACES ? entryAt(place) : edgeAt(place - PLACES);
}

function edgeAt(place: i32): usize {
  if (spill === 0) return entryAt(place);
  const four = place & ~3;
  if (load<u8>(edgesKnown + (four >> 2)) === 0) {
    writeColors(four, edges + <usize>(four * ENTRY), spill);
    store<u8>(edgesKnown + (four >> 2), 1);
  }
  return edges + <usize>(place * ENTRY);
}

/** The number of the first `count` samples that is nearest to the middle of the cell. */
export function middlemost(count: i32): i32 {
  let best = 0;
  let least: f32 = Infinity;
  for (let i = 0; i < count; i++) {
    const far = farFromMiddle(load<i32>(spots + (i << 2)));
    if (far >= least) continue;
    least = far;
    best = i;
  }
  return best;
}

/** The square of the distance, the earlier spot being a little nearer. */
function farFromMiddle(spot: i32): f32 {
  const y = spot / side - (side >> 1);
  const x = (spot % side) - (side >> 1);
  return <f32>(y * y + x * x) + <f32>spot / <f32>(all * 8);
}
