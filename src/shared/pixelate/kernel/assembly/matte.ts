import { areClearlySure, classOf, known, MIXED, SURE, UNKNOWN } from './matteColors';
import { addRow, beginRuns, fromOf, isSubject, sumPieces } from './matteRuns';
import { beginOf, endOf } from './silhouette';
import { yuvPlace } from './yuv';

/** Parts the subject of a frame from its backdrop. */

/** Of a matte. */
const INSIDE: u8 = 1;
const EDGE: u8 = 2;
/** Times a class: four of them side by side. */
const FOUR: i32 = 0x01010101;

/** Which chroma samples are looked at, and how many a row has. */
let width: i32 = 0;
let height: i32 = 0;
let left: i32 = 0;
let top: i32 = 0;
let right: i32 = 0;
let bottom: i32 = 0;
/** What each sample of the row at hand is (u8), and which place its colour has in the table (i32). */
let classes: usize = 0;
let places: usize = 0;

/**
 * Tells what to look at: the chroma samples from (left, top) to (right, bottom) of frames that have `chromaWidth` x
 * `chromaHeight`; `rowAt` has room for a row of i32, one of u8, and 64 bytes.
 */
export function setMatte(
  chromaWidth: i32,
  chromaHeight: i32,
  fromX: i32,
  fromY: i32,
  toX: i32,
  toY: i32,
  rowAt: usize,
): void {
  width = chromaWidth;
  height = chromaHeight;
  left = fromX;
  top = fromY;
  right = toX;
  bottom = toY;
  places = rowAt;
  classes = rowAt + <usize>(width << 2);
}

/** Finds the pieces of a frame for `writeMatte`, by what `setBackdrop` told. */
export function findPieces(frame: usize, runsAt: usize): void {
  const stride = width << 1;
  const planeU = frame + <usize>(stride * height * 2);
  const planeV = planeU + <usize>(width * height);
  beginRuns(runsAt);
  for (let y = top; y < bottom; y++) {
    const sample = y * width + left;
    classify(frame + <usize>((y * stride + left) << 1), planeU + sample, planeV + sample, sample);
    addRow(classes, right - left, y === top || y === bottom - 1);
  }
  sumPieces();
}

/** Finds the classes of a row. Those for which the table's colour is not enough wait, because they are rare. */
function classify(luma: usize, u: usize, v: usize, sample: i32): void {
  const count = right - left;
  const below = luma + (width << 1);
  let all = 0;
  let i = 0;
  for (; i + 16 <= count; i += 16) {
    writePlaces(luma + (i << 1), below + (i << 1), u + i, v + i, places + (i << 2));
    for (let k = i; k < i + 16; k++) all |= look(k);
  }
  for (; i < count; i++) {
    const sum = twoOf(luma + (i << 1)) + twoOf(below + (i << 1));
    store<i32>(places + (i << 2), yuvPlace(sum >> 2, load<u8>(u + i), load<u8>(v + i)));
    all |= look(i);
  }
  if (all >= MIXED) settle(count, sample);
}

/** Finds the classes that are not told by the table's colour alone. */
function settle(count: i32, sample: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const four = load<i32>(classes + i);
    if ((four & (FOUR * (MIXED | UNKNOWN))) === 0) continue;
    if (four === MIXED * FOUR && areClearlySure(places + (i << 2), sample + i)) store<i32>(classes + i, SURE * FOUR);
    else settleSome(i, i + 4, sample);
  }
  settleSome(i, count, sample);
}

function settleSome(from: i32, end: i32, sample: i32): void {
  for (let i = from; i < end; i++) {
    if (load<u8>(classes + i) >= <u8>MIXED) store<u8>(classes + i, classOf(load<i32>(places + (i << 2)), sample + i));
  }
}

function twoOf(at: usize): i32 {
  return <i32>load<u8>(at) + <i32>load<u8>(at, 1);
}

/** Takes what is known of a sample's colour. */
function look(i: i32): i32 {
  const found = <i32>load<u8>(known + load<i32>(places + (i << 2)));
  store<u8>(classes + i, found);
  return found;
}

/** The places in the table of 16 samples with the means of their four lumas. */
function writePlaces(luma: usize, below: usize, u: usize, v: usize, out: usize): void {
  const blues = v128.and(v128.load(u), i8x16.splat(<i8>0xfc));
  const reds = v128.and(v128.load(v), i8x16.splat(<i8>0xfc));
  const low = lowerPart(v128.load(luma), v128.load(below), i16x8.extend_low_i8x16_u(reds));
  const high = lowerPart(v128.load(luma, 16), v128.load(below, 16), i16x8.extend_high_i8x16_u(reds));
  writeEight(low, i16x8.extend_low_i8x16_u(blues), out);
  writeEight(high, i16x8.extend_high_i8x16_u(blues), out + 32);
}

