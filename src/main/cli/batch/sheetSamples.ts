import { defaultSheetFormat, formatFilename } from '../../../shared/formats/sheet/formatFilename.ts';
import { removeFrames } from '../../../shared/sprite/edits/frameEdits.ts';
import { intersect, isEmpty, type Rect } from '../../../shared/sprite/rect.ts';
import type { Layer, Slice, Sprite, Tag } from '../../../shared/sprite/sprite.ts';
import { checkCount } from './checkRoom.ts';
import { chooseFrames, tagNamed } from './chooseFrames.ts';
import { chooseLayers, onlyVisible, placesOf } from './chooseLayers.ts';
import { cropSprite, grownToGrid, marginColor, trimmedBounds } from './cropSprite.ts';
import { type Picture, seenBounds } from './picture.ts';
import type { Settings, SheetPlan } from './plan.ts';
import { spanOf } from './playedFrames.ts';
import { RenderedFrames } from './renderedFrames.ts';
import { areasOf } from './savePictures.ts';
import { type OpenSprite, sliceNamed } from './saveSprite.ts';
import { type TagsAround, tagsAround } from './tagsAround.ts';
import { tilesOf } from './tilePictures.ts';

/** One place in the sheet. */
export interface SheetSample {
  readonly picture: Picture;
  /** The part of it that the sheet shows. */
  readonly source: Rect;
  /** Of the frame that it is from, for the data. */
  readonly sourceWidth: number;
  readonly sourceHeight: number;
  /** Number of that frame, or of the tile. */
  readonly frame: number;
  /** Its name in the data. */
  readonly name: string;
  /** Milliseconds. */
  readonly duration: number;
  /** Rows and columns begin anew where this changes. */
  readonly band: string;
}

export interface SheetSource extends OpenSprite {
  /** What was chosen when the file was opened. */
  readonly settings: Settings;
}

/** The sprites as the data lists them, and all their samples in order. */
export interface SheetSamples {
  readonly samples: readonly SheetSample[];
  readonly listed: readonly ListedSprite[];
}

export interface ListedSprite {
  readonly path: string;
  readonly sprite: Sprite;
  /** The sprite without the frames that were left out because they are empty; its tags count in the frames that are left. */
  readonly kept: Sprite;
}

/**
 * Everything that opened sprites put into a sheet. BatchError names a layer, tag or slice that is missing; FormatError for
 * too much.
 */
export function sheetSamples(sources: readonly SheetSource[], plan: SheetPlan): SheetSamples {
  const rendered = new RenderedFrames();
  const collected = sources.map((source, number) => {
    const { path, settings } = source;
    const sprite = plan.crop ? cropSprite(source.sprite, plan.crop) : source.sprite;
    const { sprite: shown, only } = chooseLayers(sprite, settings, path);
    const items = plan.exportTileset ? [] : itemsOf(shown, only, path, settings);
    const samples = plan.exportTileset
      ? tileSamples({ ...source, sprite: shown }, plan, number)
      : frameSamples(items, { ...source, plan, rendered, band: String(number) });
    const kept = plan.ignoreEmpty ? withoutEmpty(shown, items, samples) : shown;
    return { samples, listed: { path, sprite: shown, kept } };
  });
  return {
    samples: collected.flatMap(({ samples }) => samples),
    listed: collected.map(({ listed }) => listed),
  };
}

function withoutEmpty(sprite: Sprite, items: readonly Item[], samples: readonly SheetSample[]): Sprite {
  const seen = new Set(samples.map(({ frame }) => frame));
  const empty = new Set(items.flatMap(({ frames }) => frames.filter((frame) => !seen.has(frame))));
  return removeFrames(sprite.frames.filter((_, i) => empty.has(i)).map(({ id }) => id))(sprite);
}

interface Item {
  readonly sprite: Sprite;
  readonly layer: Layer | undefined;
  readonly group: string | undefined;
  readonly tag: Tag | undefined;
  readonly slice: Slice | undefined;
  readonly frames: readonly number[];
  /** By frame number. */
  readonly around: readonly TagsAround[];
}

function itemsOf(shown: Sprite, only: Layer | undefined, path: string, settings: Settings): readonly Item[] {
  const layers = settings.split.layers
    ? splitLayers(shown)
    : [{ sprite: shown, layer: only, group: groupOf(shown, only) }];
  const around = tagsAround(shown);
  const tags = tagsOf(shown, path, settings);
  const slices = slicesOf(shown, path, settings);
  checkCount(slices.length * layers.length * tags.reduce((sum, { frames }) => sum + frames.length, 0));
  return slices.flatMap((slice) =>
    tags.flatMap(({ tag, frames }) => layers.map((layer) => ({ ...layer, tag, slice, frames, around }))),
  );
}

function splitLayers(shown: Sprite) {
  return placesOf(shown)
    .filter(({ layer, shown: isShown }) => isShown && layer.kind !== 'group')
    .map(({ layer, path }) => ({ sprite: onlyVisible(shown, new Set([layer.id])), layer, group: path.at(-2) }));
}

function groupOf(sprite: Sprite, only: Layer | undefined): string | undefined {
  return placesOf(sprite)
    .find(({ layer }) => layer.id === only?.id)
    ?.path.at(-2);
}

function slicesOf(sprite: Sprite, path: string, { slice, split }: Settings): readonly (Slice | undefined)[] {
  if (slice !== null) return [sliceNamed(sprite, slice, path)];
  return split.slices && sprite.slices.length > 0 ? sprite.slices : [undefined];
}

