import { eachLayer, mapLayers } from '../../../shared/sprite/layers.ts';
import type { Layer, LayerId, Sprite } from '../../../shared/sprite/sprite.ts';
import { BatchError } from './batchError.ts';
import type { Settings } from './plan.ts';

/** What --layer and --ignore-layer leave to be seen. */
export interface ChosenLayers {
  /** With exactly these layers visible; the sprite itself when nothing was chosen. */
  readonly sprite: Sprite;
  /** The one layer that was chosen, if it is one. */
  readonly only: Layer | undefined;
}

type Filter = Pick<Settings, 'layers' | 'ignoredLayers'>;

/**
 * Shows what the filters name, as Aseprite does. A filter is a name (meaning the one layer that has it) or a path
 * `group/name`, in which * stands for any part, and at its end for all that follows. A group that is named alone shows
 * its visible layers; a hidden layer that is named is shown. Left out is a layer with all that lies in it.
 *
 * @param file For the message.
 * @throws BatchError when none of the names that were asked for is there.
 */
export function chooseLayers(sprite: Sprite, filter: Filter, file: string): ChosenLayers {
  if (filter.layers.length === 0 && filter.ignoredLayers.length === 0) return { sprite, only: undefined };
  const layers = placesOf(sprite);
  const included = filter.layers.map((name) => pathFilter(name, layers));
  const excluded = filter.ignoredLayers.map((name) => pathFilter(name, layers));
  if (included.length > 0 && missingLayers(sprite, filter).length === included.length) {
    throw noSuchLayer(file, filter.layers.join('" or "'), layers);
  }
  const isLeftOut = ({ path }: Place): boolean => excluded.some((parts) => excludes(parts, path));
  const chosen = layers.filter((place) => {
    const wanted = included.length === 0 ? place.shown : included.some((parts) => includes(parts, place.path));
    return wanted && !isLeftOut(place);
  });
  const ids = new Set(chosen.flatMap((place) => [place.layer.id, ...childrenShown(place, chosen, layers, isLeftOut)]));
  return { sprite: onlyVisible(sprite, ids), only: chosen.length === 1 ? chosen[0]?.layer : undefined };
}

/** Which of the names that were asked for no layer has. */
export function missingLayers(sprite: Sprite, filter: Pick<Filter, 'layers'>): readonly string[] {
  const layers = placesOf(sprite);
  return filter.layers.filter((name) => {
    const parts = pathFilter(name, layers);
    return !layers.some(({ path }) => includes(parts, path));
  });
}

/** The sprite with just these layers visible, and the groups around them. */
export function onlyVisible(sprite: Sprite, ids: ReadonlySet<LayerId>): Sprite {
  const layers = mapLayers(sprite.layers, (layer) => {
    const visible = ids.has(layer.id) || (layer.kind === 'group' && layer.children.some((child) => child.visible));
    return visible === layer.visible ? layer : { ...layer, visible };
  });
  return layers === sprite.layers ? sprite : { ...sprite, layers };
}

/** --all-layers. */
export function allVisible(sprite: Sprite): Sprite {
  return onlyVisible(sprite, new Set([...eachLayer(sprite.layers)].map(({ id }) => id)));
}

/** A layer with the names that lead to it, outermost group first. */
export interface Place {
  readonly layer: Layer;
  readonly path: readonly string[];
  /** The groups that it lies in. */
  readonly groups: ReadonlySet<LayerId>;
  /** Visible, as are the groups around it. */
  readonly shown: boolean;
}

/** All layers, each group before what lies in it, bottom to top. */
export function placesOf(sprite: Pick<Sprite, 'layers'>): readonly Place[] {
  const visit = (layers: readonly Layer[], { path, groups, shown }: Omit<Place, 'layer'>): readonly Place[] =>
    layers.flatMap((layer) => {
      const place = { layer, path: [...path, layer.name], groups, shown: shown && layer.visible };
      if (layer.kind !== 'group') return [place];
      return [place, ...visit(layer.children, { ...place, groups: new Set([...groups, layer.id]) })];
    });
  return visit(sprite.layers, { path: [], groups: new Set(), shown: true });
}

/** A name that just one layer has stands for the path to it. */
function pathFilter(name: string, layers: readonly Place[]): readonly string[] {
  const named = layers.filter(({ layer }) => layer.name === name);
  const [place] = named;
  return named.length === 1 && place ? place.path : name.split('/');
}

function includes(filter: readonly string[], path: readonly string[]): boolean {
  const long = filter.at(-1) === '*' ? filter.length <= path.length : filter.length === path.length;
  return long && filter.every((part, i) => part === '*' || part === path[i]);
}

/** A group of which everything is left out is left out as well. */
function excludes(filter: readonly string[], path: readonly string[]): boolean {
  const parts =
    filter.length === path.length + 1 && path.length > 0 && filter.at(-1) === '*' ? filter.slice(0, -1) : filter;
  return parts.length <= path.length && parts.every((part, i) => part === '*' || part === path[i]);
}

/** What a group shows that was chosen without any layer in it. */
function childrenShown(
  group: Place,
  chosen: readonly Place[],
  layers: readonly Place[],
  isLeftOut: (place: Place) => boolean,
): readonly LayerId[] {
  if (group.layer.kind !== 'group' || chosen.some(({ groups }) => groups.has(group.layer.id))) return [];
  const visible = new Set(
    [...placesOf({ layers: group.layer.children })].filter((each) => each.shown).map((each) => each.layer),
  );
  return layers.filter((place) => visible.has(place.layer) && !isLeftOut(place)).map((place) => place.layer.id);
}

function noSuchLayer(file: string, name: string, layers: readonly Place[]): BatchError {
  const names = layers.map(({ path }) => path.join('/')).join(', ');
  return new BatchError(`${file} has no layer "${name}". It has: ${names || 'none'}.`);
}
