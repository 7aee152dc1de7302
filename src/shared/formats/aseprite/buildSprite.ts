import type { Cel, FrameId, Layer, Palette, Sprite, Tag, Tileset, TilesetId } from '../../sprite/sprite.ts';
import { NO_USER_DATA, type PropertyMap, type UserData } from '../../sprite/userData.ts';
import { FormatError } from '../formatError.ts';
import { FORMAT } from './chunkTypes.ts';
import { extensionIds, numberedExtension } from './externalFilesChunk.ts';
import type { CelDraft, LayerDraft, SpriteDraft, TilesetDraft } from './spriteDraft.ts';
import type { StoredUserData } from './userDataChunk.ts';

const DEFAULT_DURATION = 100;

/** Turns what was read into a sprite: ids for numbers, a tree for levels, extension names for external file ids. */
export function buildSprite(draft: SpriteDraft): Sprite {
  const { width, height, colorMode, transparentIndex, pixelRatio, grid, groupBlend, speed } = draft.header;
  const userDataOf = userDataNamer(draft);
  const tilesets = draft.tilesets.map((tileset) => buildTileset(draft, tileset, userDataOf));
  const frameId = (number: number) => frameIdOf(draft, number);
  const [palette, paletteChanges] = palettesOf(draft);
  return draft.ids.claimed({
    width,
    height,
    colorMode,
    transparentIndex,
    palette,
    paletteChanges,
    frames: draft.frames.map((id, number) => ({
      id,
      duration: draft.durations[number] || speed || DEFAULT_DURATION,
      unknown: draft.frameHolders[number]?.unknown ?? [],
    })),
    layers: buildLayers(draft, new Map(tilesets.map(({ index, id }) => [index, id])), userDataOf),
    tags: draft.tags.map(({ holder, from, to, ...tag }) => ({
      ...tag,
      id: draft.ids.next('tag'),
      from: frameId(from),
      to: frameId(to),
      ...tagUserData(tag.color, userDataOf(holder.userData)),
      unknown: holder.unknown,
    })),
    slices: draft.slices.map(({ holder, ...slice }) => ({
      ...slice,
      id: draft.ids.next('slice'),
      userData: userDataOf(holder.userData),
      unknown: holder.unknown,
    })),
    tilesets,
    userData: userDataOf(draft.holder.userData),
    grid,
    pixelRatio,
    colorProfile: draft.colorProfile,
    groupBlend,
    externalFiles: draft.externalFiles,
    unknown: draft.holder.unknown,
    nextId: 1,
  });
}

function frameIdOf(draft: SpriteDraft, number: number): FrameId {
  const id = draft.frames[number];
  if (id === undefined) throw new FormatError(FORMAT, 0, 'invalid', `frame ${number} does not exist`);
  return id;
}

type UserDataNamer = (stored: StoredUserData) => UserData;

/** Property maps by extension name; one whose number no external file explains is named by the number. */
function userDataNamer(draft: SpriteDraft): UserDataNamer {
  const names = new Map([...extensionIds(draft.externalFiles)].map(([name, id]) => [id, name]));
  return ({ properties, ...rest }) => {
    if (properties.size === 0)
      return Object.keys(rest).length === 0 ? NO_USER_DATA : { ...rest, properties: new Map() };
    const named = new Map<string, PropertyMap>();
    for (const [id, map] of properties) named.set(id === 0 ? '' : (names.get(id) ?? numberedExtension(id)), map);
    return { ...rest, properties: named };
  };
}

/** A tag's colour stands in its user data; the tags chunk has it only for old readers. */
function tagUserData(color: number, { color: own, ...userData }: UserData): Pick<Tag, 'color' | 'userData'> {
  return { color: own ?? color, userData };
}

function palettesOf(draft: SpriteDraft): [Palette, Map<FrameId, Palette>] {
  const changes = new Map<FrameId, Palette>();
  for (const [frame, palette] of draft.palettes) if (frame > 0) changes.set(frameIdOf(draft, frame), palette);
  return [draft.palettes.get(0) ?? { colors: [], names: new Map() }, changes];
}

function buildTileset(
  draft: SpriteDraft,
  { holder, tiles, ...entry }: TilesetDraft,
  userDataOf: UserDataNamer,
): Tileset {
  const tileUserData = new Map<number, UserData>();
  tiles.forEach((tile, number) => {
    const userData = userDataOf(tile.userData);
    if (userData !== NO_USER_DATA) tileUserData.set(number, userData);
  });
  return {
    ...entry,
    id: draft.ids.next('tileset'),
    userData: userDataOf(holder.userData),
    tileUserData,
    unknown: holder.unknown,
  };
}

/** Layers come bottom to top, each with the number of groups it lies in. */
function buildLayers(
  draft: SpriteDraft,
  tilesetIds: ReadonlyMap<number, TilesetId>,
  userDataOf: UserDataNamer,
): readonly Layer[] {
  const root: Layer[] = [];
  const open: Layer[][] = [root];
  for (const layer of draft.layers) {
    const level = Math.min(layer.level, open.length - 1);
    const children: Layer[] = [];
    open[level]?.push(buildLayer(draft, layer, children, tilesetIds, userDataOf));
    open.length = level + 1;
    if (layer.kind === 'group') open.push(children);
  }
  return root;
}

function buildLayer(
  draft: SpriteDraft,
  { kind, name, flags, opacity, blendMode, uuid, tilesetIndex, holder, cels: celDrafts }: LayerDraft,
  children: readonly Layer[],
  tilesetIds: ReadonlyMap<number, TilesetId>,
  userDataOf: UserDataNamer,
): Layer {
  const { extra, background, reference, collapsed, ...common } = flags;
  const properties = {
    ...common,
    id: draft.ids.next('layer'),
    name,
    opacity,
    blendMode,
    ...(uuid !== undefined && { uuid }),
    ...(extra !== 0 && { extraFlags: extra }),
    userData: userDataOf(holder.userData),
    unknown: holder.unknown,
  };
  if (kind === 'group') return { ...properties, kind, collapsed, children };
  const cels = new Map<FrameId, Cel>();
  for (const [frame, cel] of celDrafts) cels.set(frameIdOf(draft, frame), buildCel(cel, userDataOf));
  if (kind === 'image') return { ...properties, kind, background, reference, cels };
  const tileset = tilesetIds.get(tilesetIndex);
  if (tileset === undefined) {
    throw new FormatError(FORMAT, 0, 'invalid', `layer "${name}" uses tileset ${tilesetIndex}, which is missing`);
  }
  return { ...properties, kind, tileset, cels };
}

function buildCel({ holder, ...cel }: CelDraft, userDataOf: UserDataNamer): Cel {
  return { ...cel, userData: userDataOf(holder.userData), unknown: holder.unknown };
}