/** With --split-tags frames outside every tag are left out. */
function tagsOf(sprite: Sprite, path: string, settings: Settings): readonly Pick<Item, 'tag' | 'frames'>[] {
  if (settings.tag !== null) {
    const tag = tagNamed(sprite, settings.tag, path);
    return [{ tag, frames: chooseFrames(sprite, tag, settings) }];
  }
  const frames = chooseFrames(sprite, undefined, settings);
  if (!settings.split.tags || sprite.tags.length === 0) return [{ tag: undefined, frames }];
  const chosen = new Set(frames);
  let count = 0;
  return sprite.tags.map((tag) => {
    const own = chooseFrames(sprite, tag, { frameRange: null, playSubtags: settings.playSubtags });
    count += own.length;
    checkCount(count);
    return { tag, frames: own.filter((frame) => chosen.has(frame)) };
  });
}

interface Context extends SheetSource {
  readonly plan: SheetPlan;
  readonly rendered: RenderedFrames;
  readonly band: string;
}

function frameSamples(items: readonly Item[], context: Context): readonly SheetSample[] {
  const samples: SheetSample[] = [];
  for (const [i, item] of items.entries()) {
    for (const sample of samplesOf(item, { ...context, band: `${context.band}.${i}` })) samples.push(sample);
    checkCount(samples.length);
  }
  return samples;
}

function samplesOf(item: Item, context: Context): readonly SheetSample[] {
  const { sprite, slice } = item;
  const { plan, settings, rendered, band } = context;
  const whole = plan.trim === 'sprite' ? trimmedBounds(sprite, plan.trimByGrid) : canvasOf(sprite);
  return item.frames.flatMap((frame, number) => {
    const picture = rendered.at(sprite, frame);
    if (plan.ignoreEmpty && isEmpty(seenBounds(picture, () => 0))) return [];
    const sample = {
      picture,
      frame,
      duration: sprite.frames[frame]?.duration ?? 100,
      band,
      name: nameOf(item, frame, number, context),
    };
    if (settings.split.grid) {
      const cells = areasOf(sprite, frame, { grid: true });
      checkCount(cells.length * item.frames.length);
      return cells.map((cell) => ({ ...sample, source: cell, sourceWidth: cell.width, sourceHeight: cell.height }));
    }
    if (slice) return sliceSamples(sample, areasOf(sprite, frame, { slice, grid: false }));
    const source = plan.trim === 'frame' ? trimmedFrame(picture, sprite, plan) : whole;
    return [{ ...sample, source, sourceWidth: sprite.width, sourceHeight: sprite.height }];
  });
}

function canvasOf({ width, height }: Sprite): Rect {
  return { x: 0, y: 0, width, height };
}

/** A slice may reach beyond the canvas; only what lies on it can be shown. */
function sliceSamples(
  sample: Omit<SheetSample, 'source' | 'sourceWidth' | 'sourceHeight'>,
  areas: readonly Rect[],
): readonly SheetSample[] {
  return areas.flatMap((area) => {
    const source = intersect(area, { x: 0, y: 0, width: sample.picture.width, height: sample.picture.height });
    return isEmpty(source) ? [] : [{ ...sample, source, sourceWidth: area.width, sourceHeight: area.height }];
  });
}

/** One pixel of a frame that shows nothing, so that it keeps its place in the data. */
function trimmedFrame(picture: Picture, sprite: Sprite, { trimByGrid }: SheetPlan): Rect {
  const bounds = seenBounds(picture, marginColor(sprite));
  if (isEmpty(bounds)) return { x: 0, y: 0, width: 1, height: 1 };
  return trimByGrid ? intersect(grownToGrid(bounds, sprite), canvasOf(sprite)) : bounds;
}

function nameOf(
  { sprite, layer, group, tag, slice, frames, around }: Item,
  frame: number,
  number: number,
  { path, plan }: Context,
): string {
  const inner = tag ?? around[frame]?.inner;
  const outer = around[frame]?.outer;
  const usual = { slice: slice !== undefined, layer: layer !== undefined, tag: tag !== undefined };
  const format = plan.filenameFormat ?? defaultSheetFormat({ ...usual, frames: frames.length > 1 });
  return formatFilename(format, {
    path,
    frame: number,
    tagFrame: inner ? frame - spanOf(sprite, inner).from : number,
    duration: sprite.frames[frame]?.duration ?? 100,
    ...(layer && { layer: layer.name }),
    ...(group !== undefined && { group }),
    ...(inner && { tag: inner.name }),
    ...(outer && { outerTag: outer.name }),
    ...(slice && { slice: slice.name }),
  });
}

function tileSamples({ sprite, path }: SheetSource, plan: SheetPlan, number: number): readonly SheetSample[] {
  return tilesOf(sprite)
    .filter((picture) => !plan.ignoreEmpty || !isEmpty(seenBounds(picture, () => 0)))
    .map((picture, tile) => ({
      picture,
      frame: tile,
      source: { x: 0, y: 0, width: picture.width, height: picture.height },
      sourceWidth: picture.width,
      sourceHeight: picture.height,
      name: formatFilename(plan.filenameFormat ?? '{title}.{extension}', {
        path,
        frame: tile,
        tagFrame: tile,
        duration: 100,
      }),
      duration: 100,
      band: String(number),
    }));
}
