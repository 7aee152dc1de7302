import type { Sprite } from './sprite/sprite.ts';
import type { PropertyMap, PropertyValue, UserData } from './sprite/userData.ts';

export const EXPORT_KINDS = ['image', 'sequence', 'gif', 'apng', 'webp', 'sheet'] as const;
/** A still of the current frame, numbered stills, an animation, or all frames on one sheet. */
export type ExportKind = (typeof EXPORT_KINDS)[number];

export const FRAME_CHOICES = ['all', 'current', 'tag'] as const;
export const LAYER_CHOICES = ['visible', 'current'] as const;
export const SHEET_LAYOUTS = ['rows', 'columns', 'horizontal', 'vertical', 'packed'] as const;
export const TRIM_CHOICES = ['none', 'sprite', 'frame'] as const;
export const DATA_CHOICES = ['none', 'hash', 'array'] as const;

/** What an export writes. Flat, so that it fits into a property map; of no account for a kind is what it does not use. */
export interface ExportSettings {
  readonly kind: ExportKind;
  /** Every pixel becomes a square of this side. */
  readonly scale: number;
  readonly frames: (typeof FRAME_CHOICES)[number];
  /** Name of the tag whose frames are written. */
  readonly tag: string;
  readonly layers: (typeof LAYER_CHOICES)[number];

  readonly layout: (typeof SHEET_LAYOUTS)[number];
  /** Frames in a row or a column of the sheet; 0: as many as make it about square. */
  readonly perLine: number;
  /** Size of the sheet in pixels; 0: as large as it needs to be. */
  readonly width: number;
  readonly height: number;
  readonly trim: (typeof TRIM_CHOICES)[number];
  readonly extrude: boolean;
  /** Pixels around the sheet, between frames, and inside each frame's place. */
  readonly borderPadding: number;
  readonly shapePadding: number;
  readonly innerPadding: number;
  readonly mergeDuplicates: boolean;
  readonly powerOfTwo: boolean;
  readonly splitLayers: boolean;
  readonly splitTags: boolean;
  readonly splitSlices: boolean;
  /** The JSON file beside the sheet. */
  readonly data: (typeof DATA_CHOICES)[number];
  readonly listTags: boolean;
  readonly listLayers: boolean;
  readonly listSlices: boolean;
}

/** Settings that a user has given a name. */
export interface ExportPreset {
  readonly name: string;
  readonly settings: ExportSettings;
}

export const EXPORT_LIMITS = {
  scale: { least: 1, most: 10 },
  perLine: { least: 0, most: 4000 },
  side: { least: 0, most: 8192 },
  padding: { least: 0, most: 256 },
  presets: 50,
  presetName: 60,
} as const;

export const DEFAULT_EXPORT: ExportSettings = {
  kind: 'gif',
  scale: 1,
  frames: 'all',
  tag: '',
  layers: 'visible',
  layout: 'rows',
  perLine: 0,
  width: 0,
  height: 0,
  trim: 'none',
  extrude: false,
  borderPadding: 0,
  shapePadding: 0,
  innerPadding: 0,
  mergeDuplicates: false,
  powerOfTwo: false,
  splitLayers: false,
  splitTags: false,
  splitSlices: false,
  data: 'hash',
  listTags: true,
  listLayers: true,
  listSlices: true,
};

/** Whether a value is export settings: every field there and within its bounds, and nothing else. */
export function isExportSettings(value: unknown): value is ExportSettings {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const read = Object.entries(settingsFrom((name) => fields.get(name)));
  return fields.size === read.length && read.every(([name, field]) => fields.get(name) === field);
}

/** The settings that were last used for this sprite, as far as they make sense; undefined when none are kept. */
export function readExportSettings(userData: UserData): ExportSettings | undefined {
  const kept = userData.properties.get(OWNER)?.get(KEY);
  if (kept?.type !== 'map') return undefined;
  return settingsFrom((name) => kept.value.get(name)?.value);
}

/** The sprite with the settings among its own properties, where .aseprite files keep them. */
export function withExportSettings(sprite: Sprite, settings: ExportSettings): Sprite {
  const { userData } = sprite;
  const own = new Map(userData.properties.get(OWNER));
  own.set(KEY, { type: 'map', value: propertiesOf(settings) });
  return { ...sprite, userData: { ...userData, properties: new Map(userData.properties).set(OWNER, own) } };
}

/** Under which name our own properties stand in user data, and the settings among them. */
const OWNER = 'celkiln';
const KEY = 'export';

function propertiesOf(settings: ExportSettings): PropertyMap {
  return new Map(Object.entries(settings).map(([name, value]: [string, unknown]) => [name, propertyOf(value)]));
}

function propertyOf(value: unknown): PropertyValue {
  if (typeof value === 'boolean') return { type: 'bool', value };
  return typeof value === 'number' ? { type: 'int32', value } : { type: 'string', value: String(value) };
}

/** Settings from values by name; what is missing or out of bounds counts as its default. */
function settingsFrom(get: (name: keyof ExportSettings) => unknown): ExportSettings {
  const { scale, perLine, side, padding } = EXPORT_LIMITS;
  const flag = (name: FieldOf<boolean>) =>
    get(name) === true ? true : get(name) === false ? false : DEFAULT_EXPORT[name];
  const number = (name: FieldOf<number>, { least, most }: { readonly least: number; readonly most: number }) => {
    const value = get(name);
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
    return fits ? value : DEFAULT_EXPORT[name];
  };
  const choice = <Value>(name: keyof ExportSettings, values: readonly Value[], fallback: Value) =>
    values.find((value) => value === get(name)) ?? fallback;
  const tag = get('tag');
  return {
    kind: choice('kind', EXPORT_KINDS, DEFAULT_EXPORT.kind),
    scale: number('scale', scale),
    frames: choice('frames', FRAME_CHOICES, DEFAULT_EXPORT.frames),
    tag: typeof tag === 'string' && tag.length <= LONGEST_TAG ? tag : DEFAULT_EXPORT.tag,
    layers: choice('layers', LAYER_CHOICES, DEFAULT_EXPORT.layers),
    layout: choice('layout', SHEET_LAYOUTS, DEFAULT_EXPORT.layout),
    perLine: number('perLine', perLine),
    width: number('width', side),
    height: number('height', side),
    trim: choice('trim', TRIM_CHOICES, DEFAULT_EXPORT.trim),
    extrude: flag('extrude'),
    borderPadding: number('borderPadding', padding),
    shapePadding: number('shapePadding', padding),
    innerPadding: number('innerPadding', padding),
    mergeDuplicates: flag('mergeDuplicates'),
    powerOfTwo: flag('powerOfTwo'),
    splitLayers: flag('splitLayers'),
    splitTags: flag('splitTags'),
    splitSlices: flag('splitSlices'),
    data: choice('data', DATA_CHOICES, DEFAULT_EXPORT.data),
    listTags: flag('listTags'),
    listLayers: flag('listLayers'),
    listSlices: flag('listSlices'),
  };
}

type FieldOf<Value> = {
  [Name in keyof ExportSettings]: ExportSettings[Name] extends Value ? Name : never;
}[keyof ExportSettings];

const LONGEST_TAG = 1000;
