import type { Sprite } from '../../sprite/sprite.ts';
import type { Sheet } from './packSheet.ts';
import { sheetJson } from './sheetJson.ts';

/**
 * The data that game engines read from Aseprite, for a sheet of all frames of a sprite.
 *
 * @param imageName of the sheet's file
 * @param version of the program
 */
export function describeSheet(
  sheet: Pick<Sheet, 'width' | 'height' | 'placements'>,
  sprite: Sprite,
  imageName: string,
  version: string,
): string {
  const title = imageName.replace(/\.[^.]*$/, '');
  const frames = sheet.placements.map((placement, index) => ({
    filename: `${title} ${index}.aseprite`,
    placement,
    duration: sprite.frames[index]?.duration ?? 0,
  }));
  return sheetJson({
    format: 'hash',
    frames,
    width: sheet.width,
    height: sheet.height,
    version,
    image: imageName,
    tags: [sprite],
    layers: [sprite],
    slices: [sprite],
  });
}
