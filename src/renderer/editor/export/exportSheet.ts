import type { ExportSettings } from '../../../shared/exportSettings.ts';
import { FormatError } from '../../../shared/formats/formatError.ts';
import { type OwnColors, ownColorsOf } from '../../../shared/formats/ownColors.ts';
import { defaultSheetFormat, formatFilename } from '../../../shared/formats/sheet/formatFilename.ts';
import { packSheet, type Sheet } from '../../../shared/formats/sheet/packSheet.ts';
import { type NamedFrame, type SheetJsonOptions, sheetJson } from '../../../shared/formats/sheet/sheetJson.ts';
import type { SheetFrame, SheetOptions } from '../../../shared/formats/sheet/sheetOptions.ts';
import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import { EMPTY_RECT, intersect, isEmpty, type Rect } from '../../../shared/sprite/rect.ts';
import { sliceBounds } from '../../../shared/sprite/slices.ts';
import type { Frame, Slice, Sprite } from '../../../shared/sprite/sprite.ts';
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
import { frameEntries, framePixels } from './framePixels.ts';

/** How the files are called: the sprite's name without extension, and the file name of the sheet. */
export interface SheetNames {
  readonly title: string;
  readonly image: string;
  /** Version of the program, which the data names. */
  readonly version: string;
}

export interface ExportedSheet {
  readonly sheet: Sheet;
  readonly colors: OwnColors;
  /** Aseprite's JSON about it; null when none is wanted. */
  readonly json: string | null;
  readonly frameCount: number;
}

/** Lays the chosen frames out on one sheet. FormatError when they do not fit. */
export function exportSheet(subject: ExportSubject, settings: ExportSettings, names: SheetNames): ExportedSheet {
  const frames = exportedFrames(subject, settings);
  const shown = exportedLayers(subject, settings);
  const pieces = itemsOf(shown, frames, settings).flatMap(piecesOf);
  if (pieces.length === 0) throw new FormatError('sheet', 0, 'not_encodable', 'no slice lies in any of the frames');
  const { scale } = settings;
  checkRoom(pieces.reduce((sum, { area }) => sum + area.width * area.height * scale ** 2, 0));
  const pictures = pieces.map((piece) => pictureOf(piece, settings));
  const sheet = packSheet(pictures, sheetOptions(settings, pictures));
  const json =
    settings.data === 'none' ? null : dataOf(settings.data, withFrames(shown, frames), pieces, sheet, settings, names);
  return { sheet, colors: sheetColors(shown, sheet), json, frameCount: pieces.length };
}

/** An indexed sprite makes an indexed sheet, any other one in RGBA. */
function sheetColors(sprite: Sprite, sheet: Sheet): OwnColors {
  return sprite.colorMode === 'indexed' && sprite.paletteChanges.size === 0 ? ownColorsOf(sprite, 0, sheet) : {};
}

function dataOf(
  format: SheetJsonOptions['format'],
  listed: Sprite,
  pieces: readonly Piece[],
  sheet: Sheet,
  settings: ExportSettings,
  { title, image, version }: SheetNames,
): string {
  const { width, height } = sheet;
  return sheetJson({
    ...{ format, width, height, version, image },
    frames: nameFrames(pieces, sheet, title),
    indexed: sheetColors(listed, sheet).palette !== undefined,
    ...(settings.listTags && { tags: [listed] }),
    ...(settings.listLayers && { layers: [listed] }),
    ...(settings.listSlices && { slices: [listed] }),
  });
}

/** Frames that belong together on the sheet. */
interface Item {
  readonly sprite: Sprite;
  readonly layer?: string;
  readonly tag?: string;
  readonly slice?: Slice;
  readonly frames: readonly Frame[];
}

/** One of the pictures on the sheet. */
interface Piece {
  readonly item: Item;
  readonly frame: Frame;
  /** Of the frame among those of the item, from 0. */
  readonly number: number;
  /** The part of the canvas that it shows. */
  readonly area: Rect;
}

/** Slice by slice, tag by tag and layer by layer, where they are split; a sprite without slices or tags is not. */
function itemsOf(sprite: Sprite, frames: readonly Frame[], settings: ExportSettings): readonly Item[] {
  const slices = settings.splitSlices && sprite.slices.length > 0 ? sprite.slices.map((slice) => ({ slice })) : [{}];
  const layers = settings.splitLayers
    ? shownLayers(sprite).map((layer) => ({ sprite: showOnly(sprite, layer.id), layer: layer.name }))
    : [{ sprite }];
  const tags = tagsOf(sprite, frames, settings);
  return slices.flatMap((slice) => layers.flatMap((layer) => tags.map((tag) => ({ ...slice, ...layer, ...tag }))));
}

function tagsOf(sprite: Sprite, frames: readonly Frame[], { splitTags }: ExportSettings) {
  if (!splitTags || sprite.tags.length === 0) return [{ frames }];
  return sprite.tags
    .map((tag) => ({ tag: tag.name, frames: framesOf(sprite, tag).filter((frame) => frames.includes(frame)) }))
    .filter((item) => item.frames.length > 0);
}

/** One for each frame; none where the slice has not begun or lies beyond the canvas. */
function piecesOf(item: Item): readonly Piece[] {
  const { sprite, slice, frames } = item;
  const canvas = { x: 0, y: 0, width: sprite.width, height: sprite.height };
  return frames.flatMap((frame, number) => {
    const bounds = slice ? sliceBounds(sprite, slice, indexOf(sprite, frame.id)) : canvas;
    const area = bounds ? intersect(bounds, canvas) : EMPTY_RECT;
    return isEmpty(area) ? [] : [{ item, frame, number, area }];
  });
}

/** What all frames leave empty differs from slice to slice, so that a slice is trimmed by itself or not at all. */
function pictureOf({ item, frame, area }: Piece, { scale, trim }: ExportSettings): SheetFrame {
  const { sprite, slice, layer, tag } = item;
  const index = indexOf(sprite, frame.id);
  const [width, height] = [area.width * scale, area.height * scale];
  const entries = frameEntries(sprite, index, area, scale);
  return {
    width,
    height,
    pixels: framePixels(sprite, index, area, scale),
    band: JSON.stringify([slice?.id, layer, tag]),
    ...(entries && { entries }),
    ...(slice && trim === 'sprite' && { source: { x: 0, y: 0, width, height } }),
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

function nameFrames(pieces: readonly Piece[], { placements }: Sheet, title: string): readonly NamedFrame[] {
  const several = pieces.some(({ item }) => item.frames.length > 1);
  return pieces.flatMap(({ item: { layer, tag, slice }, frame, number }, i) => {
    const has = { layer: layer !== undefined, tag: tag !== undefined, slice: slice !== undefined };
    const filename = formatFilename(defaultSheetFormat({ ...has, frames: several }), {
      path: `${title}.aseprite`,
      frame: number,
      ...(layer !== undefined && { layer }),
      ...(tag !== undefined && { tag }),
      ...(slice && { slice: slice.name }),
    });
    const placement = placements[i];
    return placement ? [{ filename, duration: frame.duration, placement }] : [];
  });
}