/** What luma and red chroma say of eight places; as i16. */
function lowerPart(luma: v128, below: v128, red: v128): v128 {
  const sums = i16x8.add(i16x8.extadd_pairwise_i8x16_u(luma), i16x8.extadd_pairwise_i8x16_u(below));
  return v128.or(i16x8.shr_u(sums, 3), i16x8.shl(red, 5));
}

function writeEight(lower: v128, blue: v128, out: usize): void {
  const first = i32x4.shl(i32x4.extend_low_i16x8_u(blue), 11);
  const second = i32x4.shl(i32x4.extend_high_i16x8_u(blue), 11);
  v128.store(out, v128.or(first, i32x4.extend_low_i16x8_u(lower)));
  v128.store(out, v128.or(second, i32x4.extend_high_i16x8_u(lower)), 16);
}

/**
 * Writes what `findPieces` found: a byte for every chroma sample, 0 where the backdrop is, 1 or next to it 2 where the
 * subject is, with `width` + 16 bytes of room before and after; and how many samples of the subject each column (u16,
 * one more than there are) and each row (u16) has, and the box around all of them (left, top, right, bottom; i32).
 */
export function writeMatte(
  matte: usize,
  columns: usize,
  rows: usize,
  box: usize,
  leastPiece: i32,
  leastHole: i32,
  removesHoles: i32,
): void {
  const size = <usize>(width * height);
  memory.fill(matte, 0, size);
  memory.fill(columns, 0, (<usize>(width + 1)) << 1);
  memory.fill(rows, 0, (<usize>height) << 1);
  let run = 0;
  for (let y = top; y < bottom; y++) {
    const row = matte + <usize>(y * width + left);
    const start = (y - top) * (right - left);
    let inRow = 0;
    while (fromOf(run) < start + right - left) {
      const isInside = isSubject(run, leastPiece, leastHole, removesHoles !== 0);
      const from = fromOf(run++) - start;
      const to = fromOf(run) - start;
      paint(row + from, row + to, isInside ? INSIDE : 0);
      if (!isInside) continue;
      inRow += to - from;
      addTo(columns, left + from, 1);
      addTo(columns, left + to, -1);
    }
    v128.store(row + (right - left), i8x16.splat(0));
    store<u16>(rows + (y << 1), inRow);
  }
  for (let x = 1; x < width; x++) addTo(columns, x, <i32>load<u16>(columns + ((x - 1) << 1)));
  store<i32>(box, beginOf(columns, width));
  store<i32>(box, beginOf(rows, height), 4);
  store<i32>(box, endOf(columns, width), 8);
  store<i32>(box, endOf(rows, height), 12);
  markEdges(matte, size);
}

/** Up to 15 bytes after the end may be painted too. */
function paint(from: usize, to: usize, value: u8): void {
  const values = i8x16.splat(value);
  for (let at = from; at < to; at += 16) v128.store(at, values);
}

function addTo(line: usize, i: i32, step: i32): void {
  const at = line + <usize>(i << 1);
  store<u16>(at, <i32>load<u16>(at) + step);
}

/** What has the backdrop next to it becomes EDGE; beyond the frame there is none. */
function markEdges(matte: usize, size: usize): void {
  memory.fill(matte - width - 16, INSIDE, width + 16);
  memory.fill(matte + size, INSIDE, width + 16);
  const from = matte + <usize>(top * width);
  const end = matte + <usize>(bottom * width);
  const one = i8x16.splat(1);
  for (let at = from; at < end; at += 16) {
    const here = v128.load(at);
    const aside = i8x16.min_u(v128.load(at - 1), v128.load(at + 1));
    const least = i8x16.min_u(aside, i8x16.min_u(v128.load(at - width), v128.load(at + width)));
    // Of the subject and with a neighbour that is not.
    const isEdge = i8x16.eq(i8x16.min_u(least, one), i8x16.splat(0));
    const edge = v128.and(v128.and(isEdge, one), i8x16.min_u(here, one));
    v128.store(at, i8x16.add(here, edge));
  }
  // Beside the first and the last of a row stood the ends of other rows.
  if (left === 0) markColumn(from, end, 1);
  if (right === width) markColumn(from + (width - 1), end, -1);
}

/** Marks the samples of a column at the frame's side anew; those that are beside them are `inwards`. */
function markColumn(from: usize, end: usize, inwards: i32): void {
  for (let at = from; at < end; at += width) {
    if (load<u8>(at) === 0) continue;
    const upright = min(load<u8>(at - width), load<u8>(at + width));
    store<u8>(at, min(upright, load<u8>(at + inwards)) === 0 ? EDGE : INSIDE);
  }
}
