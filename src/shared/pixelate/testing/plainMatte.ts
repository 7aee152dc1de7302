import type { Background } from '../background.ts';
import { type CutOut, EDGE, INSIDE, type MatteLimits } from '../matte.ts';
import type { Box, RawVideo } from '../rawVideo.ts';
import { yuvKey } from './wholeTable.ts';

type Classes = readonly (readonly (0 | 1 | 2)[])[];
/** Chroma samples of one piece, as [x, y]. */
type Piece = readonly (readonly [number, number])[];

/** What `matteCutter` gives for a frame, sample by sample and by a flood, as simply as it can be said. */
export function plainMatte(
  { field, texture }: Pick<Background, 'field' | 'texture'>,
  { width: stride, height: lines }: RawVideo,
  box: Box,
  table: Float32Array,
  limits: MatteLimits,
  frame: Uint8Array,
): CutOut {
  const [width, height] = [stride >> 1, lines >> 1];
  const [left, top, right, bottom] = [box.left >> 1, box.top >> 1, box.right >> 1, box.bottom >> 1];
  const classes = Array.from({ length: bottom - top }, (_, j) =>
    Array.from({ length: right - left }, (_, i) => {
      const color = colorOf(frame, stride, lines, left + i, top + j, table);
      const sample = 3 * ((top + j) * width + left + i);
      const own = classBeside([...field.slice(sample, sample + 3)], color, limits);
      const byTexture = texture.map(({ lightness, a, b }) => plainClass(squared(color, [lightness, a, b]), limits, 0));
      return Math.max(own, ...byTexture) as 0 | 1 | 2;
    }),
  );
  const isSubject = Array.from({ length: height }, () => new Array<boolean>(width).fill(false));
  for (const piece of piecesOf(classes)) {
    if (!belongs(piece, classes, limits)) continue;
    for (const [x, y] of piece) (isSubject[top + y] ?? [])[left + x] = true;
  }
  return cutOutOf(isSubject.flat(), width, height);
}

function colorOf(
  frame: Uint8Array,
  stride: number,
  lines: number,
  x: number,
  y: number,
  table: Float32Array,
): number[] {
  const at = (line: number, column: number): number => frame[line * stride + column] ?? 0;
  const luma = (at(2 * y, 2 * x) + at(2 * y, 2 * x + 1) + at(2 * y + 1, 2 * x) + at(2 * y + 1, 2 * x + 1)) >> 2;
  const chroma = stride * lines + y * (stride >> 1) + x;
  const key = yuvKey(luma, frame[chroma] ?? 0, frame[chroma + ((stride * lines) >> 2)] ?? 0);
  return [...table.slice(key, key + 3)];
}

function squared(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, i) => sum + (value - (other[i] ?? 0)) ** 2, 0);
}

function plainClass(distance: number, { sure, soft }: MatteLimits, slack: number): 0 | 1 | 2 {
  return distance < (sure + slack) ** 2 ? 2 : distance < (soft + slack) ** 2 ? 1 : 0;
}

/** Perhaps the backdrop (1) is also what has its colour and at least 70 % of its light. */
function classBeside(back: readonly number[], color: readonly number[], limits: MatteLimits): 0 | 1 | 2 {
  const slack = Math.max(0, 0.3 - (back[0] ?? 0)) * 0.1;
  const plain = plainClass(squared(color, back), limits, slack);
  if (plain > 0 || !limits.removesShadow) return plain;
  const dot = (other: readonly number[]): number => back.reduce((sum, value, i) => sum + (other[i] ?? 0) * value, 0);
  const share = dot(color) / dot(back);
  const shade = back.map((value) => share * value);
  return share >= 0.7 && share < 1 && squared(color, shade) < 0.025 ** 2 ? 1 : 0;
}

function piecesOf(classes: Classes): readonly Piece[] {
  const seen = new Set<string>();
  const pieces: Piece[] = [];
  for (const [y, row] of classes.entries()) {
    for (const [x, found] of row.entries()) {
      if (seen.has(`${x} ${y}`)) continue;
      const piece: (readonly [number, number])[] = [[x, y]];
      seen.add(`${x} ${y}`);
      for (const [px, py] of piece) {
        for (const [nx, ny] of [
          [px - 1, py],
          [px + 1, py],
          [px, py - 1],
          [px, py + 1],
        ] as const) {
          const next = classes[ny]?.[nx];
          if (next === undefined || seen.has(`${nx} ${ny}`) || next > 0 !== found > 0) continue;
          seen.add(`${nx} ${ny}`);
          piece.push([nx, ny]);
        }
      }
      pieces.push(piece);
    }
  }
  return pieces;
}

function belongs(piece: Piece, classes: Classes, { leastPiece, leastHole, removesHoles }: MatteLimits): boolean {
  const found = piece.map(([x, y]) => classes[y]?.[x] ?? 0);
  if (found[0] === 0) return piece.length >= leastPiece;
  const [bottom, right] = [classes.length - 1, (classes[0]?.length ?? 0) - 1];
  const sure = found.filter((value) => value === 2).length;
  const isHole = removesHoles && sure >= leastHole && 2 * sure >= piece.length;
  return !isHole && !piece.some(([x, y]) => x === 0 || y === 0 || x === right || y === bottom);
}

function cutOutOf(isSubject: readonly boolean[], width: number, height: number): CutOut {
  // Beyond the frame there is no backdrop.
  const isBackdrop = (x: number, y: number): boolean => x >= 0 && x < width && isSubject[y * width + x] === false;
  const matte = Uint8Array.from(isSubject, (isInside, i) => {
    if (!isInside) return 0;
    const [x, y] = [i % width, Math.floor(i / width)];
    const isEdge = isBackdrop(x - 1, y) || isBackdrop(x + 1, y) || isBackdrop(x, y - 1) || isBackdrop(x, y + 1);
    return isEdge ? EDGE : INSIDE;
  });
  const columns = new Uint16Array(width);
  const rows = new Uint16Array(height);
  for (const [i, isInside] of isSubject.entries()) {
    if (!isInside) continue;
    columns[i % width] = (columns[i % width] ?? 0) + 1;
    rows[Math.floor(i / width)] = (rows[Math.floor(i / width)] ?? 0) + 1;
  }
  return { matte, silhouette: { columns, rows }, bounds: boundsOf(isSubject, width) };
}

function boundsOf(isSubject: readonly boolean[], width: number): Box {
  const places = isSubject.flatMap((isInside, i) => (isInside ? i : []));
  if (places.length === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  const columns = places.map((i) => i % width);
  const rows = places.map((i) => Math.floor(i / width));
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  return { left: 2 * left, top: 2 * top, right: 2 * Math.max(...columns) + 2, bottom: 2 * Math.max(...rows) + 2 };
}
