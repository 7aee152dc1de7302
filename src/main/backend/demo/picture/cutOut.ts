import { colorToOklab, oklabDistance } from '../../../../shared/pixelate/oklab.ts';
import { rgba } from '../../../../shared/sprite/color.ts';
import { BACKGROUNDS, type BackgroundName } from '../paint/background.ts';
import type { Cells } from './cells.ts';

/** Pictures without their backdrop. */
export interface CutOut {
  readonly pictures: readonly Cells[];
  /** The opaque colour to paint behind them; null where there is nothing but picture. */
  readonly backdrop: number | null;
}

/** From this alpha on a pixel counts as opaque. */
const OPAQUE = 128;
/** A colour that takes so much of the border is a backdrop. */
const BACKDROP_SHARE = 0.35;
const SCREENS: readonly BackgroundName[] = ['green', 'magenta', 'blue', 'grey'];

/**
 * Parts pictures from what is behind them: what is see-through in one, or else one colour that surrounds them. As the
 * backdrop is plain, a place in the subject that shows the same colour may go with it: it looks the same.
 *
 * @param wish the backdrop to paint behind what is see-through; by default one that is far from the picture's colours
 */
export function cutOut(pictures: readonly Cells[], wish: BackgroundName | undefined): CutOut {
  if (pictures.some(({ pixels }) => pixels.some((pixel) => pixel >>> 24 < OPAQUE))) {
    const solid = pictures.map((picture) => mapped(picture, (pixel) => (pixel >>> 24 < OPAQUE ? 0 : opaque(pixel))));
    return { pictures: solid, backdrop: colorOf(wish ?? screenFor(solid)) };
  }
  const solid = pictures.map((picture) => mapped(picture, opaque));
  const backdrop = surrounding(solid);
  if (backdrop === null) return { pictures: solid, backdrop };
  return { pictures: solid.map((picture) => mapped(picture, (pixel) => (pixel === backdrop ? 0 : pixel))), backdrop };
}

function mapped(picture: Cells, change: (pixel: number) => number): Cells {
  return { ...picture, pixels: picture.pixels.map(change) };
}

function opaque(pixel: number): number {
  return (pixel | 0xff000000) >>> 0;
}

/** The colour that takes most of the borders, where it takes enough. */
function surrounding(pictures: readonly Cells[]): number | null {
  const counts = new Map<number, number>();
  const border = pictures.flatMap(borderOf);
  for (const pixel of border) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const [color, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  return count > BACKDROP_SHARE * border.length ? color : null;
}

function borderOf({ width, height, pixels }: Cells): readonly number[] {
  const all: number[] = [];
  for (let y = 0; y < height; y++) {
    const isEdge = y === 0 || y === height - 1;
    for (let x = 0; x < width; x += isEdge || width === 1 ? 1 : width - 1) all.push(pixels[y * width + x] ?? 0);
  }
  return all;
}

/** The screen that is farthest from every colour of the pictures; of equal ones the first. */
function screenFor(pictures: readonly Cells[]): BackgroundName {
  const colors = [...new Set(pictures.flatMap(({ pixels }) => [...new Set(pixels)]))].filter((color) => color !== 0);
  const known = colors.map(colorToOklab);
  const nearest = (name: BackgroundName): number => {
    const screen = colorToOklab(colorOf(name));
    return known.reduce((least, color) => Math.min(least, oklabDistance(color, screen)), 9);
  };
  return SCREENS.reduce((best, name) => (nearest(name) > nearest(best) + 0.05 ? name : best), 'green');
}

function colorOf(name: BackgroundName): number {
  return rgba(...BACKGROUNDS[name]);
}
