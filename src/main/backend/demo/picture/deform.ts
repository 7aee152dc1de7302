import type { Body } from './body.ts';
import type { Cells } from './cells.ts';
import type { Stance } from './stance.ts';

/** The legs' part of a figure's height, and how much of it a raised foot is drawn up. */
const LEGS = 0.24;
const RAISED = 0.5;
/** How deep a figure is, as a share of its width. */
const DEPTH = 0.25;
/** Waves in the height of a figure whose rows swing. */
const WAVES = 0.8;

/** A figure's place and size in a stance, in whole pixels. */
interface Frame {
  /** Of its upper left corner. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Its back is seen. */
  readonly mirrored: boolean;
}

/**
 * Bends a cut out figure by whole rows and columns of its own pixels, so that every pixel keeps its colour and stays
 * square. Nothing of it leaves the picture: where there is no room, it moves less.
 */
export function deform(cells: Cells, body: Body, stance: Stance): Cells {
  const { width, height } = cells;
  const pixels = new Uint32Array(width * height);
  const frame = frameOf(cells, body, stance);
  const row = new Uint32Array(frame.width);
  for (let i = 0; i < frame.height; i++) {
    const [first, last] = fillRow(row, cells, body, frame, stance, i);
    if (last < 0) continue;
    const offset = clamp(
      Math.round(offsetAt(stance, body, (i + 0.5) / frame.height)),
      -frame.left - first,
      width - 1 - frame.left - last,
    );
    const to = (frame.top + frame.height - 1 - i) * width + frame.left + offset;
    for (let x = first; x <= last; x++) if (row[x] !== 0) pixels[to + x] = row[x] ?? 0;
  }
  return { width, height, pixels };
}

function frameOf(cells: Cells, body: Body, { rise, stretch, turn }: Stance): Frame {
  const [wide, tall] = [body.right - body.left, body.bottom - body.top];
  const height = clamp(Math.round(stretch * tall), 1, body.bottom);
  // As wide as a figure is seen that is not flat.
  const side = Math.hypot(Math.cos(turn), DEPTH * Math.sin(turn));
  const most = 2 * Math.min((body.left + body.right) / 2, cells.width - (body.left + body.right) / 2);
  const thin = Math.min(wide / Math.sqrt(Math.max(0.2, stretch)), most);
  const width = clamp(Math.round(thin * side), 1, cells.width);
  const left = clamp(Math.round((body.left + body.right - width) / 2), 0, cells.width - width);
  const top = clamp(body.bottom - height - Math.round(rise * tall), 0, cells.height - height);
  return { left, top, width, height, mirrored: Math.cos(turn) < 0 };
}

/** Fills a row, counted from the ground; the first and the last column in which something is, -1 where nothing is. */
function fillRow(
  row: Uint32Array,
  cells: Cells,
  body: Body,
  frame: Frame,
  stance: Stance,
  i: number,
): readonly [number, number] {
  const [wide, tall] = [body.right - body.left, body.bottom - body.top];
  let [first, last] = [0, -1];
  for (let x = 0; x < frame.width; x++) {
    const along = Math.floor(((x + 0.5) * wide) / frame.width);
    const column = body.left + (frame.mirrored ? wide - 1 - along : along);
    const lift = body.stride === null ? 0 : column < body.stride ? stance.left : stance.right;
    const above = lifted(Math.floor(((i + 0.5) * tall) / frame.height), tall, lift);
    const pixel = above < 0 ? 0 : (cells.pixels[(body.bottom - 1 - above) * cells.width + column] ?? 0);
    row[x] = pixel;
    if (pixel === 0) continue;
    if (last < 0) first = x;
    last = x;
  }
  return [first, last];
}

/** Which row of a figure is seen in the place of another when a foot is raised; -1 for none, below the foot. */
function lifted(row: number, tall: number, lift: number): number {
  const legs = Math.round(LEGS * tall);
  const up = Math.min(legs - 1, Math.round(RAISED * legs * lift));
  if (up <= 0 || row >= legs) return row;
  return row < up ? -1 : Math.floor(((row - up + 0.5) * legs) / (legs - up));
}

/** How far a row is moved to the right, in pixels. */
function offsetAt({ shift, lean, swing, phase }: Stance, body: Body, height: number): number {
  const turns = WAVES * height;
  const flow = swing * (Math.sin(2 * Math.PI * (phase - turns)) + Math.sin(2 * Math.PI * turns));
  return (shift + lean * height + flow) * (body.bottom - body.top);
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
