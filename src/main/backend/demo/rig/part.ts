import type { Material } from '../paint/material.ts';
import { centre, type Solid } from './solid.ts';

/** Solids of one material that melt into one form, with one outline around them. */
export interface Part {
  readonly solids: readonly Solid[];
  readonly material: Material;
  /** Distance to the viewer that decides who covers whom; greater is nearer. */
  readonly depth: number;
  /** How far the solids melt together, in units. */
  readonly blend: number;
  /** Depth of the rounding at the edge in units; without it the whole form is round. */
  readonly round?: number | undefined;
  /** Width of the dark line around it, in units; 0 for lights and small marks. */
  readonly line: number;
  /** Marks painted onto this form: cut at its edge and lit like it. */
  readonly marks: readonly Mark[];
}

export interface Mark {
  readonly solid: Solid;
  readonly material: Material;
  /** Goes all around its form, so that it is seen from every side. */
  readonly around: boolean;
}

export interface PartOptions {
  readonly blend?: number;
  readonly round?: number;
  readonly line?: number;
  /** Units added to its depth. */
  readonly nearer?: number;
  readonly marks?: readonly Mark[];
}

const LINE = 1.35;

export function part(material: Material, solids: readonly Solid[], options: PartOptions = {}): Part {
  const depth = solids.reduce((sum, solid) => sum + centre(solid)[2], 0) / Math.max(1, solids.length);
  return {
    solids,
    material,
    depth: depth + (options.nearer ?? 0),
    blend: options.blend ?? 0,
    round: options.round,
    line: options.line ?? LINE,
    marks: facing(solids, options.marks ?? []),
  };
}

export function mark(material: Material, solid: Solid): Mark {
  return { material, solid, around: false };
}

/** A mark like a belt, that no side of the body hides. */
export function band(material: Material, solid: Solid): Mark {
  return { material, solid, around: true };
}

/** Marks on the far side are not seen. */
function facing(solids: readonly Solid[], marks: readonly Mark[]): readonly Mark[] {
  const first = solids[0];
  if (!first) return [];
  const middle = centre(first)[2];
  return marks.filter((each) => each.around || centre(each.solid)[2] > middle - 0.5);
}
