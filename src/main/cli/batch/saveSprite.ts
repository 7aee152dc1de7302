import { normalize } from 'node:path';
import { ownColorsOf } from '../../../shared/formats/ownColors.ts';
import { compositeEntries } from '../../../shared/sprite/compositeEntries.ts';
import { isEmpty } from '../../../shared/sprite/rect.ts';
import type { Layer, Slice, Sprite, Tag } from '../../../shared/sprite/sprite.ts';
import { BatchError } from './batchError.ts';
import type { OutputFile } from './batchFiles.ts';
import { checkCount } from './checkRoom.ts';
import { chooseFrames, tagNamed } from './chooseFrames.ts';
import { chooseLayers, onlyVisible, placesOf } from './chooseLayers.ts';
import { cropSprite, trimmedBounds } from './cropSprite.ts';
import { seenBounds } from './picture.ts';
import type { Settings } from './plan.ts';
import { spanOf } from './playedFrames.ts';
import { SAVE_ENDINGS, type SaveFormat, saveFormatOf } from './saveFormats.ts';
import { countingFormat, fileName, type SaveNames, saveNames, splitBy } from './saveNames.ts';
import { animationOf, areasOf, pictureOf, type Shot, shotsOf } from './savePictures.ts';
import { type TagsAround, tagsAround } from './tagsAround.ts';
import { withFrames } from './withFrames.ts';

export interface OpenSprite {
  readonly path: string;
  readonly sprite: Sprite;
}

/** One of the things that a --save-as is split into. */
interface Item {
  readonly sprite: Sprite;
  readonly layer?: Layer | undefined;
  readonly group?: string | undefined;
  readonly tag?: Tag | undefined;
  readonly slice?: Slice | undefined;
  /** By frame number. */
  readonly around: readonly TagsAround[];
}

/** The files that one --save-as of one sprite makes. BatchError names what is missing. */
export async function saveSprite(open: OpenSprite, saveAs: string, settings: Settings): Promise<readonly OutputFile[]> {
  const asked = splitBy(saveAs, settings.filenameFormat);
  const split = {
    layers: settings.split.layers || asked.layers,
    tags: settings.split.tags || asked.tags,
    slices: settings.split.slices || asked.slices,
  };
  const cropped = settings.crop ? cropSprite(open.sprite, settings.crop) : open.sprite;
  const items = itemsOf(
    { ...open, sprite: cropped },
    { ...settings, split: { ...settings.split, ...split } },
    asked.groups,
  );
  const animated = chooseFrames(cropped, undefined, settings).length > 1;
  const names = saveNames(saveAs, settings.filenameFormat, split, animated);
  const subject = names.subject === 'sprite' ? open.path : saveAs;
  const outputs: OutputFile[] = [];
  for (const item of items) {
    for (const file of await saveItem(trimmed(item, settings), names, subject, settings)) outputs.push(file);
    checkCount(outputs.length);
  }
  return outputs;
}

function trimmed(item: Item, { trim, trimByGrid }: Settings): Item {
  if (!trim || item.slice) return item;
  return { ...item, sprite: cropSprite(item.sprite, trimmedBounds(item.sprite, trimByGrid)) };
}

function itemsOf({ sprite, path }: OpenSprite, settings: Settings, groups: boolean): readonly Item[] {
  const around = tagsAround(sprite);
  return slicesOf(sprite, path, settings).flatMap((slice) =>
    tagsOf(sprite, path, settings).flatMap((tag) =>
      layersOf(sprite, path, settings, groups).map((layer) => ({ ...layer, tag, slice, around })),
    ),
  );
}

function slicesOf(sprite: Sprite, path: string, settings: Settings): readonly (Slice | undefined)[] {
  if (settings.slice !== null) return [sliceNamed(sprite, settings.slice, path)];
  return settings.split.slices && sprite.slices.length > 0 ? sprite.slices : [undefined];
}

export function sliceNamed(sprite: Sprite, name: string, file: string): Slice {
  const slice = sprite.slices.find((each) => each.name === name);
  if (slice) return slice;
  const names = sprite.slices.map((each) => each.name).join(', ');
  throw new BatchError(`${file} has no slice "${name}". It has: ${names || 'none'}.`);
}

function tagsOf(sprite: Sprite, path: string, { tag, split, frameRange }: Settings): readonly (Tag | undefined)[] {
  if (tag !== null) return [tagNamed(sprite, tag, path)];
  if (!split.tags || sprite.tags.length === 0) return [undefined];
  return sprite.tags.filter((each) => {
    const { from, to } = spanOf(sprite, each);
    return frameRange === null || (to >= frameRange.from && from <= frameRange.to);
  });
}

