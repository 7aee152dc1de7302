/** Gives lone pixels the entry that most neighbours have. */

/**
 * OKLab: nearer by this to its own entry than to the neighbours', a lone pixel is a detail (an eye, a glint). Entries that
 * differ less are shades of one colour.
 */
const DETAIL: f64 = 0.05;

let entries: usize = 0;

/**
 * Writes a frame's entries (u8, 0 is transparent) with lone pixels merged. Where the frames before and after both have a
 * pixel too, or the only one of them that is not 0, it stays, unless it is a shade of the neighbours' colour.
 *
 * @param colorsAt what was there, three f32 a cell
 * @param entriesAt the colours of entries from 1 on, three f32 each
 */
export function mergeOrphans(
  before: usize,
  frame: usize,
  after: usize,
  cells: i32,
  width: i32,
  colorsAt: usize,
  entriesAt: usize,
  out: usize,
): void {
  entries = entriesAt;
  memory.copy(out, frame, cells);
  for (let row = 0; row < cells; row += width) {
    for (let x = 0; x < width; x++) {
      const cell = row + x;
      const index = <i32>load<u8>(frame + cell);
      if (index === 0) continue;
      const left = x > 0 ? <i32>load<u8>(frame + cell - 1) : 0;
      const right = x < width - 1 ? <i32>load<u8>(frame + cell + 1) : 0;
      const up = row > 0 ? <i32>load<u8>(frame + cell - width) : 0;
      const down = row + width < cells ? <i32>load<u8>(frame + cell + width) : 0;
      if (index === left || index === right || index === up || index === down) continue;
      const favorite = majority(left, right, up, down);
      if (favorite === 0) continue;
      const own = entryAt(index);
      const theirs = entryAt(favorite);
      if ((before | after) !== 0 && distance(own, theirs) >= DETAIL) {
        const was = before === 0 || <i32>load<u8>(before + cell) === index;
        if (was && (after === 0 || <i32>load<u8>(after + cell) === index)) continue;
      }
      const color = colorsAt + <usize>cell * 12;
      if (distance(color, theirs) < distance(color, own) + DETAIL) store<u8>(out + cell, favorite);
    }
  }
}

function entryAt(index: i32): usize {
  return entries + <usize>(index - 1) * 12;
}

/** The most frequent opaque entry, the first of equals; 0 when there is none. */
function majority(left: i32, right: i32, up: i32, down: i32): i32 {
  const lefts = 1 + <i32>(left === right) + <i32>(left === up) + <i32>(left === down);
  const rights = 1 + <i32>(right === up) + <i32>(right === down);
  const ups = 1 + <i32>(up === down);
  let best = left;
  let most = left === 0 ? 0 : lefts;
  if (right !== 0 && rights > most) {
    best = right;
    most = rights;
  }
  if (up !== 0 && ups > most) {
    best = up;
    most = ups;
  }
  return down !== 0 && most === 0 ? down : best;
}

/** OKLab, of two colours (three f32 each). */
function distance(one: usize, other: usize): f64 {
  const l = <f64>load<f32>(one) - <f64>load<f32>(other);
  const a = <f64>load<f32>(one, 4) - <f64>load<f32>(other, 4);
  const b = <f64>load<f32>(one, 8) - <f64>load<f32>(other, 8);
  return sqrt<f64>(l * l + a * a + b * b);
}
