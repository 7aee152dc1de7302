import type { YuvTable } from './yuvTable.ts';

/** What a chroma sample is by its colour alone: surely not the backdrop, perhaps, surely. */
export const SUBJECT = 0;
export const SOFT = 1;
export const SURE = 2;

export interface ClassLimits {
  /** OKLab distances from the backdrop: below `soft` it may be the backdrop, below `sure` it can be nothing else. */
  readonly soft: number;
  readonly sure: number;
  /** What is like the backdrop with less light goes too. */
  readonly removesShadow: boolean;
}

/** A shadow has at least this share of the backdrop's light, and is off its colour by less than this (OKLab). */
export const DARKEST = 0.7;
export const OFF = 0.025;

/** What a colour is beside the backdrop's at one sample. */
export function classAt(field: Float32Array, at: number, table: YuvTable, place: number, limits: ClassLimits): number {
  const backL = field[at] ?? 0;
  const backA = field[at + 1] ?? 0;
  const backB = field[at + 2] ?? 0;
  const l = table[3 * place] ?? 0;
  const a = table[3 * place + 1] ?? 0;
  const b = table[3 * place + 2] ?? 0;
  const squared = (l - backL) ** 2 + (a - backA) ** 2 + (b - backB) ** 2;
  const slack = blackSlack(backL);
  if (squared < (limits.sure + slack) ** 2) return SURE;
  if (squared < (limits.soft + slack) ** 2) return SOFT;
  if (!limits.removesShadow) return SUBJECT;
  // A shadow is the backdrop's own colour with less light: all three values shrink together.
  const share = (l * backL + a * backA + b * backB) / (backL * backL + backA * backA + backB * backB);
  if (share < DARKEST || share >= 1) return SUBJECT;
  const off = (l - share * backL) ** 2 + (a - share * backA) ** 2 + (b - share * backB) ** 2;
  return off < OFF ** 2 ? SOFT : SUBJECT;
}

/** Near black the cube root makes much of the codec's noise. */
export function blackSlack(lightness: number): number {
  return Math.max(0, 0.3 - lightness) * 0.1;
}
