import type { Mark, Part } from '../rig/part.ts';
import type { Canvas } from './canvas.ts';
import { type Field, measure } from './distance.ts';
import { smooth, toneIndex, toneTable } from './light.ts';
import type { Rgb } from './material.ts';
import { around, type Bounds, type Camera, outline } from './outline.ts';
import { rowsOf, scan } from './scan.ts';
import { shade } from './shade.ts';

/** Reach of the soft shadow that a form throws on what lies behind it, in units. */
const CONTACT = 3.2;
const INNER_LINE = 0.58;
/** Forms that are not this many units long are left out: they would only be specks. */
const SPECK = 2.2;
const WHITE: Rgb = [255, 255, 255];
/** Distance and light are worked out at points this many units apart and read off between them. */
const GRAIN = 0.36;

/** Paints one form over what is there, as number `owner`: soft shadow, dark line, lit surface, marks. */
export function paintPart(canvas: Canvas, part: Part, owner: number, camera: Camera): void {
  const shapes = part.solids.map((solid) => outline(solid, camera));
  const line = part.line * camera.scale;
  const shadow = part.line > 0 ? CONTACT * camera.scale : 0;
  const blend = part.blend * camera.scale;
  const reach = line + Math.max(shadow, blend) + 2;
  const bounds = around(shapes);
  if (Math.max(bounds.right - bounds.left, bounds.bottom - bounds.top) < SPECK * camera.scale) return;
  const field = fieldAround(canvas, bounds, reach, camera.scale);
  if (!field) return;
  measure(field, shapes, blend, reach);
  if (line > 0) paintLine(canvas, field, part.material.line, line, shadow);
  paintSurface(canvas, field, part, owner, camera.scale);
  for (const each of part.marks) paintMark(canvas, each, owner, camera);
}

/** The contact shadow and the line, both outside of the surface; lines inside the body stay softer. */
function paintLine(canvas: Canvas, field: Field, ink: Rgb, line: number, shadow: number): void {
  const outer = line * 0.6;
  const soft = 0.6 + line * 0.08;
  const reach = outer + shadow;
  const { colors, owners } = canvas;
  const [distances] = canvas.rows;
  for (const row of rowsOf(field, canvas.width, canvas.height)) {
    scan(field, field.values, row, distances);
    let at = row.y * canvas.width + row.from;
    for (let i = 0; i < row.to - row.from; i++, at++) {
      const distance = distances[i] ?? reach;
      if (distance >= reach || distance < -line) continue;
      const inBody = owners[at] !== 0;
      if (inBody && distance > 0) {
        const near = 1 - distance / reach;
        darken(colors, at * 3, 1 - 0.34 * near * near);
      }
      const share = smooth(outer + soft, outer - soft, distance);
      if (share > 0) lay(colors, at * 3, ink, inBody ? share * INNER_LINE : share);
    }
  }
}

function paintSurface(canvas: Canvas, field: Field, part: Part, owner: number, scale: number): void {
  const [, ...room] = canvas.scratch;
  const light = shade(field, scale, part.round === undefined ? undefined : part.round * scale, room);
  const table = toneTable(part.material);
  const inset = part.line * scale * 0.4;
  const soft = 0.6 + inset * 0.12;
  const { gloss } = part.material;
  const [distances, tones, reflections] = canvas.rows;
  for (const row of rowsOf(field, canvas.width, canvas.height)) {
    scan(field, field.values, row, distances);
    scan(field, light.tones, row, tones);
    if (gloss > 0) scan(field, light.reflections, row, reflections);
    let at = row.y * canvas.width + row.from;
    for (let i = 0; i < row.to - row.from; i++, at++) {
      const share = smooth(soft - inset, -soft - inset, distances[i] ?? 0);
      if (share <= 0) continue;
      const tone = tones[i] ?? 0;
      layTone(canvas.colors, at * 3, table, tone, share);
      if (gloss > 0) lay(canvas.colors, at * 3, WHITE, (reflections[i] ?? 0) * gloss * share);
      if (share > 0.5) {
        canvas.owners[at] = owner;
        canvas.tones[at] = tone;
      }
    }
  }
}

function paintMark(canvas: Canvas, each: Mark, owner: number, camera: Camera): void {
  const shape = outline(each.solid, camera);
  const field = fieldAround(canvas, shape, 2, camera.scale * 0.7);
  if (!field) return;
  measure(field, [shape], 0, 4);
  const table = toneTable(each.material);
  const [distances] = canvas.rows;
  for (const row of rowsOf(field, canvas.width, canvas.height)) {
    scan(field, field.values, row, distances);
    let at = row.y * canvas.width + row.from;
    for (let i = 0; i < row.to - row.from; i++, at++) {
      const share = smooth(0.7, -0.7, distances[i] ?? 0);
      if (share > 0 && canvas.owners[at] === owner) layTone(canvas.colors, at * 3, table, canvas.tones[at] ?? 0, share);
    }
  }
}

/** A field over a box and `reach` pixels around it, cut at the picture's edge; nothing when it is outside. */
function fieldAround(canvas: Canvas, bounds: Bounds, reach: number, scale: number): Field | undefined {
  const { left, top, right, bottom } = bounds;
  const step = Math.max(1, Math.round(scale * GRAIN));
  const x = Math.max(0, Math.floor(left - reach));
  const y = Math.max(0, Math.floor(top - reach));
  const width = Math.ceil((Math.min(canvas.width, right + reach) - x) / step) + 1;
  const height = Math.ceil((Math.min(canvas.height, bottom + reach) - y) / step) + 1;
  return width > 1 && height > 1 ? { x, y, step, width, height, values: canvas.scratch[0] } : undefined;
}

function lay(colors: Float32Array, first: number, over: Rgb, share: number): void {
  const keep = 1 - share;
  colors[first] = (colors[first] ?? 0) * keep + over[0] * share;
  colors[first + 1] = (colors[first + 1] ?? 0) * keep + over[1] * share;
  colors[first + 2] = (colors[first + 2] ?? 0) * keep + over[2] * share;
}

function layTone(colors: Float32Array, first: number, table: Float32Array, tone: number, share: number): void {
  const from = toneIndex(tone);
  const keep = 1 - share;
  colors[first] = (colors[first] ?? 0) * keep + (table[from] ?? 0) * share;
  colors[first + 1] = (colors[first + 1] ?? 0) * keep + (table[from + 1] ?? 0) * share;
  colors[first + 2] = (colors[first + 2] ?? 0) * keep + (table[from + 2] ?? 0) * share;
}

function darken(colors: Float32Array, first: number, factor: number): void {
  colors[first] = (colors[first] ?? 0) * factor;
  colors[first + 1] = (colors[first + 1] ?? 0) * factor;
  colors[first + 2] = (colors[first + 2] ?? 0) * factor;
}
