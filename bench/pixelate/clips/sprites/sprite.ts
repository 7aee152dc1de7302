import type { IndexCanvas } from './indexCanvas.ts';

/** A sprite of which every pixel of every frame is known. */
export interface TestSprite {
  readonly name: string;
  /** '#rrggbb' of the entries from 1 on. */
  readonly colors: readonly string[];
  /** @param phase of the cycle, 0 to 1 */
  draw(canvas: IndexCanvas, phase: number): void;
}

/** Sine and cosine of a whole turn. */
export const turn = (phase: number): number => Math.sin(2 * Math.PI * phase);
export const coturn = (phase: number): number => Math.cos(2 * Math.PI * phase);
