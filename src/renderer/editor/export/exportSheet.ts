import type { ExportSettings } from '../../../shared/exportSettings.ts';
import { defaultSheetFormat, formatFilename } from '../../../shared/formats/sheet/formatFilename.ts';
import { packSheet, type Sheet } from '../../../shared/formats/sheet/packSheet.ts';
import { type NamedFrame, sheetJson } from '../../../shared/formats/sheet/sheetJson.ts';
import type { SheetFrame, SheetOptions } from '../../../shared/formats/sheet/sheetOptions.ts';
import { compositeFrame } from '../../../shared/sprite/composite.ts';
import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import type { Frame, Sprite } from '../../../shared/sprite/sprite.ts';
import {
  type ExportSubject,
  exportedFrames,
  exportedLayers,
  framesOf,
  shownLayers,
  showOnly,
  withFrames,
} from './exportedFrames.ts';
import { checkRoom } from './exportLimits.ts';
import { scalePixels } from './scalePixels.ts';

/** How the files are called: the sprite's name without extension, and the file name of the sheet. */
export interface SheetNames {
  readonly title: string;
  readonly image: string;
  /** Version of the program, which the data names. */
  readonly version: string;
}

export interface ExportedSheet {
  readonly sheet: Sheet;
  /** Aseprite's JSON about it; null when none is wanted. */
  readonly json: string | null;
  readonly frameCount: number;
}

/** Lays the chosen frames out on one sheet. FormatError when they do not fit. */
export function exportSheet(subject: ExportSubject, settings: ExportSettings, names: SheetNames): ExportedSheet {
  const frames = exportedFrames(subject, settings);
  const shown = exportedLayers(subject, settings);
  const items = itemsOf(shown, frames, settings);
  const count = items.reduce((sum, item) => sum + item.frames.length, 0);
  checkRoom(count, shown.width * settings.scale, shown.height * settings.scale);
  const pictures = items.flatMap((item) => item.frames.map((frame) => pictureOf(item, frame, settings.scale)));
  const sheet = packSheet(pictures, sheetOptions(settings, pictures));
  if (settings.data === 'none') return { sheet, json: null, frameCount: pictures.length };
  const named = nameFrames(items, sheet, settings, names.title);
  const listed = [withFrames(shown, frames)];
  const json = sheetJson({
    format: settings.data,
    frames: named,
    width: sheet.width,
    height: sheet.height,
    version: names.version,
    image: names.image,
    ...(settings.listTags && { tags: listed }),
    ...(settings.listLayers && { layers: listed }),
    ...(settings.listSlices && { slices: listed }),
  });
  return { sheet, json, frameCount: pictures.length };
}

/** Frames that belong together on the sheet. */
interface Item {
  readonly sprite: Sprite;
  readonly layer?: string;
  readonly tag?: string;
  readonly frames: readonly Frame[];
}

/** Layer by layer and tag by tag, where they are split; a sprite without tags is not. */
function itemsOf(sprite: Sprite, frames: readonly Frame[], settings: ExportSettings): readonly Item[] {
  const whole: readonly Item[] = [{ sprite, frames }];
  const byTag =
    settings.splitTags && sprite.tags.length > 0
      ? sprite.tags
          .map((tag) => ({
            sprite,
            tag: tag.name,
            frames: framesOf(sprite, tag).filter((frame) => frames.includes(frame)),
          }))
          .filter((item) => item.frames.length > 0)
      : whole;
  if (!settings.splitLayers) return byTag;
  return shownLayers(sprite).flatMap((layer) =>
    byTag.map((item) => ({ ...item, sprite: showOnly(sprite, layer.id), layer: layer.name })),
  );
}

function pictureOf({ sprite, layer, tag }: Item, frame: Frame, scale: number): SheetFrame {
  const pixels = compositeFrame(sprite, indexOf(sprite, frame.id));
  return {
    width: sprite.width * scale,
    height: sprite.height * scale,
    pixels: scalePixels(pixels, sprite.width, scale),
    band: `${layer ?? ''}/${tag ?? ''}`,
  };
}

function sheetOptions(settings: ExportSettings, frames: readonly SheetFrame[]): SheetOptions {
  const { layout, perLine, width, height, trim } = settings;
  const [first] = frames;
  const aspect = first ? first.height / first.width : 1;
  const columns = perLine || Math.max(1, Math.round(Math.sqrt(frames.length * aspect)));
  const rows = perLine || Math.max(1, Math.round(Math.sqrt(frames.length / aspect)));
  return {
    layout,
    ...(layout === 'rows' && (perLine > 0 || width === 0) && { columns }),
    ...(layout === 'columns' && (perLine > 0 || height === 0) && { rows }),
    ...(width > 0 && { width }),
    ...(height > 0 && { height }),
    ...(trim !== 'none' && { trim }),
    extrude: settings.extrude,
    borderPadding: settings.borderPadding,
    shapePadding: settings.shapePadding,
    innerPadding: settings.innerPadding,
    mergeDuplicates: settings.mergeDuplicates,
    powerOfTwo: settings.powerOfTwo,
  };
}

function nameFrames(
  items: readonly Item[],
  { placements }: Sheet,
  settings: ExportSettings,
  title: string,
): readonly NamedFrame[] {
  const several = items.some(({ frames }) => frames.length > 1);
  const tagged = items.some(({ tag }) => tag !== undefined);
  const format = defaultSheetFormat({ frames: several, layer: settings.splitLayers, tag: tagged });
  const names = items.flatMap(({ layer, tag, frames }) =>
    frames.map(({ duration }, frame) => ({
      filename: formatFilename(format, {
        path: `${title}.aseprite`,
        frame,
        ...(layer !== undefined && { layer }),
        ...(tag !== undefined && { tag }),
      }),
      duration,
    })),
  );
  return names.flatMap((name, i) => {
    const placement = placements[i];
    return placement ? [{ ...name, placement }] : [];
  });
}
