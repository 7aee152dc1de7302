import type { TestSprite } from './sprites/sprite.ts';
import { SPRITES } from './sprites/sprites.ts';

export const BACKDROPS = ['grey', 'vignette', 'green', 'black', 'textured'] as const;
export type Backdrop = (typeof BACKDROPS)[number];

/** All that decides what one generated clip shows. */
export interface ClipScene {
  readonly sprite: TestSprite;
  /** Width of a sprite's pixel, in pixels of the video. */
  readonly cell: number;
  /** Sigma of the blur, in pixels of the video. */
  readonly blur: number;
  readonly crf: number;
  readonly backdrop: Backdrop;
  readonly shadow: boolean;
  readonly letterbox: boolean;
  /** The camera moves by a cell and a half in the course of the clip. */
  readonly drift: boolean;
}

export type Factor = keyof ClipScene;

/** The levels of each factor, and in how large a share of the clips each is wanted. */
const LEVELS: { readonly [F in Factor]: readonly { readonly level: ClipScene[F]; readonly share: number }[] } = {
  sprite: SPRITES.map((level) => ({ level, share: 1 / SPRITES.length })),
  cell: [8, 10, 10.4, 13.33].map((level) => ({ level, share: 1 / 4 })),
  blur: [0.6, 1.3].map((level) => ({ level, share: 1 / 2 })),
  crf: [18, 23, 32].map((level) => ({ level, share: 1 / 3 })),
  backdrop: BACKDROPS.map((level) => ({ level, share: level === 'textured' ? 1 / 9 : 2 / 9 })),
  shadow: [false, true].map((level) => ({ level, share: 1 / 2 })),
  letterbox: [false, true].map((level) => ({ level, share: level ? 1 / 4 : 3 / 4 })),
  drift: [false, true].map((level) => ({ level, share: level ? 1 / 4 : 3 / 4 })),
};
export const FACTORS = Object.keys(LEVELS) as readonly Factor[];

export function levelName(scene: ClipScene, factor: Factor): string {
  const level = scene[factor];
  if (typeof level === 'boolean') return level ? 'yes' : 'no';
  return typeof level === 'object' ? level.name : String(level);
}

export function sceneName(scene: ClipScene): string {
  const marks = (['shadow', 'letterbox', 'drift'] as const).filter((factor) => scene[factor]);
  const { cell, blur, crf, backdrop } = scene;
  return [scene.sprite.name, `c${cell}`, `b${blur}`, `q${crf}`, backdrop, ...marks].join('-');
}

/** The full product. Black bars around a black backdrop are left out: nobody could say where they end. */
export function allScenes(): readonly ClipScene[] {
  let scenes: readonly Partial<ClipScene>[] = [{}];
  for (const factor of FACTORS) {
    scenes = scenes.flatMap((scene) => LEVELS[factor].map(({ level }) => ({ ...scene, [factor]: level })));
  }
  return (scenes as readonly ClipScene[]).filter((scene) => !(scene.letterbox && scene.backdrop === 'black'));
}

/**
 * A balanced part of the full product: one after the other the scene is taken whose pairs of levels have been seen
 * least, by their shares, so that every level meets every level of the other factors. The same every time.
 */
export function chooseScenes(count: number): readonly ClipScene[] {
  const left = allScenes().map((scene) => ({ scene, pairs: pairsOf(scene) }));
  const seen = new Map<string, number>();
  const chosen: ClipScene[] = [];
  while (chosen.length < count && left.length > 0) {
    const costs = left.map(({ pairs }) => pairs.reduce((sum, { key, share }) => sum + (seen.get(key) ?? 0) / share, 0));
    const best = costs.indexOf(Math.min(...costs));
    const [taken] = left.splice(best, 1);
    if (!taken) break;
    for (const { key } of taken.pairs) seen.set(key, (seen.get(key) ?? 0) + 1);
    chosen.push(taken.scene);
  }
  return chosen;
}

function pairsOf(scene: ClipScene): readonly { readonly key: string; readonly share: number }[] {
  const named = FACTORS.map((factor) => ({
    key: `${factor}=${levelName(scene, factor)}`,
    share: shareOf(scene, factor),
  }));
  const pairs = named.flatMap((one, i) =>
    named.slice(i + 1).map((other) => ({ key: `${one.key} ${other.key}`, share: one.share * other.share })),
  );
  return [...named, ...pairs];
}

function shareOf(scene: ClipScene, factor: Factor): number {
  return LEVELS[factor].find(({ level }) => level === scene[factor])?.share ?? 1;
}
