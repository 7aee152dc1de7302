import { BLEND_MODES, type BlendMode, type Layer, type UnknownChunk } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import type { Header } from './header.ts';
import { KEPT, keptIn, keptNumber, keptNumberIn, ReservedReader, ReservedWriter } from './reservedBytes.ts';
import { readUuid, UUID_BYTES, writeUuid } from './uuid.ts';

const VISIBLE = 1;
const EDITABLE = 2;
const LOCK_MOVEMENT = 4;
const BACKGROUND = 8;
const CONTINUOUS = 16;
const COLLAPSED = 32;
const REFERENCE = 64;
const COMMON_FLAGS = VISIBLE | EDITABLE | LOCK_MOVEMENT | CONTINUOUS;

const KINDS = ['image', 'group', 'tilemap'] as const satisfies readonly Layer['kind'][];
/** The flags that a layer of that kind has a field for. */
const KNOWN_FLAGS = {
  image: COMMON_FLAGS | BACKGROUND | REFERENCE,
  group: COMMON_FLAGS | COLLAPSED,
  tilemap: COMMON_FLAGS,
} as const;

const NO_UUID = '0'.repeat(2 * UUID_BYTES);

export interface LayerChunk {
  readonly kind: Layer['kind'];
  /** How many groups it lies in. */
  readonly level: number;
  readonly name: string;
  readonly flags: LayerFlags;
  readonly opacity: number;
  readonly blendMode: BlendMode;
  /** Of tilemap layers. */
  readonly tilesetIndex: number;
  readonly uuid?: string;
  readonly kept: readonly UnknownChunk[];
}

export interface LayerFlags {
  readonly visible: boolean;
  readonly editable: boolean;
  readonly lockMovement: boolean;
  readonly continuous: boolean;
  readonly background: boolean;
  readonly collapsed: boolean;
  readonly reference: boolean;
  /** The bits that have no field in this kind of layer. */
  readonly extra: number;
}

/**
 * Opacity and blend mode are read as 255 and normal where the header says that they are not valid. A layer of a kind that
 * we do not know is taken for an image layer, a blend mode that we do not know for normal; their numbers are kept.
 */
export function readLayer(reader: ByteReader, header: Header): LayerChunk {
  const reserved = new ReservedReader();
  const bits = reader.u16();
  const kindNumber = reader.u16();
  const known = KINDS[kindNumber];
  const kind = known ?? 'image';
  const level = reader.u16();
  reserved.skip(reader, 4);
  const modeNumber = reader.u16();
  const mode = BLEND_MODES[modeNumber];
  const opacity = reader.u8();
  reserved.skip(reader, 3);
  const name = reader.string();
  const tilesetIndex = kind === 'tilemap' ? reader.u32() : 0;
  // What follows the name is not known to be a UUID in a layer of an unknown kind.
  const uuid = header.layersHaveUuid && known ? readUuid(reader) : NO_UUID;
  const composed = kind === 'group' ? header.groupBlend : true;
  return {
    kind,
    level,
    name,
    flags: flagsOf(bits, kind),
    opacity: composed && header.layerOpacityValid ? opacity : 255,
    blendMode: composed ? (mode ?? 'normal') : 'normal',
    tilesetIndex,
    ...(uuid !== NO_UUID && { uuid }),
    kept: [
      ...reserved.kept(reader, KEPT.fields),
      ...(known === undefined ? [keptNumber(KEPT.layerType, kindNumber)] : []),
      ...(mode === undefined && composed ? [keptNumber(KEPT.blendMode, modeNumber)] : []),
      ...(composed || (modeNumber === 0 && opacity === 255) ? [] : [groupLook(modeNumber, opacity)]),
    ],
  };
}

export interface LayerChunkPlace {
  readonly level: number;
  /** Of tilemap layers. */
  readonly tilesetIndex: number;
  readonly layersHaveUuid: boolean;
  /** Whether blend mode and opacity of groups count. */
  readonly groupBlend: boolean;
}

export function writeLayer(out: ByteWriter, layer: Layer, place: LayerChunkPlace): void {
  const { unknown } = layer;
  const reserved = new ReservedWriter(unknown, KEPT.fields);
  const kind = layer.kind === 'image' ? keptNumberIn(unknown, KEPT.layerType) : undefined;
  const look = layer.kind === 'group' && !place.groupBlend ? keptIn(unknown, KEPT.groupLook) : undefined;
  const ownMode = layer.blendMode === 'normal' ? keptNumberIn(unknown, KEPT.blendMode) : undefined;
  const mode = look ? (look[0] ?? 0) | ((look[1] ?? 0) << 8) : ownMode;
  out.u16(bitsOf(layer));
  out.u16(kind ?? KINDS.indexOf(layer.kind));
  out.u16(place.level);
  reserved.write(out, 4);
  out.u16(mode ?? BLEND_MODES.indexOf(layer.blendMode));
  out.u8(look?.[2] ?? layer.opacity, 'layer opacity');
  reserved.write(out, 3);
  out.string(layer.name, 'the name of a layer');
  if (layer.kind === 'tilemap') out.u32(place.tilesetIndex);
  if (place.layersHaveUuid && kind === undefined) writeUuid(out, layer.uuid ?? NO_UUID);
  reserved.writeRest(out);
}

function groupLook(mode: number, opacity: number): UnknownChunk {
  return { type: KEPT.groupLook, data: Uint8Array.of(mode & 255, mode >> 8, opacity) };
}

function flagsOf(bits: number, kind: Layer['kind']): LayerFlags {
  const known = bits & KNOWN_FLAGS[kind];
  const has = (flag: number) => (known & flag) !== 0;
  return {
    visible: has(VISIBLE),
    editable: has(EDITABLE),
    lockMovement: has(LOCK_MOVEMENT),
    continuous: has(CONTINUOUS),
    background: has(BACKGROUND),
    collapsed: has(COLLAPSED),
    reference: has(REFERENCE),
    extra: bits & ~KNOWN_FLAGS[kind],
  };
}

function bitsOf(layer: Layer): number {
  const common =
    (layer.visible ? VISIBLE : 0) |
    (layer.editable ? EDITABLE : 0) |
    (layer.lockMovement ? LOCK_MOVEMENT : 0) |
    (layer.continuous ? CONTINUOUS : 0) |
    (layer.extraFlags ?? 0);
  if (layer.kind === 'group') return common | (layer.collapsed ? COLLAPSED : 0);
  if (layer.kind === 'tilemap') return common;
  return common | (layer.background ? BACKGROUND : 0) | (layer.reference ? REFERENCE : 0);
}
