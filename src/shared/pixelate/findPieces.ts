import type { Box } from './rawVideo.ts';

/** Samples that hang together over their four neighbours, all of the backdrop or all of the subject. */
export interface Piece {
  readonly isBackdrop: boolean;
  readonly size: number;
  /** How many of them are of the class `sure`. */
  readonly sureCount: number;
  readonly touchesBorder: boolean;
}

/** Calls back with each stretch of one row that a piece has: places in the picture, `to` outside. */
export type EachRun = (run: (from: number, to: number) => void) => void;

/**
 * Finds the pieces within an area of a picture whose samples are 0 for the subject and anything else for the backdrop,
 * and hands on each with its runs. Rows are cut into runs and runs that touch are joined (union-find), which is far
 * quicker than a flood when pieces are large.
 */
export function findPieces(
  classes: Uint8Array,
  width: number,
  area: Box,
  sure: number,
  visit: (piece: Piece, eachRun: EachRun) => void,
): void {
  const runs = new Runs();
  let above = 0;
  for (let y = area.top; y < area.bottom; y++) {
    const first = runs.count;
    runs.cutRow(classes, y * width + area.left, y * width + area.right, sure);
    runs.joinRows(above, first, width);
    above = first;
  }
  runs.link();
  for (let i = 0; i < runs.count; i++) {
    if (runs.roots[i] === i) visit(runs.pieceAt(i, width, area), (run) => runs.each(i, run));
  }
}

/** All runs of a picture, in arrays because there are thousands. */
class Runs {
  count = 0;
  /** Number of the run that stands for each one's piece; itself at first. */
  roots = new Int32Array(1024);
  #from = new Int32Array(1024);
  #to = new Int32Array(1024);
  #isBackdrop = new Uint8Array(1024);
  #sureCounts = new Int32Array(1024);
  /** The next run of the same piece; -1 after the last. */
  #next = new Int32Array(0);

  cutRow(classes: Uint8Array, start: number, end: number, sure: number): void {
    let i = start;
    while (i < end) {
      const from = i;
      let sureCount = 0;
      const isBackdrop = classes[i] !== 0;
      if (isBackdrop) for (; i < end && classes[i] !== 0; i++) sureCount += Number(classes[i] === sure);
      else while (i < end && classes[i] === 0) i++;
      this.#push(from, i, isBackdrop, sureCount);
    }
  }

  /** Joins the runs from `first` on with those of the row above, from `above` to `first`. */
  joinRows(above: number, first: number, width: number): void {
    let k = above;
    for (let i = first; i < this.count; i++) {
      const from = (this.#from[i] ?? 0) - width;
      const to = (this.#to[i] ?? 0) - width;
      for (; k < first; k++) {
        if ((this.#from[k] ?? 0) >= to) break;
        if (this.#isBackdrop[k] === this.#isBackdrop[i] && (this.#to[k] ?? 0) > from) this.#join(k, i);
        // The one above may reach over the next run too.
        if ((this.#to[k] ?? 0) > to) break;
      }
    }
  }

  /** To be called when all runs are there: makes a chain of each piece's, from its root on. */
  link(): void {
    const last = new Int32Array(this.count);
    this.#next = new Int32Array(this.count).fill(-1);
    for (let i = 0; i < this.count; i++) {
      const root = this.#find(i);
      this.roots[i] = root;
      if (root !== i) this.#next[last[root] ?? root] = i;
      last[root] = i;
    }
  }

  each(root: number, run: (from: number, to: number) => void): void {
    for (let i = root; i >= 0; i = this.#next[i] ?? -1) run(this.#from[i] ?? 0, this.#to[i] ?? 0);
  }

  pieceAt(root: number, width: number, area: Box): Piece {
    let [size, sureCount, touchesBorder] = [0, 0, false];
    for (let i = root; i >= 0; i = this.#next[i] ?? -1) {
      const [from, to] = [this.#from[i] ?? 0, this.#to[i] ?? 0];
      size += to - from;
      sureCount += this.#sureCounts[i] ?? 0;
      const row = Math.floor(from / width);
      const isAtEnd = from - row * width === area.left || to - row * width === area.right;
      if (isAtEnd || row === area.top || row === area.bottom - 1) touchesBorder = true;
    }
    return { isBackdrop: this.#isBackdrop[root] === 1, size, sureCount, touchesBorder };
  }

  #push(from: number, to: number, isBackdrop: boolean, sureCount: number): void {
    if (this.count === this.roots.length) this.#grow();
    this.#from[this.count] = from;
    this.#to[this.count] = to;
    this.#isBackdrop[this.count] = Number(isBackdrop);
    this.#sureCounts[this.count] = sureCount;
    this.roots[this.count] = this.count;
    this.count++;
  }

  #grow(): void {
    const larger = <Values extends Int32Array | Uint8Array>(values: Values, copy: Values): Values => {
      copy.set(values);
      return copy;
    };
    const length = 4 * this.count;
    this.roots = larger(this.roots, new Int32Array(length));
    this.#from = larger(this.#from, new Int32Array(length));
    this.#to = larger(this.#to, new Int32Array(length));
    this.#isBackdrop = larger(this.#isBackdrop, new Uint8Array(length));
    this.#sureCounts = larger(this.#sureCounts, new Int32Array(length));
  }

  #find(i: number): number {
    let root = i;
    for (let next = this.roots[root] ?? root; next !== root; next = this.roots[root] ?? root) root = next;
    this.roots[i] = root;
    return root;
  }

  #join(i: number, k: number): void {
    const [one, other] = [this.#find(i), this.#find(k)];
    this.roots[Math.max(one, other)] = Math.min(one, other);
  }
}
