import type { Edit } from '../history.ts';
import { INDEXED_ENTRIES } from '../palette.ts';
import type { Palette } from '../sprite.ts';

/** Replaces the palette. Pixels of an indexed sprite keep their entries and so change their colours. */
export function setPalette(palette: Palette): Edit {
  return (sprite) =>
    sprite.palette.colors.length === palette.colors.length &&
    sprite.palette.colors.every((color, i) => color === palette.colors[i]) &&
    sprite.palette.names === palette.names
      ? sprite
      : { ...sprite, palette };
}

export function setEntry(index: number, color: number): Edit {
  return (sprite) => setPalette({ ...sprite.palette, colors: sprite.palette.colors.with(index, color) })(sprite);
}

/** Adds colours at the end, up to 256; those that are there already are left out. A palette of more stays as it is. */
export function addColors(colors: readonly number[]): Edit {
  return (sprite) => {
    const known = new Set(sprite.palette.colors);
    const fresh = [...new Set(colors)].filter((color) => !known.has(color));
    const room = Math.max(0, INDEXED_ENTRIES - sprite.palette.colors.length);
    const all = [...sprite.palette.colors, ...fresh.slice(0, room)];
    return setPalette({ ...sprite.palette, colors: all })(sprite);
  };
}
