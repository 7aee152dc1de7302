import { type ClipScene, FACTORS, levelName } from './clips/clipScene.ts';
import type { Figures, OurFigures } from './ours.ts';

/** One clip of the generated set, with what was measured on it. */
export interface Measured<F extends Figures> {
  readonly scene: ClipScene;
  readonly figures: F;
}

/** A level of a factor, and all clips that have it. */
export interface Stratum<F extends Figures> {
  readonly name: string;
  readonly clips: readonly Measured<F>[];
}

export function strata<F extends Figures>(clips: readonly Measured<F>[]): readonly Stratum<F>[] {
  const found = new Map<string, Measured<F>[]>([['all', [...clips]]]);
  for (const factor of FACTORS) {
    for (const clip of clips) {
      const name = `${factor} ${levelName(clip.scene, factor)}`;
      const own = found.get(name);
      if (own) own.push(clip);
      else found.set(name, [clip]);
    }
  }
  return [...found].map(([name, own]) => ({ name, clips: own }));
}

const COLUMNS: readonly (readonly [string, (figures: Figures) => number, number])[] = [
  ['gtHit %', ({ hit }) => hit.percent, 2],
  ['gtE', ({ hit }) => hit.error, 4],
  ['gtFlick', ({ falseFlicker }) => falseFlicker, 2],
  ['blink', ({ falseBlink }) => falseBlink, 2],
  ['IoU', ({ overlap }) => overlap, 4],
  ['alpha', ({ alphaFlicker }) => alphaFlicker, 2],
  ['halo %', ({ halo }) => halo, 2],
  ['orphans', ({ orphans }) => orphans, 0],
  ['blur %', ({ blur }) => blur, 1],
  ['jags', ({ jaggies }) => jaggies, 0],
  ['colours', ({ colors }) => colors, 1],
];

export function heading(): string {
  return `${'mean over the clips'.padEnd(22)}${COLUMNS.map(([name]) => name.padStart(9)).join('')}`;
}

/** Columns that say nothing of those who remove no backdrop. */
const OF_MATTE = ['IoU', 'alpha', 'halo %'];

/** Means over a stratum's clips. Those refused with the remedy show all of the backdrop and are left out of them. */
export function row(name: string, figures: readonly Figures[], hasMatte = true): string {
  const cells = COLUMNS.map(([column, read, digits]) => {
    const mean = figures.reduce((sum, one) => sum + read(one), 0) / Math.max(1, figures.length);
    const isEmpty = figures.length === 0 || (!hasMatte && OF_MATTE.includes(column));
    return (isEmpty ? '-' : mean.toFixed(digits)).padStart(9);
  });
  return name.padEnd(22) + cells.join('');
}

export function isJudged(figures: Figures | OurFigures): boolean {
  return !('isRefused' in figures && figures.isRefused);
}
