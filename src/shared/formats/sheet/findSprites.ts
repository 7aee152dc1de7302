import type { Rect } from '../../sprite/rect.ts';
import { checkCount, type SheetCell, type SheetPlan } from './sheetCells.ts';

interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row. */
  readonly pixels: Uint32Array;
}

/**
 * Finds the separate things on a sheet: pixels that lie at most `gap` pixels apart belong together, and so do things
 * whose boxes overlap. The background is what is transparent, or where nothing is, what has the colour of the first pixel.
 * In reading order; every frame is as large as the largest thing, which all stand in on the middle of its lower edge. FormatError
 * `too_large` for more than a sprite can hold.
 *
 * @param gap At least 1.
 */
export function findSprites(picture: Picture, gap: number): SheetPlan {
  const boxes = readingOrder(apart(boxesOf(picture, gap)));
  checkCount(boxes.length);
  const width = boxes.reduce((most, box) => Math.max(most, box.width), 0);
  const height = boxes.reduce((most, box) => Math.max(most, box.height), 0);
  const cells = boxes.map((area): SheetCell => {
    const x = Math.floor((width - area.width) / 2);
    return { area, width, height, x, y: height - area.height, duration: 100 };
  });
  return { cells, tags: [] };
}

/** A stretch of pixels in one row; `box` is the number of the thing that it belongs to. */
interface Run {
  readonly left: number;
  readonly right: number;
  readonly box: number;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** More than this many specks are noise, not sprites. */
const MOST_BOXES = 100_000;

function boxesOf({ width, height, pixels }: Picture, gap: number): readonly Rect[] {
  const groups = new Groups();
  const background = pixels.some((pixel) => pixel >>> 24 === 0) ? undefined : pixels[0];
  const empty = (pixel: number) => pixel >>> 24 === 0 || pixel === background;
  const recent: (readonly Run[])[] = [];
  for (let y = 0; y < height; y++) {
    const runs = runsOf(pixels.subarray(y * width, (y + 1) * width), gap, empty).map(({ left, right }): Run => {
      const box = groups.add({ left, top: y, right, bottom: y });
      for (const above of recent) joinTouching(groups, above, { left, right, box }, gap);
      return { left, right, box };
    });
    recent.unshift(runs);
    recent.length = Math.min(recent.length, gap);
    checkCount(Math.max(0, groups.count - MOST_BOXES));
  }
  return groups.boxes().map(({ left, top, right, bottom }) => {
    return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
  });
}

function runsOf(row: Uint32Array, gap: number, empty: (pixel: number) => boolean) {
  const runs: { left: number; right: number }[] = [];
  row.forEach((pixel, x) => {
    if (empty(pixel)) return;
    const last = runs.at(-1);
    if (last && x - last.right <= gap) last.right = x;
    else runs.push({ left: x, right: x });
  });
  return runs;
}

function joinTouching(groups: Groups, above: readonly Run[], run: Run, gap: number): void {
  for (const other of above) {
    if (other.left <= run.right + gap && run.left <= other.right + gap) groups.join(other.box, run.box);
  }
}

/** Things that grow together: a union-find forest whose roots hold the boxes. */
class Groups {
  readonly #parents: number[] = [];
  readonly #boxes: Box[] = [];
  count = 0;

  add(box: Box): number {
    this.count++;
    this.#parents.push(this.#parents.length);
    this.#boxes.push(box);
    return this.#parents.length - 1;
  }

  join(a: number, b: number): void {
    const [into, from] = [this.#root(a), this.#root(b)];
    const [box, other] = [this.#boxes[into], this.#boxes[from]];
    if (into === from || !box || !other) return;
    this.count--;
    this.#parents[from] = into;
    box.left = Math.min(box.left, other.left);
    box.top = Math.min(box.top, other.top);
    box.right = Math.max(box.right, other.right);
    box.bottom = Math.max(box.bottom, other.bottom);
  }

  boxes(): readonly Box[] {
    return this.#boxes.filter((_, i) => this.#parents[i] === i);
  }

  #root(index: number): number {
    let at = index;
    for (let parent = this.#parents[at] ?? at; parent !== at; parent = this.#parents[at] ?? at) {
      this.#parents[at] = this.#parents[parent] ?? parent;
      at = parent;
    }
    return at;
  }
}

/** Joins boxes until none overlaps another. */
function apart(boxes: readonly Rect[]): readonly Rect[] {
  const done: Rect[] = [];
  const waiting = boxes.toSorted((a, b) => a.y - b.y);
  checkCount(Math.max(0, waiting.length - MOST_OVERLAPPING));
  for (let box = waiting.shift(); box; box = waiting.shift()) {
    const at = done.findIndex((other) => overlap(other, box));
    const [met] = at < 0 ? [] : done.splice(at, 1);
    if (met) waiting.unshift(around(met, box));
    else done.push(box);
  }
  return done;
}

/** Joining is quadratic. */
const MOST_OVERLAPPING = 8000;

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function around(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  return { x, y, width, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

/** Row by row; what reaches into the height of a row's first box stands in that row. */
function readingOrder(boxes: readonly Rect[]): readonly Rect[] {
  const rows: { bottom: number; readonly boxes: Rect[] }[] = [];
  for (const box of boxes.toSorted((a, b) => a.y - b.y)) {
    const row = rows.at(-1);
    if (row && box.y < row.bottom) row.boxes.push(box);
    else rows.push({ bottom: box.y + box.height, boxes: [box] });
  }
  return rows.flatMap((row) => row.boxes.toSorted((a, b) => a.x - b.x));
}
