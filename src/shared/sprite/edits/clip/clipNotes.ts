import { celRect } from '../../cels.ts';
import { type Pixels, readPixels } from '../../raster.ts';
import type { Cel, FrameId, Layer } from '../../sprite.ts';
import type { PropertyMap, PropertyValue, UserData } from '../../userData.ts';

/** Under which name our own properties stand in user data, and those of clips among them. */
const OWNER = 'celkiln';
const CLIPS = 'clips';
const CLIP = 'clip';

/** What a cel tells of the clip that it came with. */
export interface ClipMark {
  /** The clip's name among those of its layer. */
  readonly clip: string;
  /** Where the pixels lay on the canvas, and a hash of them. */
  readonly x: number;
  readonly y: number;
  readonly hash: string;
}

/** The notes of all clips that were put into a layer, by the clip's name, in the order in which they came. */
export function clipNotes(layer: Layer): ReadonlyMap<string, PropertyMap> {
  const notes = layer.userData.properties.get(OWNER)?.get(CLIPS);
  if (notes?.type !== 'map') return new Map();
  return new Map([...notes.value].flatMap(([id, note]) => (note.type === 'map' ? [[id, note.value]] : [])));
}

/** A layer's user data with a clip's note among them, in the place of an older one of that name. */
export function withClipNote({ userData }: Layer, id: string, note: PropertyMap): UserData {
  const own = new Map(userData.properties.get(OWNER));
  const notes = own.get(CLIPS);
  const all = new Map<string, PropertyValue>(notes?.type === 'map' ? notes.value : []);
  all.set(id, { type: 'map', value: note });
  own.set(CLIPS, { type: 'map', value: all });
  return { ...userData, properties: new Map(userData.properties).set(OWNER, own) };
}

export function clipMark({ userData }: Cel): ClipMark | undefined {
  const mark = userData.properties.get(OWNER)?.get(CLIP);
  if (mark?.type !== 'map') return undefined;
  const [name, place, hash] = ['name', 'place', 'hash'].map((key) => mark.value.get(key));
  if (name?.type !== 'string' || place?.type !== 'point' || hash?.type !== 'string') return undefined;
  return { clip: name.value, x: place.value.x, y: place.value.y, hash: hash.value };
}

/** The cel with a mark that says which clip it is from and how it looked then. */
export function marked(cel: Cel, clip: string): Cel {
  const { x, y } = celRect(cel);
  return withMark(cel, { clip, x, y, hash: hashOf(cel) });
}

/** A cel whose pixels were all converted, to another colour mode for instance: no more painted over than it was before. */
export function markedAsBefore(before: Cel, after: Cel): Cel {
  const mark = clipMark(before);
  return mark === undefined || isPaintedOver(before) ? after : withMark(after, { ...mark, hash: hashOf(after) });
}

function withMark(cel: Cel, { clip, x, y, hash }: ClipMark): Cel {
  const mark = new Map<string, PropertyValue>([
    ['name', { type: 'string', value: clip }],
    ['place', { type: 'point', value: { x, y } }],
    ['hash', { type: 'string', value: hash }],
  ]);
  const own = new Map(cel.userData.properties.get(OWNER)).set(CLIP, { type: 'map', value: mark });
  return { ...cel, userData: { ...cel.userData, properties: new Map(cel.userData.properties).set(OWNER, own) } };
}

/** The frames in which a layer shows cels of a clip. */
export function framesOfClip(layer: Layer, clip: string): ReadonlySet<FrameId> {
  if (layer.kind === 'group') return new Set();
  return new Set([...layer.cels].flatMap(([frame, cel]) => (clipMark(cel)?.clip === clip ? [frame] : [])));
}

/** Whether a cel has other pixels than it came with. Moved, faded or linked elsewhere it is still the same picture. */
export function isPaintedOver(cel: Cel): boolean {
  const mark = clipMark(cel);
  return mark !== undefined && mark.hash !== hashOf(cel);
}

/** FNV-1a over the pixels within the cel's bounds, and their size: 32 bits in hexadecimal. */
function hashOf({ content }: Cel): string {
  if (content.kind !== 'image') return '';
  const { bounds, raster } = content;
  const size = Uint32Array.of(bounds.width, bounds.height);
  const hash = mixed(mixed(0x811c9dc5, size), readPixels(raster, bounds));
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function mixed(hash: number, values: Pixels): number {
  let made = hash;
  for (let i = 0; i < values.length; i++) {
    made = Math.imul(made ^ (values[i] ?? 0), 0x01000193);
    made ^= made >>> 15;
  }
  return made;
}
