import { toHex } from '../../sprite/color.ts';
import type { Rect } from '../../sprite/rect.ts';
import type { BlendMode, FrameId, Layer, Sprite } from '../../sprite/sprite.ts';
import type { UserData } from '../../sprite/userData.ts';
import type { Placement } from './packSheet.ts';

export interface NamedFrame {
  readonly filename: string;
  readonly placement: Placement;
  /** Milliseconds. */
  readonly duration: number;
}

export interface SheetJsonOptions {
  readonly format: 'hash' | 'array';
  readonly frames: readonly NamedFrame[];
  /** Of the sheet, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly indexed?: boolean;
  /** Version of the program. */
  readonly version: string;
  /** File name of the sheet, without folder. */
  readonly image?: string;
  /** Which lists the data gets, sprite by sprite; each only when asked for. */
  readonly tags?: readonly ListedTags[];
  readonly layers?: readonly ListedLayers[];
  readonly slices?: readonly ListedSlices[];
}

type ListedTags = Pick<Sprite, 'tags' | 'frames'>;
type ListedLayers = Pick<Sprite, 'layers' | 'frames' | 'groupBlend'>;
type ListedSlices = Pick<Sprite, 'slices' | 'frames'>;

/**
 * Describes a sheet as Aseprite does (--data with --format json-hash or json-array), so that game engines and build
 * scripts read it unchanged. `frames` is written by hand: names keep their order, and may come twice.
 */
export function sheetJson(options: SheetJsonOptions): string {
  const { format, frames } = options;
  const hash = format === 'hash';
  const lines = frames.map((frame) => {
    return hash ? `${JSON.stringify(frame.filename)}: ${json(plainFrame(frame), 2)}` : json(namedFrame(frame), 2);
  });
  const [open, close] = hash ? ['{', '}'] : ['[', ']'];
  const meta = json(plainMeta(options), 1);
  return `{\n "frames": ${open}\n${lines.map((line) => `  ${line}`).join(',\n')}\n ${close},\n "meta": ${meta}\n}\n`;
}

/** Importers look for Aseprite's name or address here to tell this shape from those of other programs. */
const APP = 'Celkiln, in the format of Aseprite (https://www.aseprite.org/)';

/** JSON with one space per level, its own first line not indented. */
function json(value: unknown, level: number): string {
  return JSON.stringify(value, undefined, 1).replaceAll('\n', `\n${' '.repeat(level)}`);
}

function plainFrame({ placement, duration }: NamedFrame): object {
  const { frame, source, sourceWidth, sourceHeight, trimmed } = placement;
  return {
    frame: plainRect(frame),
    rotated: false,
    trimmed,
    spriteSourceSize: plainRect(source),
    sourceSize: { w: sourceWidth, h: sourceHeight },
    duration,
  };
}

function namedFrame(frame: NamedFrame): object {
  return { filename: frame.filename, ...plainFrame(frame) };
}

function plainRect({ x, y, width, height }: Rect): object {
  return { x, y, w: width, h: height };
}

function plainMeta({ version, image, indexed, width, height, tags, layers, slices }: SheetJsonOptions): object {
  return {
    app: APP,
    version,
    ...(image !== undefined && { image }),
    format: indexed ? 'I8' : 'RGBA8888',
    size: { w: width, h: height },
    scale: '1',
    ...(tags && { frameTags: tags.flatMap(plainTags) }),
    ...(layers && { layers: layers.flatMap((each) => plainLayers(each)) }),
    ...(slices && { slices: slices.flatMap(plainSlices) }),
  };
}

function plainTags({ tags, frames }: ListedTags): object[] {
  return tags.map(({ name, from, to, direction, repeat, color, userData }) => ({
    name,
    from: frameNumber(frames, from),
    to: frameNumber(frames, to),
    direction,
    ...(repeat > 0 && { repeat: String(repeat) }),
    color: longHex(color),
    ...(userData.text !== undefined && { data: userData.text }),
  }));
}

/** Visible layers, each group before what lies in it, bottom to top. */
function plainLayers({ layers, ...rest }: ListedLayers, group?: string): object[] {
  return layers.flatMap((layer) => {
    if (!layer.visible) return [];
    const own = plainLayer(layer, rest, group);
    return layer.kind === 'group' ? [own, ...plainLayers({ ...rest, layers: layer.children }, layer.name)] : [own];
  });
}

function plainLayer(layer: Layer, { frames, groupBlend }: Omit<ListedLayers, 'layers'>, group?: string): object {
  const { name, opacity, blendMode, userData } = layer;
  const cels = layer.kind === 'group' ? [] : plainCels(layer.cels, frames);
  return {
    name,
    ...(group !== undefined && { group }),
    ...((layer.kind !== 'group' || groupBlend) && { opacity, blendMode: HSL_NAMES[blendMode] ?? blendMode }),
    ...plainUserData(userData),
    ...(cels.length > 0 && { cels }),
  };
}

/** Aseprite's own names where they differ from those of its file format's description. */
const HSL_NAMES: Partial<Record<BlendMode, string>> = {
  hue: 'hsl_hue',
  saturation: 'hsl_saturation',
  color: 'hsl_color',
  luminosity: 'hsl_luminosity',
};

/** Only cels of which there is something to say. */
function plainCels(cels: Extract<Layer, { cels: unknown }>['cels'], frames: Sprite['frames']): object[] {
  return frames.flatMap(({ id }, frame) => {
    const cel = cels.get(id);
    if (!cel) return [];
    const { opacity, zIndex, userData } = cel;
    const said = {
      ...(opacity !== 255 && { opacity }),
      ...(zIndex !== 0 && { zIndex }),
      ...plainUserData(userData),
    };
    return Object.keys(said).length > 0 ? [{ frame, ...said }] : [];
  });
}

function plainSlices({ slices, frames }: ListedSlices): object[] {
  return slices.map(({ name, keys, userData }) => ({
    name,
    ...plainUserData(userData),
    keys: keys.map(({ frame, bounds, center, pivot }) => ({
      frame: frameNumber(frames, frame),
      bounds: plainRect(bounds),
      ...(center && { center: plainRect(center) }),
      ...(pivot && { pivot: { x: pivot.x, y: pivot.y } }),
    })),
  }));
}

function plainUserData({ color, text }: UserData): object {
  return { ...(color !== undefined && { color: longHex(color) }), ...(text !== undefined && { data: text }) };
}

/** '#rrggbbaa', also where alpha is 255. */
function longHex(color: number): string {
  return toHex(color).padEnd(9, 'f');
}

function frameNumber(frames: Sprite['frames'], id: FrameId): number {
  return Math.max(
    0,
    frames.findIndex((frame) => frame.id === id),
  );
}
