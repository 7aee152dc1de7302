import * as fc from 'fast-check';
import type { NumberType, PropertyMap, PropertyValue, UserData } from '../sprite/userData.ts';

export const arbitraryText = fc.string({ unit: 'binary', maxLength: 8 });
export const arbitraryColor = fc.nat(0xffffffff);
export const arbitraryUuid = fc
  .array(fc.nat(255), { minLength: 16, maxLength: 16 })
  .map((bytes) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(''));
/** Anything a signed field of 32 bits holds. */
export const arbitraryInt32 = fc.integer({ min: -0x80000000, max: 0x7fffffff });

function numberOf(type: NumberType, min: number, max: number) {
  return fc.integer({ min, max }).map((value): PropertyValue => ({ type, value }));
}

function mapOf(values: fc.Arbitrary<PropertyValue>): fc.Arbitrary<PropertyMap> {
  return fc.array(fc.tuple(arbitraryText, values), { maxLength: 3 }).map((entries) => new Map(entries));
}

const scalars: fc.Arbitrary<PropertyValue>[] = [
  fc.boolean().map((value): PropertyValue => ({ type: 'bool', value })),
  numberOf('int8', -128, 127),
  numberOf('uint8', 0, 255),
  numberOf('int16', -0x8000, 0x7fff),
  numberOf('uint16', 0, 0xffff),
  numberOf('int32', -0x80000000, 0x7fffffff),
  numberOf('uint32', 0, 0xffffffff),
  numberOf('fixed', -0x80000000, 0x7fffffff),
  fc.float().map((value): PropertyValue => ({ type: 'float', value })),
  fc.double().map((value): PropertyValue => ({ type: 'double', value })),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value): PropertyValue => ({ type: 'int64', value })),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value): PropertyValue => ({ type: 'uint64', value })),
  arbitraryText.map((value): PropertyValue => ({ type: 'string', value })),
  arbitraryUuid.map((value): PropertyValue => ({ type: 'uuid', value })),
  fc.record({ x: arbitraryInt32, y: arbitraryInt32 }).map((value): PropertyValue => ({ type: 'point', value })),
  fc.record({ width: arbitraryInt32, height: arbitraryInt32 }).map((value): PropertyValue => ({ type: 'size', value })),
  fc
    .record({ x: arbitraryInt32, y: arbitraryInt32, width: arbitraryInt32, height: arbitraryInt32 })
    .map((value): PropertyValue => ({ type: 'rect', value })),
];

const { property } = fc.letrec<{ property: PropertyValue }>((tie) => ({
  property: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    ...scalars,
    fc.array(tie('property'), { maxLength: 3 }).map((value): PropertyValue => ({ type: 'vector', value })),
    mapOf(tie('property')).map((value): PropertyValue => ({ type: 'map', value })),
  ),
}));

/** User data whose property maps belong to the user or to one of `extensions`. Often empty, as in real files. */
export function arbitraryUserData(extensions: readonly string[]): fc.Arbitrary<UserData> {
  const properties = fc
    .uniqueArray(fc.constantFrom('', ...extensions), { maxLength: 2 })
    .chain((owners) => fc.tuple(...owners.map((owner) => mapOf(property).map((map) => [owner, map] as const))))
    .map((entries) => new Map(entries));
  const nothing = fc.constant<UserData>({ properties: new Map() });
  const text = arbitraryText.map((value): UserData => ({ text: value, properties: new Map() }));
  const everything = fc
    .record({ text: arbitraryText, color: arbitraryColor, properties }, { requiredKeys: ['properties'] })
    .map((data): UserData => data);
  return fc.oneof(nothing, nothing, text, everything);
}