function layersOf(
  sprite: Sprite,
  path: string,
  settings: Settings,
  groups: boolean,
): readonly Pick<Item, 'sprite' | 'layer' | 'group'>[] {
  const shown = chooseLayers(sprite, settings, path).sprite;
  if (!settings.split.layers) return [{ sprite: shown }];
  const places = placesOf(shown).filter((place) => place.shown && (place.layer.kind === 'group') === groups);
  return places.map(({ layer, path: names }) => {
    const inside = layer.kind === 'group' ? placesOf({ layers: layer.children }).filter((place) => place.shown) : [];
    const ids = new Set([layer.id, ...inside.map((place) => place.layer.id)]);
    return { sprite: onlyVisible(shown, ids), layer, group: layer.kind === 'group' ? layer.name : names.at(-2) };
  });
}

async function saveItem(
  item: Item,
  names: SaveNames,
  subject: string,
  settings: Settings,
): Promise<readonly OutputFile[]> {
  const range = item.tag && settings.tag === null ? rangeWithin(item.sprite, item.tag, settings) : settings;
  const frames = chooseFrames(item.sprite, item.tag, range);
  const format = saveFormatFor(fileName(names.format, { path: subject }));
  if (format.kind === 'picture') return savePictures(item, frames, format, names, subject, settings);
  const parts = { path: subject, ...partsOf(item), ...(item.tag && { tag: item.tag.name, outerTag: item.tag.name }) };
  const path = normalize(fileName(names.format, parts));
  if (frames.length === 0) return [];
  if (format.kind === 'animation') {
    const shots = shotsOf(item.sprite, frames, cutOf(item, settings));
    if (shots.length === 0) return [];
    const gray = item.sprite.colorMode === 'grayscale';
    return [{ path, bytes: await format.encode(animationOf(item.sprite, shots), gray) }];
  }
  return [{ path, bytes: format.encode(withFrames(croppedTo(item, frames), frames)) }];
}

/** With --split-tags a --frame-range counts in the whole sprite; it is turned into one within the tag. */
function rangeWithin(sprite: Sprite, tag: Tag, settings: Settings): Pick<Settings, 'frameRange' | 'playSubtags'> {
  const { frameRange, playSubtags } = settings;
  if (frameRange === null) return settings;
  const { from } = spanOf(sprite, tag);
  return { playSubtags, frameRange: { from: Math.max(0, frameRange.from - from), to: frameRange.to - from } };
}

function cutOf({ slice }: Item, { split }: Settings) {
  return { slice, grid: split.grid };
}

/** A sprite file has one canvas: that of the slice in the first frame. */
function croppedTo({ sprite, slice }: Item, frames: readonly number[]): Sprite {
  const [area] = slice ? areasOf(sprite, frames[0] ?? 0, { slice, grid: false }) : [];
  return area ? cropSprite(sprite, area) : sprite;
}

async function savePictures(
  item: Item,
  frames: readonly number[],
  format: SaveFormat & { kind: 'picture' },
  names: SaveNames,
  subject: string,
  settings: Settings,
): Promise<readonly OutputFile[]> {
  const shots = shotsOf(item.sprite, frames, cutOf(item, settings));
  const counting = countingFormat(names.format, shots.length);
  const outputs: OutputFile[] = [];
  for (const [number, shot] of shots.entries()) {
    const picture = pictureOf(item.sprite, shot);
    if (settings.ignoreEmpty && isEmpty(seenBounds(picture, () => 0))) continue;
    const path = normalize(fileName(counting, { path: subject, ...partsOf(item), ...frameParts(item, shot, number) }));
    const entries = compositeEntries(item.sprite, shot.frame, shot.area);
    const colors = ownColorsOf(item.sprite, shot.frame, { pixels: picture.pixels, entries });
    outputs.push({ path, bytes: await format.encode(picture, colors) });
  }
  return outputs;
}

function partsOf({ layer, group, slice }: Item) {
  return {
    ...(layer && { layer: layer.name }),
    ...(group !== undefined && { group }),
    ...(slice && { slice: slice.name }),
  };
}

function frameParts({ sprite, tag, around }: Item, { frame, duration }: Shot, number: number) {
  const inner = tag ?? around[frame]?.inner;
  const outer = tag ?? around[frame]?.outer;
  return {
    frame: number,
    tagFrame: inner ? frame - spanOf(sprite, inner).from : number,
    duration,
    ...(inner && { tag: inner.name }),
    ...(outer && { outerTag: outer.name }),
  };
}

function saveFormatFor(name: string): SaveFormat {
  const format = saveFormatOf(name);
  if (format) return format;
  throw new BatchError(`${name} cannot be written in the format of its ending. Endings are ${SAVE_ENDINGS}.`);
}
