import type { PropertyMap, PropertyValue, UserData } from '../../sprite/userData.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { readColor, writeColor } from './color.ts';
import { readPropertyMap, writePropertyMap } from './properties.ts';

const HAS_TEXT = 1;
const HAS_COLOR = 2;
const HAS_PROPERTIES = 4;

/** User data as it stands in the file: property maps by number, 0 for the user's own, else an external file's id. */
export interface StoredUserData {
  readonly text?: string;
  readonly color?: number;
  readonly properties: ReadonlyMap<number, PropertyMap>;
}

export const NO_STORED_USER_DATA: StoredUserData = { properties: new Map() };

export function readUserData(reader: ByteReader): StoredUserData {
  const flags = reader.u32();
  const text = flags & HAS_TEXT ? reader.string() : undefined;
  const color = flags & HAS_COLOR ? readColor(reader) : undefined;
  return {
    ...(text !== undefined && { text }),
    ...(color !== undefined && { color }),
    properties: flags & HAS_PROPERTIES ? readPropertyMaps(reader) : new Map(),
  };
}

/** `idOf` gives the number of an extension's property map. */
export function writeUserData(out: ByteWriter, data: UserData, idOf: (extension: string) => number): void {
  const { text, color, properties } = data;
  const flags = (text === undefined ? 0 : HAS_TEXT) | (color === undefined ? 0 : HAS_COLOR);
  out.u32(flags | (properties.size === 0 ? 0 : HAS_PROPERTIES));
  if (text !== undefined) out.string(text, 'user data');
  if (color !== undefined) writeColor(out, color);
  if (properties.size === 0) return;
  const start = out.length;
  const size = out.reserveU32();
  out.u32(properties.size);
  for (const [extension, map] of properties) {
    out.u32(extension === '' ? 0 : idOf(extension));
    writePropertyMap(out, map);
  }
  out.fillU32(size, out.length - start);
}

export function isEmptyUserData({ text, color, properties }: UserData): boolean {
  return text === undefined && color === undefined && properties.size === 0;
}

/** The stored size counts itself and bounds what is read. */
function readPropertyMaps(reader: ByteReader): Map<number, PropertyMap> {
  const size = reader.u32();
  if (size < 8) throw reader.error('invalid', `property maps of ${size} bytes`);
  const part = reader.part(size - 4);
  const count = part.u32();
  const maps = new Map<number, ReadonlyMap<string, PropertyValue>>();
  for (let i = 0; i < count; i++) {
    const id = part.u32();
    maps.set(id, new Map([...(maps.get(id) ?? []), ...readPropertyMap(part)]));
  }
  return maps;
}
