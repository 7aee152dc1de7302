import type { NumberType, PropertyMap, PropertyValue } from '../../sprite/userData.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { readUuid, writeUuid } from './uuid.ts';

type PropertyType = PropertyValue['type'];
type Vector = PropertyValue & { readonly type: 'vector' };

/** By their number in the file, from 1. */
const TYPES = [
  'bool',
  'int8',
  'uint8',
  'int16',
  'uint16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'fixed',
  'float',
  'double',
  'string',
  'point',
  'size',
  'rect',
  'vector',
  'map',
  'uuid',
] as const satisfies readonly PropertyType[];

interface NumberCodec {
  readonly read: (reader: ByteReader) => number;
  readonly write: (out: ByteWriter, value: number) => void;
}

const NUMBERS: Readonly<Record<NumberType, NumberCodec>> = {
  int8: { read: (reader) => reader.i8(), write: (out, value) => out.i8(value) },
  uint8: { read: (reader) => reader.u8(), write: (out, value) => out.u8(value) },
  int16: { read: (reader) => reader.i16(), write: (out, value) => out.i16(value) },
  uint16: { read: (reader) => reader.u16(), write: (out, value) => out.u16(value) },
  int32: { read: (reader) => reader.i32(), write: (out, value) => out.i32(value) },
  uint32: { read: (reader) => reader.u32(), write: (out, value) => out.u32(value) },
  fixed: { read: (reader) => reader.i32(), write: (out, value) => out.i32(value) },
  float: { read: (reader) => reader.f32(), write: (out, value) => out.f32(value) },
  double: { read: (reader) => reader.f64(), write: (out, value) => out.f64(value) },
};

/** Number of the "type" of a vector whose elements each name their own. */
const MIXED = 0;

/**
 * A count, then that many times name, type and value. FormatError `unsupported`, as for a type that we do not know, when
 * a name comes twice: the model can hold one value.
 */
export function readPropertyMap(reader: ByteReader, depth = 0): PropertyMap {
  checkDepth(reader, depth);
  const count = reader.u32();
  const map = new Map<string, PropertyValue>();
  for (let i = 0; i < count; i++) {
    const name = reader.string();
    if (map.has(name)) throw reader.error('unsupported', `two properties with the name "${name}"`);
    map.set(name, readValue(reader, readType(reader, reader.u16()), depth));
  }
  return map;
}

export function writePropertyMap(out: ByteWriter, map: PropertyMap, depth = 0): void {
  if (depth > FORMAT_LIMITS.nesting) throw out.error(`properties are nested deeper than ${FORMAT_LIMITS.nesting}`);
  out.u32(map.size);
  for (const [name, value] of map) {
    out.string(name, 'the name of a property');
    out.u16(typeNumber(value.type));
    writeValue(out, value, depth);
  }
}

function readType(reader: ByteReader, number: number): PropertyType {
  const type = TYPES[number - 1];
  if (type === undefined) throw reader.error('unsupported', `a property of type ${number}`);
  return type;
}

function typeNumber(type: PropertyType): number {
  return TYPES.indexOf(type) + 1;
}

function readValue(reader: ByteReader, type: PropertyType, depth: number): PropertyValue {
  switch (type) {
    case 'bool':
      return { type, value: reader.u8() !== 0 };
    case 'int64':
      return { type, value: reader.i64() };
    case 'uint64':
      return { type, value: reader.u64() };
    case 'string':
      return { type, value: reader.string() };
    case 'point':
      return { type, value: { x: reader.i32(), y: reader.i32() } };
    case 'size':
      return { type, value: { width: reader.i32(), height: reader.i32() } };
    case 'rect':
      return { type, value: { x: reader.i32(), y: reader.i32(), width: reader.i32(), height: reader.i32() } };
    case 'vector':
      return readVector(reader, depth + 1);
    case 'map':
      return { type, value: readPropertyMap(reader, depth + 1) };
    case 'uuid':
      return { type, value: readUuid(reader) };
    default:
      return { type, value: NUMBERS[type].read(reader) };
  }
}

function readVector(reader: ByteReader, depth: number): Vector {
  checkDepth(reader, depth);
  const count = reader.u32();
  if (count > Math.min(reader.remaining, FORMAT_LIMITS.vectorElements)) {
    throw reader.error('too_large', `a list of ${count} elements in ${reader.remaining} bytes`);
  }
  const number = reader.u16();
  const common = number === MIXED ? undefined : readType(reader, number);
  const value: PropertyValue[] = [];
  for (let i = 0; i < count; i++) {
    value.push(readValue(reader, common ?? readType(reader, reader.u16()), depth));
  }
  const elements = common ?? 'mixed';
  return { type: 'vector', value, ...(elements !== elementsOf(value) && { elements }) };
}

/** What a vector is said to hold unless it says something else itself. */
function elementsOf(value: readonly PropertyValue[]): PropertyType | 'mixed' {
  const first = value[0]?.type;
  return first !== undefined && value.every(({ type }) => type === first) ? first : 'mixed';
}

function writeValue(out: ByteWriter, property: PropertyValue, depth: number): void {
  switch (property.type) {
    case 'bool':
      out.u8(property.value ? 1 : 0);
      break;
    case 'int64':
      out.i64(property.value);
      break;
    case 'uint64':
      out.u64(property.value);
      break;
    case 'string':
      out.string(property.value, 'a property');
      break;
    case 'point':
      writeIntegers(out, [property.value.x, property.value.y]);
      break;
    case 'size':
      writeIntegers(out, [property.value.width, property.value.height]);
      break;
    case 'rect':
      writeIntegers(out, [property.value.x, property.value.y, property.value.width, property.value.height]);
      break;
    case 'vector':
      writeVector(out, property, depth + 1);
      break;
    case 'map':
      writePropertyMap(out, property.value, depth + 1);
      break;
    case 'uuid':
      writeUuid(out, property.value);
      break;
    default:
      NUMBERS[property.type].write(out, property.value);
      break;
  }
}

function writeVector(out: ByteWriter, { value, elements }: Vector, depth: number): void {
  if (depth > FORMAT_LIMITS.nesting) throw out.error(`properties are nested deeper than ${FORMAT_LIMITS.nesting}`);
  if (value.length > FORMAT_LIMITS.vectorElements) throw out.error(`a list of ${value.length} properties`);
  const fits = elements !== undefined && (elements === 'mixed' || value.every(({ type }) => type === elements));
  const common = fits ? elements : elementsOf(value);
  out.u32(value.length);
  out.u16(common === 'mixed' ? MIXED : typeNumber(common));
  for (const element of value) {
    if (common === 'mixed') out.u16(typeNumber(element.type));
    writeValue(out, element, depth);
  }
}

function writeIntegers(out: ByteWriter, values: readonly number[]): void {
  for (const value of values) out.i32(value, 'a property');
}

function checkDepth(reader: ByteReader, depth: number): void {
  if (depth > FORMAT_LIMITS.nesting) throw reader.error('too_large', 'properties are nested too deeply');
}
