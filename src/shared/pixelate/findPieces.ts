import type { Box } from './rawVideo.ts';

/** Samples that hang together over their four neighbours, all of the backdrop or all of the subject. */
export interface Piece {
  readonly isBackdrop: boolean;
  readonly size: number;
  /** How many of them are of the class `sure`. */
  readonly sureCount: number;
  readonly touchesBorder: boolean;
}

/** A stretch of one row: places in the picture, `to` outside. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

interface Labelled extends Run {
  readonly isBackdrop: boolean;
  readonly sureCount: number;
  /** Number of the run that stands for this one's piece; itself at first. */
  root: number;
}

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
  visit: (piece: Piece, runs: readonly Run[]) => void,
): void {
  const runs: Labelled[] = [];
  let above = 0;
  for (let y = area.top; y < area.bottom; y++) {
    const first = runs.length;
    cutRow(classes, y * width + area.left, y * width + area.right, sure, runs);
    joinRows(runs, above, first, width);
    above = first;
  }
  const members = new Map<number, Labelled[]>();
  for (const [i, run] of runs.entries()) {
    const root = find(runs, i);
    const own = members.get(root);
    if (own) own.push(run);
    else members.set(root, [run]);
  }
  for (const own of members.values()) visit(pieceOf(own, width, area), own);
}

function cutRow(classes: Uint8Array, start: number, end: number, sure: number, runs: Labelled[]): void {
  let i = start;
  while (i < end) {
    const from = i;
    const isBackdrop = classes[i] !== 0;
    let sureCount = 0;
    while (i < end && (classes[i] !== 0) === isBackdrop) {
      if (classes[i] === sure) sureCount++;
      i++;
    }
    runs.push({ from, to: i, isBackdrop, sureCount, root: runs.length });
  }
}

/** Joins the runs from `first` on with those of the row above, from `above` to `first`. */
function joinRows(runs: Labelled[], above: number, first: number, width: number): void {
  let k = above;
  for (let i = first; i < runs.length; i++) {
    const run = runs[i];
    if (!run) return;
    for (; k < first; k++) {
      const over = runs[k];
      if (!over || over.from + width >= run.to) break;
      if (over.isBackdrop === run.isBackdrop && over.to + width > run.from) join(runs, k, i);
      // The one above may reach over the next run too.
      if (over.to + width > run.to) break;
    }
  }
}

function find(runs: readonly Labelled[], i: number): number {
  let root = i;
  for (let run = runs[root]; run && run.root !== root; run = runs[root]) root = run.root;
  const start = runs[i];
  if (start) start.root = root;
  return root;
}

function join(runs: readonly Labelled[], i: number, k: number): void {
  const [one, other] = [find(runs, i), find(runs, k)];
  const later = runs[Math.max(one, other)];
  if (later) later.root = Math.min(one, other);
}

function pieceOf(runs: readonly Labelled[], width: number, area: Box): Piece {
  let [size, sureCount, touchesBorder] = [0, 0, false];
  for (const run of runs) {
    size += run.to - run.from;
    sureCount += run.sureCount;
    const row = Math.floor(run.from / width);
    const isAtEnd = run.from - row * width === area.left || run.to - row * width === area.right;
    if (isAtEnd || row === area.top || row === area.bottom - 1) touchesBorder = true;
  }
  return { isBackdrop: runs[0]?.isBackdrop ?? false, size, sureCount, touchesBorder };
}
