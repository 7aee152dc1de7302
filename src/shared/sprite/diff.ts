import { eachLayer } from './layers.ts';
import { differingTiles, type Pixels } from './raster.ts';
import type { Cel, ContentId, FrameId, Layer, LayerId, Sprite } from './sprite.ts';

/** One thing in which two sprites differ. */
export type Difference =
  /** A property of the sprite itself, such as its width, palette or tags. */
  | { readonly what: 'sprite'; readonly property: keyof Sprite }
  | { readonly what: 'frame'; readonly change: Change; readonly frame: FrameId }
  /** The row of frame ids is another one. */
  | { readonly what: 'frameOrder' }
  | { readonly what: 'layer'; readonly change: Change; readonly layer: LayerId; readonly properties: readonly string[] }
  /** Layers stand in another order or in other groups. */
  | { readonly what: 'layerOrder' }
  /** A cel came, went, moved, or shows another content; its pixels may be the same. */
  | { readonly what: 'cel'; readonly change: Change; readonly layer: LayerId; readonly frame: FrameId }
  /** Pixels of a content differ in one tile; `before` and `after` are absent where all of it is empty. */
  | {
      readonly what: 'tile';
      readonly layer: LayerId;
      readonly content: ContentId;
      readonly tx: number;
      readonly ty: number;
      readonly before?: Pixels;
      readonly after?: Pixels;
    };

export type Change = 'added' | 'removed' | 'changed';

/**
 * All that differs between two sprites, found by walking both and passing over whatever is the same object; what is
 * equal but another object (an edit and its reverse) is compared by value. Nothing is yielded exactly when the sprites
 * are equal, `nextId` aside.
 */
export function* diff(a: Sprite, b: Sprite): Generator<Difference> {
  if (a === b) return;
  for (const property of SPRITE_PROPERTIES) {
    if (!same(a[property], b[property])) yield { what: 'sprite', property };
  }
  yield* diffFrames(a, b);
  yield* diffLayers(a, b);
}

/** Whether nothing that is saved or shown differs. */
export function sameSprite(a: Sprite, b: Sprite): boolean {
  return diff(a, b).next().done === true;
}

const SPRITE_PROPERTIES = [
  'width',
  'height',
  'colorMode',
  'transparentIndex',
  'palette',
  'paletteChanges',
  'tags',
  'slices',
  'tilesets',
  'userData',
  'grid',
  'pixelRatio',
  'colorProfile',
  'groupBlend',
  'externalFiles',
  'unknown',
] as const satisfies readonly (keyof Sprite)[];

/** Everything of a sprite is compared somewhere: this fails to compile when a property is forgotten. */
type Compared = (typeof SPRITE_PROPERTIES)[number] | 'frames' | 'layers' | 'nextId';
const _complete: Exclude<keyof Sprite, Compared> extends never ? true : never = true;
void _complete;

function* diffFrames(a: Sprite, b: Sprite): Generator<Difference> {
  if (a.frames === b.frames) return;
  const before = new Map(a.frames.map((frame) => [frame.id, frame]));
  const after = new Map(b.frames.map((frame) => [frame.id, frame]));
  for (const id of before.keys()) if (!after.has(id)) yield { what: 'frame', change: 'removed', frame: id };
  for (const [id, frame] of after) {
    if (!before.has(id)) yield { what: 'frame', change: 'added', frame: id };
    else if (!same(before.get(id), frame)) yield { what: 'frame', change: 'changed', frame: id };
  }
  if (!same([...before.keys()], [...after.keys()])) yield { what: 'frameOrder' };
}

function* diffLayers(a: Sprite, b: Sprite): Generator<Difference> {
  if (a.layers === b.layers) return;
  const before = new Map([...eachLayer(a.layers)].map((layer) => [layer.id, layer]));
  const after = new Map([...eachLayer(b.layers)].map((layer) => [layer.id, layer]));
  for (const id of before.keys()) {
    if (!after.has(id)) yield { what: 'layer', change: 'removed', layer: id, properties: [] };
  }
  for (const [id, layer] of after) {
    const old = before.get(id);
    if (old === undefined) yield { what: 'layer', change: 'added', layer: id, properties: [] };
    else yield* diffLayer(old, layer);
  }
  if (!same(outline(a.layers), outline(b.layers))) yield { what: 'layerOrder' };
}

/** The tree's shape: each layer's id and, for groups, those within. */
function outline(layers: readonly Layer[]): readonly unknown[] {
  return layers.map((layer) => (layer.kind === 'group' ? [layer.id, outline(layer.children)] : layer.id));
}

function* diffLayer(a: Layer, b: Layer): Generator<Difference> {
  if (a === b) return;
  const properties = changedProperties(a, b, ['children', 'cels']);
  if (properties.length > 0) yield { what: 'layer', change: 'changed', layer: b.id, properties };
  const [before, after] = [celsOf(a), celsOf(b)];
  if (before === after) return;
  const contents = new Set<ContentId>();
  for (const frame of before.keys()) {
    if (!after.has(frame)) yield { what: 'cel', change: 'removed', layer: b.id, frame };
  }
  for (const [frame, cel] of after) {
    const old = before.get(frame);
    if (old === undefined) yield { what: 'cel', change: 'added', layer: b.id, frame };
    else yield* diffCel(b.id, frame, old, cel, contents);
  }
}

function* diffCel(layer: LayerId, frame: FrameId, a: Cel, b: Cel, seen: Set<ContentId>): Generator<Difference> {
  if (a === b) return;
  const [before, after] = [a.content, b.content];
  const images = before.kind === 'image' && after.kind === 'image' && before.id === after.id;
  const comparable = images && before.raster.mode === after.raster.mode && before.raster.empty === after.raster.empty;
  const inContent = comparable && !same(before.bounds, after.bounds);
  if (inContent || changedProperties(a, b, comparable ? ['content'] : []).length > 0) {
    yield { what: 'cel', change: 'changed', layer, frame };
  }
  if (!comparable || seen.has(after.id)) return;
  seen.add(after.id);
  for (const { tx, ty, a: old, b: now } of differingTiles(before.raster, after.raster)) {
    if (same(old, now)) continue;
    yield { what: 'tile', layer, content: after.id, tx, ty, ...(old && { before: old }), ...(now && { after: now }) };
  }
}

function celsOf(layer: Layer): ReadonlyMap<FrameId, Cel> {
  return layer.kind === 'group' ? NO_CELS : layer.cels;
}
const NO_CELS: ReadonlyMap<FrameId, Cel> = new Map();

function changedProperties(a: object, b: object, except: readonly string[]): readonly string[] {
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].filter((name) => !except.includes(name) && !same(left.get(name), right.get(name)));
}

/** Deep equality of the plain values, arrays, maps and typed arrays that sprites are made of. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (ArrayBuffer.isView(a) || Array.isArray(a)) return sameLists(a, b);
  if (a instanceof Map) {
    return (
      b instanceof Map && a.size === b.size && [...a].every(([key, value]) => b.has(key) && same(value, b.get(key)))
    );
  }
  return changedProperties(a, b, []).length === 0;
}

function sameLists(a: object, b: object): boolean {
  if (a.constructor !== b.constructor) return false;
  const [left, right] = [a as ArrayLike<unknown>, b as ArrayLike<unknown>];
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (!same(left[i], right[i])) return false;
  return true;
}
