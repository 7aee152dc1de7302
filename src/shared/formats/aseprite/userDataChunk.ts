import type { PropertyMap, UserData } from '../../sprite/userData.ts';
import { ByteReader } from '../byteReader.ts';
import { ByteWriter } from '../byteWriter.ts';
import { FormatError } from '../formatError.ts';
import { FORMAT } from './chunkTypes.ts';
import { readColor, writeColor } from './color.ts';
import { readPropertyMap, writePropertyMap } from './properties.ts';

const HAS_TEXT = 1;
const HAS_COLOR = 2;
const HAS_PROPERTIES = 4;
const KNOWN_FLAGS = HAS_TEXT | HAS_COLOR | HAS_PROPERTIES;

/** User data as it stands in the file: property maps by number, 0 for the user's own, else an external file's id. */
export interface StoredUserData {
  readonly text?: string;
  readonly color?: number;
  readonly properties: ReadonlyMap<number, PropertyMap>;
  readonly unknown?: Uint8Array;
}

export const NO_STORED_USER_DATA: StoredUserData = { properties: new Map() };

/**
 * Property maps have no sizes of their own: from the first one on that the model cannot hold (a value of a type that we
 * do not know, a second value for one name, a second map for one owner), all are kept as they stand.
 */
export function readUserData(reader: ByteReader): StoredUserData {
  const flags = reader.u32();
  const text = flags & HAS_TEXT ? reader.string() : undefined;
  const color = flags & HAS_COLOR ? readColor(reader) : undefined;
  const { properties, restCount, rest } = flags & HAS_PROPERTIES ? readPropertyMaps(reader) : NO_MAPS;
  const behind = reader.bytes(reader.remaining);
  const unknown = packed({ flags: (flags & ~KNOWN_FLAGS) >>> 0, restCount, rest, behind });
  return {
    ...(text !== undefined && { text }),
    ...(color !== undefined && { color }),
    properties,
    ...(unknown && { unknown }),
  };
}

/** `idOf` gives the number of an extension's property map. */
export function writeUserData(out: ByteWriter, data: UserData, idOf: (extension: string) => number): void {
  const { text, color, properties } = data;
  const { flags, restCount, rest, behind } = unpacked(data.unknown);
  const hasMaps = properties.size > 0 || restCount > 0 || rest.length > 0;
  const known = (text === undefined ? 0 : HAS_TEXT) | (color === undefined ? 0 : HAS_COLOR);
  out.u32((flags | known | (hasMaps ? HAS_PROPERTIES : 0)) >>> 0);
  if (text !== undefined) out.string(text, 'user data');
  if (color !== undefined) writeColor(out, color);
  if (hasMaps) {
    const start = out.length;
    const size = out.reserveU32();
    out.u32(properties.size + restCount);
    for (const [extension, map] of properties) {
      out.u32(extension === '' ? 0 : idOf(extension));
      writePropertyMap(out, map);
    }
    out.bytes(rest);
    out.fillU32(size, out.length - start);
  }
  out.bytes(behind);
}

export function isEmptyUserData({ text, color, properties, unknown }: UserData): boolean {
  return text === undefined && color === undefined && properties.size === 0 && unknown === undefined;
}

interface Maps {
  readonly properties: ReadonlyMap<number, PropertyMap>;
  /** How many maps stand in `rest`, which nothing was read from. */
  readonly restCount: number;
  readonly rest: Uint8Array;
}

const NO_MAPS: Maps = { properties: new Map(), restCount: 0, rest: new Uint8Array(0) };

/** The stored size counts itself and bounds what is read. */
function readPropertyMaps(reader: ByteReader): Maps {
  const size = reader.u32();
  if (size < 8) throw reader.error('invalid', `property maps of ${size} bytes`);
  const part = reader.part(size - 4);
  const count = part.u32();
  const properties = new Map<number, PropertyMap>();
  for (let i = 0; i < count; i++) {
    const here = part.copy();
    const id = part.u32();
    const map = understood(() => readPropertyMap(part));
    if (map === undefined || properties.has(id)) {
      return { properties, restCount: count - i, rest: here.bytes(here.remaining) };
    }
    properties.set(id, map);
  }
  return { properties, restCount: 0, rest: part.bytes(part.remaining) };
}

function understood<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormatError && error.code === 'unsupported') return undefined;
    throw error;
  }
}

interface Unknown {
  readonly flags: number;
  readonly restCount: number;
  readonly rest: Uint8Array;
  /** What stands behind all known fields. */
  readonly behind: Uint8Array;
}

function packed({ flags, restCount, rest, behind }: Unknown): Uint8Array | undefined {
  if (flags === 0 && restCount === 0 && rest.length === 0 && behind.length === 0) return undefined;
  const out = new ByteWriter(FORMAT);
  for (const number of [flags, restCount, rest.length]) out.u32(number);
  out.bytes(rest);
  out.bytes(behind);
  return out.finish();
}

function unpacked(data: Uint8Array | undefined): Unknown {
  if (data === undefined) return { flags: 0, restCount: 0, rest: NO_MAPS.rest, behind: NO_MAPS.rest };
  const reader = new ByteReader(FORMAT, data);
  const [flags, restCount, length] = [reader.u32(), reader.u32(), reader.u32()];
  return { flags, restCount, rest: reader.bytes(length), behind: reader.bytes(reader.remaining) };
}
